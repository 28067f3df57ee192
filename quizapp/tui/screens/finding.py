"""What Browse finds and shows: the search field, the list, and all about the card under the pointer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from quizapp.domain.errors import QuizError
from quizapp.tui.screens import browse_words
from quizapp.tui.screens.base import Page, quiet
from quizapp.tui.text import words
from quizapp.tui.widgets.card_list import CardList
from quizapp.tui.widgets.field import AnswerField
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.passage import Passage
from quizapp.tui.wording import counted

if TYPE_CHECKING:
    from quizapp.services.browse import BrowseService, Detail

WIDE_FROM = 110
"""From so many cells on, the card stands beside the list."""

_REST = 0.06
"""Seconds the pointer has to rest on a card before all about it is read."""

_PAUSE = 0.02
"""Seconds after a letter before it is looked for, so that the letter itself is painted first."""

_FIRST = 100
"""So many cards are shown before all of them are found."""

_EXAMPLE = "Search: words  topic:rivers  is:due  -tag:old  kind:choice or kind:cloze"


@dataclass
class Found(Message):
    """What a query found."""

    query: str
    cards: Sequence[int]
    today: int


@dataclass
class Refused(Message):
    """Why a query found nothing."""

    query: str
    sentence: str


@dataclass
class Preparing(Message):
    """How far the index is."""

    done: int
    whole: int


@dataclass
class Told(Message):
    """All about a card."""

    detail: Detail | None


class FindingScreen(Page[None]):
    """Finds cards while a person types, in a thread, and shows them."""

    AUTO_FOCUS = ""  # letters are commands until the search is asked for

    query_text: reactive[str] = reactive("", bindings=True, repaint=False, init=False)
    reading: reactive[bool] = reactive(False, bindings=True, repaint=False, init=False)
    found: reactive[int] = reactive(0, bindings=True, repaint=False, init=False)

    def __init__(self, asked: str = "") -> None:
        """`asked` is what is looked for at first."""
        super().__init__()
        self._asked = asked
        self._looking = True
        self._resting: Timer | None = None
        self._typing: Timer | None = None
        self._hinted = ""

    def compose(self) -> ComposeResult:
        """Top line, search, list and card, one line for hints, keys."""
        yield TopLine(words("Browse", "bold"))
        field = AnswerField(id="search")
        field.value = self._asked
        field.placeholder = _EXAMPLE
        yield field
        with Horizontal(id="browse"):
            yield CardList(self.quiz.signs)
            with VerticalScroll(id="about-card", can_focus=False):
                yield Passage(id="card-text")
        yield Static(id="hint", markup=False)
        yield KeyLine()

    @property
    def service(self) -> BrowseService:
        """The use cases of Browse."""
        if self.quiz.services is None:
            raise RuntimeError("nothing is open")
        return self.quiz.services.browse

    @property
    def cards(self) -> CardList:
        """The list."""
        return self.query_one(CardList)

    @property
    def field(self) -> AnswerField:
        """Where the search is typed."""
        return self.query_one("#search", AnswerField)

    def on_mount(self) -> None:
        """Show the first cards with the frame, and find all of them in a thread."""
        try:
            self.cards.show(self.service.first(_FIRST), self.service.rows, self.service.today(), keep=False)
        except QuizError as error:
            self.hint(str(error), "$wrong")
        self.call_after_refresh(self.look, "")

    def on_resize(self, event: Resize) -> None:
        """Put the card beside the list where there is room for both."""
        was_wide = self.has_class("-wide")
        self.set_class(event.size.width >= WIDE_FROM, "-wide")
        if self.has_class("-wide") and not was_wide:
            self.tell()
        elif self.reading:
            self.call_after_refresh(self._tell_if_longer)

    # Searching

    @on(Input.Changed, "#search")
    def _search(self, message: Input.Changed) -> None:
        self.query_text = message.value
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(_PAUSE, self._look_for_typed)

    def _look_for_typed(self) -> None:
        if not self._looking:  # what is typed while the index is made is looked for when it is there
            self.look(self.query_text)

    @work(thread=True, exclusive=True, group="browse-search")
    def look(self, query: str) -> None:
        """Find cards in a thread; a newer query replaces an older one, since this only reads."""
        worker = get_current_worker()
        service = self.service
        try:
            today = service.today()
            cards = service.find(query, self._tell_progress)
        except QuizError as error:
            self.post_message(Refused(query, str(error)))
        else:
            if not worker.is_cancelled:
                self.post_message(Found(query, cards, today))

    def _tell_progress(self, done: int, whole: int) -> None:
        self.post_message(Preparing(done, whole))

    @on(Found)
    def _show_found(self, message: Found) -> None:
        self._looking = False
        self.hint("")
        if message.query != self.query_text:
            self.look(self.query_text)
            return
        if message.cards != self.cards.cards:
            keep = self.cards.begins(message.cards)
            self.cards.show(message.cards, self.service.rows, message.today, keep=keep)
        self.found = len(message.cards)
        self.show_count()
        if not message.cards:
            self.hint("No question is like that." if message.query.strip() else "There are no questions yet.")

    @on(Refused)
    def _show_refused(self, message: Refused) -> None:
        self._looking = False
        if message.query == self.query_text:
            self.hint(message.sentence, "$wrong")
        else:
            self.look(self.query_text)

    @on(Preparing)
    def _show_preparing(self, message: Preparing) -> None:
        self._looking = True
        share = round(100 * message.done / max(1, message.whole))
        if message.whole > 500:
            self.hint(f"Preparing the search, once: {share} % of {counted(message.whole, 'question')}")

    # What is shown

    def show_count(self) -> None:
        """Say where the pointer is, of how many, and how many are selected."""
        cards = self.cards
        place = (
            f"{cards.place + 1:,} of {counted(self.found, 'card')}"
            if self.found
            else ""
            if self._looking
            else "no card"
        )
        picked = f"{len(cards.selected):,} selected {self.quiz.signs.dot} " if cards.selected else ""
        self.query_one(TopLine).show(words("Browse", "bold"), right=words(picked, "$accent") + quiet(place))

    def hint(self, text: str, style: str = "$muted") -> None:
        """Say something in the line above the keys, until something else is said."""
        if text != self._hinted:  # saying anything lays the whole screen out anew
            self._hinted = text
            self.query_one("#hint", Static).update(words(text, style))

    @on(CardList.Pointed)
    def _rest(self) -> None:
        self.show_count()
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self.tell)

    def tell(self) -> None:
        """Show all about the card under the pointer, where there is room or it is asked for."""
        if (self.has_class("-wide") or self.reading) and self.cards.pointed is not None:
            self._tell(self.cards.pointed)
        elif self.cards.pointed is None:
            self.query_one("#card-text", Passage).show(())

    @work(thread=True, exclusive=True, group="browse-detail")
    def _tell(self, card: int) -> None:
        try:
            self.post_message(Told(self.service.detail(card)))
        except QuizError as error:
            self.app.call_from_thread(self.hint, str(error), "$wrong")

    @on(Told)
    def _show_detail(self, message: Told) -> None:
        detail, clock = message.detail, self.quiz.clock
        if detail is None or detail.key != self.cards.pointed:
            return
        offset = clock.offset_minutes(clock.now())
        self.query_one("#card-text", Passage).show(tuple(browse_words.about(detail, self.quiz.signs, offset)))
        self.query_one("#about-card", VerticalScroll).scroll_home(animate=False)
        if self.reading:
            self.call_after_refresh(self._tell_if_longer)

    def _tell_if_longer(self) -> None:
        longer = self.query_one("#about-card", VerticalScroll).max_scroll_y > 0
        self.hint(f"{self.quiz.signs.more} more below: page down" if longer else "")

    def watch_reading(self, reading: bool) -> None:
        """Show the card in place of the list, or beside it, and scroll it with the arrows."""
        self.set_class(reading, "-reading")
        if self.is_mounted:
            self.hint("")
            self.tell()
