"""The log: everything a learner did, one event each, never changed, only added to.

Events of one origin (a machine) are chained by hash and numbered without gaps; all events together are
ordered by (instant, origin, sequence). An undo is an event that names another.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from quizapp.domain.values import dataclass


class EventType(StrEnum):
    """What happened."""

    REVIEW = "review"
    UNDO = "undo"
    SUSPEND = "suspend"
    RESUME = "resume"
    BURY = "bury"
    UNBURY = "unbury"
    FLAG = "flag"
    UNFLAG = "unflag"
    RESET = "reset"
    SETTINGS = "settings"
    CLOCK = "clock"
    WRITING = "writing"
    PAPER = "paper"
    ENTRY = "entry"
    HANDED_IN = "handed-in"
    UNKNOWN = "unknown"
    """What a newer program wrote: it stays in the log and means nothing here."""


class ReviewKind(StrEnum):
    """In which setting a card was answered."""

    STUDY = "study"
    PRACTICE = "practice"
    EXAM = "exam"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the log. Fields that a type does not use are None; `payload` is what only that type needs."""

    id: str
    type: EventType
    learner: str
    origin: str
    sequence: int
    instant: datetime
    offset_minutes: int
    day: int
    card: str | None = None
    rating: int | None = None
    verdict: str | None = None
    kind: str | None = None
    milliseconds: int | None = None
    due_given: int | None = None
    scheduler: str | None = None
    parameters: str | None = None
    response: dict[str, Any] | None = None
    target: str | None = None
    payload: dict[str, Any] | None = None
    previous: str = ""
    hash: str = ""


def derived_id(*parts: str) -> str:
    """An event id that follows from others, so that a second try has it too (a UUID of version 8)."""
    digits = sha256("/".join(parts).encode()).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"
