"""Goals: which days have how many minutes, and what can be a goal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.goals import (
    Break,
    Goal,
    GoalRefused,
    ahead,
    called,
    fresh_id,
    goals_from_plain,
    goals_to_plain,
    minutes_on,
    read_break,
    read_minutes,
    read_weekdays,
    reviews_after,
    with_goal,
    written_minutes,
)

TODAY = date(2026, 11, 22)
WEEK = (30, 30, 30, 30, 0, 60, 30)


def goal(
    name: str = "mpt",
    on: date = date(2027, 2, 21),
    minutes: tuple[int, ...] = WEEK,
    breaks: tuple[Break, ...] = (),
    target: float | None = None,
) -> Goal:
    """A goal three months ahead."""
    return Goal(id=name, exam=name, paper="mpt", on=on, minutes=minutes, breaks=breaks, target=target)


def test_a_day_off_a_break_and_the_day_of_the_exam_have_no_minutes() -> None:
    """All other days have those of their weekday."""
    one = goal(breaks=(Break(date(2026, 12, 20), date(2026, 12, 31)),))
    friday, saturday, sunday = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29)
    assert [one.minutes_on(day) for day in (friday, saturday, sunday)] == [0, 60, 30]
    assert [one.minutes_on(date(2026, 12, day)) for day in (19, 20)] == [60, 0]
    assert [one.minutes_on(date(2027, month, day)) for month, day in ((1, 1), (1, 2))] == [0, 60]
    assert one.minutes_on(one.on) == 0


def test_a_day_serves_every_exam_at_once() -> None:
    """Its minutes are the most that any of the goals gives it, not their sum."""
    longer = goal("ca", minutes=(45,) * 7)
    assert minutes_on([goal(), longer], date(2026, 11, 28)) == 60
    assert minutes_on([goal(), longer], date(2026, 11, 27)) == 45
    assert minutes_on([], TODAY) == 0


def test_a_goal_takes_the_place_of_the_one_of_its_id() -> None:
    """The others stay, by their days."""
    later, sooner = goal("b", date(2027, 3, 1)), goal("a", date(2027, 1, 1))
    both = with_goal(with_goal((), later, TODAY), sooner, TODAY)
    assert both == (sooner, later)
    moved = goal("b", date(2026, 12, 1))
    assert with_goal(both, moved, TODAY) == (moved, sooner)
    assert ahead(both, date(2027, 1, 1)) == (later,)


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (goal(""), "needs a name"),
        (goal("x" * 200), "at most 120 letters"),
        (goal(on=TODAY), "not ahead"),
        (goal(on=date(2030, 1, 1)), "two years"),
        (goal(on=date(2026, 11, 28), minutes=(0, 0, 0, 0, 0, 60, 0)), "No day before"),
    ],
)
def test_an_impossible_goal_is_refused_in_words(refused: Goal, words: str) -> None:
    """No name or an endless one, a day that is past, one too far away, and an exam without any day of study."""
    with pytest.raises(GoalRefused, match=words):
        with_goal((), refused, TODAY)


def test_two_exams_ahead_are_not_called_the_same() -> None:
    """One that is past makes room for the next of its name."""
    one, other = goal("mpt"), replace(goal("mpt-2"), exam="MPT")
    with pytest.raises(GoalRefused, match="an exam of this name") as refused:
        with_goal((one,), other, TODAY)
    assert refused.value.about == "exam"
    past = goal("mpt", on=date(2026, 11, 1))
    assert with_goal((past,), other, TODAY) == (other,)
    assert fresh_id((one, other), "Mpt") == "mpt-3"
    assert called((one, other), " MPT ") == one
    assert called((one, other), "mpt-2") == other


def test_after_the_exam_reviews_are_held_to_the_minutes_there_were() -> None:
    """For sixty days, so that what is overdue comes back bit by bit; not while another exam is ahead."""
    one = goal(minutes=(20,) * 7)
    assert reviews_after([one], one.on - timedelta(days=1)) is None
    assert reviews_after([one], one.on) == 100
    assert reviews_after([one], one.on + timedelta(days=60)) is None
    assert reviews_after([one, goal("later", one.on + timedelta(days=9))], one.on) is None
    assert reviews_after([], TODAY) is None


@given(
    minutes=st.lists(st.integers(1, 900), min_size=7, max_size=7),
    target=st.none() | st.floats(1, 200),
    days=st.lists(st.dates(date(2026, 1, 1), date(2028, 1, 1)), min_size=2, max_size=2),
)
def test_goals_come_back_from_json_as_they_were(minutes: list[int], target: float | None, days: list[date]) -> None:
    """Whatever they hold."""
    one = goal(minutes=tuple(minutes), target=target, breaks=(Break(min(days), max(days)),))
    assert goals_from_plain(goals_to_plain([one])) == (one,)


@pytest.mark.parametrize(
    ("text", "minutes", "written"),
    [
        ("30", (30,) * 7, "30"),
        ("30,sat-sun=60", (30, 30, 30, 30, 30, 60, 60), "30, sat 60, sun 60"),
        ("20 fri=0", (20, 20, 20, 20, 0, 20, 20), "20, fri 0"),
        ("sat-mon=15", (15, 0, 0, 0, 0, 15, 15), "0, mon 15, sat 15, sun 15"),
    ],
)
def test_minutes_are_read_as_people_write_them(text: str, minutes: tuple[int, ...], written: str) -> None:
    """One number for all days, and others for some; a stretch of days may run over Sunday."""
    assert read_minutes(text) == minutes
    assert written_minutes(minutes) == written


def test_weekdays_and_breaks_are_read() -> None:
    """Short or long names, stretches, one day or two."""
    assert read_weekdays("Friday, sun") == {4, 6}
    assert read_weekdays("fri-mon") == {4, 5, 6, 0}
    assert read_weekdays("none") == read_weekdays("") == frozenset()
    assert read_break("2026-12-20..2026-12-31") == Break(date(2026, 12, 20), date(2026, 12, 31))
    assert str(read_break("2026-12-20")) == "2026-12-20"


@pytest.mark.parametrize("text", ["", "-5", "3x", "0", "961", "someday=3", "²", "9" * 5_000])
def test_what_are_no_minutes_is_said(text: str) -> None:
    """Also none at all."""
    with pytest.raises(GoalRefused):
        read_minutes(text)


@pytest.mark.parametrize("text", ["2026-13-01", "tomorrow", "2026-12-31..2026-12-01"])
def test_what_is_no_break_is_said(text: str) -> None:
    """Also one that ends before it begins."""
    with pytest.raises(GoalRefused):
        read_break(text)
