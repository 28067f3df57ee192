"""Replaying: the log in any order gives one state, tombstones and corrections apply, and floats agree bit for bit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.answers import Rating
from quizapp.domain.events import Event, EventType
from quizapp.domain.memories import CardState
from quizapp.domain.replaying import Correction, corrected, counts_as, regime, replay, reviewed, standing
from quizapp.domain.scheduling import SCHEDULER, fingerprint, parameters_in_force
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import moment

START = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
SETS = {fingerprint(()): parameters_in_force(())}


def event(kind: EventType, number: int, at: datetime, **fields: Any) -> Event:
    """The `number`-th event of a machine, in UTC, of one card."""
    values = {"origin": "here", "card": "deck/card", **fields}
    return Event(
        id=f"{values['origin']}-{number}",
        type=kind,
        learner="default",
        sequence=number,
        instant=at,
        offset_minutes=0,
        day=moment(at, 0, 4).day,
        **values,
    )


def review(
    number: int, at: datetime, rating: Rating, settings: StudySettings, state: CardState, **fields: Any
) -> Event:
    """A review as the service records it."""
    return event(
        EventType.REVIEW,
        number,
        at,
        rating=int(rating),
        scheduler=SCHEDULER,
        parameters=fingerprint(settings.parameters),
        payload={**regime(settings, settings.retention), "counts": counts_as(state.memory)},
        **fields,
    )


def history(chance: Random, answers: int, card: str = "deck/card") -> tuple[list[Event], CardState]:
    """Reviews under settings that change now and then, and the state kept while answering."""
    state, now, settings, events = CardState(), START, StudySettings(), []
    for number in range(1, answers + 1):
        now += timedelta(milliseconds=chance.choice([90_000, 700_000, 90_000_000, 2_000_000_000, 9_000_000_000]))
        if chance.random() < 0.1:
            settings = replace(
                settings,
                retention=chance.choice([0.8, 0.9, 0.95]),
                maximum_interval=chance.choice([100, 36500]),
                learning_steps=chance.choice([(1, 10), (5,), ()]),
                rollover_hour=chance.choice([0, 4]),
            )
        rating = chance.choice(list(Rating))
        events.append(review(number, now, rating, settings, state, card=card))
        when = moment(now, 0, settings.rollover_hour)
        state = reviewed(state, rating, when, settings, settings.retention, card)
    return events, state


def test_twenty_thousand_replayed_reviews_equal_the_kept_memories() -> None:
    """Two thousand cards with ten reviews each: every float the same, whatever the order in which the log is read."""
    chance = Random(20_000)
    for number in range(2_000):
        events, kept = history(chance, 10, f"deck/card-{number}")
        chance.shuffle(events)
        assert replay(events, (), SETS) == kept


@given(st.integers(0, 10**6), st.integers(1, 12), st.data())
def test_an_undone_event_is_as_if_it_had_not_been(seed: int, answers: int, data: st.DataObject) -> None:
    """A tombstone anywhere in the log takes its target away, and itself."""
    events, _ = history(Random(seed), answers)
    target = data.draw(st.sampled_from(events))
    undo = event(EventType.UNDO, answers + 1, events[-1].instant + timedelta(minutes=1), target=target.id)
    assert replay([*events, undo], (), SETS) == replay([other for other in events if other is not target], (), SETS)
    assert undo not in standing([*events, undo])


@given(st.integers(0, 10**6), st.integers(1, 12), st.integers(-(10**12), 10**12))
def test_correcting_a_stretch_is_as_if_it_had_been_answered_then(seed: int, answers: int, shift: int) -> None:
    """A correction of the whole log moves its instants and days, and replays them there."""
    events, _ = history(Random(seed), answers)
    events = [replace(each, payload={**(each.payload or {}), "rollover": 4}) for each in events]
    change = Correction("here", 1, answers, shift, 4)
    moved = list(corrected(events, [change]))
    assert all(a.instant - b.instant == timedelta(milliseconds=shift) for a, b in zip(moved, events, strict=True))
    assert replay(events, [change], SETS) == replay(moved, (), SETS)
    assert replay(events, [replace(change, origin="elsewhere")], SETS) == replay(events, (), SETS)


@given(st.integers(0, 10**6))
def test_two_logs_merge_to_one_state_whichever_comes_first(seed: int) -> None:
    """The union of two machines' events is ordered by instant, then origin, then sequence."""
    here, _ = history(Random(seed), 6)
    there = [replace(each, id=f"there-{each.sequence}", origin="there") for each in history(Random(seed + 1), 6)[0]]
    assert replay([*here, *there], (), SETS) == replay([*there, *here], (), SETS)
    assert replay([*here, *there], (), SETS).memory.reps == 12


def test_within_one_machine_the_sequence_decides() -> None:
    """A clock set back between two answers does not change their order."""
    settings, state = StudySettings(), CardState()
    first = review(1, START, Rating.AGAIN, settings, state)
    second = review(2, START - timedelta(days=1), Rating.EASY, settings, state)
    assert replay([second, first], (), SETS).memory.last == second.instant


def test_putting_aside_and_flagging_are_replayed() -> None:
    """Each has its opposite."""
    pairs = [
        (EventType.SUSPEND, EventType.RESUME, "suspended"),
        (EventType.BURY, EventType.UNBURY, "buried_until"),
        (EventType.FLAG, EventType.UNFLAG, "flagged"),
    ]
    for on, off, name in pairs:
        both = [event(on, 1, START), event(off, 2, START + timedelta(minutes=1))]
        assert getattr(replay(both[:1]), name)
        assert replay(both) == CardState()
    assert replay([event(EventType.BURY, 1, START)]).buried_until == moment(START, 0, 4).day + 1
