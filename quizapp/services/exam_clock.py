"""The time of papers that are being sat: running on by the machine's own seconds, never by its wall clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from quizapp.domain.clock import Clock
from quizapp.domain.exam_sitting import ExamSitting
from quizapp.domain.study_day import to_milliseconds


class PaperClock:
    """Remembers for each sitting where its time stood at which second of the machine.

    Where the clock of a paper cannot be stopped the seconds while the machine sleeps count, else they do not. While the
    program runs, setting the wall clock changes nothing.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: dict[str, tuple[int, float]] = {}

    def knows(self, sitting: ExamSitting) -> bool:
        """Whether the time of this sitting was started since the program was."""
        return sitting.id in self._known

    def start(self, sitting: ExamSitting, moment: int) -> None:
        """Let its time run on from a moment, in milliseconds of the paper."""
        self._known[sitting.id] = (moment, self._seconds(sitting))

    def now(self, sitting: ExamSitting) -> datetime:
        """The instant by the paper's own clock: when it was begun, and the time since."""
        known = self._known.get(sitting.id)
        if known is None or sitting.paused or sitting.ended is not None:
            return sitting.instant_of(sitting.moment)
        moment, since = known
        return sitting.instant_of(moment) + timedelta(seconds=max(0.0, self._seconds(sitting) - since))

    def catch_up(self, sitting: ExamSitting, last: datetime) -> None:
        """Let its time stand where another window has left it at its last entry, where that may have stopped it."""
        if sitting.paper.blueprint.pauses:
            since = max(timedelta(), self._clock.now() - last)
            self.start(sitting, sitting.moment + since // timedelta(milliseconds=1))

    def taken_up(self, sitting: ExamSitting, last: datetime, written: int) -> ExamSitting:
        """The sitting after the program was started again, with its clock where it has to stand.

        It had come as far as its last entry, or as the last text that was kept (`written`, by the paper's clock).
        """
        reached = max(sitting.moment, written - to_milliseconds(sitting.begun))
        unsaved = ((sitting.at, reached - sitting.moment),)
        if sitting.paper.blueprint.pauses:
            return replace(sitting, paused=True, moment=reached, since=reached, unsaved=unsaved)
        away = self._clock.now() - last
        moment = max(reached, sitting.moment + away // timedelta(milliseconds=1))
        self.start(sitting, moment)
        return replace(sitting, set_back=away < timedelta(), since=moment, unsaved=unsaved)

    def _seconds(self, sitting: ExamSitting) -> float:
        return self._clock.monotonic() if sitting.paper.blueprint.pauses else self._clock.elapsed()
