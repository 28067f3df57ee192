"""Marking an essay oneself: the model outline beside one's text, point by point, and marks in half steps."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.geometry import Region
from textual.widgets import Static

from quizapp.domain.questions import Essay
from quizapp.domain.writing import Had, Points, marks_for, share_of, stepped
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens import writing_words
from quizapp.tui.screens.base import Page
from quizapp.tui.text import one_line, words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.options import Options
from quizapp.tui.widgets.passage import Column, Passage

WIDE_FROM = 110
"""From so many cells on, the outline stands beside the text."""

Done = Callable[[float, Points], object]
"""Is told the share of the marks, from 0 to 1, and how far each point of the outline was there."""

Changed = Callable[[Points, "float | None"], object]
"""Is told the points looked at so far, and the marks where they are other than the points come to."""


def _nothing(_points: Points, _marks: float | None) -> None:
    """Nobody keeps what is not done."""


class MarkingScreen(Page[None]):
    """Marks one text by the outline and the rubric of its question; calls `on_done` and closes when that is done.

    For an essay of written practice and of an exam paper alike. `points` and `marks` are what was given before;
    `on_change` is told after every key, so that a program that ends in the middle loses nothing.
    """

    PLACE = Place.MARK
    AUTO_FOCUS = ""
    BINDINGS = bindings(Place.MARK)

    def __init__(
        self,
        question: Essay,
        text: str,
        on_done: Done,
        *,
        points: Points | None = None,
        marks: float | None = None,
        on_change: Changed = _nothing,
    ) -> None:
        super().__init__()
        self._question, self._text = question, text
        self._on_done, self._on_change = on_done, on_change
        self.points: dict[str, Had] = dict(points or {})
        self._own_marks = marks
        self._reading = False

    def compose(self) -> ComposeResult:
        """The text, and beside it the outline with the rubric below."""
        yield TopLine(words("Mark your essay", "bold"))
        with Horizontal(classes="sheets"):
            with VerticalScroll(id="own-text", classes="left", can_focus=False), Column(classes="sheet"):
                yield Passage(id="text")
            with VerticalScroll(id="model", classes="right", can_focus=False), Column(classes="sheet"):
                yield Passage(id="task")
                yield Options(self.quiz.signs, id="points")
                yield Passage(id="rubric")
        yield Static(id="hint", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what there is to mark, with the pointer on the first point that was not looked at."""
        self.query_one("#text", Passage).show(tuple(writing_words.own_text(self._question, self._text)))
        self.query_one("#task", Passage).show(tuple(writing_words.marking_task(self._question)))
        self.query_one("#rubric", Passage).show(tuple(writing_words.rubric(self._question)))
        self._show(self._next_open(0))

    def on_resize(self, event: Resize) -> None:
        """Put the outline beside the text where there is room for both."""
        self.set_class(event.size.width >= WIDE_FROM, "-wide")
        self.call_after_refresh(self._keep_in_sight)
        self.refresh_bindings()

    @property
    def outline(self) -> tuple[str, ...]:
        """The ids of the points, in the order of the deck."""
        return tuple([point.id for point in self._question.outline])

    @property
    def marks(self) -> float:
        """The marks as they stand."""
        if self._own_marks is not None:
            return self._own_marks
        return marks_for(share_of(self.points, self.outline), self._question.marks)

    @property
    def is_complete(self) -> bool:
        """Whether every point was looked at."""
        return all(point in self.points for point in self.outline)

    @property
    def _is_wide(self) -> bool:
        return self.has_class("-wide")

    @property
    def _list(self) -> Options:
        return self.query_one("#points", Options)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Points need the outline in sight, marks and the end need all of them looked at."""
        match action:
            case "grade":
                return not self._reading or self._is_wide
            case "step" | "done":
                return self.is_complete
            case "reset":
                return self._own_marks is not None
            case "switch":
                return not self._is_wide
            case _:
                return True

    def footer_label(self, command_id: str) -> str | None:
        """What tab leads to."""
        return "Outline" if command_id == "mark.switch" and self._reading else None

    # What is shown

    def _next_open(self, start: int) -> int:
        outline = self.outline
        order = [*range(start, len(outline)), *range(start)]
        return next((place for place in order if outline[place] not in self.points), min(start, len(outline) - 1))

    def _show(self, pointed: int | None) -> None:
        self._list.show(writing_words.point_faces(self._question, self.points, self.quiz.signs), pointed)
        given = writing_words.marks_given(self.marks, self._question.marks) if self.is_complete else ""
        title = words("Mark your essay", "bold")
        self.query_one(TopLine).show(title, one_line(f"  {self._question.topic}", "$muted"), words(given, "bold"))
        looked = sum(point in self.points for point in self.outline)
        hint = writing_words.marking_hint(looked, len(self.outline), own=self._own_marks is not None)
        self.query_one("#hint", Static).update(words(hint, "$muted"))
        self.refresh_bindings()
        self.call_after_refresh(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        model, line = self.query_one("#model", VerticalScroll), self._list.first_line(self._list.pointed)
        if self.is_complete:
            return
        if line is not None:
            top = self._list.virtual_region.y + line
            model.scroll_to_region(Region(0, top, 1, 4), animate=False)

    # What keys do

    def action_grade(self, had: str) -> None:
        """Count the point under the pointer as had, half or missed, and go on to the next that is open."""
        at = self._list.pointed or 0
        self.points[self.outline[at]] = Had(had)
        self._on_change(self.points, self._own_marks)
        self._show(self._next_open(min(at + 1, len(self.outline) - 1)))
        if self.is_complete:
            self.call_after_refresh(self.query_one("#model", VerticalScroll).scroll_end, animate=False)

    def action_step(self, by: int) -> None:
        """Give half a mark more or less."""
        self._own_marks = stepped(self.marks, by, self._question.marks)
        self._on_change(self.points, self._own_marks)
        self._show(self._list.pointed)

    def action_reset(self) -> None:
        """Give the marks that the points come to."""
        self._own_marks = None
        self._on_change(self.points, None)
        self._show(self._list.pointed)

    def action_switch(self) -> None:
        """Show the text, or the outline again."""
        self._reading = not self._reading
        self.set_class(self._reading, "-reading")
        self.refresh_bindings()

    def action_move(self, by: int) -> None:
        """Point at another point, or scroll the text that is read."""
        if self._reading and not self._is_wide:
            self._page_of.scroll_relative(y=by, animate=False)
            return
        model, line = self.query_one("#model", VerticalScroll), self._list.point(by)
        model.scroll_to_region(Region(0, self._list.virtual_region.y + (line or 0), 1, 3), animate=False)

    @property
    def _page_of(self) -> VerticalScroll:
        return self.query_one("#own-text" if self._is_wide or self._reading else "#model", VerticalScroll)

    def action_page(self, by: int) -> None:
        """Scroll the text, or what is shown in its place, by most of a page."""
        page = self._page_of
        page.scroll_relative(y=by * max(1, page.size.height - 2), animate=False)

    @on(Options.Picked)
    def _point_at(self, message: Options.Picked) -> None:
        self._list.show(writing_words.point_faces(self._question, self.points, self.quiz.signs), message.index)

    def action_done(self) -> None:
        """Close, and tell the marks."""
        share, points = self.marks / self._question.marks, dict(self.points)
        self.dismiss()
        self._on_done(share, points)

    def action_leave(self) -> None:
        """Close without marks."""
        self.dismiss()
