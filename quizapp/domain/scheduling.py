"""When a card comes next: FSRS-6 on study days instead of 24-hour periods, with a spread that can be repeated.

One pure function, `answered`. It is the only place that knows the package fsrs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from quizapp.domain.answers import Rating
from quizapp.domain.memories import Memory, Moment, Phase
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import SECONDS_A_DAY
from quizapp.domain.values import dataclass

if TYPE_CHECKING:
    import fsrs

SCHEDULER = "fsrs-6.3"
"""Name and version of the model, stored with every review."""

SPREAD_FROM = 3
"""Days: shorter intervals are given exactly."""

SPREAD_SHARE = 0.05
"""How far an interval may be moved either way, as a share of it; at least a day."""

_PHASES = tuple(Phase)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Due:
    """How far away the next showing is: `minutes` within the study day, or `days`; never both."""

    days: int | None = None
    minutes: int | None = None

    def __str__(self) -> str:
        if self.days is None:
            return f"{self.minutes} min"
        return f"{self.days} d"


def answered(
    memory: Memory, rating: Rating, moment: Moment, settings: StudySettings, retention: float, card_id: str
) -> Memory:
    """What is remembered after an answer, and when the card is due; elapsed time is never negative."""
    scheduler = _scheduler(
        settings.parameters,
        retention,
        settings.learning_steps,
        settings.relearning_steps,
        settings.maximum_interval,
    )
    now = _EPOCH + timedelta(moment.day, moment.second)
    card, _ = scheduler.review_card(_card(memory, moment), _rating(rating), now)
    phase = _PHASES[card.state]
    due_day, due_at = _due(card.due - now, phase, moment, settings.maximum_interval, f"{card_id}/{memory.reps}")
    return Memory(
        phase=phase,
        step=card.step or 0,
        stability=card.stability,
        difficulty=card.difficulty,
        last=moment.instant,
        last_day=moment.day,
        due_day=due_day,
        due_at=due_at,
        reps=memory.reps + 1,
        lapses=memory.lapses + (memory.phase is Phase.REVIEW and rating is Rating.AGAIN),
    )


def outcomes(
    memory: Memory, moment: Moment, settings: StudySettings, retention: float, card_id: str
) -> Mapping[Rating, Memory]:
    """What each of the four ratings would lead to, exactly as `answered` would decide."""
    return {rating: answered(memory, rating, moment, settings, retention, card_id) for rating in Rating}


def due_after(memory: Memory, moment: Moment) -> Due:
    """How far away the next showing of a card is, seen from `moment`; minutes are rounded up."""
    if memory.due_at is not None:
        seconds = (memory.due_at - moment.instant).total_seconds()
        return Due(minutes=max(0, -int(-seconds // 60)))
    return Due(days=max(0, (moment.day if memory.due_day is None else memory.due_day) - moment.day))


def spread(days: int, seed: str, maximum: int) -> int:
    """Move an interval by about 5 % so that cards learnt together part, the same way for the same seed.

    A longer interval never becomes the shorter one of two, whatever the seed.
    """
    if days < SPREAD_FROM:
        return min(days, maximum)
    chance = int.from_bytes(sha256(seed.encode()).digest()[:8]) / (1 << 63) - 1.0
    return min(days + round(chance * max(1.0, days * SPREAD_SHARE)), maximum)


def turns_leech(lapses: int, leech_after: int) -> bool:
    """Whether this many lapses make a card a leech: at the threshold, then at every half of it; never when it is 0."""
    if leech_after <= 0 or lapses < leech_after:
        return False
    return (lapses - leech_after) % max(1, (leech_after + 1) // 2) == 0


@lru_cache(maxsize=8)
def parameters_in_force(parameters: tuple[float, ...]) -> tuple[float, ...]:
    """The 21 numbers that a choice of parameters stands for: itself, or the model's own when it is empty."""
    if parameters:
        return parameters
    from fsrs.scheduler import DEFAULT_PARAMETERS  # 30 ms the first time

    return tuple(DEFAULT_PARAMETERS)


def check_parameters(parameters: tuple[float, ...]) -> tuple[float, ...]:
    """The same numbers when the model can use them, or none of them; raises ValueError for any other."""
    if parameters:
        from fsrs import Scheduler

        Scheduler(parameters)
    return parameters


def parameter_bounds() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The least and the greatest that each of the 21 numbers may be."""
    from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

    return LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS


@lru_cache(maxsize=8)
def fingerprint(parameters: tuple[float, ...]) -> str:
    """The name of a parameter set in the log: 16 hex digits over its 21 numbers."""
    return sha256(json.dumps(parameters_in_force(parameters)).encode()).hexdigest()[:16]


@lru_cache(maxsize=64)
def _scheduler(
    parameters: tuple[float, ...],
    retention: float,
    learning_steps: tuple[int, ...],
    relearning_steps: tuple[int, ...],
    maximum_interval: int,
) -> fsrs.Scheduler:
    from fsrs import Scheduler  # 30 ms the first time

    return Scheduler(
        parameters_in_force(parameters),
        retention,
        [timedelta(minutes=minutes) for minutes in learning_steps],
        [timedelta(minutes=minutes) for minutes in relearning_steps],
        maximum_interval,
        enable_fuzzing=False,  # its fuzz is random, so neither the button nor a replay would show what was stored
    )


@lru_cache(maxsize=8)
def _rating(rating: Rating) -> fsrs.Rating:
    from fsrs import Rating as FsrsRating

    return FsrsRating(int(rating))


@lru_cache(maxsize=8)
def _state(phase: Phase) -> fsrs.State:
    from fsrs import State

    return State.Learning if phase is Phase.NEW else State(int(phase))


@lru_cache(maxsize=1)
def _card_type() -> type[fsrs.Card]:
    from fsrs import Card

    class Lent(Card):
        """A card that is made for one answer, so that fsrs need not copy it before it writes on it."""

        def __copy__(self) -> Lent:
            return self

    return Lent


def _card(memory: Memory, moment: Moment) -> fsrs.Card:
    """The card as fsrs wants it: its last review at the beginning of that study day, so that days are counted whole."""
    last = None if memory.last_day is None else _EPOCH + timedelta(min(memory.last_day, moment.day))
    step = None if memory.phase is Phase.REVIEW else memory.step
    # Without an id Card sleeps for a millisecond to make one up; without a due date it reads the clock.
    return _card_type()(0, _state(memory.phase), step, memory.stability, memory.difficulty, _EPOCH, last)


def _due(
    interval: timedelta, phase: Phase, moment: Moment, maximum: int, seed: str
) -> tuple[int | None, datetime | None]:
    """The due day, or the due instant of a step that ends before the roll-over."""
    if phase is Phase.REVIEW:
        return moment.day + spread(interval.days, seed, maximum), None
    days = int(moment.second + interval.total_seconds()) // SECONDS_A_DAY
    return (moment.day + days, None) if days else (None, moment.instant + interval)
