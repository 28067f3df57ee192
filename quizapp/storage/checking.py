"""Whether a database file is whole: SQLite's own checks, and the count of every table's rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """What SQLite finds wrong with the file and with what refers to what, a sentence each; raises sqlite3.Error."""
    for (found,) in connection.execute("PRAGMA integrity_check(20)"):
        if found != "ok":
            yield f"SQLite finds it damaged ({found})."
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of the table {table} refers to a row of {parent} that is not there."


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows every table has, but for Alembic's own."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    names = [name for (name,) in found.fetchall() if not name.startswith(("sqlite_", "alembic_"))]
    return {name: _rows(connection, name) for name in names}


def _rows(connection: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    return int(connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])
