"""Study days: every instant has exactly one, and time never runs them backwards."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.memories import Moment
from quizapp.domain.study_day import date_of, day_of, from_milliseconds, moment, moment_at, to_milliseconds

ZONES = (
    "Antarctica/Troll", "Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg", "Africa/Lagos", "America/Adak",
    "America/Anchorage", "America/Argentina/Buenos_Aires", "America/Bogota", "America/Caracas", "America/Chicago",
    "America/Denver", "America/Halifax", "America/Havana", "America/Los_Angeles", "America/Mexico_City",
    "America/New_York", "America/Nuuk", "America/Santiago", "America/Sao_Paulo", "America/St_Johns", "Asia/Beirut",
    "Asia/Dhaka", "Asia/Jerusalem", "Asia/Karachi", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Tokyo",
    "Atlantic/Azores", "Australia/Adelaide", "Australia/Lord_Howe", "Australia/Sydney", "Europe/Berlin",
    "Europe/Chisinau", "Europe/London", "Pacific/Apia", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati",
    "Pacific/Marquesas",
)  # fmt: skip

_FIRST, _LAST = datetime(1990, 1, 1), datetime(2090, 1, 1)  # noqa: DTZ001
instants = st.datetimes(_FIRST, _LAST, timezones=st.just(UTC))
offsets = st.integers(-12 * 60, 14 * 60)
hours = st.integers(0, 23)


def on(zone: ZoneInfo, instant: datetime, hour: int) -> Moment:
    """The moment that a learner in the zone has."""

    def offset(at: datetime) -> int:
        found = at.astimezone(zone).utcoffset()
        assert found is not None
        return int(found.total_seconds()) // 60

    return moment_at(instant, offset, hour)


@given(instants, offsets, hours)
def test_every_instant_belongs_to_exactly_one_day(instant: datetime, offset: int, hour: int) -> None:
    """Day and second together give the wall clock back, and the second lies within the day."""
    found = moment(instant, offset, hour)
    wall = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=found.day, seconds=found.second, hours=hour)
    assert 0 <= found.second < 86_400
    assert wall == (instant + timedelta(minutes=offset)).replace(microsecond=0)


@given(instants, st.timedeltas(timedelta(0), timedelta(days=2)), st.sampled_from(ZONES), hours)
def test_days_never_go_backwards_with_time_in_one_zone(later: datetime, by: timedelta, zone: str, hour: int) -> None:
    """However the zone changes its clocks, a later instant is never on an earlier day."""
    place = ZoneInfo(zone)
    assert on(place, later, hour).day <= on(place, later + by, hour).day


@pytest.mark.parametrize("zone", ZONES)
def test_no_day_is_skipped_or_doubled_on_a_clock_change_of_2026(zone: str) -> None:
    """Around every change of the clocks, for all 24 roll-over hours, days follow one another and each turns once."""
    place = ZoneInfo(zone)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    noons = [start + timedelta(hours=12 * half) for half in range(730)]
    changes = [a for a, b in pairwise(noons) if a.astimezone(place).utcoffset() != b.astimezone(place).utcoffset()]
    for change in changes:
        grid = [change - timedelta(hours=36) + timedelta(minutes=15 * step) for step in range(4 * 84)]
        for hour in range(24):
            days = [on(place, instant, hour).day for instant in grid]
            assert all(b - a in (0, 1) for a, b in pairwise(days)), (change, hour)
            assert sorted(set(days)) == list(range(days[0], days[-1] + 1))


def test_a_day_turns_at_the_rollover_hour() -> None:
    """At 03:59 in Karachi it is still yesterday, at 04:00 it is today."""
    before = datetime(2026, 11, 21, 22, 59, tzinfo=UTC)
    assert date_of(moment(before, 300, 4).day) == date(2026, 11, 21)
    assert moment(before + timedelta(minutes=1), 300, 4) == Moment(
        before + timedelta(minutes=1), 300, day_of(date(2026, 11, 22)), 0
    )


@given(st.dates())
def test_a_day_and_its_date_are_one(calendar_date: date) -> None:
    """`date_of` and `day_of` are inverse."""
    assert date_of(day_of(calendar_date)) == calendar_date


@given(st.integers(-(10**13), 10**14))
def test_milliseconds_and_instants_are_one(milliseconds: int) -> None:
    """What the log keeps comes back."""
    assert to_milliseconds(from_milliseconds(milliseconds)) == milliseconds


def test_a_naive_instant_is_refused() -> None:
    """A moment without a time zone does not exist."""
    with pytest.raises(ValueError, match="time zone"):
        moment(datetime(2026, 1, 1), 0, 4)  # noqa: DTZ001
