"""The store: one database file, opened safely, read and written in short transactions."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from quizapp.domain.clock import Clock
from quizapp.storage.connections import APPLICATION_ID, application_id, connect, is_empty, journal_mode, revision
from quizapp.storage.creation import HEAD, create
from quizapp.storage.failures import Reason, StoreUnavailable, unavailable
from quizapp.storage.files import private_file, private_folder

_ORIGIN = "SELECT value FROM store WHERE key = 'origin'"


class Store:
    """The database at `path`: made when missing, brought up to date when old, refused when it is not ours.

    Nothing touches the disk before the first transaction. Each thread has one connection, kept open; it is opened
    anew after a failure and after another window has put a restored file in place. Every failure of the database or
    the disk leaves as `StoreUnavailable`.
    """

    def __init__(self, path: Path, clock: Clock, *, entropy: Callable[[int], bytes] = os.urandom) -> None:
        self.path, self.clock, self.entropy = path.absolute(), clock, entropy
        self._engine: Engine = create_engine("sqlite://", creator=self._connected, poolclass=NullPool)
        self._mine = threading.local()
        self._all: set[Connection] = set()
        self._lock = threading.Lock()

    def write(self) -> AbstractContextManager[Connection]:
        """One transaction that holds the write lock from its start and is kept whole, on disk, when the block ends."""
        return self._transaction("BEGIN IMMEDIATE")

    def read(self) -> AbstractContextManager[Connection]:
        """One short transaction that sees one state of the database and does not wait for writers."""
        return self._transaction("BEGIN")

    def close(self) -> None:
        """Close the connections of all threads; the next transaction opens a new one."""
        with self._lock:
            connections, self._all = self._all, set()
        for connection in connections:
            _close(connection)
        self._mine = threading.local()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        try:
            connection = self._begun(begin)
            raw = self._mine.raw
            try:
                yield connection
                raw.commit()
            except BaseException:  # whatever it was, a half-done transaction is not kept
                raw.rollback()
                raise
            finally:
                if connection.in_transaction():  # Core has begun one in its own books, where it ends too
                    connection.rollback()
        except DBAPIError as error:
            if isinstance(error.orig, sqlite3.IntegrityError | sqlite3.ProgrammingError):
                raise  # the program asked for what must not be: a mistake of ours, not of the disk
            self._forget()
            raise unavailable(error.orig or error, self.path) from error
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise
        except sqlite3.DatabaseError as error:
            self._forget()
            raise unavailable(error, self.path) from error

    def _begun(self, begin: str) -> Connection:
        """The connection of the calling thread in a new transaction, on the file that `path` names now."""
        while True:
            connection = getattr(self._mine, "connection", None) or self._opened()
            if self._mine.file == self._file():
                self._mine.raw.execute(begin)  # not through Core, whose own begin and commit cost 40 us
                if self._mine.file == self._file():  # asked again, because BEGIN may have waited for a restore
                    return connection
            self._forget()  # another window has put a restored or newer file in place of the one we had open

    def _file(self) -> tuple[int, int]:
        """Which file `path` names now; raises StoreUnavailable when it names none."""
        try:
            found = os.stat(self.path)
        except OSError as error:
            self._forget()
            raise unavailable(error, self.path) from error
        return found.st_dev, found.st_ino

    def _opened(self) -> Connection:
        try:
            private_folder(self.path.parent)
            private_file(self.path)
        except OSError as error:
            raise unavailable(error, self.path) from error
        self._mine.file = self._file()
        connection = self._engine.connect()
        self._mine.connection = connection
        self._mine.raw = connection.connection.dbapi_connection
        with self._lock:
            self._all.add(connection)
        self._create_if_new(connection)
        connection.info["origin"] = connection.exec_driver_sql(_ORIGIN).scalar_one()
        connection.rollback()
        return connection

    def _connected(self) -> sqlite3.Connection:
        """A driver's connection to a file that is new or ours and of this program's revision."""
        raw = connect(self.path)
        try:
            if is_empty(raw):
                raw.execute(f"PRAGMA journal_mode={journal_mode()}")
                return raw
            refuse_foreign(raw, self.path)
            if not is_current(raw, self.path):
                raw.close()
                from quizapp.storage.migrating import migrate  # here, not above: Alembic costs 100 ms

                migrate(self.path, self.clock.now())
                self._mine.file = self._file()
                raw = connect(self.path)
            raw.execute(f"PRAGMA journal_mode={journal_mode()}")
        except BaseException:  # whatever it was, the file is not left open
            raw.close()
            raise
        return raw

    def _create_if_new(self, connection: Connection) -> None:
        raw: Any = connection.connection.driver_connection
        if not is_empty(raw):
            return
        connection.begin()
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        if is_empty(raw):  # asked again under the lock: another window may have made it meanwhile
            create(connection, self.clock.now(), self.entropy)
        connection.commit()

    def _forget(self) -> None:
        """Give up this thread's connection after a failure; what it had not committed is not on the disk."""
        connection: Connection | None = getattr(self._mine, "connection", None)
        self._mine.connection = None
        if connection is not None:
            with self._lock:
                self._all.discard(connection)
            _close(connection)


def origin_of(tx: Connection) -> str:
    """The name of this machine's line of the log, as the database has it."""
    return str(tx.info["origin"])


def refuse_foreign(raw: sqlite3.Connection, path: Path) -> None:
    """Raise StoreUnavailable when the database is some other program's."""
    if application_id(raw) != APPLICATION_ID:
        raise StoreUnavailable(Reason.FOREIGN, path)


def is_current(raw: sqlite3.Connection, path: Path) -> bool:
    """Whether the schema is this program's (else it is an older one's); raises StoreUnavailable for a newer one."""
    found = revision(raw)
    if found is None or not found.isdecimal():
        raise StoreUnavailable(Reason.DAMAGED, path)
    if int(found) > int(HEAD):
        raise StoreUnavailable(Reason.NEWER, path)
    return found == HEAD


def _close(connection: Connection) -> None:
    with suppress(DBAPIError, sqlite3.Error):  # what a failing disk says while closing is said already
        connection.close()
