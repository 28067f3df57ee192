"""The store opens what is ours, refuses what is not, and says why in a sentence."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from quizapp.storage.connections import journal_mode
from quizapp.storage.engine import Store
from quizapp.storage.failures import Reason, StoreUnavailable
from quizapp.storage.tables import learner
from tests.support.clocks import SetClock


def _names(store: Store) -> list[str]:
    with store.read() as tx:
        return [name for (name,) in tx.execute(select(learner.c.name).order_by(learner.c.id))]


def test_what_a_write_did_is_there_after_reopening(store: Store) -> None:
    """A new store has the default learner, and keeps another."""
    with store.write() as tx:
        tx.execute(insert(learner).values(id="second", name="Aisha"))
    store.close()
    assert _names(store) == ["", "Aisha"]


def test_a_write_that_fails_leaves_no_trace(store: Store) -> None:
    """An exception in the block takes everything back and is raised as it is."""

    def stop_half_way() -> None:
        with store.write() as tx:
            tx.execute(insert(learner).values(id="second", name="Aisha"))
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        stop_half_way()
    assert _names(store) == [""]


def test_a_broken_rule_is_a_mistake_of_the_program_and_not_of_the_disk(store: Store) -> None:
    """A violated constraint is raised as such, and the store goes on."""
    with pytest.raises(IntegrityError), store.write() as tx:
        tx.execute(insert(learner).values(id="default", name="twice"))
    assert _names(store) == [""]


def test_threads_write_one_after_the_other(store: Store) -> None:
    """Each thread has its own connection, and none loses what another wrote."""

    def add(start: int) -> None:
        for number in range(start, start + 25):
            with store.write() as tx:
                known = len(tx.execute(select(learner.c.id)).all())
                tx.execute(insert(learner).values(id=f"{number}", name=f"{known}"))

    threads = [threading.Thread(target=add, args=(start,)) for start in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(int(name or 0) for name in _names(store)) == list(range(76))


def test_a_file_of_another_program_is_refused_and_left_alone(tmp_path: Path, clock: SetClock) -> None:
    """Neither another SQLite database nor a text is touched."""
    other, text = tmp_path / "other.db", tmp_path / "notes.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE notes (id)")
    text.write_text("not a database at all, but long enough to have a header\n" * 40)
    for path in (other, text):
        before = path.read_bytes()
        with pytest.raises(StoreUnavailable) as raised, Store(path, clock).read():
            pass
        assert raised.value.reason is Reason.FOREIGN
        assert str(path) in str(raised.value)
        assert path.read_bytes() == before


def test_a_newer_database_is_refused_and_left_alone(store: Store) -> None:
    """An older program says so and changes not a byte."""
    with store.write() as tx:
        tx.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    before = store.path.read_bytes()
    with pytest.raises(StoreUnavailable) as raised, store.read():
        pass
    assert raised.value.reason is Reason.NEWER
    assert store.path.read_bytes() == before


def test_a_database_that_vanished_is_said_to_be_gone(store: Store) -> None:
    """A file moved away under an open store is not made anew with nothing in it."""
    _names(store)
    store.path.rename(store.path.with_name("elsewhere.db"))
    with pytest.raises(StoreUnavailable) as raised, store.write():
        pass
    assert raised.value.reason is Reason.GONE
    assert not store.path.exists()


def test_a_file_put_in_its_place_is_noticed(store: Store, tmp_path: Path, clock: SetClock) -> None:
    """After another window put a database in place, the next transaction is on that one."""
    _names(store)
    other = Store(tmp_path / "other.db", clock)
    with other.write() as tx:
        tx.execute(insert(learner).values(id="second", name="restored"))
    other.close()
    other.path.replace(store.path)
    assert _names(store) == ["", "restored"]


def test_a_locked_database_is_said_to_be_busy(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another program keeps the lock, the wait ends with a sentence."""
    monkeypatch.setattr("quizapp.storage.connections.BUSY_MILLISECONDS", 50)
    _names(store)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreUnavailable) as raised, store.write():
            pass
    assert raised.value.reason is Reason.LOCKED
    assert _names(store) == [""]


def test_a_creation_cut_short_begins_again(store: Store) -> None:
    """An empty file, which is what a kill while creating leaves, is a new database."""
    store.path.parent.mkdir()
    store.path.touch()
    assert _names(store) == [""]


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "PERSIST"),
        ((3, 44, 5), "PERSIST"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "PERSIST"),
        ((3, 50, 6), "PERSIST"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "PERSIST"),
        ((3, 51, 3), "WAL"),
        ((4, 0, 0), "WAL"),
    ],
)
def test_the_write_ahead_log_is_used_only_where_it_is_safe(version: tuple[int, int, int], mode: str) -> None:
    """Versions with the reset fault get the rollback journal."""
    assert journal_mode(version) == mode


def test_every_connection_is_told_to_be_durable(store: Store) -> None:
    """The settings that no answer is lost with are in force on the connection in use."""
    wanted = {"synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1, "busy_timeout": 5000}
    with store.read() as tx:
        found = {name: tx.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted}
        assert tx.exec_driver_sql("PRAGMA journal_mode").scalar_one() == journal_mode().lower()
    assert found == wanted


def test_a_large_transaction_leaves_no_large_journal(store: Store) -> None:
    """The rollback journal that is kept for speed is cut back to a megabyte."""
    with store.write() as tx:
        tx.exec_driver_sql("CREATE TABLE bulk (bytes BLOB)")
        tx.exec_driver_sql("INSERT INTO bulk VALUES (zeroblob(8000000))")
    with store.write() as tx:
        tx.exec_driver_sql("UPDATE bulk SET bytes = randomblob(8000000)")
    kept = [store.path.with_name(store.path.name + ending) for ending in ("-journal", "-wal")]
    left = sum(path.stat().st_size for path in kept if path.exists())
    assert journal_mode() == "WAL" or left <= 1_048_576
