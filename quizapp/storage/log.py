"""The log on disk: numbered and chained by hash per origin, added to and never changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, literal_column, select
from sqlalchemy.dialects.sqlite import insert

from quizapp.domain.events import Event, EventType
from quizapp.domain.replaying import Correction, corrections_in
from quizapp.domain.study_day import from_milliseconds, to_milliseconds
from quizapp.storage.engine import origin_of
from quizapp.storage.statements import Prepared
from quizapp.storage.tables import event

COLUMNS = (
    "id", "type", "learner", "origin", "sequence", "instant", "offset_minutes", "day", "card", "rating", "verdict",
    "kind", "milliseconds", "due_given", "scheduler", "parameters", "response", "target", "payload", "previous", "hash",
)  # fmt: skip
"""The columns in the order in which they are hashed; the order is part of the log's format."""

_IN_ORDER = (event.c.instant, event.c.origin, event.c.sequence)
_TYPE, _ORIGIN, _SEQUENCE, _INSTANT, _PREVIOUS = map(
    COLUMNS.index, ("type", "origin", "sequence", "instant", "previous")
)
_TYPES = {each.value: each for each in EventType}
_JSON = (COLUMNS.index("response"), COLUMNS.index("payload"))
_fields = attrgetter(*COLUMNS)
_hashed = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode

_tail = Prepared(
    select(event.c.sequence, event.c.instant, event.c.hash)
    .where(event.c.origin == bindparam("origin"))
    .order_by(event.c.sequence.desc())
    .limit(1)
)
_add = Prepared(
    insert(event).values({name: bindparam(name) for name in COLUMNS}).on_conflict_do_nothing(index_elements=["id"])
)
_known = Prepared(select(*[event.c[name] for name in COLUMNS]).where(event.c.id == bindparam("id")))
_clock = Prepared(
    select(*[event.c[name] for name in COLUMNS])
    # The word itself, not a bound value, so that the partial index serves.
    .where(event.c.type == literal_column("'clock'"), event.c.learner == bindparam("learner"))
    .order_by(*_IN_ORDER)
)
_by_card = Prepared(
    select(*[event.c[name] for name in COLUMNS])
    .where(event.c.card == bindparam("card"), event.c.learner == bindparam("learner"))
    .order_by(*_IN_ORDER)
)


def new_event_id(instant: datetime, chance: bytes) -> str:
    """An identifier (UUIDv7) that sorts by `instant`; `chance` is ten random bytes from outside."""
    number = int.from_bytes(chance, "big")
    high = (to_milliseconds(instant) << 16) | 0x7000 | (number >> 68 & 0xFFF)
    low = 0x8000_0000_0000_0000 | (number & 0x3FFF_FFFF_FFFF_FFFF)
    digits = f"{high:016x}{low:016x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def last_instant(tx: Connection) -> datetime | None:
    """The instant of what this machine last added to the log."""
    row = _tail(tx, {"origin": origin_of(tx)}).fetchone()
    return None if row is None else from_milliseconds(row[1])


def append(tx: Connection, *events: Event) -> tuple[Event, ...]:
    """Add events to this machine's line of the log as `add` does, and return them as they stand there."""
    origin = origin_of(tx)
    last, previous = _end(tx, origin)
    standing = []
    for new in events:
        values = _values(new, origin, last + 1, previous)
        if not _add(tx, values).rowcount:
            standing.append(_found(tx, new.id))
            continue
        standing.append(replace(new, origin=origin, sequence=last + 1, previous=previous, hash=values["hash"]))
        last, previous = last + 1, values["hash"]
    return tuple(standing)


def add(tx: Connection, new: Event) -> Event | None:
    """Add an event to this machine's line of the log, or return the one that stands under its id already.

    The caller leaves `origin`, `sequence`, `previous` and `hash` empty. The instant is kept as the clock gave it, even
    when that went back: `domain.replaying.in_order` puts the events of one origin in the order of their sequence. An
    event whose id is there already is not added again, which makes a retry after a doubtful failure safe.
    """
    origin = origin_of(tx)
    last, previous = _end(tx, origin)
    if _add(tx, _values(new, origin, last + 1, previous)).rowcount:
        return None
    return _found(tx, new.id)


def add_standing(tx: Connection, events: Iterable[Event]) -> None:
    """Add events that stand each for itself: with an origin and a sequence of their own, and nothing before them."""
    rows = (_row(new, new.origin, new.sequence, "") for new in events)
    driver: Any = tx.connection.driver_connection
    places = ", ".join("?" * len(COLUMNS))
    # Each goes to a place of its own in the indexes: with the usual 2 MB these are read and written over and over.
    driver.execute("PRAGMA cache_size=-8000")
    driver.executemany(f"INSERT INTO event ({', '.join(COLUMNS)}) VALUES ({places})", rows)


def find(tx: Connection, identifier: str) -> Event | None:
    """The event with this id, if it is in the log."""
    row = _known(tx, {"id": identifier}).fetchone()
    return None if row is None else event_of(row)


def of_card(tx: Connection, learner: str, card: str) -> tuple[Event, ...]:
    """Everything that happened to a card (its `str(CardKey)`), in the order of the log, undoings included."""
    return tuple(event_of(row) for row in _by_card(tx, {"learner": learner, "card": card}))


def corrections(tx: Connection, learner: str) -> tuple[Correction, ...]:
    """Every correction of the clock that a learner made; every undo asks, so no more than what says so is read."""
    return corrections_in([event_of(row) for row in _clock(tx, {"learner": learner})])


def of_types(tx: Connection, learner: str, types: Iterable[EventType]) -> tuple[Event, ...]:
    """A learner's events of the given types, in the order of the log."""
    chosen = event.c.type.in_([str(wanted) for wanted in types])
    return tuple(_read(tx, _events().where(event.c.learner == learner, chosen).order_by(*_IN_ORDER)))


def by_card(tx: Connection, learner: str) -> Iterator[tuple[str | None, tuple[Event, ...]]]:
    """All of a learner's events in groups of one card each, every group in order; those of no card come first."""
    statement = _events().where(event.c.learner == learner).order_by(event.c.card, *_IN_ORDER)
    card: str | None = None
    group: list[Event] = []
    for found in _read(tx, statement):
        if found.card != card:
            if group:
                yield card, tuple(group)
            card, group = found.card, []
        group.append(found)
    if group:
        yield card, tuple(group)


def count(tx: Connection) -> int:
    """How many events the log has, of all origins and learners."""
    return int(tx.execute(select(func.count()).select_from(event)).scalar_one())


def event_of(row: Row[Any] | tuple[Any, ...]) -> Event:
    """The domain's value of a row whose values come in the order of `COLUMNS`."""
    values = dict(zip(COLUMNS, row, strict=True))
    values["type"] = _TYPES.get(values["type"], EventType.UNKNOWN)
    values["instant"] = from_milliseconds(values["instant"])
    for name in ("response", "payload"):
        if values[name] is not None:
            values[name] = json.loads(values[name])
    return Event(**values)


def chained(values: Iterable[Any]) -> str:
    """The hash of a row: of every column but the hash itself, the hash of the row before among them."""
    return sha256(_hashed(list(values)).encode()).hexdigest()


def _end(tx: Connection, origin: str) -> tuple[int, str]:
    """The sequence and the hash of the last event of a line."""
    row = _tail(tx, {"origin": origin}).fetchone()
    return (0, "") if row is None else (row[0], row[2])


def _found(tx: Connection, identifier: str) -> Event:
    return event_of(_known(tx, {"id": identifier}).fetchone())


def _values(new: Event, origin: str, sequence: int, previous: str) -> dict[str, Any]:
    """The row of an event at its place in the log, with its hash."""
    return dict(zip(COLUMNS, _row(new, origin, sequence, previous), strict=True))


def _row(new: Event, origin: str, sequence: int, previous: str) -> list[Any]:
    row = list(_fields(new))
    row[_TYPE], row[_ORIGIN], row[_SEQUENCE], row[_PREVIOUS] = new.type.value, origin, sequence, previous
    row[_INSTANT] = to_milliseconds(new.instant)
    for place in _JSON:
        if row[place] is not None:
            row[place] = _written(row[place])
    row[-1] = chained(row[:-1])
    return row


def _events() -> Select[Any]:
    return select(*[event.c[name] for name in COLUMNS])


def _read(tx: Connection, statement: Select[Any]) -> Iterator[Event]:
    return (event_of(row) for row in tx.execute(statement))
