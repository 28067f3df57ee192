"""After the exam nobody meets an avalanche."""

from __future__ import annotations

from quizapp.planning.steady import Overdue, spread_out

DECAY = 0.15


def test_each_day_holds_what_it_has_time_for() -> None:
    """Forty overdue reviews of ten seconds in days of a hundred take four days."""
    days = spread_out([Overdue(5.0, 10 + place, 10.0) for place in range(40)], [100.0], DECAY)
    assert [days.count(day) for day in range(4)] == [10, 10, 10, 10]


def test_what_fades_fastest_comes_first() -> None:
    """A card of a day's stability loses more by waiting than one of a year's."""
    assert spread_out([Overdue(300.0, 310), Overdue(2.0, 3)], [9.0], DECAY) == (1, 0)


def test_days_off_stay_empty_and_weeks_repeat() -> None:
    """No review on a day without time, also beyond the days that are given."""
    week = [20.0, 0.0, 20.0, 20.0, 20.0, 20.0, 0.0]
    days = spread_out([Overdue(5.0, 9, 10.0)] * 24, week, DECAY)
    assert not {1, 6, 8, 13} & set(days)
    assert max(days) == 16


def test_nothing_waits_for_ever() -> None:
    """Without any time all come on the last day that is allowed."""
    assert spread_out([Overdue(5.0, 9)] * 3, [], DECAY, most_days=5) == (5, 5, 5)
