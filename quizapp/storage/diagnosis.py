"""What can be said of the database file without trusting it."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from quizapp.storage import connections
from quizapp.storage.backups import Backup
from quizapp.storage.chain import breaks
from quizapp.storage.checking import faults, row_counts
from quizapp.storage.failures import unavailable


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The state of the database and of what it stands on; `problems` and `differences` are sentences.

    `problems` are what no rebuilding mends; `differences` are caches that are not what the log amounts to; `awaited` is
    what has not come yet of other machines' logs.
    """

    database: Path
    python: str
    sqlite: str
    journal_mode: str
    full_text_search: bool
    revision: str | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    backups: tuple[Backup, ...] = ()
    problems: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    awaited: tuple[str, ...] = ()
    rebuilt: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong (any more)."""
        return not self.problems and (self.rebuilt or not self.differences)


def examine(database: Path) -> Diagnosis:
    """Read the file and check all of it, changing nothing; what is wrong is among the problems, never raised."""
    revision: str | None = None
    rows: Mapping[str, int] = {}
    problems: list[str] = []
    awaited: list[str] = []
    try:
        with closing(connections.connect(database, read_only=True)) as connection:
            if connections.application_id(connection) != connections.APPLICATION_ID:
                problems.append(f"{database} is not a quizapp database.")
            else:
                revision, rows = connections.revision(connection), row_counts(connection)
                problems += faults(connection)
                for fault in breaks(connection):
                    (awaited if fault.awaited else problems).append(f"In the log, {fault}.")
    except (sqlite3.DatabaseError, OSError) as error:
        problems.append(str(unavailable(error, database)))
    return Diagnosis(
        database=database,
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        journal_mode=connections.journal_mode(),
        full_text_search=_has_full_text_search(),
        revision=revision,
        rows=rows,
        problems=tuple(problems),
        awaited=tuple(awaited),
    )


def _has_full_text_search() -> bool:
    with closing(sqlite3.connect(":memory:")) as connection:
        options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    return "ENABLE_FTS5" in options
