"""The log is the truth: whatever a learner does, in any order, the stored memories are what replaying it gives."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from quizapp.domain.answers import Claim, Rating
from quizapp.domain.events import EventType
from quizapp.domain.replaying import count_of, settings_after, standing
from quizapp.domain.sitting import Sitting, Step
from quizapp.storage import log
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.memories import Tally
from tests.support.rooms import Room, add_deck

CHANGES = (
    ("retention", "0.85"),
    ("retention", "93%"),
    ("learning_steps", "1, 10, 60"),
    ("relearning_steps", ""),
    ("maximum_interval", "30"),
    ("leech_after", "2"),
    ("suspend_leeches", "yes"),
    ("rollover_hour", "3"),
)


def wander(room: Room, chance: Random, moves: int) -> None:
    """Answer, claim, undo, put aside, flag, change settings, restart and let time pass, as chance has it."""
    sitting: Sitting = room.study.begin()
    for _ in range(moves):
        step = room.study.step(sitting, early=chance.random() < 0.5)
        move = chance.random()
        if isinstance(step, Step) and move < 0.6:
            rating = chance.choices(list(Rating), [3, 1, 4, 2])[0]
            answered = room.grade(sitting, step, rating, chance.randrange(1000, 40000))
            sitting = answered.sitting
            if chance.random() < 0.2:
                room.clock.advance(seconds=chance.randrange(60))
                sitting = room.study.claim(sitting, answered, chance.choice(list(Claim))).sitting
        elif move < 0.75:
            sitting, _ = room.study.undo(sitting)
        elif isinstance(step, Step) and move < 0.85:
            sitting = chance.choice([room.study.bury, room.study.suspend, room.study.flag])(sitting, step)
        elif move < 0.9:
            key, value = chance.choice(CHANGES)
            room.settings.set(key, value)
        else:
            room.clock.advance(minutes=chance.choice([1, 9, 300, 1440, 1440 * 7, 1440 * 40]))
            room.clock.offset = chance.choice([0, 0, 0, 300, -480])
            sitting = room.study.begin()
        room.clock.advance(seconds=chance.randrange(30))


@pytest.mark.parametrize("seed", range(6))
def test_the_stored_memories_are_the_replayed_ones(room: Room, seed: int) -> None:
    """Bit for bit, after 150 moves; tallies and settings follow from the log too."""
    with room.store.write() as tx:
        add_deck(tx, 2, "clozes", 8, gaps=3)
    wander(room, Random(seed), 150)
    assert room.cached() == room.replayed()
    with room.store.read() as tx:
        events = [event for _, group in log.by_card(tx, DEFAULT_LEARNER) for event in group]
    counted: Counter[tuple[object, ...]] = Counter()
    for event in standing(events):
        if event.type is EventType.REVIEW:
            one = count_of(event)
            for name in Tally._fields[2:]:
                counted[one.day, one.deck, name] += getattr(one, name)
    stored = {
        (row[1], row[2], name): value
        for row in room.rows("tally")
        for name, value in zip(Tally._fields[2:], row[3:], strict=True)
    }
    assert {key: value for key, value in stored.items() if value} == {key: n for key, n in counted.items() if n}
    assert settings_after(events) == room.settings.get()
