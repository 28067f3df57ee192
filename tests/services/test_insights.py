"""Insights over a real store: what a short log amounts to, worked out by hand."""

from __future__ import annotations

import pytest

from quizapp.domain.answers import Claim, Rating
from quizapp.domain.insight import Share
from quizapp.domain.recall import retrievability
from quizapp.domain.scheduling import parameters_in_force
from quizapp.services.insights import InsightService
from quizapp.storage.rebuilding import differences, rebuild
from tests.support.rooms import Room

DECAY = parameters_in_force(())[-1]


def insights(room: Room) -> InsightService:
    """The service over the room."""
    return InsightService(room.store, room.clock)


def learn(room: Room, cards: int) -> None:
    """Meet so many cards today and take them through their steps."""
    room.settings.set("new_per_day", cards)
    sitting = room.study.begin()
    for _ in range(2 * cards):
        step = room.ask(sitting, early=True)
        sitting = room.grade(sitting, step).sitting
        room.clock.advance(seconds=30)


def review(room: Room, *ratings: Rating) -> None:
    """Answer what is due with these grades, steps left alone."""
    room.settings.set("new_per_day", 0)
    sitting = room.study.begin()
    for rating in ratings:
        sitting = room.grade(sitting, room.ask(sitting), rating).sitting


def test_learning_says_nothing_of_retention(room: Room) -> None:
    """Answers to new cards and within steps take time, but test no interval."""
    learn(room, 2)
    found = insights(room).everything()
    assert found.retention["all"].all == Share(0, 0)
    assert (found.heat[-1], sum(found.heat)) == (4, 4)
    assert (found.time["day"].answers, found.time["day"].milliseconds) == (4, 20_000)
    assert sum(found.forecast) == 2
    assert found.forecast[0] == 0


def test_the_first_answer_of_a_day_counts_and_the_steps_after_it_do_not(room: Room) -> None:
    """Three are due, one is forgotten and learnt again: two of three recalled, all young."""
    learn(room, 3)
    room.clock.advance(days=5)
    before = insights(room).everything()
    assert before.forecast[0] == 3, "what is overdue waits today"
    review(room, Rating.GOOD, Rating.AGAIN, Rating.HARD)
    room.clock.advance(minutes=15)
    sitting = room.study.begin()
    room.grade(sitting, room.ask(sitting))
    found = insights(room).everything()
    assert found.retention["day"].young == Share(2, 3)
    assert found.retention["day"].mature == Share(0, 0)
    assert found.retention["all"] == found.retention["day"]
    assert found.heat[-1] == 4
    assert found.heat[-6] == 6


def test_a_card_spaced_by_three_weeks_is_mature(room: Room) -> None:
    """Its answer counts there, whether it was recalled or not."""
    learn(room, 1)
    for _ in range(12):
        ahead = next(n for n, due in enumerate(insights(room).everything().forecast, 0) if due)
        room.clock.advance(days=ahead)
        review(room, Rating.GOOD)
        if not sum(insights(room).everything().forecast[:21]):
            break
    young = insights(room).everything().retention["all"].young
    room.clock.advance(days=400)
    review(room, Rating.AGAIN)
    found = insights(room).everything()
    assert found.retention["day"].mature == Share(0, 1)
    assert found.retention["all"].young == young


def test_an_undone_answer_and_a_guess_are_counted_as_they_stand(room: Room) -> None:
    """Undoing takes the answer out; what the learner says of it moves it to the forgotten ones, and back."""
    learn(room, 1)
    room.clock.advance(days=5)
    sitting = room.study.begin()
    answered = room.grade(sitting, room.ask(sitting))
    assert insights(room).everything().retention["day"].all == Share(1, 1)
    guessed = room.study.claim(answered.sitting, answered, Claim.GUESSED)
    recalled = 0 if guessed.rating is Rating.AGAIN else 1
    assert insights(room).everything().retention["day"].all == Share(recalled, 1)
    room.study.undo(guessed.sitting)
    assert insights(room).everything().retention["day"].all == Share(0, 0)


def test_the_figures_are_those_of_the_log(room: Room) -> None:
    """Working everything out anew from the log changes nothing."""
    learn(room, 4)
    room.clock.advance(days=6)
    review(room, Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.HARD)
    before = insights(room).everything()
    with room.store.write() as tx:
        assert list(differences(tx)) == []
        rebuild(tx)
    assert insights(room).everything() == before


def test_mastery_by_topic_is_the_mean_of_what_is_predicted_for_tomorrow(room: Room) -> None:
    """Two cards of the first topic were met: the mean of their curves, eight of ten unseen, the other topics new."""
    learn(room, 2)
    room.clock.advance(days=9)
    found = insights(room).everything().topics
    stabilities = [state.memory.stability for state in room.cached().values() if state.memory.stability]
    assert found[0].topic == "Topic 0"
    assert found[0].recall == pytest.approx(sum(retrievability(10, s, DECAY) for s in stabilities) / 2)
    assert (found[0].cards, found[0].seen, found[0].unseen) == (10, 2, 0.8)
    assert [topic.recall for topic in found[1:]] == [None, None]
    assert insights(room).weakest(3) == found[:1]


def test_a_deck_switched_off_comes_neither_in_the_forecast_nor_among_the_topics(room: Room) -> None:
    """Its answers stay in what was done."""
    learn(room, 2)
    room.settings.set("enabled", "no", "history")
    found = insights(room).everything()
    assert (sum(found.forecast), found.topics, found.heat[-1]) == (0, (), 4)
