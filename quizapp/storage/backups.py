"""Backups of the database: read back before they count, thinned by age, and put back whole."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizapp.domain.errors import QuizError
from quizapp.storage.chain import verify_file
from quizapp.storage.checking import faults, row_counts
from quizapp.storage.connections import APPLICATION_ID, connect
from quizapp.storage.creation import new_origin
from quizapp.storage.failures import Reason, StoreUnavailable, unavailable
from quizapp.storage.files import private_file, private_folder, replacing, sync_folder
from quizapp.storage.swapping import copy, in_place_of

KEEP_ALL = timedelta(hours=48)
KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 30, 12, 24
HOURLY = timedelta(hours=1)

_NAME = re.compile(r"quizapp-(\d{8}T\d{6}\.\d{3})Z-([a-z-]+)-(\d+)\.db")
_STAMP = "%Y%m%dT%H%M%S.%f"


class BackupRefused(QuizError):
    """A backup was not made, or not put back, because it is not what it should be."""


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A copy of the database that was read back when it was made: when (UTC), why, and how many events it holds."""

    made: datetime
    reason: str
    events: int
    path: Path

    @property
    def name(self) -> str:
        """The name by which it is asked for."""
        return self.path.name


def folder_beside(database: Path) -> Path:
    """Where the backups of a database are."""
    return database.with_name("backups")


def back_up(database: Path, folder: Path, now: datetime, reason: str) -> Backup:
    """Copy the database as it is at this moment, read the copy back, and only then give it its name.

    `reason` is of small letters and hyphens. Raises StoreUnavailable, or BackupRefused when the database is not whole.
    """
    try:
        private_folder(folder)
        with closing(connect(database, read_only=True)) as source:
            source.execute("BEGIN")
            counted = row_counts(source)
            target = _free_name(folder, now, reason, counted.get("event", 0))
            with replacing(target.path, mode=0o600) as scratch:
                copy(source, scratch)
                refuse_unsound(scratch, database, counted)
    except OSError as error:
        raise unavailable(error, folder) from error
    except sqlite3.DatabaseError as error:
        raise unavailable(error, database) from error
    return target


def listing(folder: Path) -> tuple[Backup, ...]:
    """The backups in the folder, newest first; a file that is not as long as its header says is none."""
    if not folder.is_dir():
        return ()
    found = [backup for path in folder.iterdir() if (backup := _read_name(path)) and _is_complete(path)]
    return tuple(sorted(found, reverse=True))


def kept(backups: Iterable[Backup], now: datetime) -> frozenset[Backup]:
    """Which backups stay: all of 48 hours, the last of 30 days, 12 weeks and 24 months, and the oldest, always."""
    newest_first = sorted(backups, reverse=True)
    chosen = {backup for backup in newest_first if now - backup.made <= KEEP_ALL}
    chosen.update(newest_first[-1:])
    chosen.update(_last_of_each(newest_first, KEEP_DAYS, lambda made: made.date().toordinal()))
    chosen.update(_last_of_each(newest_first, KEEP_WEEKS, lambda made: (made.date().toordinal() - 1) // 7))
    chosen.update(_last_of_each(newest_first, KEEP_MONTHS, lambda made: made.year * 12 + made.month))
    return frozenset(chosen)


def thin(folder: Path, now: datetime) -> None:
    """Remove the backups that are not `kept`; raises StoreUnavailable."""
    there = listing(folder)
    staying = kept(there, now)
    try:
        for backup in there:
            if backup not in staying:
                backup.path.unlink(missing_ok=True)
    except OSError as error:
        raise unavailable(error, folder) from error


def hourly_due(folder: Path, now: datetime) -> bool:
    """Whether the newest backup is more than an hour old."""
    newest = next(iter(listing(folder)), None)
    return newest is None or now - newest.made >= HOURLY


def put_back(chosen: Path, database: Path, entropy: Callable[[int], bytes], *, set_aside: bool = False) -> None:
    """Put a copy of the chosen backup in the place of the database, after checking it again from end to end.

    The restored log goes on under a new origin, so that it never forks one that another copy still carries. With
    `set_aside` the file in place, too damaged for a safety copy, is kept beside under another name. Raises
    StoreUnavailable or BackupRefused; what was there is then still there.
    """
    from quizapp.storage.migrating import upgrade  # here, not above: Alembic costs 100 ms

    refuse_unsound(chosen, chosen)
    try:
        private_folder(database.parent)
        if set_aside:
            _put_aside(database)
        private_file(database)
    except OSError as error:
        raise unavailable(error, database) from error
    with in_place_of(database) as (_, scratch):
        with closing(connect(chosen, read_only=True)) as source:
            copy(source, scratch)
        upgrade(scratch, chosen)
        with closing(connect(scratch)) as restored:
            restored.execute("UPDATE store SET value = ? WHERE key = 'origin'", (new_origin(entropy),))


def refuse_unsound(copied: Path, named: Path, counted: dict[str, int] | None = None) -> None:
    """Raise BackupRefused unless the file is a whole quizapp database, with `counted` rows in its tables if given."""
    try:
        with closing(connect(copied, read_only=True)) as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise StoreUnavailable(Reason.FOREIGN, named)
            wrong = [*faults(connection), *(f"{fault}." for fault in verify_file(connection))]
            if counted is not None and row_counts(connection) != counted:
                wrong.append("the copy has other rows than the database.")
    except sqlite3.DatabaseError as error:
        raise unavailable(error, named) from error
    if wrong:
        raise BackupRefused(f"{named} is not whole: {wrong[0]} `quizapp doctor` says more.")


def _put_aside(database: Path) -> None:
    """Rename a damaged database and its journals, which would be played into whatever file has the name next."""
    number = 1
    while (aside := database.with_name(f"{database.name}.damaged-{number}")).exists():
        number += 1
    for suffix in ("-journal", "-wal", "-shm", ""):
        part = database.with_name(database.name + suffix)
        if part.exists():
            part.replace(aside.with_name(aside.name + suffix))
    sync_folder(database.parent)


def _free_name(folder: Path, now: datetime, reason: str, events: int) -> Backup:
    while True:
        stamp = now.astimezone(UTC).strftime(_STAMP)[:-3]
        path = folder / f"quizapp-{stamp}Z-{reason}-{events}.db"
        if not path.exists():
            return Backup(_made(stamp), reason, events, path)
        now += timedelta(milliseconds=1)


def _read_name(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    return Backup(_made(match[1]), match[2], int(match[3]), path) if match else None


def _made(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def _is_complete(path: Path) -> bool:
    """Whether the file is as long as a SQLite header says, which no empty or cut copy is."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
        page = int.from_bytes(header[16:18], "big")
        size = int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page)
        return header.startswith(b"SQLite format 3\0") and path.stat().st_size == size > 0
    except OSError:
        return False


def _last_of_each(newest_first: list[Backup], number: int, period: Callable[[datetime], int]) -> list[Backup]:
    """The newest backup of each of the last `number` periods that have one."""
    last: dict[int, Backup] = {}
    for backup in newest_first:
        last.setdefault(period(backup.made), backup)
    return list(last.values())[:number]
