"""What stands before the learner today: all that Home needs, apart from studying, which costs 60 ms to import."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.domain.clock import Clock
from quizapp.domain.memories import Moment
from quizapp.domain.overview import Overview
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import date_of, moment_by
from quizapp.services.surveying import survey
from quizapp.storage import choices
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store

if TYPE_CHECKING:
    from quizapp.domain.agenda import Entry
    from quizapp.domain.sitting import Sitting
    from quizapp.storage.transactions import Transaction


class TodayService:
    """Counts what is due and new; one transaction a call."""

    def __init__(self, store: Store, clock: Clock, learner: str = DEFAULT_LEARNER, *, plan: Path | None = None) -> None:
        self._store, self._clock, self._learner, self._plan = store, clock, learner, plan

    def overview(self) -> Overview:
        """What stands before the learner today, in all decks that are not switched off; by the plan if there is one."""
        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
            now = self._now(settings)
            found = survey(tx, self._learner, now, settings)
            if not settings.goals or self._plan is None:
                return found
            from quizapp.services import following  # here, not above: most have no goal, and wait for no plan

            planned = following.overview(tx, self._learner, self._plan, settings, now, found)
            exams = tuple([goal.exam for goal in settings.goals if goal.on == date_of(now.day)])
            return replace(planned, goals=following.goals(settings, now.day), exams_today=exams)

    def minutes_are_over(self) -> bool:
        """Whether the minutes that the goals give this day were spent."""
        from quizapp.services import following  # here, not above: most have no goal, and wait for no plan

        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
            return not following.day_left(tx, self._learner, settings, self._now(settings).day).seconds

    def _planned(self, tx: Transaction, settings: StudySettings, now: Moment) -> tuple[Entry, ...]:
        if self._plan is None or not settings.goals:
            return ()
        from quizapp.services import following  # here, not above: most have no goal, and wait for no plan

        return following.queue(tx, self._learner, self._plan, settings, now)

    def _is_spent(self, tx: Transaction, sitting: Sitting, now: Moment) -> bool:
        """Whether the minutes of the plan are over; what comes back within the day is asked nevertheless."""
        from quizapp.services import following  # here, not above: most have no goal, and wait for no plan

        return not following.day_left(tx, self._learner, sitting.settings, now.day).seconds

    def _now(self, settings: StudySettings) -> Moment:
        return moment_by(self._clock, settings.rollover_hour)
