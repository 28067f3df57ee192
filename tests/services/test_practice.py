"""Practising: drawn from a query, in the log as practice, and moving memories only when it is to count."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from quizapp.domain.answers import Claim, Rating
from quizapp.domain.events import EventType, ReviewKind
from quizapp.domain.practising import Only, Practice
from quizapp.domain.search_tokens import SearchRefused
from quizapp.domain.sitting import Finished, Sitting, Step
from quizapp.services.browse import BrowseService
from quizapp.services.practice import PracticeService
from quizapp.storage import log, rebuilding
from quizapp.storage.creation import DEFAULT_LEARNER
from tests.support.rooms import Room, add_deck


@pytest.fixture
def service(room: Room, tmp_path: Path) -> PracticeService:
    """Practice over a room with one deck of thirty questions."""
    browse = BrowseService(room.store, room.clock, tmp_path / "cache" / "search.db")
    room.study = PracticeService(room.store, room.clock, browse)
    return room.study


def begin(service: PracticeService, practice: Practice) -> Sitting:
    """A sitting of such a practice."""
    return service.practise(practice, service.matching(practice))


def answer_all(room: Room, sitting: Sitting, *ratings: Rating) -> Sitting:
    """Answer every question, with these ratings in turn."""
    number = 0
    while isinstance(step := room.study.step(sitting), Step):
        sitting = room.grade(sitting, step, ratings[number % len(ratings)]).sitting
        number += 1
    assert isinstance(step, Finished)
    return sitting


def is_sound(room: Room) -> bool:
    """Whether memories and tallies are what the log amounts to."""
    with room.store.read() as tx:
        found = list(rebuilding.differences(tx))
    return not found and room.cached() == room.replayed()


def test_as_many_as_wanted_are_asked_once_each(room: Room, service: PracticeService) -> None:
    """Missed ones do not come back within a practice, and the order is that of the seed."""
    sitting = begin(service, Practice(number=7))
    assert len({entry.card for entry in sitting.queue}) == 7
    assert [entry.card for entry in begin(service, Practice(number=7)).queue] == [e.card for e in sitting.queue]
    done = answer_all(room, sitting, Rating.AGAIN)
    assert done.summary().answered == 7
    room.clock.advance(seconds=1)
    assert [entry.card for entry in begin(service, Practice(number=7)).queue] != [e.card for e in sitting.queue]


def test_it_can_be_only_new_weak_missed_or_flagged(room: Room, service: PracticeService) -> None:
    """What stands with the learner decides; what is put aside is never asked."""

    def found(only: Only) -> int:
        return len(service.matching(Practice(only=only)))

    answer_all(room, begin(service, Practice(number=6)), Rating.AGAIN, Rating.EASY)
    assert (found(Only.NEW), found(Only.MISSED), found(Only.WEAK), found(Only.FLAGGED)) == (24, 3, 3, 0)
    sitting = begin(service, Practice(only=Only.NEW, number=2))
    step = room.ask(sitting)
    service.flag(sitting, step)
    assert found(Only.FLAGGED) == 1
    service.suspend(sitting, step)
    assert found(Only.FLAGGED) == 0
    assert found(Only.ALL) == 29


def test_topics_and_words_narrow_it(service: PracticeService) -> None:
    """Topics of a deck widen each other, everything else narrows; a query that cannot be read is refused."""
    deck = "history"
    one = Practice(topics=((deck, "Topic 0"),))
    both = Practice(deck=deck, topics=((deck, "Topic 0"), (deck, "Topic 1")))
    assert (len(service.matching(one)), len(service.matching(both))) == (10, 20)
    assert len(service.matching(Practice(words="topic:0 or topic:2", topics=one.topics))) == 10
    assert len(service.matching(Practice(difficulties=(1, 3)))) == 0
    assert len(service.matching(Practice(difficulties=(1, 2)))) == 30
    with pytest.raises(SearchRefused):
        service.matching(Practice(words="is:dew"))


def test_gaps_of_one_text_are_asked_together_only_when_there_is_nothing_else(
    room: Room, service: PracticeService
) -> None:
    """Five texts with three gaps each: five questions are five texts."""
    with room.store.write() as tx:
        add_deck(tx, 9, "gaps", 5, gaps=3)
    five = begin(service, Practice(deck="gaps", number=3))
    assert len({entry.question for entry in five.queue}) == 3
    assert len(begin(service, Practice(deck="gaps", number=15)).queue) == 15


@pytest.mark.parametrize("counts", [True, False])
def test_the_log_says_that_it_was_practice(room: Room, service: PracticeService, counts: bool) -> None:
    """The kind of the review is practice; without counting no memory moves and no limit is used up."""
    before = room.cached()
    answer_all(room, begin(service, Practice(number=5, counts=counts)), Rating.GOOD)
    with room.store.read() as tx:
        reviews = log.of_types(tx, DEFAULT_LEARNER, [EventType.REVIEW])
    assert {review.kind for review in reviews} == {ReviewKind.PRACTICE.value}
    assert (room.cached() == before) is not counts
    overview = service.overview()
    assert overview.answered_today == 5
    assert overview.new == (15 if counts else 20)
    assert is_sound(room)


def test_replay_gives_the_memory_whatever_was_studied_and_practised(room: Room, service: PracticeService) -> None:
    """Studying, practice that counts, practice that does not, claims and undo at random: the log is the truth."""
    chance = Random(11)
    for _ in range(12):
        counts, studies = chance.random() < 0.5, chance.random() < 0.4
        sitting = service.begin() if studies else begin(service, Practice(number=6, counts=counts))
        for _ in range(6):
            step = service.step(sitting)
            if not isinstance(step, Step):
                break
            before = room.cached()
            answered = room.grade(sitting, step, chance.choice(list(Rating)))
            assert studies or counts or room.cached() == before
            sitting = answered.sitting
            if chance.random() < 0.3:
                sitting = service.claim(sitting, answered, Claim.GUESSED).sitting
                assert studies or counts or room.cached() == before
            if chance.random() < 0.3:
                sitting, card = service.undo(sitting)
                assert card == step.card
                assert room.cached() == before
            room.clock.advance(seconds=20)
        assert is_sound(room)
        room.clock.advance(hours=chance.choice([1, 20, 70]))


def test_undo_ends_where_the_practice_began(room: Room, service: PracticeService) -> None:
    """What was studied before is not taken back from within a practice."""
    studied = service.begin()
    room.grade(studied, room.ask(studied))
    sitting = begin(service, Practice(number=3, counts=False))
    assert service.undo(sitting) == (sitting, None)
    step = room.ask(sitting)
    sitting, card = service.undo(room.grade(sitting, step).sitting)
    assert card == step.card
    assert room.ask(sitting).card == step.card
