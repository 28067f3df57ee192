"""What is kept beside the log comes back as it was put."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st
from sqlalchemy import select, update

from quizapp.domain.memories import CardState, Memory, Phase
from quizapp.domain.settings import DeckSettings, NewOrder, StudySettings
from quizapp.storage import choices, memories
from quizapp.storage.engine import Store
from quizapp.storage.memories import Queue, Tally
from quizapp.storage.tables import card, memory
from tests.support.banks import fill
from tests.support.clocks import NOON

instants = st.integers(0, 10**12).map(lambda stored: NOON + timedelta(milliseconds=stored))
numbers = st.floats(0.001, 36_500, allow_nan=False)
remembered = st.builds(
    Memory,
    phase=st.sampled_from(Phase),
    step=st.integers(0, 5),
    stability=st.none() | numbers,
    difficulty=st.none() | st.floats(1, 10),
    last=st.none() | instants,
    last_day=st.none() | st.integers(0, 40_000),
    due_day=st.none() | st.integers(0, 80_000),
    due_at=st.none() | instants,
    reps=st.integers(0, 10_000),
    lapses=st.integers(0, 1_000),
)
states = st.builds(
    CardState,
    remembered,
    suspended=st.booleans(),
    buried_until=st.integers(0, 40_000),
    flagged=st.booleans(),
    leech=st.booleans(),
)


@profile(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(state=states)
def test_a_memory_is_read_as_it_was_put(store: Store, state: CardState) -> None:
    """Bit for bit, floats and instants too."""
    with store.write() as tx:
        if memories.place_of(tx, "sample/q1") is None:
            fill(tx, 2)
        place = memories.place_of(tx, "sample/q1")
        assert place is not None
        memories.put(tx, "default", place, state)
        assert memories.read(tx, "default", place.card) == state


def _waits(store: Store, card_id: str) -> tuple[int, int]:
    with store.read() as tx:
        found = select(memory.c.queue, memory.c.due).join(card).where(card.c.id == card_id)
        queue, due = tx.execute(found).one()
    return queue, due


def test_every_card_waits_in_the_queue_of_its_state(store: Store) -> None:
    """New by position, steps by instant, reviews by day; suspended ones aside, retired ones out."""
    with store.write() as tx:
        fill(tx, 5)
        for number, state in {
            2: CardState(Memory(phase=Phase.LEARNING, due_at=NOON)),
            3: CardState(Memory(phase=Phase.REVIEW, due_day=20_005)),
            4: CardState(Memory(phase=Phase.REVIEW, due_day=20_006), suspended=True),
        }.items():
            place = memories.place_of(tx, f"sample/q{number}")
            assert place is not None
            memories.put(tx, "default", place, state)
        tx.execute(update(card).where(card.c.id == "sample/q5").values(retired=True))
        memories.follow_bank(tx, "default")
    assert _waits(store, "sample/q1") == (Queue.NEW, 1)
    assert _waits(store, "sample/q2") == (Queue.STEPS, int(NOON.timestamp() * 1000))
    assert _waits(store, "sample/q3") == (Queue.REVIEW, 20_005)
    assert _waits(store, "sample/q4") == (Queue.ASIDE, 20_006)
    assert _waits(store, "sample/q5") == (Queue.RETIRED, 5)


def test_a_retired_card_comes_back_with_what_was_remembered(store: Store) -> None:
    """Its queue follows it out and in again; its memory never moves."""
    known = CardState(Memory(phase=Phase.REVIEW, stability=3.25, due_day=20_005, reps=4))
    with store.write() as tx:
        fill(tx, 1)
        place = memories.place_of(tx, "sample/q1")
        assert place is not None
        memories.put(tx, "default", place, known)
        for retired in (True, False):
            tx.execute(update(card).values(retired=retired))
            memories.follow_bank(tx, "default")
        assert memories.read(tx, "default", place.card) == known
    assert _waits(store, "sample/q1") == (Queue.REVIEW, 20_005)


def test_tallies_add_up_and_can_be_taken_back(store: Store) -> None:
    """Counting twice adds, counting negatively takes away."""
    with store.write() as tx:
        memories.count(tx, "default", Tally(20_000, "sample", 1, 0, 0, 900))
        memories.count(tx, "default", Tally(20_000, "sample", 0, 2, 1, 1_100))
        memories.count(tx, "default", Tally(20_000, "sample", 0, -1, 0, -100))
        assert memories.tallies(tx, "default", 0, 30_000) == (Tally(20_000, "sample", 1, 1, 1, 1_900),)


def test_choices_are_read_as_they_were_put(store: Store) -> None:
    """Only what differs from the defaults is stored, and all of it comes back."""
    chosen = StudySettings(
        retention=0.85,
        learning_steps=(1, 5, 20),
        relearning_steps=(),
        new_order=NewOrder.RANDOM,
        parameters=(0.1, 2.5),
        decks={"sample": DeckSettings(enabled=False, new_per_day=3), "other": DeckSettings(new_order=NewOrder.TOPICS)},
    )
    with store.write() as tx:
        assert choices.settings(tx, "default") == StudySettings()
        choices.put_settings(tx, "default", chosen)
        assert choices.settings(tx, "default") == chosen


def test_the_numbers_of_the_scheduler_are_kept_once(store: Store) -> None:
    """A fingerprint names one set for good."""
    with store.write() as tx:
        choices.keep_parameters(tx, "f1", "fsrs-6.3", (0.25, 1.5))
        choices.keep_parameters(tx, "f1", "fsrs-6.3", (9.0,))
        assert choices.parameters(tx, "f1") == (0.25, 1.5)
        assert choices.parameters(tx, "f2") is None
