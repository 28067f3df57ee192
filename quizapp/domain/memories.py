"""What is remembered of a card, and when it is due."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from enum import IntEnum

from quizapp.domain.values import dataclass


class Phase(IntEnum):
    """Where a card stands: never answered, in steps within the day, or spaced by days."""

    NEW = 0
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """One clock read: the instant (aware, UTC), the learner's offset from UTC in minutes, and the study day.

    A study day is the number of days from 1970-01-01 to the local date after the roll-over hour (04:00),
    and `second` counts the seconds since that roll-over.
    """

    instant: datetime
    offset_minutes: int
    day: int
    second: int


@dataclass(frozen=True, slots=True)
class Memory:
    """The state FSRS keeps of a card. `due_day` (a study day) in REVIEW; `due_at` (an instant) within steps."""

    phase: Phase = Phase.NEW
    step: int = 0
    stability: float | None = None
    difficulty: float | None = None
    last: datetime | None = None
    last_day: int | None = None
    due_day: int | None = None
    due_at: datetime | None = None
    reps: int = 0
    lapses: int = 0


@dataclass(frozen=True, slots=True)
class CardState:
    """All that replaying a card's events yields: its memory and what the learner decided about it."""

    memory: Memory = field(default_factory=Memory)
    suspended: bool = False
    buried_until: int = 0
    flagged: bool = False
    leech: bool = False
