"""Papers in the log: that a paper was begun, what was entered, and the reviews that came of it."""

from __future__ import annotations

import json

from sqlalchemy import Connection, bindparam, func, literal_column, or_, select

from quizapp.domain.events import Event, derived_id
from quizapp.storage import log, undoing
from quizapp.storage.engine import origin_of
from quizapp.storage.log import COLUMNS, event_of
from quizapp.storage.statements import Prepared
from quizapp.storage.tables import card, event

LAST_PAPERS = 3
"""How many papers back a question is kept out of the next one while others remain."""

_all = [event.c[name] for name in COLUMNS]
# The word itself, not a bound value, so that the partial index serves.
_papers = (event.c.type == literal_column("'paper'"), event.c.learner == bindparam("learner"))

# Neither condition nor order as they stand in the index of the lines, which would be read back to the last paper.
_of_origin = event.c.origin.concat("") == bindparam("origin")
_backwards = (event.c.sequence + 0).desc()

_last_here = Prepared(select(event.c.id).where(*_papers, _of_origin).order_by(_backwards).limit(1))
_last = Prepared(select(event.c.payload).where(*_papers).order_by(event.c.instant.desc()).limit(LAST_PAPERS))
_begun = Prepared(select(event.c.id, event.c.origin, event.c.instant).where(*_papers).order_by(event.c.instant.desc()))
_about = Prepared(
    select(*_all)
    .where(
        event.c.target == bindparam("sitting"),
        event.c.type.in_([literal_column("'entry'"), literal_column("'handed-in'")]),
    )
    .order_by(event.c.origin, event.c.sequence)
)
_reviews = Prepared(
    select(*_all)
    .where(event.c.target == bindparam("sitting"), event.c.type == literal_column("'review'"))
    .order_by(event.c.origin, event.c.sequence)
)
_last_entry = Prepared(
    select(*_all).where(event.c.target == bindparam("sitting"), _of_origin).order_by(_backwards).limit(1)
)
_last_id = Prepared(
    select(event.c.id).where(event.c.target == bindparam("sitting"), _of_origin).order_by(_backwards).limit(1)
)
# By the line of this machine: a sitting has hundreds of entries, after the last one seen come none or a few.
_seen = event.alias("seen")
_seen_at = (
    select(_seen.c.sequence)
    .where(
        _seen.c.id == bindparam("seen"), or_(_seen.c.id == bindparam("sitting"), _seen.c.target == bindparam("sitting"))
    )
    .scalar_subquery()
)
_newer = Prepared(
    select(event.c.id)
    .where(
        event.c.origin == bindparam("origin"),
        event.c.sequence > func.ifnull(_seen_at, 0),
        event.c.target.concat("") == bindparam("sitting"),
    )
    .limit(1)
)
_question = Prepared(select(card.c.question).where(card.c.id == bindparam("card")))


def end_id(sitting: str) -> str:
    """The id of the event that ends a sitting: there is one, however often it is tried."""
    return derived_id(sitting, "handed-in")


def last_here(tx: Connection, learner: str) -> Event | None:
    """The last paper that was begun on this machine: no other can be open on it."""
    row = _last_here(tx, {"learner": learner, "origin": origin_of(tx)}).fetchone()
    return None if row is None else log.find(tx, row[0])


def end_of(tx: Connection, sitting: str) -> Event | None:
    """The event that ended a sitting, if it was ended."""
    return log.find(tx, end_id(sitting))


def about(tx: Connection, sitting: str) -> list[Event]:
    """What was entered in a sitting and said of it."""
    return [event_of(row) for row in _about(tx, {"sitting": sitting})]


def last_entry(tx: Connection, paper: Event) -> Event:
    """What was written last in a sitting on the machine on which it was begun; the paper itself before any entry."""
    row = _last_entry(tx, {"sitting": paper.id, "origin": paper.origin}).fetchone()
    return paper if row is None else event_of(row)


def last_id(tx: Connection, sitting: str) -> str:
    """The id of what was written last in a sitting on this machine; that of the paper itself before any entry."""
    row = _last_id(tx, {"sitting": sitting, "origin": origin_of(tx)}).fetchone()
    return sitting if row is None else str(row[0])


def is_newer_than(tx: Connection, sitting: str, seen: str) -> bool:
    """Whether anything was written in a sitting on this machine after the event of this id, or that is none of it."""
    return _newer(tx, {"sitting": sitting, "origin": origin_of(tx), "seen": seen}).fetchone() is not None


def reviews(tx: Connection, sitting: str) -> list[tuple[Event, bool]]:
    """Every review that came of a sitting, and whether it stands."""
    found = [event_of(row) for row in _reviews(tx, {"sitting": sitting})]
    return [(each, not undoing.is_undone(tx, each.id)) for each in found]


def ends(tx: Connection, learner: str) -> list[tuple[str, int, Event]]:
    """Every paper that was ended: its id, when it was begun in milliseconds, and its end; the newest first."""
    found = [(id, instant, end_of(tx, id)) for id, _, instant in _begun(tx, {"learner": learner}).fetchall()]
    return [(id, instant, end) for id, instant, end in found if end is not None]


def open_elsewhere(tx: Connection, learner: str) -> list[str]:
    """The papers that were begun on other machines and not ended, the newest first."""
    here = origin_of(tx)
    begun = _begun(tx, {"learner": learner}).fetchall()
    return [id for id, origin, _ in begun if origin != here and end_of(tx, id) is None]


def in_last_papers(tx: Connection, learner: str) -> dict[int, int]:
    """The questions of the last papers by the numbers of the bank, each with how many papers ago it was asked."""
    found: dict[int, int] = {}
    for ago, (payload,) in enumerate(_last(tx, {"learner": learner}).fetchall(), 1):
        for asked in json.loads(payload or "{}").get("questions", ()):
            row = _question(tx, {"card": asked.get("card")}).fetchone()
            if row is not None:
                found.setdefault(row[0], ago)
    return found
