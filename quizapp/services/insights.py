"""Insights: how the learner stands, read in one short transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from quizapp.domain.clock import Clock
from quizapp.domain.insight import (
    FORECAST_DAYS,
    Insights,
    TopicMastery,
    TopicSum,
    forecast,
    heat,
    retention,
    time_spent,
    weakest_first,
)
from quizapp.domain.scheduling import parameters_in_force
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import moment_at, moment_by
from quizapp.services.surveying import enabled
from quizapp.storage import agenda, choices, insights
from quizapp.storage.agenda import DeckRow
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from quizapp.storage.transactions import Transaction


class InsightService:
    """Figures of a learner, over the decks that are not switched off; what was answered counts whatever the deck."""

    def __init__(self, store: Store, clock: Clock, learner: str = DEFAULT_LEARNER) -> None:
        self._store, self._clock, self._learner = store, clock, learner

    def everything(self) -> Insights:
        """All figures as they are now."""
        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
            day = self._day(settings)
            rows = enabled(agenda.decks(tx), settings)
            due = insights.due_by_day(tx, self._learner, rows, day + FORECAST_DAYS)
            done = insights.done_by_day(tx, self._learner)
            topics = self._topics(tx, settings, day)
        return Insights(
            day=day,
            wanted=settings.retention,
            forecast=forecast(due, day),
            retention=retention(done, day),
            heat=heat(done, day),
            topics=topics,
            time=time_spent(done, day),
        )

    def topics(self) -> tuple[TopicMastery, ...]:
        """All topics, weakest first; every deck is read by itself, as in `weakest`."""
        return self._by_topic(lambda: True)

    def day_of(self, instant: datetime) -> int:
        """The study day of an instant."""
        with self._store.read() as tx:
            hour = choices.settings(tx, self._learner).rollover_hour
        return moment_at(instant, self._clock.offset_minutes, hour).day

    def weakest(self, number: int, wanted: Callable[[], bool] = lambda: True) -> tuple[TopicMastery, ...]:
        """The topics, among those of which something was answered, that are remembered least.

        Every deck is read by itself, so that no answer waits long; none more once it is not `wanted` any longer.
        """
        return tuple([topic for topic in self._by_topic(wanted) if topic.seen][:number])

    def _by_topic(self, wanted: Callable[[], bool]) -> tuple[TopicMastery, ...]:
        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
            rows = enabled(agenda.decks(tx), settings)
        day, sums = self._day(settings), []
        for row in rows:
            if not wanted():
                return ()
            with self._store.read() as tx:
                sums += self._sums(tx, row, settings, day)
        return weakest_first(each.mastery() for each in sums)

    def _topics(self, tx: Transaction, settings: StudySettings, day: int) -> tuple[TopicMastery, ...]:
        rows = enabled(agenda.decks(tx), settings)
        return weakest_first(each.mastery() for row in rows for each in self._sums(tx, row, settings, day))

    def _sums(self, tx: Transaction, row: DeckRow, settings: StudySettings, day: int) -> list[TopicSum]:
        return insights.topics(tx, self._learner, row, day, parameters_in_force(settings.parameters)[-1])

    def _day(self, settings: StudySettings) -> int:
        return moment_by(self._clock, settings.rollover_hour).day
