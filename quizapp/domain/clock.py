"""Where time comes in; only `bootstrap` holds a clock that reads the machine's."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What a use case is told of time: an instant for the log, an offset for the study day, seconds for durations."""

    def now(self) -> datetime:
        """The instant, aware, in UTC, in whole milliseconds as the log keeps it."""
        ...

    def offset_minutes(self, at: datetime) -> int:
        """How many minutes the learner's wall clock is ahead of UTC at the instant `at`."""
        ...

    def monotonic(self) -> float:
        """Seconds since some fixed moment, never going back."""
        ...

    def elapsed(self) -> float:
        """As `monotonic`, and going on while the machine sleeps, wherever its system can tell."""
        ...


def local_date(clock: Clock) -> date:
    """The day on the learner's wall calendar."""
    now = clock.now()
    return (now + timedelta(minutes=clock.offset_minutes(now))).date()
