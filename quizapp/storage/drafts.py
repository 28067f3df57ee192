"""Texts being written: one row each, overwritten as the writing goes on, until the text becomes an event."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from quizapp.storage.statements import Prepared
from quizapp.storage.tables import draft

_of = Prepared(
    select(draft.c.number, draft.c.text)
    .where(draft.c.learner == bindparam("learner"), draft.c.work == bindparam("work"))
    .order_by(draft.c.number)
)
_saved = Prepared(
    select(func.max(draft.c.saved)).where(draft.c.learner == bindparam("learner"), draft.c.work == bindparam("work"))
)
_new = insert(draft).values({column.name: bindparam(column.name) for column in draft.columns})
_put = Prepared(
    _new.on_conflict_do_update(
        index_elements=["learner", "work", "number"], set_={"text": _new.excluded.text, "saved": _new.excluded.saved}
    )
)


def of(tx: Connection, learner: str, work: str) -> dict[int, str]:
    """Every text of a piece of work, by number."""
    return dict(_of(tx, {"learner": learner, "work": work}).fetchall())


def last_saved(tx: Connection, learner: str, work: str) -> int | None:
    """When a text of this piece of work was kept last, as `put` was told; None when none was."""
    row = _saved(tx, {"learner": learner, "work": work}).fetchone()
    return None if row[0] is None else int(row[0])


def put(tx: Connection, learner: str, work: str, number: int, text: str, saved: int) -> None:
    """Keep a text in place of the one before; `saved` is the instant in milliseconds, by the clock of the work."""
    _put(tx, {"learner": learner, "work": work, "number": number, "text": text, "saved": saved})


def drop(tx: Connection, learner: str, work: str) -> None:
    """Forget the texts of a piece of work: they have become events."""
    tx.execute(delete(draft).where(draft.c.learner == learner, draft.c.work == work))
