"""What was in force when: for reviews that carry no regime of their own, because they were given on a phone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from quizapp.domain.events import Event, EventType, ReviewKind
from quizapp.domain.replaying import in_order, regime, settings_after, settings_of, standing
from quizapp.domain.scheduling import fingerprint
from quizapp.domain.settings import StudySettings

_PLAIN = frozenset(("counts", "interval"))
"""All that the payload of a review from a phone says."""


class Regimes:
    """The learner's choices over time, read off the SETTINGS events alone.

    A review from a phone so means the same on every machine that has the log, whatever is chosen there now.
    """

    def __init__(self, events: Iterable[Event]) -> None:
        chosen = in_order(standing([event for event in events if event.type is EventType.SETTINGS]))
        self._since: list[datetime] = [event.instant for event in chosen]
        self._settings = [settings_after(chosen[:count]) for count in range(len(chosen) + 1)]
        self._told = cache(self._tell)

    def settings_at(self, instant: datetime) -> StudySettings:
        """What was chosen by then."""
        return self._settings[bisect_right(self._since, instant)]

    def dressed(self, event: Event) -> Event:
        """A review from a phone with what was in force; every other event as it is."""
        if event.kind != ReviewKind.IMPORTED:
            return event
        told, parameters = self._told(bisect_right(self._since, event.instant), (event.card or "").partition("/")[0])
        return replace(event, payload={**told, **(event.payload or {})}, parameters=parameters)

    def in_force(self, event: Event, parameter_sets: Mapping[str, tuple[float, ...]]) -> tuple[StudySettings, float]:
        """What `settings_of` finds in the event when it is dressed, without dressing it."""
        if event.kind != ReviewKind.IMPORTED or not _PLAIN.issuperset(event.payload or ()):
            return settings_of(self.dressed(event), parameter_sets)
        settings = self.settings_at(event.instant)
        return settings, settings.retention_in((event.card or "").partition("/")[0])

    def _tell(self, index: int, deck: str) -> tuple[dict[str, Any], str]:
        settings = self._settings[index]
        return regime(settings, settings.retention_in(deck)), fingerprint(settings.parameters)


def dressed(events: Iterable[Event], regimes: Callable[[], Regimes]) -> list[Event]:
    """The events, with those from a phone dressed; `regimes` is asked for only when there are any."""
    known = list(events)
    if not any(event.kind == ReviewKind.IMPORTED for event in known):
        return known
    over_time = regimes()
    return [over_time.dressed(event) for event in known]
