"""A backup that is listed works, restoring loses nothing, and the doctor sees what is wrong."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from quizapp.services.safety import SafetyService
from quizapp.services.settings import SettingsService
from quizapp.storage import backups, choices, log, memories
from quizapp.storage.backups import Backup, BackupRefused, kept
from quizapp.storage.chain import verify
from quizapp.storage.engine import Store, origin_of
from quizapp.storage.memories import Tally
from tests.support.answers import review
from tests.support.banks import fill
from tests.support.clocks import NOON, SetClock

RESTORES = 50


@pytest.fixture
def safety(store: Store, clock: SetClock) -> SafetyService:
    """The service on a store with a bank and one answer."""
    with store.write() as tx:
        fill(tx, 3)
        log.append(tx, review(NOON, 1))
    return SafetyService(store, clock)


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [line for line in connection.iterdump() if "'origin'" not in line]


def test_a_restored_database_equals_its_backup_and_goes_on_under_a_new_origin(
    store: Store, safety: SafetyService
) -> None:
    """All rows come back; what is added later does not fork the line of the log."""
    made = safety.backup()
    with store.write() as tx:
        before = origin_of(tx)
        log.append(tx, review(NOON, 2))
    copied = safety.restore(made.name)
    assert copied is not None
    assert copied.events == 2
    assert _dump(store.path) == _dump(made.path)
    with store.write() as tx:
        (added,) = log.append(tx, review(NOON, 3))
        assert verify(tx) == ()
    assert added.origin != before
    assert added.sequence == 1


def test_fifty_restores_keep_the_oldest_good_backup(safety: SafetyService, clock: SetClock) -> None:
    """However often one goes back, the way to the first state stays."""
    oldest = safety.backup()
    for _ in range(RESTORES):
        clock.advance(days=3)
        safety.restore(oldest.name)
    assert safety.backups()[-1] == oldest
    assert len(safety.backups()) < RESTORES


def test_a_broken_copy_is_neither_listed_nor_put_back(safety: SafetyService, store: Store) -> None:
    """A cut file is not listed; one with a flipped byte is refused when it is wanted, and nothing changes."""
    made = safety.backup()
    whole, before = made.path.read_bytes(), _dump(store.path)
    made.path.write_bytes(whole[:-100])
    assert safety.backups() == ()
    flipped = bytearray(whole)
    flipped[whole.index(b"sample/q1")] ^= 1
    made.path.write_bytes(flipped)
    with pytest.raises(BackupRefused):
        safety.restore(made.path)
    assert _dump(store.path) == before


def test_a_damaged_database_is_set_aside_whole_and_replaced(safety: SafetyService, store: Store) -> None:
    """Restoring works when there is nothing left to make a safety copy of, and keeps the damaged bytes."""
    made = safety.backup()
    store.close()
    store.path.write_bytes(b"\0" * 8192)
    assert safety.restore(made.name) is None
    assert _dump(store.path) == _dump(made.path)
    assert store.path.with_name("quizapp.db.damaged-1").read_bytes() == b"\0" * 8192


def test_backups_are_thinned_with_age_and_the_oldest_stays() -> None:
    """Hourly backups over three years become all of 48 hours, then days, weeks, months, and the first of all."""
    chance = random.Random(3)
    times = [NOON - timedelta(hours=hours, minutes=chance.randrange(60)) for hours in range(3 * 365 * 24)]
    made = [Backup(time, "sitting", 1, Path(str(number))) for number, time in enumerate(times)]
    staying = sorted(kept(made, NOON), reverse=True)
    assert staying[-1] == min(made)
    assert {one for one in made if NOON - one.made <= backups.KEEP_ALL} <= set(staying)
    assert len({one.made.date() for one in staying[:80] if NOON - one.made < timedelta(days=30)}) >= 30
    assert len({(one.made.year, one.made.month) for one in staying}) >= 24
    assert len(staying) < 48 + 1 + 30 + 12 + 24 + 1 + 1


def test_a_backup_is_due_every_hour_and_not_made_twice_for_nothing(safety: SafetyService, clock: SetClock) -> None:
    """An hour after the newest one the next is due; a sitting without an answer makes none."""
    assert safety.hourly_backup_is_due()
    assert safety.backup_after_sitting() is not None
    assert safety.backup_after_sitting() is None
    clock.advance(minutes=59)
    assert not safety.hourly_backup_is_due()
    clock.advance(minutes=1)
    assert safety.hourly_backup_is_due()


def test_nothing_stored_is_open_to_others(safety: SafetyService, store: Store) -> None:
    """Database, journal and backups are for their owner alone, and so are their folders."""
    safety.backup()
    for path in (store.path.parent, *store.path.parent.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_the_doctor_finds_a_cache_that_is_wrong_and_mends_it(safety: SafetyService, store: Store) -> None:
    """A tally that the log does not bear out is told, and gone after rebuilding."""
    assert safety.doctor(rebuild=True).rebuilt
    assert safety.doctor().is_sound
    with store.write() as tx:
        memories.count(tx, "default", Tally(20_000, "sample", 0, 5, 0, 0))
    found = safety.doctor()
    assert not found.is_sound
    assert found.differences == ("The counts of answers by day are not what the log amounts to.",)
    safety.doctor(rebuild=True)
    assert safety.doctor().differences == ()


def test_the_doctor_finds_settings_that_were_not_chosen(safety: SafetyService, store: Store, clock: SetClock) -> None:
    """A choice that no event tells of is told, and gone after rebuilding; one that an event tells of stays."""
    safety.doctor(rebuild=True)
    settings = SettingsService(store, clock)
    settings.set("new_per_day", 7)
    settings.set("retention", 0.95, "sample")
    chosen = settings.get()
    assert safety.doctor().is_sound
    with store.write() as tx:
        choices.put_settings(tx, "default", replace(chosen, new_per_day=500))
    assert safety.doctor().differences == ("The settings are not those that were chosen.",)
    safety.doctor(rebuild=True)
    assert settings.get() == chosen


def test_the_doctor_never_raises_over_a_damaged_file(safety: SafetyService, store: Store) -> None:
    """What is wrong is said in the diagnosis."""
    store.close()
    store.path.write_bytes(store.path.read_bytes()[:8192])
    found = safety.doctor(rebuild=True)
    assert found.problems
    assert not found.rebuilt
