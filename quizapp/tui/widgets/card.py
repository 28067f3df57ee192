"""A card on the screen: the question, what is on offer, and below it the reasons; nothing moves when they come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Region, Size
from textual.message import Message

from quizapp.domain.answering import Answered
from quizapp.domain.answers import Picked, Recalled, Response
from quizapp.domain.questions import Essay, kind_of
from quizapp.domain.sitting import Step
from quizapp.tui import faces, part_faces
from quizapp.tui.drafts import Checking, Draft, Pairing
from quizapp.tui.pictures import Drawer, picture_path
from quizapp.tui.signs import Signs
from quizapp.tui.stages import WRITTEN
from quizapp.tui.widgets.field import AnswerField
from quizapp.tui.widgets.options import OptionFace, Options
from quizapp.tui.widgets.passage import Column, Paragraph, Passage
from quizapp.tui.widgets.picture import PictureFrame

if TYPE_CHECKING:
    from quizapp.tui.widgets.jotting import Jotting


class CardView(VerticalScroll, can_focus=False):
    """Shows one card at every stage; scrolls when it is long."""

    class Moved(Message):
        """The card was scrolled, or its height has changed."""

    def __init__(self, signs: Signs, drawer: Drawer | None = None) -> None:
        """`drawer` draws pictures, where that is possible."""
        super().__init__(id="card")
        self._signs, self._drawer = signs, drawer
        self._jotting: Jotting | None = None
        self.titles = faces.NO_TITLES
        """What the documents that questions cite are called."""

    def compose(self) -> ComposeResult:
        """A column of readable width."""
        with Column(id="column"):
            yield Passage(id="prompt")
            yield PictureFrame(self._drawer)
            yield Options(self._signs, id="options")
            yield Options(self._signs, id="sides")
            yield AnswerField(id="field")
            yield Passage(id="reasons")

    @property
    def prompt(self) -> Passage:
        """The question."""
        return self.query_one("#prompt", Passage)

    @property
    def options(self) -> Options:
        """What is on offer."""
        return self.query_one("#options", Options)

    @property
    def sides(self) -> Options:
        """What is to be matched with what is on offer."""
        return self.query_one("#sides", Options)

    @property
    def field(self) -> AnswerField:
        """Where an answer is typed."""
        return self.query_one(AnswerField)

    @property
    def reasons(self) -> Passage:
        """Everything that comes after the verdict."""
        return self.query_one("#reasons", Passage)

    @property
    def jotting(self) -> Jotting | None:
        """Where an outline is jotted down, while an essay is asked."""
        return self._jotting if self._jotting is not None and self._jotting.display else None

    @property
    def written(self) -> str:
        """What was typed or jotted down so far."""
        return self.field.value if self.jotting is None else self.jotting.text

    def write(self, text: str) -> None:
        """Put back what was typed or jotted down before."""
        if self.jotting is None:
            self.field.value = text
        else:
            self.jotting.text = text

    def offer_jotting(self, key: str, text: str = "") -> None:
        """Give room to jot an outline down, to which this key leads; `text` was jotted down before."""
        if self._jotting is None:
            from quizapp.tui.widgets.jotting import Jotting  # here, not above: 60 ms that only essays need

            self._jotting = Jotting()
            self.query_one("#column").mount(self._jotting, before="#options")
        self._jotting.ask(key, text)

    def _put_jotting_away(self) -> None:
        if self._jotting is not None:
            self._jotting.put_away()

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
        self._keep_in_sight(self.options.point(by))

    def _keep_in_sight(self, line: int | None) -> None:
        if line is not None:
            top = self.query_one("#column").gutter.top + self.options.virtual_region.y
            self.scroll_to_region(Region(0, top + line, 1, 1), animate=False)

    def ask(self, step: Step, draft: Draft | None = None) -> None:
        """Show a question, unanswered, from its beginning; with an empty draft when it has several parts to answer."""
        self.prompt.show(faces.prompt(step))
        self._show_picture(step)
        self._put_jotting_away()
        self._offer(faces.options(step.question, self._signs))
        if draft is not None and not isinstance(draft, Checking):
            self.show_draft(step, draft)
        self.reasons.show(())
        self._show_field(writing=kind_of(step.question) in WRITTEN)
        self.scroll_home(animate=False)

    def show_prompt(self, step: Step) -> None:
        """Show the question itself anew, and leave everything below it."""
        self.prompt.show(faces.prompt(step))

    def show_draft(self, step: Step, draft: Draft, *, moved: bool = False) -> None:
        """Show an answer in the making; `moved` keeps the pointer in sight."""
        if isinstance(draft, Checking):
            self._offer(part_faces.points(step, draft.had, self._signs), len(draft.had))
            self.call_after_refresh(self.call_after_refresh, self.scroll_end, animate=False)
            return
        pointed = draft.at if isinstance(draft, Pairing) else self.options.pointed
        parts, sides = part_faces.parts(step, draft.response, self._signs), part_faces.sides(step, draft.response)
        self._offer(parts, pointed, sides)
        if moved:
            self._keep_in_sight(self.options.first_line(pointed))

    def _show_picture(self, step: Step | None) -> None:
        image = step.question.image if step else None
        path = picture_path(step.path, image.file) if step and image and self._drawer else None
        self.query_one(PictureFrame).show(path)

    def _offer(self, offer: Sequence[OptionFace], pointed: int | None = None, sides: Sequence[OptionFace] = ()) -> None:
        self.options.show(offer, pointed)
        self.sides.show(sides)
        self.options.display, self.sides.display = bool(offer), bool(sides)

    def choose(self, step: Step, response: Response) -> None:
        """Show which answer was given, before there is a verdict."""
        self._show_given(step, response, judged=False)

    def _show_given(self, step: Step, response: Response, *, judged: bool) -> None:
        if isinstance(response, Picked):
            ids = faces.option_ids(step.question)
            place = ids.index(response.option) if response.option else None
            self.options.show(faces.options(step.question, self._signs, response.option, judged=judged), place)
        elif isinstance(response, Recalled) and isinstance(step.question, Essay):
            had = part_faces.points_had(response, step.question)
            self._offer(part_faces.points(step, had, self._signs, judged=judged))
        elif given := part_faces.parts(step, response, self._signs, judged=judged):
            self.options.show(given)
        self.field.disabled = True

    def judge(self, step: Step, response: Response, answered: Answered) -> None:
        """Show the verdict and the reasons below what was answered."""
        self._show_given(step, response, judged=True)
        self.explain(faces.reasons(step, response, answered, self._signs, self.titles))
        if isinstance(response, Recalled):  # a long outline has scrolled the eye to its end
            self.call_after_refresh(self.call_after_refresh, self.scroll_to_widget, self.reasons, animate=False)

    def explain(self, paragraphs: Iterable[Paragraph]) -> None:
        """Show these paragraphs below the answer."""
        self.reasons.show(tuple(paragraphs))

    def say(self, paragraphs: Iterable[Paragraph]) -> None:
        """Show only these paragraphs, the first as a heading, and no question."""
        heading, *rest = paragraphs
        self.prompt.show((heading,))
        self._offer(())
        self._show_picture(None)
        self._put_jotting_away()
        self.reasons.show(tuple(rest))
        self._show_field(writing=False)

    def _show_field(self, *, writing: bool) -> None:
        field = self.field
        field.display, field.disabled = writing, not writing
        field.value = ""
        if writing:
            self.screen.set_focus(field)  # at once: `focus` waits for a turn in which letters are commands
        elif self.screen.focused is field:
            self.screen.set_focus(None)
