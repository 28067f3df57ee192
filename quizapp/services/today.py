"""What stands before the learner today: all that Home needs, apart from studying, which costs 60 ms to import."""

from __future__ import annotations

from quizapp.domain.clock import Clock
from quizapp.domain.memories import Moment
from quizapp.domain.overview import Overview
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import moment_at
from quizapp.services.surveying import survey
from quizapp.storage import choices
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store


class TodayService:
    """Counts what is due and new; one transaction a call."""

    def __init__(self, store: Store, clock: Clock, learner: str = DEFAULT_LEARNER) -> None:
        self._store, self._clock, self._learner = store, clock, learner

    def overview(self) -> Overview:
        """What stands before the learner today, in all decks that are not switched off."""
        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
            return survey(tx, self._learner, self._now(settings), settings)

    def _now(self, settings: StudySettings) -> Moment:
        return moment_at(self._clock.now(), self._clock.offset_minutes, settings.rollover_hour)
