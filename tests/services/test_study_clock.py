"""A wrong clock: asked about before it is believed, and without lasting harm."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizapp.domain.answering import ClockChoice, ClockDoubtful
from quizapp.domain.answers import Rating
from quizapp.domain.questions import CardKey
from tests.support.rooms import Room, add_deck

TEN_YEARS = timedelta(days=3652)


def study(room: Room, answers: int, rating: Rating = Rating.GOOD) -> None:
    """Answer some cards of today, ten seconds each."""
    sitting = room.study.begin()
    for _ in range(answers):
        room.clock.advance(seconds=10)
        sitting = room.grade(sitting, room.ask(sitting, early=True), rating).sitting


def due_days(room: Room) -> dict[str, object]:
    """Due days and what they rest on, of every card."""
    return {
        card: (
            state.memory.due_day,
            state.memory.stability,
            state.memory.last_day,
            state.memory.phase,
            state.memory.reps,
        )
        for card, state in room.cached().items()
    }


@pytest.mark.parametrize("by", [timedelta(minutes=-6), timedelta(days=-400), timedelta(days=401)])
def test_a_doubtful_clock_is_asked_about(room: Room, by: timedelta) -> None:
    """More than five minutes back or 400 days on; the sentence names both instants."""
    study(room, 1)
    room.clock.instant += by
    with pytest.raises(ClockDoubtful, match="The clock says") as caught:
        room.study.begin()
    assert caught.value.behind is (by < timedelta(0))
    room.study.confirm_clock(ClockChoice.GO_ON)
    assert room.study.begin().left.total > 0


def test_a_small_step_back_is_a_clock_being_set(room: Room) -> None:
    """Nobody is asked, and the answers stay in the order in which they were given."""
    study(room, 2)
    room.clock.advance(minutes=-4)
    study(room, 2)
    sitting, card = room.study.undo(room.study.begin())
    assert card == CardKey("history", "q00003")
    assert sitting.left.total > 0
    assert room.cached() == room.replayed()


@pytest.mark.parametrize("rating", [Rating.AGAIN, Rating.GOOD, Rating.EASY])
def test_after_ten_years_and_back_it_is_as_if_the_jump_had_not_been(room: Room, empty: Room, rating: Rating) -> None:
    """Once the learner says that the clock is right now, due days and tallies equal those of a run without the jump."""
    study(room, 5, Rating.EASY)
    room.clock.advance(days=9)
    before = room.clock.instant
    untouched = room.rows("memory")
    study(room, 6, rating)
    expected, tallies, end = due_days(room), room.rows("tally"), room.clock.instant

    sitting = room.study.begin()
    while room.rows("memory") != untouched:
        sitting, _ = room.study.undo(sitting)
    room.clock.instant = before + TEN_YEARS
    room.study.confirm_clock(ClockChoice.GO_ON)
    study(room, 6, rating)
    assert due_days(room) != expected
    room.clock.instant = end
    with pytest.raises(ClockDoubtful):
        room.study.begin()
    room.study.confirm_clock(ClockChoice.CLOCK_IS_RIGHT)
    assert due_days(room) == expected
    assert [row for row in room.rows("tally") if any(row[3:])] == tallies
    assert room.cached() == room.replayed()
    assert room.study.begin() is not None


def test_going_on_as_it_is_keeps_order_and_replay(room: Room) -> None:
    """Answers after the future ones stand behind them, with their own days, and replaying agrees."""
    study(room, 3)
    room.clock.instant += TEN_YEARS
    room.study.confirm_clock(ClockChoice.GO_ON)
    study(room, 3)
    room.clock.instant -= TEN_YEARS
    room.study.confirm_clock(ClockChoice.GO_ON)
    study(room, 6, Rating.EASY)
    assert room.cached() == room.replayed()
    days = {memory.memory.last_day for memory in room.cached().values() if memory.memory.reps}
    assert room.study.overview().day in days


def test_a_card_answered_in_the_future_can_be_undone_after_the_correction(room: Room) -> None:
    """The undo finds it, and its tally is taken from the day it was moved to."""
    room.clock.instant += TEN_YEARS
    study(room, 3)
    room.clock.instant -= TEN_YEARS
    room.study.confirm_clock(ClockChoice.CLOCK_IS_RIGHT)
    assert room.study.overview().answered_today == 3
    sitting = room.study.begin()
    for _ in range(3):
        sitting, card = room.study.undo(sitting)
        assert card is not None
    assert room.study.overview().answered_today == 0
    assert not any(state.memory.reps for state in room.cached().values())


def test_a_second_jump_is_corrected_by_itself(room: Room) -> None:
    """What was corrected or accepted before stays where it is."""
    with room.store.write() as tx:
        add_deck(tx, 2, "geography", 10)
    for _ in range(2):
        room.clock.instant += TEN_YEARS
        if room.rows("event"):
            room.study.confirm_clock(ClockChoice.GO_ON)
        study(room, 3)
        room.clock.instant -= TEN_YEARS
        room.study.confirm_clock(ClockChoice.CLOCK_IS_RIGHT)
    assert room.study.overview().answered_today == 6
    assert room.cached() == room.replayed()
