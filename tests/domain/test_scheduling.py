"""Scheduling: study days instead of 24-hour periods, a spread that can be repeated, nothing negative."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizapp.domain.answers import Rating
from quizapp.domain.memories import Memory, Moment, Phase
from quizapp.domain.scheduling import (
    Due,
    answered,
    due_after,
    fingerprint,
    outcomes,
    parameters_in_force,
    spread,
    turns_leech,
)
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import moment

SETTINGS = StudySettings()
START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

ratings = st.sampled_from(Rating)
gaps = st.integers(0, 60 * 24 * 400)
walks = st.lists(st.tuples(ratings, gaps), min_size=1, max_size=12)


def at(instant: datetime) -> Moment:
    """A moment in UTC with the usual roll-over."""
    return moment(instant, 0, 4)


def walked(walk: list[tuple[Rating, int]], settings: StudySettings = SETTINGS) -> tuple[Memory, datetime]:
    """The memory after answers with so many minutes before each."""
    memory, now = Memory(), START
    for rating, minutes in walk:
        now += timedelta(minutes=minutes)
        memory = answered(memory, rating, at(now), settings, settings.retention, "deck/card")
    return memory, now


@pytest.mark.parametrize("rating", list(Rating))
def test_the_hour_of_the_day_does_not_change_what_is_remembered(rating: Rating) -> None:
    """A card seen in the evening has the same memory whether it is answered next day at 05:00, 19:00 or 23:00."""
    seen = answered(Memory(), Rating.EASY, at(START.replace(hour=20)), SETTINGS, 0.9, "a/b")
    due = START.replace(hour=0) + timedelta(days=3)
    found = {
        (memory.stability, memory.difficulty, memory.due_day, memory.phase)
        for hour in (5, 19, 20, 23)
        for memory in [answered(seen, rating, at(due.replace(hour=hour)), SETTINGS, 0.9, "a/b")]
    }
    assert len(found) == 1


@given(walks, st.integers(0, 400 * 24 * 60))
def test_a_better_rating_never_comes_back_sooner(walk: list[tuple[Rating, int]], minutes: int) -> None:
    """The four outcomes are in the order of the ratings."""
    memory, now = walked(walk)
    later = at(now + timedelta(minutes=minutes))
    found = outcomes(memory, later, SETTINGS, 0.9, "deck/card")
    dues = [(found[rating].due_day or later.day, found[rating].due_at or later.instant) for rating in Rating]
    assert dues == sorted(dues)


@given(walks)
def test_the_outcome_foretold_is_the_outcome(walk: list[tuple[Rating, int]]) -> None:
    """What a button shows is what answering stores, bit for bit."""
    memory, now = walked(walk)
    found = outcomes(memory, at(now), SETTINGS, 0.9, "deck/card")
    assert all(found[rating] == answered(memory, rating, at(now), SETTINGS, 0.9, "deck/card") for rating in Rating)


@given(walks, st.integers(0, 5000), ratings)
def test_a_clock_set_back_is_as_if_no_day_had_passed(walk: list[tuple[Rating, int]], days: int, rating: Rating) -> None:
    """Elapsed time is never negative, and nothing falls due before the day of the answer."""
    memory, now = walked(walk)
    earlier = at(now - timedelta(days=days))
    same_day = Moment(earlier.instant, 0, memory.last_day or 0, earlier.second)
    back = answered(memory, rating, earlier, SETTINGS, 0.9, "x")
    assert back.stability == answered(memory, rating, same_day, SETTINGS, 0.9, "x").stability
    assert back.due_day is None or back.due_day > earlier.day


@given(walks, st.integers(1, 400))
def test_no_interval_exceeds_the_maximum(walk: list[tuple[Rating, int]], maximum: int) -> None:
    """The spread does not lift a due day over the longest interval allowed."""
    memory, _ = walked(walk, StudySettings(maximum_interval=maximum))
    if memory.due_day is not None and memory.last_day is not None:
        assert 1 <= memory.due_day - memory.last_day <= maximum


@given(walks, st.integers(0, 23), st.integers(0, 59))
def test_a_step_ends_before_the_day_does_or_waits_for_the_next(
    walk: list[tuple[Rating, int]], hour: int, minute: int
) -> None:
    """Exactly one of due day and due instant is set, and the instant lies within the study day."""
    memory, now = walked(walk)
    later = at(now.replace(hour=hour, minute=minute) + timedelta(days=1))
    found = answered(memory, Rating.AGAIN, later, SETTINGS, 0.9, "x")
    assert (found.due_day is None) != (found.due_at is None)
    if found.due_at is not None:
        assert at(found.due_at).day == later.day
    else:
        assert found.due_day == later.day + 1


def test_a_new_card_takes_the_steps_and_then_days() -> None:
    """Good leads from one minute to ten and out; a lapse leads to ten minutes and counts."""
    first = answered(Memory(), Rating.GOOD, at(START), SETTINGS, 0.9, "x")
    assert (first.phase, due_after(first, at(START))) == (Phase.LEARNING, Due(minutes=10))
    again = answered(Memory(), Rating.AGAIN, at(START), SETTINGS, 0.9, "x")
    assert due_after(again, at(START)) == Due(minutes=1)
    out = answered(first, Rating.GOOD, at(START + timedelta(minutes=10)), SETTINGS, 0.9, "x")
    assert out.phase is Phase.REVIEW
    lapsed = answered(out, Rating.AGAIN, at(START + timedelta(days=3)), SETTINGS, 0.9, "x")
    assert (lapsed.phase, lapsed.lapses, due_after(lapsed, at(START + timedelta(days=3)))) == (
        Phase.RELEARNING,
        1,
        Due(minutes=10),
    )


@given(st.integers(0, 40000), st.integers(0, 40000), st.text(max_size=20))
def test_the_spread_keeps_the_order_of_intervals(one: int, other: int, seed: str) -> None:
    """With the same seed, the longer interval is not the shorter one afterwards."""
    assume(one <= other)
    assert spread(one, seed, 36500) <= spread(other, seed, 36500)


@given(st.integers(3, 36500), st.integers(0, 10**6))
def test_the_spread_is_small_and_repeats(days: int, seed: int) -> None:
    """An interval moves by 5 % or a day, always the same way."""
    found = spread(days, f"deck/card/{seed}", 36500)
    assert abs(found - days) <= max(1, round(days * 0.05) + 1)
    assert found == spread(days, f"deck/card/{seed}", 36500)


def test_the_spread_goes_both_ways() -> None:
    """A hundred cards of one interval are not due on one day."""
    days = [spread(30, f"deck/card-{number}/3", 36500) for number in range(100)]
    assert min(days) < 30 < max(days)
    assert len(set(days)) >= 3


@pytest.mark.parametrize(
    ("lapses", "after", "turns"),
    [(7, 8, False), (8, 8, True), (9, 8, False), (12, 8, True), (16, 8, True), (8, 0, False)],
)
def test_a_card_turns_leech_at_the_threshold_and_every_half_of_it(lapses: int, after: int, turns: bool) -> None:
    """Eight lapses, then twelve, then sixteen; zero switches leeches off."""
    assert turns_leech(lapses, after) is turns


def test_a_higher_retention_comes_back_sooner() -> None:
    """Retention is the wanted probability of recall."""
    memory, now = walked([(Rating.EASY, 0)])
    later = at(now + timedelta(days=8))
    due = [answered(memory, Rating.GOOD, later, SETTINGS, retention, "x").due_day for retention in (0.95, 0.9, 0.8)]
    assert due == sorted(due, key=lambda day: day or 0)
    assert len(set(due)) == 3


def test_parameters_have_a_name_that_follows_from_their_numbers() -> None:
    """The model's own numbers and the same numbers written out are one set."""
    assert fingerprint(()) == fingerprint(parameters_in_force(()))
    assert fingerprint((1.0, *parameters_in_force(())[1:])) != fingerprint(())
