"""Making an SQLite file of a stranger safe to read: only plain tables, only reading them, and never for long."""

from __future__ import annotations

import sqlite3

_TABLES = frozenset(
    ("col", "notes", "cards", "revlog", "decks", "notetypes", "fields", "templates", "config", "sqlite_master")
)
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 20 * 1024 * 1024,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 2,
}
_STEPS = 1_000_000
_MOST_STEPS = 1_000  # of these millions: some ten seconds, twenty times what a large collection takes
_SCHEMA_STEPS = 100_000  # to read the names of some thousand tables: Anki has twenty
_MOST_TABLES = 200


class Unlike(Exception):
    """What the file has that no collection has."""


def guard(connection: sqlite3.Connection) -> None:
    """Let nothing run but reading the tables of Anki; raises Unlike, sqlite3.Error."""
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    steps = iter(range(_MOST_STEPS))
    connection.create_collation("unicase", _unicase)
    connection.set_progress_handler(lambda: True, _SCHEMA_STEPS)
    connection.execute("SELECT 1 FROM sqlite_master")
    connection.set_progress_handler(lambda: next(steps, None) is None, _STEPS)
    connection.execute("PRAGMA ignore_check_constraints = ON")  # they may call what takes long
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    tables = []
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master"):
        if kind not in ("table", "index"):
            raise Unlike(f"a {kind}")
        if kind == "table":
            if str(sql).lstrip().upper().startswith("CREATE VIRTUAL"):
                raise Unlike("a virtual table")
            tables.append(name)
    if len(tables) > _MOST_TABLES:
        raise Unlike(f"{len(tables):,} tables")
    for name in tables:
        quoted = str(name).replace('"', '""')
        if any(column[6] for column in connection.execute(f'PRAGMA table_xinfo("{quoted}")')):
            raise Unlike("a computed column")
    if not {"col", "notes", "cards", "revlog"} <= set(tables):
        raise Unlike("no notes or cards")
    if (found := connection.execute("PRAGMA quick_check(1)").fetchone()) != ("ok",):
        raise sqlite3.DatabaseError(found)
    connection.set_authorizer(_only_reading)


def _only_reading(action: int, what: str | None, *_: object) -> int:
    if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ):
        return sqlite3.SQLITE_OK if action == sqlite3.SQLITE_SELECT or what in _TABLES else sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_DENY


def _unicase(one: str, other: str) -> int:
    first, second = one.casefold(), other.casefold()
    return (first > second) - (first < second)
