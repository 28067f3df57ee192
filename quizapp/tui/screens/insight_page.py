"""What every page of Insights is: it reads its figures in a thread when it is first opened, and then shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message

from quizapp.domain.errors import QuizError
from quizapp.tui.screens.base import quiet
from quizapp.tui.signs import Signs
from quizapp.tui.text import words
from quizapp.tui.widgets.passage import Paragraph, Passage, said
from quizapp.tui.widgets.ranking import Entry, Ranking

if TYPE_CHECKING:
    from quizapp.bootstrap import Services
    from quizapp.tui.app import QuizApp


class InsightPage(Vertical):
    """One page: `NAME` stands on its tab, `READS` on the key that opens; `read` runs in a thread, `show` paints."""

    NAME: ClassVar[str]
    READS: ClassVar[str] = "Read"

    DEFAULT_CSS = """
    InsightPage { height: 1fr; align-horizontal: center; }
    InsightPage > Passage { max-width: 120; height: auto; padding: 1 2 1 4; }
    .insight-scroll {
        height: 1fr; align-horizontal: center; padding: 0 0 0 2;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable; scrollbar-background: $background;
        scrollbar-background-hover: $background; scrollbar-background-active: $background;
        scrollbar-color: $rule; scrollbar-color-hover: $muted; scrollbar-color-active: $muted;
    }
    .insight-column { width: 100%; max-width: 86; height: auto; padding: 1 2 0 0; }
    """

    class Reckoned(Message):
        """The figures are there, or a sentence why not."""

        def __init__(self, found: Any, trouble: str = "") -> None:
            super().__init__()
            self.found, self.trouble = found, trouble

    class Changed(Message):
        """What can be done on the page is something else now."""

    def __init__(self, services: Services) -> None:
        super().__init__(classes="insight-page")
        self.services = services

    @property
    def quiz(self) -> QuizApp:
        """The app, by its own type."""
        return cast("QuizApp", self.app)

    @property
    def signs(self) -> Signs:
        """The signs that the terminal can show."""
        return self.quiz.signs

    def on_mount(self) -> None:
        """Begin to read once the frame is there."""
        if not self.signs.unicode:  # a console without the glyphs of a scrollbar
            for body in self.query(".insight-scroll"):
                body.styles.scrollbar_size_vertical = 0
        self.say(quiet("Reckoning ..."))
        self.reckon()

    @work(thread=True, exclusive=True)
    def reckon(self) -> None:
        """Read the figures; over a hundred thousand cards that takes a second or two."""
        try:
            self.post_message(self.Reckoned(self.read()))
        except QuizError as error:
            self.post_message(self.Reckoned(None, str(error)))

    @on(Reckoned)
    def _show_or_say_why_not(self, message: Reckoned) -> None:
        message.stop()
        if message.trouble:
            self.say(Content.styled(f"{self.signs.wrong} ", "bold $wrong") + words(message.trouble))
        else:
            self.show(message.found)
        self.post_message(self.Changed())

    def read(self) -> Any:
        """The figures of this page; raises QuizError. Runs in a thread."""
        raise NotImplementedError

    def show(self, found: Any) -> None:
        """Paint the figures."""
        raise NotImplementedError

    def say(self, line: Content) -> None:
        """Say something instead of figures."""
        raise NotImplementedError

    def can(self, action: str) -> bool:  # noqa: ARG002
        """Whether `practise`, `practise_weakest` or `read` is possible now."""
        return False

    def practise(self) -> None:
        """Practise what is pointed at."""

    def practise_weakest(self) -> None:
        """Practise what is named first."""

    def open_question(self) -> None:
        """Read the question that is pointed at, in Browse."""

    def scroll_lines(self, by: int) -> None:
        """Go by so many lines, or things."""

    def scroll_pages(self, by: int) -> None:
        """Go by most of what is seen."""


class PicturePage(InsightPage):
    """A page of pictures with words beside them, in one column that scrolls."""

    def compose(self) -> ComposeResult:
        """The pictures."""
        with VerticalScroll(classes="insight-scroll", can_focus=False), Vertical(classes="insight-column"):
            yield Passage(id=f"{self.NAME.lower()}-pictures")

    def paragraphs(self, found: Any) -> Sequence[Paragraph]:
        """What is shown of the figures."""
        raise NotImplementedError

    def show(self, found: Any) -> None:
        """Paint the figures."""
        self.query_one(Passage).show(tuple(self.paragraphs(found)))

    def say(self, line: Content) -> None:
        """Say something instead of figures."""
        self.query_one(Passage).show([said(line)])

    def scroll_lines(self, by: int) -> None:
        """Scroll by so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def scroll_pages(self, by: int) -> None:
        """Scroll most of a page."""
        body = self.query_one(VerticalScroll)
        body.scroll_relative(y=by * max(1, body.size.height - 2), animate=False)


class ListPage(InsightPage):
    """A page of things in their order, weakest first, with a heading above that stays."""

    def compose(self) -> ComposeResult:
        """Heading and list."""
        yield Passage(id=f"{self.NAME.lower()}-about")
        yield Ranking(self.quiz.signs)

    @property
    def ranking(self) -> Ranking:
        """The list."""
        return self.query_one(Ranking)

    def list_up(self, about: Sequence[Paragraph], entries: Sequence[Entry]) -> None:
        """Show a heading, and these below it."""
        self.query_one(Passage).show(tuple(about))
        self.ranking.show(entries)

    def say(self, line: Content) -> None:
        """Say something instead of figures."""
        self.list_up([said(line)], ())

    def scroll_lines(self, by: int) -> None:
        """Move the pointer."""
        self.ranking.point(by)

    def scroll_pages(self, by: int) -> None:
        """Move the pointer by most of what is seen."""
        self.ranking.page(by)

    @on(Ranking.Pointed)
    def _tell_of_pointer(self) -> None:
        self.post_message(self.Changed())

    @on(Ranking.Pressed)
    def _practise_clicked(self) -> None:
        if self.can("practise"):
            self.practise()

    def practise_cards(self, find: Callable[[], Sequence[int]], number: int = 20) -> None:
        """Practise the cards that are found in a thread, as far as they are not put aside."""
        from quizapp.tui.practising import practise_cards  # here, not above: the first paint does without it

        practise_cards(self.quiz, find, number)
