"""The composition root: the only place that knows which clock, folders, store and services belong together."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from quizapp.settings import Paths

if TYPE_CHECKING:  # storage and what stands on it cost 300 ms: each is imported when it is first needed
    from quizapp.services.clock import Clock
    from quizapp.services.decks import DeckService
    from quizapp.services.safety import SafetyService
    from quizapp.services.settings import SettingsService
    from quizapp.services.study import StudyService
    from quizapp.storage.engine import Store


class SystemClock:
    """The machine's clock and time zone."""

    def now(self) -> datetime:
        """The instant, aware, in UTC, cut to whole milliseconds as the log keeps it."""
        instant = datetime.now(UTC)
        return instant.replace(microsecond=instant.microsecond // 1_000 * 1_000)

    def offset_minutes(self, at: datetime) -> int:
        """How many minutes this machine's time zone is ahead of UTC at the instant `at`."""
        offset = at.astimezone().utcoffset()
        return 0 if offset is None else round(offset.total_seconds() / 60)

    def monotonic(self) -> float:
        """Seconds since some fixed moment, never going back."""
        return time.monotonic()
