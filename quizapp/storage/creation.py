"""A new database: made in one transaction, so that a kill leaves an empty file and the next start begins again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, insert

from quizapp.storage.connections import APPLICATION_ID
from quizapp.storage.tables import learner, metadata, store

HEAD = "0002"
"""The newest revision in `migrations/versions`; revisions are numbered, so a greater one is a newer program's."""

DEFAULT_LEARNER = "default"
"""The learner of a database that one person uses."""


def create(tx: Connection, now: datetime, entropy: Callable[[int], bytes]) -> None:
    """Make every table as the newest revision has it, without the cost of importing the migrations."""
    metadata.create_all(tx, checkfirst=False)
    tx.exec_driver_sql(
        "CREATE TABLE alembic_version "
        "(version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    tx.exec_driver_sql(f"INSERT INTO alembic_version (version_num) VALUES ('{HEAD}')")
    tx.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    tx.exec_driver_sql(f"PRAGMA user_version={int(HEAD)}")
    tx.execute(insert(store).values(key="created", value=now.isoformat()))
    tx.execute(insert(store).values(key="origin", value=new_origin(entropy)))
    tx.execute(insert(learner).values(id=DEFAULT_LEARNER, name=""))


def new_origin(entropy: Callable[[int], bytes]) -> str:
    """A name for one line of the log, unlike that of any other machine; `entropy(n)` gives n random bytes."""
    return entropy(8).hex()
