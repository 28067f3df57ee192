"""Reads of this machine's own line of the log: what can be taken back, and what a wrong clock has dated."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, exists, func, literal_column, or_, select

from quizapp.domain.events import Event, EventType, ReviewKind
from quizapp.domain.study_day import to_milliseconds
from quizapp.storage.engine import origin_of
from quizapp.storage.log import COLUMNS, event_of
from quizapp.storage.statements import Prepared
from quizapp.storage.tables import event

UNDOABLE = (
    EventType.REVIEW,
    EventType.SUSPEND,
    EventType.RESUME,
    EventType.BURY,
    EventType.UNBURY,
    EventType.FLAG,
    EventType.UNFLAG,
    EventType.RESET,
)
"""The events that an undo takes back; it passes over those that are changed by new ones, such as choices.

It passes over the reviews of a paper too: they are taken back together, with the paper.
"""

_all = [event.c[name] for name in COLUMNS]
_undo = event.alias("undo")
_mine = event.c.origin == bindparam("origin")
_stands = ~exists().where(_undo.c.target == event.c.id)

_last = Prepared(
    select(*_all)
    .where(
        _mine,
        event.c.learner == bindparam("learner"),
        event.c.type.in_([literal_column(f"'{each.value}'") for each in UNDOABLE]),
        or_(event.c.kind.is_(None), event.c.kind != literal_column(f"'{ReviewKind.EXAM.value}'")),
        _stands,
    )
    .order_by(event.c.sequence.desc())
    .limit(1)
)
_undone = Prepared(select(func.count()).select_from(event).where(event.c.target == bindparam("id")))
_clock = Prepared(
    select(func.coalesce(func.max(event.c.sequence), 0)).where(_mine, event.c.type == literal_column("'clock'"))
)
_future = Prepared(
    select(func.min(event.c.sequence), func.max(event.c.sequence)).where(
        _mine, event.c.sequence > bindparam("after"), event.c.instant > bindparam("limit")
    )
)
_between = Prepared(
    select(*_all)
    .where(_mine, event.c.sequence >= bindparam("first"), event.c.sequence <= bindparam("last"))
    .order_by(event.c.sequence)
)


def last_undoable(tx: Connection, learner: str, since: int) -> Event | None:
    """The learner's latest event on this machine that stands, from `since` (milliseconds) on."""
    row = _last(tx, {"origin": origin_of(tx), "learner": learner}).fetchone()
    last = None if row is None else event_of(row)
    # Not a condition of the statement, which after a long holiday would read the whole log in vain.
    return None if last is None or to_milliseconds(last.instant) < since else last


def is_undone(tx: Connection, identifier: str) -> bool:
    """Whether some event undoes the one with this id."""
    return bool(_undone(tx, {"id": identifier}).fetchone()[0])


def dated_after(tx: Connection, limit: int) -> tuple[int, int] | None:
    """First and last sequence of this machine's events dated after `limit` (milliseconds), since it was last asked."""
    origin = origin_of(tx)
    after = _clock(tx, {"origin": origin}).fetchone()[0]
    first, last = _future(tx, {"origin": origin, "after": after, "limit": limit}).fetchone()
    return None if first is None else (first, last)


def between(tx: Connection, first: int, last: int) -> tuple[Event, ...]:
    """Events of this machine with sequences from `first` to `last`, both included."""
    rows = _between(tx, {"origin": origin_of(tx), "first": first, "last": last})
    return tuple([event_of(row) for row in rows])
