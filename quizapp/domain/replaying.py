"""From the log to the state: what every card's events amount to. The stored memory is only a cache of this."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Any

from quizapp.domain.answers import Rating
from quizapp.domain.events import Event, EventType
from quizapp.domain.memories import CardState, Memory, Moment, Phase
from quizapp.domain.scheduling import answered, turns_leech
from quizapp.domain.setting_rules import SettingRefused, chosen, rule_of
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import moment
from quizapp.domain.values import dataclass

MATURE_DAYS = 21
"""A card whose interval is at least so long is mature, a shorter one young: the customary border of three weeks."""


_DEFAULT = StudySettings()
_sequence = attrgetter("sequence")

UNSCHEDULED = "practice"
"""What a review's `counts` says when it was given in a practice that leaves the schedule alone."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A stretch of one origin's events dated by a wrong clock, and by how much they are moved (milliseconds)."""

    origin: str
    first: int
    last: int
    shift_ms: int
    rollover_hour: int


@dataclass(frozen=True, slots=True)
class Count:
    """What one answer adds to the tally of its study day."""

    day: int
    deck: str
    new: int = 0
    reviews: int = 0
    steps: int = 0
    milliseconds: int = 0
    young: int = 0
    young_recalled: int = 0
    mature: int = 0
    mature_recalled: int = 0


def regime(settings: StudySettings, retention: float) -> dict[str, Any]:
    """All that scheduling depends on besides the parameters, as a review stores it in its payload."""
    return {
        "retention": retention,
        "steps": list(settings.learning_steps),
        "again": list(settings.relearning_steps),
        "maximum": settings.maximum_interval,
        "rollover": settings.rollover_hour,
        "leech": settings.leech_after,
        "suspend": settings.suspend_leeches,
    }


def settings_of(event: Event, parameter_sets: Mapping[str, tuple[float, ...]]) -> tuple[StudySettings, float]:
    """The settings and the retention in force when a review was answered; raises KeyError for an unknown set."""
    kept = event.payload or {}
    settings = _settings(
        tuple(kept.get("steps", _DEFAULT.learning_steps)),
        tuple(kept.get("again", _DEFAULT.relearning_steps)),
        kept.get("maximum", _DEFAULT.maximum_interval),
        kept.get("rollover", _DEFAULT.rollover_hour),
        kept.get("leech", _DEFAULT.leech_after),
        kept.get("suspend", _DEFAULT.suspend_leeches),
        parameter_sets[event.parameters] if event.parameters else (),
    )
    return settings, kept.get("retention", _DEFAULT.retention)


@lru_cache(maxsize=64)  # one event after the other has the same
def _settings(
    steps: tuple[int, ...],
    again: tuple[int, ...],
    maximum: int,
    rollover: int,
    leech: int,
    suspend: bool,
    parameters: tuple[float, ...],
) -> StudySettings:
    return StudySettings(
        learning_steps=steps,
        relearning_steps=again,
        maximum_interval=maximum,
        rollover_hour=rollover,
        leech_after=leech,
        suspend_leeches=suspend,
        parameters=parameters,
    )


InForce = Callable[[Event, Mapping[str, tuple[float, ...]]], tuple[StudySettings, float]]
"""What says which settings and retention were in force for a review, by the parameter sets that are known."""


def reviewed(
    state: CardState, rating: Rating, when: Moment, settings: StudySettings, retention: float, card_id: str
) -> CardState:
    """The state after an answer: the memory moves on, the bury ends, and too many lapses mark a leech."""
    memory = answered(state.memory, rating, when, settings, retention, card_id)
    leech = memory.lapses > state.memory.lapses and turns_leech(memory.lapses, settings.leech_after)
    return CardState(
        memory=memory,
        suspended=state.suspended or (leech and settings.suspend_leeches),
        buried_until=state.buried_until,
        flagged=state.flagged,
        leech=state.leech or leech,
    )


def replay(
    events: Iterable[Event],
    corrections: Sequence[Correction] = (),
    parameter_sets: Mapping[str, tuple[float, ...]] | None = None,
    in_force: InForce = settings_of,
) -> CardState:
    """The state of one card, from all its events (those that undo others too), in any order."""
    state = CardState()
    for event in in_order(standing(events), corrections):
        state = applied(state, event, parameter_sets or {}, in_force)
    return state


def settings_after(events: Iterable[Event]) -> StudySettings:
    """The choices that a learner's SETTINGS events amount to, in any order; those of other versions are passed over."""
    settings = StudySettings()
    for event in in_order(standing(event for event in events if event.type is EventType.SETTINGS)):
        kept = event.payload or {}
        key, value, deck = str(kept.get("key")), kept.get("value"), kept.get("deck") or None
        try:
            read = None if value is None else rule_of(key, deck).value(key, value)
        except SettingRefused:
            continue
        settings = chosen(settings, key, read, deck)
    return settings


def standing(events: Iterable[Event]) -> list[Event]:
    """The events that were neither undone nor are an undo."""
    known = list(events)
    undone = {event.target for event in known if event.type is EventType.UNDO}
    return [event for event in known if event.type is not EventType.UNDO and event.id not in undone]


def in_order(events: Iterable[Event], corrections: Sequence[Correction] = ()) -> list[Event]:
    """Events moved as the corrections say, ordered by (instant, origin, sequence).

    Within one origin the sequence decides: an event never comes before an earlier one of the same machine, even when
    its clock was set back between them.
    """
    moved = list(corrected(events, corrections))
    if len({event.origin for event in moved}) < 2:
        return sorted(moved, key=_sequence)
    latest: dict[str, datetime] = {}
    keyed: list[tuple[datetime, str, int, Event]] = []
    for event in sorted(moved, key=lambda event: (event.origin, event.sequence)):
        instant = max(event.instant, latest.get(event.origin, event.instant))
        latest[event.origin] = instant
        keyed.append((instant, event.origin, event.sequence, event))
    keyed.sort(key=lambda entry: entry[:3])
    return [entry[3] for entry in keyed]


def corrected(events: Iterable[Event], corrections: Sequence[Correction]) -> Iterable[Event]:
    """The events with their instants and study days moved by every correction that names them."""
    if not corrections:
        return events
    return (_moved(event, corrections) for event in events)


def corrections_in(events: Iterable[Event]) -> tuple[Correction, ...]:
    """The clock corrections among some events."""
    return tuple(
        Correction(
            event.origin,
            int(event.payload["first"]),
            int(event.payload["last"]),
            int(event.payload["shift_ms"]),
            int(event.payload["rollover"]),
        )
        for event in events
        if event.type is EventType.CLOCK and event.payload and "shift_ms" in event.payload
    )


def count_of(event: Event) -> Count:
    """What a review adds to its day's tally: a new card, a review, or neither when it was a step within the day.

    An answer that tells of retention (see `interval_tested`) counts among the young or the mature cards too.
    """
    day, deck, numbers = _counted(event)
    return Count(day, deck, *numbers)


def _counted(event: Event) -> tuple[int, str, tuple[int, ...]]:
    payload = event.payload or {}
    counted, interval = payload.get("counts"), payload.get("interval")
    recalled = (event.rating or 1) > 1  # Rating.AGAIN
    young, mature = interval is not None and interval < MATURE_DAYS, (interval or 0) >= MATURE_DAYS
    numbers = (
        int(counted == "new"),
        int(counted == "review"),
        int(counted not in ("new", "review")),
        event.milliseconds or 0,
        int(young),
        int(young and recalled),
        int(mature),
        int(mature and recalled),
    )
    return event.day, (event.card or "").partition("/")[0], numbers


def tallied(events: Iterable[Event], sums: dict[tuple[int, str], list[int]], times: int = 1) -> None:
    """Add what reviews amount to, `times` over, to the sums by study day and deck; the numbers stand as in `Count`."""
    for event in events:
        day, deck, numbers = _counted(event)
        before = sums.get((day, deck)) or [0] * len(numbers)
        sums[day, deck] = [total + times * number for total, number in zip(before, numbers, strict=True)]


def interval_tested(memory: Memory, day: int) -> int | None:
    """The interval in days that an answer puts to the test, by the memory before it; None where it tests none.

    Only the first answer of a study day to a card that is spaced by days tests one: what is asked within steps, or
    again on the same day, was seen a moment ago. The interval is the one that was given, from the last answer to the
    day the card was due.
    """
    if memory.phase is not Phase.REVIEW or memory.due_day is None or memory.last_day is None or memory.last_day >= day:
        return None
    return max(1, memory.due_day - memory.last_day)


def moves_memory(event: Event) -> bool:
    """Whether a review counts for the schedule; one that does not is in the log for statistics and history alone."""
    return (event.payload or {}).get("counts") != UNSCHEDULED


def counts_as(memory: Memory) -> str:
    """Which limit an answer uses up, by the memory before it: that for new cards, that for reviews, or none."""
    if memory.phase is Phase.NEW:
        return "new"
    return "step" if memory.due_at is not None else "review"


def applied(
    state: CardState,
    event: Event,
    parameter_sets: Mapping[str, tuple[float, ...]],
    in_force: InForce = settings_of,
) -> CardState:
    """The state after one event that stands; events that say nothing of a card leave it as it is."""
    match event.type:
        case EventType.REVIEW if not moves_memory(event):
            return state
        case EventType.REVIEW:
            settings, retention = in_force(event, parameter_sets)
            when = moment(event.instant, event.offset_minutes, settings.rollover_hour)
            return reviewed(state, Rating(event.rating or 1), when, settings, retention, event.card or "")
        case EventType.RESET:
            return replace(state, memory=Memory(), leech=False)
        case EventType.SUSPEND | EventType.RESUME:
            return replace(state, suspended=event.type is EventType.SUSPEND)
        case EventType.BURY:
            return replace(state, buried_until=event.day + 1)
        case EventType.UNBURY:
            return replace(state, buried_until=0)
        case EventType.FLAG | EventType.UNFLAG:
            return replace(state, flagged=event.type is EventType.FLAG)
        case _:
            return state


def _moved(event: Event, corrections: Sequence[Correction]) -> Event:
    for change in corrections:
        if event.origin == change.origin and change.first <= event.sequence <= change.last:
            instant = event.instant + timedelta(milliseconds=change.shift_ms)
            day = moment(instant, event.offset_minutes, change.rollover_hour).day
            event = replace(event, instant=instant, day=day)
    return event
