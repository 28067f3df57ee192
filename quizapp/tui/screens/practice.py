"""Practising: the study screen with questions of one's own choice, against the clock where that is wanted."""

from __future__ import annotations

from quizapp.domain.practising import Practice, not_answered
from quizapp.domain.sitting import Finished, Pause, Step
from quizapp.tui import faces
from quizapp.tui.practising import PracticeDesk
from quizapp.tui.screens.base import quiet
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.stages import Stage
from quizapp.tui.text import joined, words
from quizapp.tui.widgets.lines import TopLine

_LOOK_EVERY = 0.25
_HURRY = 5
"""Seconds before the end from which the time left stands out."""


class PracticeScreen(StudyScreen):
    """Asks every question once; at the end comes the result instead of a summary."""

    desk: PracticeDesk

    def __init__(self, desk: PracticeDesk, practice: Practice) -> None:
        super().__init__(desk, pace=0)
        self._practice = practice
        self._ends = 0.0
        self._counted_down = -1

    def on_mount(self) -> None:
        """Watch the time where it is limited."""
        if self._practice.seconds:
            self.set_interval(_LOOK_EVERY, self.tick)

    def _lay(self, found: Step | Pause | Finished) -> None:
        if isinstance(found, Step):
            self._ends = self.quiz.clock.monotonic() + self._practice.seconds
        if isinstance(found, Finished):
            self._show_result()
        else:
            super()._lay(found)

    def _show_result(self) -> None:
        from quizapp.tui.screens.practice_result import PracticeResultScreen  # here, not above: shown at the end

        self.quiz.back_up(after_sitting=True)
        self.quiz.show_above_home(PracticeResultScreen(self.desk, self._practice))

    @property
    def _seconds_left(self) -> int:
        return max(0, -int(-(self._ends - self.quiz.clock.monotonic()) // 1))

    def tick(self) -> None:
        """Show the time left; when there is none, the question counts as not answered."""
        step = self.desk.step
        if not self._practice.seconds or step is None or self.standing.stage is not Stage.ASKING:
            return
        if self.quiz.clock.monotonic() < self._ends:
            if self._counted_down != self._seconds_left:
                self._show_place(step, answered=False)
            return
        self.say("Time is over: that counts as not answered.", severity="warning")
        self._answer(not_answered(step.question))

    def _show_place(self, step: Step, *, answered: bool) -> None:
        signs, summary = self.quiz.signs, self.desk.sitting.summary()
        pieces = [quiet(f"{step.place} of {step.place - 1 + step.left.total}")]
        if summary.answered:
            pieces.append(quiet(f"{summary.right} right"))
        if self._practice.seconds and not answered:
            self._counted_down = self._seconds_left
            pieces.append(
                words(f"{self._counted_down} s left", "bold $wrong" if self._counted_down <= _HURRY else "bold")
            )
        self.query_one(TopLine).show(*faces.where(step, signs), joined(pieces, f" {signs.dot} "))

    def action_leave(self) -> None:
        """Go to the result of what was answered, or Home when nothing was."""
        if self.left_jotting():
            return
        if self.desk.sitting.marks:
            self._show_result()
        else:
            self.dismiss()
