"""Replaying cards of a learner from the log, with all that a replay needs to know."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sqlalchemy import Connection

from quizapp.domain.events import Event, EventType, ReviewKind
from quizapp.domain.memories import CardState
from quizapp.domain.regimes import Regimes, dressed
from quizapp.domain.replaying import Correction, replay
from quizapp.storage import choices, log


class Replays:
    """What the events of cards amount to; what all cards depend on is read once, and only when it is needed."""

    def __init__(self, tx: Connection, learner: str, corrections: Iterable[Correction] | None = None) -> None:
        self._tx = tx
        known = log.corrections(tx, learner) if corrections is None else corrections
        self.corrections = tuple(known)
        self._numbers = cache(lambda fingerprint: choices.parameters(tx, fingerprint) or ())
        self._regimes = cache(lambda: Regimes(log.of_types(tx, learner, [EventType.SETTINGS])))

    def told(self, events: Iterable[Event]) -> list[Event]:
        """The events with what was in force put into those that came from a phone."""
        return dressed(events, self._regimes)

    def parameter_sets(self, events: Iterable[Event]) -> dict[str, tuple[float, ...]]:
        """The numbers behind every parameter set that the events name."""
        return {name: self._numbers(name) for name in {each.parameters for each in events if each.parameters}}

    def state(self, events: Iterable[Event]) -> CardState:
        """What all events of a card amount to."""
        known = list(events)
        if not any(event.kind == ReviewKind.IMPORTED for event in known):
            return replay(known, self.corrections, self.parameter_sets(known))
        return replay(known, self.corrections, self.parameter_sets(known), self._regimes().in_force)
