"""A clock that stands where a test puts it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class SetClock:
    """A clock that moves only when told to; its wall clock is `offset` minutes ahead of UTC."""

    def __init__(self, instant: datetime = NOON, offset: int = 0) -> None:
        self.instant, self.offset = instant, offset

    def now(self) -> datetime:
        """The instant that was set."""
        return self.instant

    def offset_minutes(self, at: datetime) -> int:
        """The offset that was set, whatever the instant."""
        return self.offset

    def monotonic(self) -> float:
        """Seconds, as the set instant has them."""
        return self.instant.timestamp()

    def elapsed(self) -> float:
        """The same: this machine never sleeps."""
        return self.monotonic()

    def advance(self, **by: float) -> None:
        """Move on: `advance(days=1, hours=2)`."""
        self.instant += timedelta(**by)
