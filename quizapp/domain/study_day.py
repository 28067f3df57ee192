"""Study days: the learner's day turns at a roll-over hour of the night, not at midnight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from quizapp.domain.clock import Clock
from quizapp.domain.memories import Moment

SECONDS_A_DAY = 86_400
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CHANGE = timedelta(hours=3)  # longer than any clock goes back in one night
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()


def moment(instant: datetime, offset_minutes: int, rollover_hour: int) -> Moment:
    """The study day of an aware instant, read off a wall clock `offset_minutes` ahead of UTC.

    Raises ValueError for a naive instant.
    """
    if instant.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    since = instant - _EPOCH
    wall = since.days * SECONDS_A_DAY + since.seconds + offset_minutes * 60 - rollover_hour * 3_600
    day, second = divmod(wall, SECONDS_A_DAY)
    return Moment(instant, offset_minutes, day, second)


def moment_at(instant: datetime, offset_of: Callable[[datetime], int], rollover_hour: int) -> Moment:
    """The study day of an instant in a place whose offset from UTC, in minutes, `offset_of` knows at any instant.

    Where clocks go back over the roll-over hour it comes twice in one night; the day that has turned does not turn
    back, so the offset of before is kept until the second time.
    """
    offset, before = offset_of(instant), offset_of(instant - _CHANGE)
    found = moment(instant, offset, rollover_hour)
    if before <= offset:
        return found
    kept, changed = instant - _CHANGE, instant
    while changed - kept > timedelta(seconds=1):
        middle = kept + (changed - kept) / 2
        kept, changed = (middle, changed) if offset_of(middle) == before else (kept, middle)
    return moment(instant, before, rollover_hour) if moment(kept, before, rollover_hour).day > found.day else found


def moment_by(clock: Clock, rollover_hour: int) -> Moment:
    """The moment that a clock shows now, in the place where it stands."""
    return moment_at(clock.now(), clock.offset_minutes, rollover_hour)


def date_of(day: int) -> date:
    """The calendar date on which a study day begins."""
    return date.fromordinal(_EPOCH_ORDINAL + day)


def day_of(calendar_date: date) -> int:
    """The study day that begins on a calendar date."""
    return calendar_date.toordinal() - _EPOCH_ORDINAL


def to_milliseconds(instant: datetime) -> int:
    """Whole milliseconds from 1970-01-01 UTC, as the log keeps instants."""
    since = instant - _EPOCH
    return (since.days * SECONDS_A_DAY + since.seconds) * 1_000 + since.microseconds // 1_000


def from_milliseconds(milliseconds: int) -> datetime:
    """The aware UTC instant that `to_milliseconds` was given, to the millisecond."""
    return _EPOCH + timedelta(milliseconds=milliseconds)
