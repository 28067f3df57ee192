"""Whether the log is what was written: every row, and every row's place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from quizapp.domain.homecoming import ORIGIN
from quizapp.storage.exchange import FORKED
from quizapp.storage.log import COLUMNS, chained

_ROWS = f"SELECT {', '.join(COLUMNS)} FROM event NOT INDEXED ORDER BY origin, sequence"
_ORIGIN, _SEQUENCE, _PREVIOUS = COLUMNS.index("origin"), COLUMNS.index("sequence"), COLUMNS.index("previous")


@dataclass(frozen=True, slots=True)
class Break:
    """A place where an origin's line of the log is not what was written there.

    What is missing of another machine's line may still come, and is `awaited`.
    """

    origin: str
    sequence: int
    sentence: str
    awaited: bool = False

    def __str__(self) -> str:
        return f"event {self.sequence} of {self.origin} {self.sentence}"


def verify(tx: Connection) -> tuple[Break, ...]:
    """Every row of the log that was changed, is missing or has another's place."""
    raw: Any = tx.connection.driver_connection
    return verify_file(raw)


def verify_file(connection: sqlite3.Connection) -> tuple[Break, ...]:
    """What `verify` finds, through a connection to a file that need not be the store's."""
    return tuple(each for each in breaks(connection) if not each.awaited)


def breaks(connection: sqlite3.Connection) -> Iterator[Break]:
    """Every place of the log in a file that is not as it should be, what is awaited too.

    The table itself is read, not an index: an index can be whole while its row is not.
    """
    usual, connection.text_factory = connection.text_factory, _forgiving
    try:
        own = connection.execute("SELECT value FROM store WHERE key = 'origin'").fetchone()
        yield from _breaks(connection.execute(_ROWS), own[0] if own else "")
    finally:
        connection.text_factory = usual


def _breaks(rows: Iterable[tuple[Any, ...]], own: str) -> Iterator[Break]:
    """The faults among rows that come by origin and sequence, with their values in the order of `COLUMNS`."""
    origin, last, previous = None, 0, ""
    for row in rows:
        if row[_ORIGIN] != origin:
            origin, last, previous = row[_ORIGIN], 0, ""
        sequence = row[_SEQUENCE]
        if not isinstance(sequence, int):
            yield Break(str(origin), last + 1, "has no number")
            continue
        if str(origin).startswith(ORIGIN):  # events that stand each for itself
            if row[_PREVIOUS]:
                yield Break(str(origin), sequence, "follows an event, which none of its kind does")
        elif last == 0 and FORKED in str(origin):  # a line that forked from another begins where it did
            pass
        elif sequence > last + 1:
            several = f"to {sequence - 1} are missing" if sequence > last + 2 else "is missing"
            yield Break(str(origin), last + 1, several, awaited=origin != own)
        elif row[_PREVIOUS] != previous:
            yield Break(str(origin), sequence, "does not follow the event before it")
        if _hash(row) != row[-1]:
            yield Break(str(origin), sequence, "was changed")
        last, previous = sequence, row[-1]


def _hash(row: tuple[Any, ...]) -> str:
    try:
        return chained(row[:-1])
    except (TypeError, UnicodeEncodeError):  # bytes that were text, or text that is none
        return ""


def _forgiving(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogateescape")
