"""The log is only added to, and shows when a byte of it is not what was written."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from quizapp.domain.events import Event
from quizapp.storage import log
from quizapp.storage.chain import Break, verify, verify_file
from quizapp.storage.checking import faults
from quizapp.storage.engine import Store
from quizapp.storage.tables import event
from tests.support.answers import review
from tests.support.clocks import NOON, SetClock

FLIPS = 300


def _add(store: Store, number: int, *, first: int = 1) -> tuple[Event, ...]:
    with store.write() as tx:
        times = range(first, first + number)
        return log.append(tx, *[review(NOON + timedelta(seconds=time), time) for time in times])


def test_what_is_read_is_what_was_added(store: Store) -> None:
    """An event comes back equal, by its id, its card and its type."""
    added = _add(store, 3)
    with store.read() as tx:
        assert log.find(tx, added[1].id) == added[1]
        assert log.of_card(tx, "default", "sample/q1") == added
        assert log.of_types(tx, "default", [added[0].type]) == added
        assert list(log.by_card(tx, "default")) == [("sample/q1", added)]


def test_events_are_numbered_without_gaps_and_chained(store: Store) -> None:
    """Each event carries the hash of the one before it, across transactions and restarts."""
    first = _add(store, 2)
    store.close()
    events = (*first, *_add(store, 2, first=3))
    assert [one.sequence for one in events] == [1, 2, 3, 4]
    assert [one.previous for one in events[1:]] == [one.hash for one in events[:-1]]
    assert len({one.origin for one in events}) == 1


def test_adding_the_same_event_again_records_it_once(store: Store) -> None:
    """A retry after a doubtful failure gets the event that stands, even when the clock has moved on."""
    (kept,) = _add(store, 1)
    with store.write() as tx:
        again, later = log.append(tx, review(NOON + timedelta(seconds=1), 1), review(NOON, 2))
        assert log.count(tx) == 2
    assert again == kept
    assert later.sequence == 2


@pytest.mark.parametrize("change", [update(event).values(rating=4), delete(event)], ids=["update", "delete"])
def test_the_log_refuses_to_be_changed(store: Store, change: object) -> None:
    """The database itself forbids updating and deleting."""
    added = _add(store, 2)
    with pytest.raises(IntegrityError, match="only added to"), store.write() as tx:
        tx.execute(change)  # type: ignore[call-overload]
    with store.read() as tx:
        assert log.of_card(tx, "default", "sample/q1") == added


@given(
    st.datetimes(timezones=st.just(UTC), min_value=NOON.replace(1990, tzinfo=None)),
    st.binary(min_size=10, max_size=10),
)
def test_event_ids_are_version_7_and_sort_by_time(instant, chance):  # type: ignore[no-untyped-def]
    """An id has the form of a UUIDv7, and that of a later millisecond is greater."""
    made, later = log.new_event_id(instant, chance), log.new_event_id(instant + timedelta(milliseconds=1), chance)
    assert [len(part) for part in made.split("-")] == [8, 4, 4, 4, 12]
    assert made[14] == "7"
    assert made[19] in "89ab"
    assert made < later


def test_an_untouched_log_is_found_whole(store: Store) -> None:
    """Nothing is reported of a log that nobody touched."""
    _add(store, 20)
    with store.read() as tx:
        assert verify(tx) == ()


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE event SET response = '{}' WHERE sequence = 7", {(7, "was changed")}),
        ("DELETE FROM event WHERE sequence = 7", {(7, "is missing")}),
        ("DELETE FROM event WHERE sequence IN (7, 8, 9)", {(7, "to 9 are missing")}),
        (
            "UPDATE event SET sequence = CASE sequence WHEN 7 THEN -8 WHEN 8 THEN 7 ELSE sequence END;"
            "UPDATE event SET sequence = 8 WHERE sequence = -8",
            {(7, "was changed"), (8, "was changed"), (7, "does not follow the event before it")},
        ),
    ],
    ids=["changed", "missing", "several missing", "swapped"],
)
def test_damage_by_hand_is_named(store: Store, damage: str, found: set[tuple[int, str]]) -> None:
    """A changed, missing or swapped row is named by its number, though every index agrees with it."""
    (first, *_) = _add(store, 20)
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.executescript("DROP TRIGGER event_refuses_update; DROP TRIGGER event_refuses_delete;" + damage)
    with store.read() as tx:
        breaks = verify(tx)
    assert found <= {(one.sequence, one.sentence) for one in breaks}
    assert {one.origin for one in breaks} == {first.origin}


def test_every_flipped_bit_in_a_row_of_the_log_is_found(store: Store, tmp_path: Path) -> None:
    """The chain finds each of many single-bit faults in stored rows, most of which SQLite's own check does not see."""
    added = _add(store, 60)
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:  # written anew, so that no stale copy of a row is about
        connection.execute("VACUUM INTO ?", (str(tmp_path / "whole.db"),))
    whole = (tmp_path / "whole.db").read_bytes()
    chance = random.Random(20260302)
    unseen_by_sqlite = 0
    for _ in range(FLIPS):
        row = chance.choice(added)
        start = whole.index(f"{row.id}review".encode())  # in the table; an index has the id without what follows
        length = whole.index(row.hash.encode(), start) + len(row.hash) - start
        damaged = bytearray(whole)
        damaged[start + chance.randrange(length)] ^= 1 << chance.randrange(8)
        copied = tmp_path / "flipped.db"
        copied.write_bytes(damaged)
        with closing(sqlite3.connect(copied)) as connection:
            assert verify_file(connection), "a flipped bit went unseen"
            unseen_by_sqlite += not list(faults(connection))
    assert unseen_by_sqlite > FLIPS / 4, "the flips did not reach the bytes that only the chain protects"


def test_a_break_reads_as_a_sentence() -> None:
    """Origin and number are named."""
    assert str(Break("a1b2", 7, "was changed")) == "event 7 of a1b2 was changed"


def test_the_clock_may_go_back_and_the_log_keeps_the_order_of_adding(store: Store, clock: SetClock) -> None:
    """Numbers follow the order of adding, and each instant is kept as the clock gave it."""
    with store.write() as tx:
        log.append(tx, review(NOON, 1))
        log.append(tx, review(NOON - timedelta(days=3650), 2))
        assert log.last_instant(tx) == NOON - timedelta(days=3650)
        numbers = {one.instant: one.sequence for one in log.of_card(tx, "default", "sample/q1")}
    assert numbers == {NOON: 1, NOON - timedelta(days=3650): 2}


def test_an_event_is_added_once_whether_alone_or_among_others(store: Store) -> None:
    """A second try says what stands there, and the line goes on without a gap."""
    (first,) = _add(store, 1)
    again = review(NOON + timedelta(seconds=1), 1)
    with store.write() as tx:
        assert log.add(tx, again) == first
        assert log.add(tx, review(NOON, 9)) is None
        assert [one.sequence for one in log.append(tx, review(NOON, 10), again, review(NOON, 11))] == [3, 1, 4]
        assert verify(tx) == ()
