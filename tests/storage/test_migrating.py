"""An old database becomes a new one with nothing lost, or stays as it was."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from quizapp.storage.backups import folder_beside, listing
from quizapp.storage.checking import row_counts
from quizapp.storage.connections import connect, revision
from quizapp.storage.creation import HEAD, create
from quizapp.storage.engine import Store
from quizapp.storage.failures import StoreUnavailable
from quizapp.storage.migrating import SCRIPTS, UpgradeFailed, migrate, upgrade
from tests.support.answers import review
from tests.support.clocks import NOON, SetClock

RELEASED = sorted((Path(__file__).parents[1] / "data").glob("database-*.db"))

HEADER = '''"""A revision of a test."""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "9001", "{head}"
'''
WIDENS = """
def upgrade():
    with op.batch_alter_table("card") as batch:
        batch.add_column(sa.Column("note", sa.Text()))
    op.create_table("shelf", sa.Column("id", sa.Integer(), primary_key=True))
"""
FAILS = """
def upgrade():
    op.create_table("shelf", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("INSERT INTO store (key, value) VALUES ('half', 'way')")
    raise RuntimeError("the revision is broken")
"""
LOSES = """
def upgrade():
    op.execute("DELETE FROM memory WHERE card = 2")
"""
SAYS_SO = """
def rows_after(before):
    return {**before, "memory": before["memory"] - 1}
"""
DIES = """
import os, signal
def upgrade():
    op.create_table("shelf", sa.Column("id", sa.Integer(), primary_key=True))
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database of the first release, with a bank, answers and memories."""
    path = tmp_path / "data" / "quizapp.db"
    path.parent.mkdir()
    shutil.copyfile(RELEASED[0], path)
    return path


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """The real revisions, to which a test adds its own."""
    return Path(shutil.copytree(SCRIPTS, tmp_path / "migrations"))


def _add(scripts: Path, body: str) -> None:
    (scripts / "versions" / "r9001.py").write_text(HEADER.format(head=HEAD) + body)


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def _schema(path: Path) -> set[tuple[str, str, frozenset[str], bool]]:
    """Everything in the schema; the constraints of a table may come in any order."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    return {
        (
            kind,
            name,
            frozenset(part.replace(" ", "").rstrip(")") for part in _plain(sql).split(", CONSTRAINT ")),
            "WITHOUT ROWID" in sql,
        )
        for kind, name, sql in rows
    }


def _plain(sql: str) -> str:
    return " ".join(sql.split()).removesuffix(" WITHOUT ROWID")


def test_a_new_database_is_what_the_revisions_make(tmp_path: Path) -> None:
    """Tables, indexes and triggers made at once equal those made step by step."""
    made, migrated = tmp_path / "made.db", tmp_path / "migrated.db"
    engine = create_engine(f"sqlite:///{made}")
    with engine.begin() as tx:
        create(tx, NOON, bytes)
    engine.dispose()
    migrated.touch()
    upgrade(migrated, migrated)
    assert _schema(made) == _schema(migrated)


def test_the_head_is_the_newest_revision() -> None:
    """The number that saves importing Alembic is right, and there is one line of revisions."""
    assert ScriptDirectory(str(SCRIPTS)).get_heads() == [HEAD]


@pytest.mark.parametrize("path", RELEASED, ids=[path.stem for path in RELEASED])
def test_every_released_database_opens_and_keeps_its_rows(path: Path, tmp_path: Path, clock: SetClock) -> None:
    """Each is brought up to date where needed, and has as many rows as before in every table."""
    copied = tmp_path / "quizapp.db"
    shutil.copyfile(path, copied)
    with closing(connect(copied)) as connection:
        before = row_counts(connection)
    store = Store(copied, clock)
    with store.read() as tx:
        assert tx.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == HEAD
    store.close()
    with closing(connect(copied)) as connection:
        assert before.items() <= row_counts(connection).items()


def test_a_migration_keeps_every_row_and_leaves_a_backup(old: Path, scripts: Path) -> None:
    """Rebuilding a table that others refer to deletes nothing."""
    _add(scripts, WIDENS)
    with closing(connect(old)) as connection:
        before = row_counts(connection)
    assert before["memory"] > 1
    dump = _dump(old)
    migrate(old, NOON, scripts=scripts)
    with closing(connect(old)) as connection:
        assert row_counts(connection) == {**before, "draft": 0, "shelf": 0}
        assert revision(connection) == "9001"
        assert connection.execute("PRAGMA user_version").fetchone() == (9001,)
    (kept,) = listing(folder_beside(old))
    assert kept.reason == "before-upgrade"
    assert _dump(kept.path) == dump


@pytest.mark.parametrize(
    ("body", "sentence"),
    [(FAILS, "the revision is broken"), (LOSES, "the table memory would have 4 rows instead of 5")],
    ids=["fails half-way", "loses rows"],
)
def test_a_migration_that_goes_wrong_leaves_the_database_as_it_was(
    old: Path, scripts: Path, body: str, sentence: str
) -> None:
    """Not a byte of the file changes, and no scratch file stays."""
    _add(scripts, body)
    before = old.read_bytes()
    with pytest.raises(UpgradeFailed, match=sentence):
        migrate(old, NOON, scripts=scripts)
    assert old.read_bytes() == before
    assert not list(old.parent.glob(".*"))


def test_a_revision_may_say_how_many_rows_it_removes(old: Path, scripts: Path) -> None:
    """What is declared is not a loss."""
    _add(scripts, LOSES + SAYS_SO)
    migrate(old, NOON, scripts=scripts)
    with closing(connect(old)) as connection:
        assert row_counts(connection)["memory"] == 4


def test_a_migration_killed_in_the_middle_leaves_the_old_database(old: Path, scripts: Path) -> None:
    """A process that dies inside a revision has changed nothing; the next one starts over."""
    _add(scripts, DIES)
    before = _dump(old)
    program = (
        "import sys; from pathlib import Path; from quizapp.storage.migrating import migrate;"
        "from tests.support.clocks import NOON; migrate(Path(sys.argv[1]), NOON, scripts=Path(sys.argv[2]))"
    )
    root = Path(__file__).parents[2]
    died = subprocess.run([sys.executable, "-c", program, str(old), str(scripts)], cwd=root, check=False)
    assert died.returncode == -9
    assert _dump(old) == before
    _add(scripts, WIDENS)
    migrate(old, NOON, scripts=scripts)
    with closing(connect(old)) as connection:
        assert revision(connection) == "9001"


def test_an_open_store_goes_on_with_the_migrated_file(old: Path, scripts: Path, clock: SetClock) -> None:
    """A window that had the old file open sees at its next transaction that the database is a newer program's."""
    store = Store(old, clock)
    with store.read():
        pass
    _add(scripts, WIDENS)
    migrate(old, NOON, scripts=scripts)
    with pytest.raises(StoreUnavailable, match="newer quizapp"), store.write():
        pass
    store.close()


@pytest.fixture(autouse=True)
def _nothing_left_open() -> Iterator[None]:
    """Make a forgotten connection a failure of the test that forgot it."""
    yield
    import gc

    gc.collect()


def _released_sample(target: Path) -> None:
    """Write a database of the current revision as `tests/data` keeps one for each release."""
    from quizapp.storage import log
    from tests.support.banks import fill

    store = Store(target, SetClock(), entropy=lambda number: bytes(range(number)))
    with store.write() as tx:
        fill(tx, 5)
        log.append(tx, *[review(NOON.replace(minute=number), number, card=f"sample/q{number}") for number in (1, 2, 3)])
    store.close()
    target.with_name(target.name + "-journal").unlink(missing_ok=True)


if __name__ == "__main__":
    _released_sample(Path(sys.argv[1]))
