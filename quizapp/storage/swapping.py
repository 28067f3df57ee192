"""One database file put in the place of another, while other windows may be at work with it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from quizapp.storage.connections import connect
from quizapp.storage.failures import Reason, StoreUnavailable, unavailable
from quizapp.storage.files import private_file, replacing


@contextmanager
def in_place_of(path: Path) -> Iterator[tuple[sqlite3.Connection, Path]]:
    """Yield the database under its write lock, and a scratch file that takes its place when the block succeeds.

    Nobody can write to the old file from the first line of the block until the new one stands; windows that have the
    old one open notice and open the new one (`Store`). Raises StoreUnavailable.
    """
    with _locked(path) as old:
        try:
            with replacing(path, mode=0o600) as scratch:
                yield old, scratch
                if os.name == "nt":
                    old.close()  # Windows replaces no file that is open
        except OSError as error:
            raise unavailable(error, path) from error
        except sqlite3.DatabaseError as error:
            raise unavailable(error, path) from error


def copy(source: sqlite3.Connection, target: Path) -> None:
    """Write the whole database that `source` sees to the file `target`, as a file that stands alone.

    `source` must not be writing. It reads first, which waits for others no longer than is bearable: the copying itself
    would wait for ever.
    """
    if not source.in_transaction:
        source.execute("BEGIN")
    source.execute("SELECT count(*) FROM sqlite_master").fetchone()
    private_file(target)
    with closing(sqlite3.connect(target, isolation_level=None)) as copied:
        source.backup(copied)
        copied.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _locked(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that holds the write lock of the file that `path` names, also after waiting for it."""
    while True:
        try:
            before = _identity(path)
            connection = connect(path)
        except (OSError, sqlite3.DatabaseError) as error:
            raise unavailable(error, path) from error
        with closing(connection):
            try:
                _leave_wal(connection, path)
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.DatabaseError as error:
                raise unavailable(error, path) from error
            if _identity(path) != before:
                continue
            yield connection
            with suppress(sqlite3.ProgrammingError):  # closed already, on Windows
                connection.rollback()
            return


def _leave_wal(connection: sqlite3.Connection, path: Path) -> None:
    """A write-ahead log goes with a file's name, so it may not outlive the file: fold it in, with nobody else there."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        return
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        sentence = "Another window has {path} open. Close every other quizapp and try again."
        raise StoreUnavailable(Reason.LOCKED, path, sentence) from error


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
