"""Fitting the memory model to the learner's own answers, and taking the fit, or taking it back, as settings do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from quizapp.domain.answers import Rating
from quizapp.domain.clock import Clock
from quizapp.domain.events import EventType
from quizapp.domain.fitting import Fit, fitted, histories
from quizapp.domain.memories import Memory
from quizapp.domain.replaying import in_order, standing
from quizapp.domain.scheduling import answered, parameter_bounds, parameters_in_force
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import moment
from quizapp.services.settings import SettingsService
from quizapp.storage import choices, log
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store

SHOWN = 6
"""How many intervals make a fit understandable."""


def fit_to_log(store: Store, learner: str) -> Fit:
    """A fit to all answers of a learner, and its trial against the numbers in force."""
    from quizapp.planning.fitting import losses, most_probable  # here, not above: numpy costs 100 ms

    with store.read() as tx:
        corrections = log.corrections(tx, learner)
        cards = [events for card, events in log.by_card(tx, learner) if card is not None]
        settings = choices.settings(tx, learner)
    own = partial(most_probable, defaults=parameters_in_force(()), bounds=parameter_bounds())
    return fitted(histories(cards, corrections), parameters_in_force(settings.parameters), own, losses)


class OptimizingService:
    """The learner's own numbers: tried first, kept as the setting `parameters`."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService, learner: str = DEFAULT_LEARNER) -> None:
        self._store, self._clock, self._settings, self._learner = store, clock, settings, learner

    def fit(self) -> Fit:
        """Fit to the whole log, and try on the newer answers what the older ones teach; nothing is changed."""
        return fit_to_log(self._store, self._learner)

    def take(self, fit: Fit) -> None:
        """Schedule with the fitted numbers from the next answer on; what is due now stays due when it is."""
        self._settings.set("parameters", fit.after)

    def take_back(self) -> bool:
        """Go back to the numbers before the last change of them; False when they were never changed."""
        with self._store.read() as tx:
            events = in_order(standing(log.of_types(tx, self._learner, [EventType.SETTINGS])))
        values = [kept.get("value") for event in events if (kept := event.payload or {}).get("key") == "parameters"]
        if not values:
            return False
        before = values[-2] if len(values) > 1 else None
        self._settings.set("parameters", before or None)
        return True

    def intervals(self, parameters: tuple[float, ...]) -> tuple[int, ...]:
        """The days between answers of one question that is answered well each time it is due, with these numbers."""
        settings: StudySettings = replace(self._settings.get(), parameters=parameters, learning_steps=())
        start, day = self._clock.now(), 0
        days: list[int] = []
        memory = Memory()
        while len(days) < SHOWN:
            now = moment(start + timedelta(days=day), 0, 0)
            memory = answered(memory, Rating.GOOD, now, settings, settings.retention, "an example")
            days.append((memory.due_day or now.day) - now.day)
            day += days[-1]
        return tuple(days)
