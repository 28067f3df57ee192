"""Connections to the database file, with everything SQLite must be told before it may be trusted with answers."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

APPLICATION_ID = 0x515A4150  # "QZAP" in the header of the file: whose it is, whatever its name
BUSY_MILLISECONDS = 5000

_PRAGMAS = (
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "journal_size_limit=1048576",  # a sync of 100,000 cards leaves a journal of 85 MB, an answer one of 60 kB
)


def journal_mode(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> str:
    """WAL where SQLite is known not to lose data with it when two programs are at work, else PERSIST.

    Versions 3.7.0 to 3.51.2 can corrupt a WAL database that two connections use (sqlite.org/wal.html#walresetbug);
    3.44.6 and 3.50.7 carry the correction too. With synchronous=FULL neither mode loses an answer to a power cut;
    a commit takes about 0.2 ms in WAL and 0.5 ms in PERSIST.
    """
    corrected = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return "WAL" if corrected else "PERSIST"


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the existing file for durable, checked work with transactions begun by hand; raises sqlite3.Error.

    Threads are not checked because `Store` gives each thread its own connection and closes all of them from one.
    """
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_MILLISECONDS / 1000,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync=1")  # macOS answers a plain fsync before the disk has the bytes
    except BaseException:  # whatever it was, the file is not left open
        connection.close()
        raise
    return connection


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether nothing was ever stored in the file: it is new, or its creation was cut short."""
    return not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]


def application_id(connection: sqlite3.Connection) -> int:
    """Whose file this is, from its header; raises sqlite3.DatabaseError when it is no SQLite database."""
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


def revision(connection: sqlite3.Connection) -> str | None:
    """The revision of the schema, as the last migration wrote it, or None where none did."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone() is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])
