"""An older database brought up to date: on a copy, which takes the old file's place only when nothing was lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, create_engine

from quizapp.domain.errors import QuizError
from quizapp.storage.backups import back_up, folder_beside
from quizapp.storage.checking import faults, row_counts
from quizapp.storage.connections import connect, revision
from quizapp.storage.failures import unavailable
from quizapp.storage.swapping import copy, in_place_of

SCRIPTS = Path(__file__).with_name("migrations")


class UpgradeFailed(QuizError):
    """An older database could not be brought up to date; it is as it was."""

    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(f"{path} could not be brought up to date and is as it was: {sentence}")


def migrate(path: Path, now: datetime, *, scripts: Path = SCRIPTS) -> None:
    """Back the database up, migrate a copy of it, check the copy, and put it in the file's place.

    Raises UpgradeFailed or StoreUnavailable; the file is then as it was.
    """
    with in_place_of(path) as (old, scratch):
        behind = revision(old) != _newest(scripts).get_current_head()  # else another window did it meanwhile
        if behind:
            back_up(path, folder_beside(path), now, "before-upgrade")
        with closing(connect(path, read_only=True)) as source:
            copy(source, scratch)
        if behind:
            upgrade(scratch, path, scripts=scripts)


def upgrade(scratch: Path, named: Path, *, scripts: Path = SCRIPTS) -> None:
    """Run the revisions that a database lacks in one transaction; `named` is the file that a failure speaks of."""
    engine = create_engine("sqlite://", creator=lambda: _bare(scratch), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            _upgraded(connection, named, scripts)
            connection.commit()
    except QuizError:
        raise
    except sqlite3.DatabaseError as error:
        raise unavailable(error, named) from error
    except Exception as error:  # a revision may fail in any way, and the person is told so in one sentence
        cause = getattr(error, "orig", None)
        if isinstance(cause, sqlite3.DatabaseError) and cause.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise unavailable(cause, named) from error
        raise UpgradeFailed(named, str(error).partition("\n")[0]) from error


def _upgraded(connection: Connection, named: Path, scripts: Path) -> None:
    raw: Any = connection.connection.driver_connection
    directory = _newest(scripts)
    expected = _rows_after(directory, revision(raw), row_counts(raw))
    config = _config(scripts)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    raw.execute(f"PRAGMA user_version={int(directory.get_current_head() or 0)}")
    found = row_counts(raw)
    lost = {name: rows for name, rows in expected.items() if found.get(name, 0) != rows}
    if lost:
        name, rows = next(iter(lost.items()))
        raise UpgradeFailed(named, f"the table {name} would have {found.get(name, 0)} rows instead of {rows}.")
    for fault in faults(raw):
        raise UpgradeFailed(named, fault)


def _rows_after(directory: ScriptDirectory, current: str | None, before: Mapping[str, int]) -> Mapping[str, int]:
    """How many rows every table must have in the end: as many as before, unless a revision says otherwise."""
    expected = before
    steps = list(directory.iterate_revisions("head", current or "base"))
    for script in reversed(steps):
        declared = getattr(script.module, "rows_after", None)
        if declared is not None:
            expected = declared(expected)
    return expected


def _bare(scratch: Path) -> sqlite3.Connection:
    """A connection with foreign keys off: to rebuild a table with them on deletes what refers to it."""
    connection = connect(scratch)
    connection.execute("PRAGMA foreign_keys=OFF")
    return connection


def _config(scripts: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return config


def _newest(scripts: Path) -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(scripts))
