"""A card on the screen: the question, what is on offer, and below it the reasons; nothing moves when they come."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Region, Size
from textual.message import Message

from quizapp.domain.answering import Answered
from quizapp.domain.answers import Picked, Response
from quizapp.domain.questions import kind_of
from quizapp.domain.sitting import Step
from quizapp.tui import faces
from quizapp.tui.signs import Signs
from quizapp.tui.stages import WRITTEN
from quizapp.tui.widgets.field import AnswerField
from quizapp.tui.widgets.options import Options
from quizapp.tui.widgets.passage import Paragraph, Passage


class CardView(VerticalScroll, can_focus=False):
    """Shows one card at every stage; scrolls when it is long."""

    class Moved(Message):
        """The card was scrolled, or its height has changed."""

    def __init__(self, signs: Signs) -> None:
        super().__init__(id="card")
        self._signs = signs

    def compose(self) -> ComposeResult:
        """A column of readable width."""
        with Vertical(id="column"):
            yield Passage(id="prompt")
            yield Options(self._signs, id="options")
            yield AnswerField(id="field")
            yield Passage(id="reasons")

    @property
    def prompt(self) -> Passage:
        """The question."""
        return self.query_one("#prompt", Passage)

    @property
    def options(self) -> Options:
        """What is on offer."""
        return self.query_one(Options)

    @property
    def field(self) -> AnswerField:
        """Where an answer is typed."""
        return self.query_one(AnswerField)

    @property
    def reasons(self) -> Passage:
        """Everything that comes after the verdict."""
        return self.query_one("#reasons", Passage)

    @property
    def is_typing(self) -> bool:
        """Whether letters go into the field."""
        return self.field.display and not self.field.disabled

    @property
    def has_more(self) -> bool:
        """Whether something is out of sight below."""
        return self.scroll_offset.y < self.max_scroll_y

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that something else is in sight."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved())

    def watch_virtual_size(self, _: Size) -> None:
        """Tell that there is more or less to see."""
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Tell that there is more or less room."""
        self.post_message(self.Moved())

    def point(self, by: int) -> None:
        """Move the pointer among the options and keep it in sight."""
        line = self.options.point(by)
        if line is not None:
            self.scroll_to_region(Region(0, self.options.virtual_region.y + line, 1, 1), animate=False)

    def ask(self, step: Step) -> None:
        """Show a question, unanswered, from its beginning."""
        offer = faces.options(step.question, self._signs)
        self.prompt.show(faces.prompt(step))
        self.options.show(offer)
        self.options.display = bool(offer)
        self.reasons.show(())
        self._show_field(writing=kind_of(step.question) in WRITTEN)
        self.scroll_home(animate=False)

    def choose(self, step: Step, response: Response) -> None:
        """Show which answer was given, before there is a verdict."""
        if isinstance(response, Picked):
            self.options.show(faces.options(step.question, self._signs, response.option))
        self.field.disabled = True

    def judge(self, step: Step, response: Response, answered: Answered) -> None:
        """Show the verdict and the reasons below what was answered."""
        if isinstance(response, Picked):
            self.options.show(faces.options(step.question, self._signs, response.option, judged=True))
        self.field.disabled = True
        self.explain(faces.reasons(step, response, answered, self._signs))

    def explain(self, paragraphs: Iterable[Paragraph]) -> None:
        """Show these paragraphs below the answer."""
        self.reasons.show(tuple(paragraphs))

    def say(self, paragraphs: Iterable[Paragraph]) -> None:
        """Show only these paragraphs, and no question."""
        self.prompt.show(tuple(paragraphs))
        self.options.display = False
        self.options.show(())
        self.reasons.show(())
        self._show_field(writing=False)

    def _show_field(self, *, writing: bool) -> None:
        field = self.field
        field.display, field.disabled = writing, not writing
        field.value = ""
        if writing:
            field.focus()
        elif self.screen.focused is field:
            self.screen.set_focus(None)
