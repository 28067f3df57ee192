"""Insight: the forgetting curve against the scheduler's own, and every figure against a reckoning by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.insight import (
    FORECAST_DAYS,
    DayDone,
    Pace,
    Share,
    TopicMastery,
    TopicSum,
    forecast,
    heat,
    retention,
    shade,
    time_spent,
    weakest_first,
)
from quizapp.domain.memories import Memory, Phase
from quizapp.domain.recall import retrievability
from quizapp.domain.replaying import interval_tested

W20 = 0.1542


def test_the_curve_is_ninety_percent_after_one_stability() -> None:
    """Worked by hand: f = 0.9 ^ (-1 / 0.1542) - 1 = 0.98035; after two stabilities (1 + 2 f) ^ -0.1542 = 0.84588."""
    assert retrievability(0, 10, W20) == 1.0
    assert retrievability(10, 10, W20) == pytest.approx(0.9)
    assert retrievability(20, 10, W20) == pytest.approx(0.84588, abs=5e-5)
    assert retrievability(-3, 10, W20) == 1.0


@given(days=st.integers(0, 5000), stability=st.floats(0.01, 36500))
def test_the_curve_is_that_of_the_scheduler(days: int, stability: float) -> None:
    """The package that schedules computes the same for every interval."""
    import fsrs

    seen = datetime(2026, 1, 1, tzinfo=UTC)
    card = fsrs.Card(1, fsrs.State.Review, None, stability, 5.0, seen, seen)
    theirs = fsrs.Scheduler().get_card_retrievability(card, seen + timedelta(days=days))
    assert retrievability(days, stability, fsrs.Scheduler().parameters[-1]) == pytest.approx(theirs)


@pytest.mark.parametrize(("stability", "decay"), [(0.0, W20), (1.0, 0.0), (-1.0, W20)])
def test_a_curve_without_stability_or_decay_is_refused(stability: float, decay: float) -> None:
    """There is no such curve."""
    with pytest.raises(ValueError, match="above zero"):
        retrievability(1, stability, decay)


def test_only_the_first_answer_of_a_day_to_a_spaced_card_tests_an_interval() -> None:
    """Neither a new card, nor one within steps, nor one seen today already."""
    spaced = Memory(phase=Phase.REVIEW, last_day=100, due_day=121)
    assert interval_tested(spaced, 121) == 21
    assert interval_tested(spaced, 130) == 21, "the interval that was given, not the one that was kept"
    assert interval_tested(spaced, 110) == 21, "an early answer tests it too"
    assert interval_tested(spaced, 100) is None
    assert interval_tested(Memory(), 100) is None
    assert interval_tested(Memory(phase=Phase.RELEARNING, last_day=100, due_day=101), 101) is None


def test_the_forecast_puts_what_is_overdue_on_today_and_leaves_out_what_is_far() -> None:
    """Five days late and today count as today; the thirtieth day is the last."""
    due = {95: 2, 100: 3, 101: 4, 100 + FORECAST_DAYS - 1: 5, 100 + FORECAST_DAYS: 6}
    found = forecast(due, 100)
    assert (found[0], found[1], found[-1], sum(found), len(found)) == (5, 4, 5, 14, 30)


def test_retention_by_stretch_and_age() -> None:
    """A week is today and the six days before it, a month today and the 29 before it."""
    done = {
        100: DayDone(4, 0, young=2, young_recalled=1, mature=1, mature_recalled=1),
        94: DayDone(9, 0, young=4, young_recalled=4),
        93: DayDone(9, 0, mature=3, mature_recalled=2),
        70: DayDone(9, 0, young=10, young_recalled=5),
    }
    found = retention(done, 100)
    assert (found["day"].young, found["day"].mature, found["day"].all) == (Share(1, 2), Share(1, 1), Share(2, 3))
    assert found["week"].all == Share(6, 7)
    assert found["month"].all == Share(8, 10)
    assert found["all"].all == Share(13, 20)
    assert found["all"].young.share == 10 / 16
    assert Share(0, 0).share is None


def test_time_is_a_mean_over_the_days_with_answers() -> None:
    """Two days of 60 and 120 seconds: one and a half minutes a day, 18 seconds an answer."""
    done = {100: DayDone(4, 60_000), 99: DayDone(6, 120_000), 98: DayDone(0, 0)}
    week = time_spent(done, 100)["week"]
    assert week == Pace(2, 10, 180_000)
    assert (week.minutes_a_day, week.seconds_an_answer) == (1.5, 18.0)
    assert time_spent({}, 100)["all"].minutes_a_day == 0


def test_the_heat_of_53_weeks_ends_today() -> None:
    """371 days, and quarters of the fullest day as shades."""
    found = heat({100: DayDone(7), 99: DayDone(1), 100 - 371: DayDone(5)}, 100)
    assert (len(found), found[-2:], sum(found)) == (371, (1, 7), 8)
    assert [shade(number, 8) for number in range(9)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_mastery_is_the_mean_of_the_cards_seen_and_the_share_unseen() -> None:
    """One card at 90 %, one answered today, two never: a mean of 95 %, half unseen."""
    recalled = retrievability(10, 10.0, W20) + retrievability(0, 3.0, W20)
    found = TopicSum("deck", "Deck", "Rivers", cards=4, seen=2, recalled=recalled).mastery()
    assert found.recall == pytest.approx(0.95)
    assert found.unseen == 0.5


def test_the_weakest_topic_comes_first_and_an_unseen_one_last() -> None:
    """Of two equals the one with more unseen; what was never met is not weak, only new."""
    new, strong = TopicMastery("d", "D", "new", 9, 0, None), TopicMastery("d", "D", "strong", 9, 9, 0.9)
    weak, weaker = TopicMastery("d", "D", "weak", 9, 9, 0.5), TopicMastery("d", "D", "weaker", 9, 1, 0.5)
    assert [topic.topic for topic in weakest_first([new, strong, weak, weaker])] == ["weaker", "weak", "strong", "new"]
