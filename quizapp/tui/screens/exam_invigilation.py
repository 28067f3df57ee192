"""What holds in the exam room whatever is on the screen: the clock runs, warns, and ends the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.reactive import reactive
from textual.widgets import Static

from quizapp.domain.blueprints import Section
from quizapp.domain.errors import QuizError
from quizapp.domain.exam_changes import Refused
from quizapp.domain.questions import kind_of
from quizapp.tui import exam_faces
from quizapp.tui.commands import Place
from quizapp.tui.exam_seat import Seat
from quizapp.tui.exam_stages import RoomStanding, View
from quizapp.tui.screens import exam_words
from quizapp.tui.screens.base import Page, quiet
from quizapp.tui.text import one_line
from quizapp.tui.widgets.exam_grid import ExamGrid
from quizapp.tui.widgets.exam_sheet import Sheet
from quizapp.tui.widgets.field import AnswerField
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.passage import Paragraph, Passage

_LOOK_EVERY = 0.25
_PATIENCE = 5.0
"""Seconds until what could not be saved is tried again."""

_NARROW = 72
"""Below this width the map has no room beside the question."""


class InvigilatedScreen(Page[None]):
    """Shows the clock and what may be seen; moves on when a section is over and away when the paper is."""

    PLACE = Place.ROOM
    AUTO_FOCUS = ""  # letters are commands until one goes to write

    standing: reactive[RoomStanding] = reactive(RoomStanding(), bindings=True, repaint=False)
    is_painted = False
    """Whether the first question has been seen; until then the app keeps the keys that are pressed."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat
        self._stage = seat.sitting.stage_at(seat.now)[0]
        self._shown: object = None
        self._warned: dict[str, int] = {}
        self._again = 0.0

    def compose(self) -> ComposeResult:
        """Top line with the clock, the question beside the map, a line for hints, keys."""
        yield TopLine()
        with Horizontal(id="room"):
            with Vertical(id="seat"):
                yield Static(id="place", markup=False)
                yield Sheet(self.quiz.signs, self.quiz.drawer)
            with VerticalScroll(id="notice", can_focus=False), Vertical(id="column"):
                yield Passage(id="noticed")
            yield ExamGrid(self.quiz.signs)
        yield Static(id="hint", markup=False)
        yield AnswerField(id="go")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show where the candidate was, and begin to look at the clock."""
        self.query_one("#go").display = False
        self.call_after_refresh(self._be_heard)
        self.set_interval(_LOOK_EVERY, self.tick)

    def _be_heard(self) -> None:
        self.is_painted = True
        self.quiz.screen_painted()

    def on_resize(self, event: Resize) -> None:
        """Put the map away where it has no room."""
        self.set_class(event.size.width < _NARROW, "-narrow")

    @property
    def sheet(self) -> Sheet:
        """The question."""
        return self.query_one(Sheet)

    @property
    def grid(self) -> ExamGrid:
        """The map."""
        return self.query_one(ExamGrid)

    # The clock

    def tick(self) -> None:
        """Look at the clock: paint it when its second has changed, warn, go on to the next section, end the paper."""
        if self.standing.view is View.OVER:
            return
        sitting, now = self.seat.sitting, self.seat.now
        if sitting.is_over(now):
            if self.quiz.clock.monotonic() >= self._again:
                self._time_is_over()
            return
        if sitting.stage_at(now)[0] != self._stage:
            self._turn_by_time()
            return
        self.show_clock()
        self._warn(sitting.left(now), "")
        self._warn(sitting.section_left(now), self.seat.section.title)

    def show_clock(self) -> None:
        """Paint the top line where its second, or the section, is another."""
        sitting, now, signs = self.seat.sitting, self.seat.now, self.quiz.signs
        clock = exam_words.clock(sitting.left(now), sitting.section_left(now), signs)
        shown = (clock, self.seat.asked.section)
        if shown != self._shown:
            self._shown = shown
            title = one_line(sitting.paper.blueprint.title, "bold")
            self.query_one(TopLine).show(title, exam_faces.section_of(self.seat, signs), clock)

    def _warn(self, left: float | None, of: str) -> None:
        """Say once that ten, five minutes or one are left; not at the very beginning of so short a time."""
        if left is None:
            return
        passed = [seconds for seconds in exam_words.WARNED_AT if left <= seconds]
        before = self._warned.get(of)
        self._warned[of] = len(passed)
        if before is not None and len(passed) > before:
            section = self.seat.asked.section if of else ""
            blank = len(list(self.seat.empty(section=section)))
            self.say(exam_words.warning(passed[-1], blank, of), severity="warning")

    def _time_is_over(self) -> None:
        self.save_text()
        if self.try_to(lambda: self._take(self.seat.exams.expire(self.seat.sitting))):
            self.say("Time is over: the paper was handed in as it stood.", severity="warning")
            self.show_result()
        else:
            self._again = self.quiz.clock.monotonic() + _PATIENCE

    def _take(self, sitting: Any) -> None:
        self.seat.sitting = sitting

    def _turn_by_time(self) -> None:
        ended = self.seat.section
        self.save_text()
        if self.try_to(lambda: self._take(self.seat.exams.expire(self.seat.sitting))):
            self.turn(ended, by_time=True)

    def turn(self, ended: Section, *, by_time: bool) -> None:
        """Say that a section is over, and have the next one in view."""
        self._stage = self.seat.sitting.stage_at(self.seat.now)[0]
        self.show_question()
        left = self.seat.sitting.section_left(self.seat.now) or self.seat.sitting.left(self.seat.now)
        self.show_notice(View.TURNED, exam_words.turned(self.seat, ended, by_time=by_time, left=left))

    def show_result(self) -> None:
        """Leave the room for the result."""
        from quizapp.tui.screens.exam_result import ExamResultScreen  # here, not above: shown at the end

        self.standing = RoomStanding()
        self.quiz.back_up(after_sitting=True)
        self.quiz.show_above_home(ExamResultScreen(self.seat.sitting.id))

    # What is shown

    def show_question(self) -> None:
        """Show the question in view."""
        raise NotImplementedError

    def save_text(self) -> None:
        """Have what is being written on the disk."""
        raise NotImplementedError

    def show_notice(self, view: View, paragraphs: Iterable[Paragraph]) -> None:
        """Show this in place of the question."""
        self.query_one("#noticed", Passage).show(tuple(paragraphs))
        self.query_one("#notice").scroll_home(animate=False)
        self.set_focus(None)
        self.hint("")
        self.stand(view)

    def stand(self, view: View | None = None, **changes: Any) -> None:
        """Find out what is possible now, and show as much of the room as belongs to it."""
        seat, before = self.seat, self.standing
        view = view or before.view
        draft = changes.pop("draft", before.draft)
        standing = RoomStanding(
            view=view,
            kind=kind_of(seat.asked.question),
            options=len(seat.options),
            is_text=seat.is_text,
            typing=self.sheet.is_writing,
            answered=seat.is_answered,
            unsure=seat.slot.sure is False,
            pauses=seat.sitting.paper.blueprint.pauses and bool(seat.sitting.paper.blueprint.minutes),
            empty=any(number != seat.number for number in seat.empty()),
            marked=any(slot.marked for number, slot in enumerate(seat.sitting.slots, 1) if number != seat.number),
            draft=draft,
        )
        self.standing = replace(standing, **changes)
        self.set_class(view is View.MAP, "-map")
        self.set_class(view in (View.HANDING_IN, View.PAUSED, View.TURNED), "-notice")

    def show_place(self, heading: tuple[Content, Content]) -> None:
        """Say above the question which it is and what was entered for it."""
        self.query_one("#place", Static).update(Content("\n").join(heading), layout=False)

    def hint(self, text: str) -> None:
        """Say something in the line above the keys."""
        self.query_one("#hint", Static).update(quiet(text), layout=False)

    def try_to(self, call: Callable[[], object]) -> bool:
        """Whether it was done; what was refused or not saved is said, and the screen shows what is on the disk."""
        try:
            call()
        except Refused as refused:
            self.say(str(refused), severity="warning")
            return False
        except QuizError as error:
            self.say(f"Not saved: {error}", severity="error")
            return False
        return True
