"""The log given to another machine and taken from one: every event as it stands in its line, chains and all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from quizapp.storage.log import COLUMNS, chained
from quizapp.storage.tables import event, parameter_set

FORMAT, VERSION = "quizapp-progress", 1
PARAMETERS = "parameters"
"""What the `type` of a line says that holds a parameter set rather than an event."""

FORKED = "~"
"""What stands in the name of a line between that of the line it forked from and where it did."""

MOST_BYTES = 1 << 23
"""The longest line that is read. Most events are a few hundred bytes; a paper holds its questions, a kilobyte each."""

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ID, _ORIGIN, _SEQUENCE = COLUMNS.index("id"), COLUMNS.index("origin"), COLUMNS.index("sequence")
_PREVIOUS = COLUMNS.index("previous")
_NUMBERS = ("sequence", "instant", "offset_minutes", "day")
_MAYBE_NUMBERS = ("rating", "milliseconds", "due_given")
_TEXTS = ("id", "type", "learner", "origin", "previous", "hash")
_REACH = 1 << 62
_NAME = re.compile(r"[a-z][a-z-]{0,39}")


class LineRefused(ValueError):
    """A line is no part of a log; `column` counts from 1, `str()` is the sentence."""

    def __init__(self, sentence: str, column: int = 1) -> None:
        super().__init__(sentence)
        self.column = column


@dataclass(slots=True)
class Arrived:
    """What a file brought: rows in the order of `COLUMNS`, parameter sets, and how many rows were known."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    parameters: list[dict[str, str]] = field(default_factory=list)
    known: int = 0


def lines(tx: Connection) -> Iterator[str]:
    """The whole log as JSON Lines: a head, the parameter sets, and an event a line in the order of its origin."""
    yield _dump({"format": FORMAT, "version": VERSION})
    for row in tx.execute(select(parameter_set).order_by(parameter_set.c.fingerprint)):
        numbers = json.loads(row.parameters)
        yield _dump(
            {"type": PARAMETERS, "fingerprint": row.fingerprint, "scheduler": row.scheduler, "numbers": numbers}
        )
    wanted = select(*[event.c[name] for name in COLUMNS]).order_by(event.c.origin, event.c.sequence)
    for row in tx.execute(wanted):
        # What is empty is left out; texts that hold JSON stay texts, for the hash is over them letter for letter.
        told = {name: value for name, value in zip(COLUMNS, row, strict=True) if value is not None}
        yield _dump({"type": told.pop("type"), **told})


def read_head(text: str) -> None:
    """Check the first line of a file; raises LineRefused."""
    head = _parsed(text)
    if head.get("format") != FORMAT:
        raise LineRefused("this is no file of `quizapp progress export`")
    if head.get("version") != VERSION:
        raise LineRefused("this file was written by a newer quizapp: update this one first")


def read_line(text: str, arrived: Arrived, learners: Iterable[str]) -> None:
    """Take in a line after the head; raises LineRefused for one that is no part of a log, or was changed."""
    told = _parsed(text)
    if told.get("type") == PARAMETERS:
        arrived.parameters.append(_parameters(told))
    else:
        arrived.rows.append(_row(told, learners))


def _parsed(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except json.JSONDecodeError as error:
        raise LineRefused(f"this is not JSON: {error.msg}", error.pos + 1) from None
    except (ValueError, RecursionError):
        raise LineRefused("this is not JSON") from None
    if not isinstance(told, dict):
        raise LineRefused("a line holds one object in braces")
    return told


def _parameters(told: dict[str, Any]) -> dict[str, str]:
    from quizapp.domain.scheduling import check_parameters, fingerprint

    try:
        numbers = check_parameters(tuple(float(number) for number in told["numbers"]))
        if not numbers or fingerprint(numbers) != told["fingerprint"]:
            raise LineRefused("these numbers are not those of their fingerprint")
        scheduler = told["scheduler"]
    except (KeyError, TypeError, ValueError, OverflowError):
        raise LineRefused("the scheduler cannot use these numbers") from None
    return {"fingerprint": told["fingerprint"], "scheduler": str(scheduler), "parameters": json.dumps(list(numbers))}


def _row(told: dict[str, Any], learners: Iterable[str]) -> tuple[Any, ...]:
    if unknown := told.keys() - set(COLUMNS):
        raise LineRefused(f"an event has no `{min(unknown)[:40]}`")
    for name in COLUMNS:
        value = told.get(name)
        number = name in _NUMBERS or name in _MAYBE_NUMBERS
        required = name in _NUMBERS or name in _TEXTS
        if value is None and required and name != "previous":
            raise LineRefused(f"`{name}` is missing")
        if value is not None and (type(value) is not (int if number else str)):
            raise LineRefused(f"`{name}` must be a {'whole number' if number else 'text'}")
        if isinstance(value, int) and abs(value) > _REACH:
            raise LineRefused(f"`{name}` is out of all reach")
    if not _NAME.fullmatch(told["type"]):  # one that only a newer quizapp knows is kept for it, and means nothing here
        raise LineRefused("`type` is no kind of event")
    if told["learner"] not in learners:
        raise LineRefused("this event is another learner's")
    for name in ("response", "payload"):
        if name in told:
            _parsed(told[name])
    row = tuple(told.get(name, "" if name == "previous" else None) for name in COLUMNS)
    if chained(row[:-1]) != row[-1]:
        raise LineRefused("this event was changed: it is not what its hash says")
    return row


def has_news(tx: Connection, arrived: Arrived) -> bool:
    """Whether any event that arrived is not in the log yet."""
    driver: Any = tx.connection.driver_connection
    return any(len(_known(driver, line)) < len(line) for line in _by_origin(arrived.rows))


def take(tx: Connection, arrived: Arrived) -> list[tuple[Any, ...]]:
    """Add what is new of what arrived to the log, and return those rows as they stand there.

    Two machines may carry one line that forked, when one is a copy of the other. The part of the line that is unlike
    ours then goes by a name of its own, which follows from where it begins; its events stay the same.
    """
    driver: Any = tx.connection.driver_connection
    for numbers in arrived.parameters:
        names = ", ".join(numbers)
        values = ", ".join(f":{name}" for name in numbers)
        driver.execute(f"INSERT INTO parameter_set ({names}) VALUES ({values}) ON CONFLICT DO NOTHING", numbers)
    fresh = []
    for line in _by_origin(arrived.rows):
        known = _known(driver, line)
        new = [row for row in line if row[_ID] not in known]
        arrived.known += len(line) - len(new)
        fresh += _placed(driver, line, new)
    places = ", ".join("?" * len(COLUMNS))
    driver.executemany(f"INSERT INTO event ({', '.join(COLUMNS)}) VALUES ({places})", fresh)
    return fresh


def _by_origin(rows: Iterable[tuple[Any, ...]]) -> list[list[tuple[Any, ...]]]:
    """The rows by origin, each once and in the order of their numbers."""
    found: dict[str, dict[str, tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(row[_ORIGIN], {}).setdefault(row[_ID], row)
    return [sorted(line.values(), key=lambda row: row[_SEQUENCE]) for line in found.values()]


def _known(driver: Any, line: list[tuple[Any, ...]]) -> set[str]:
    """Which of these events are in the log already."""
    known: set[str] = set()
    for start in range(0, len(line), 500):
        ids = [row[_ID] for row in line[start : start + 500]]
        marks = ", ".join("?" * len(ids))
        known.update(id for (id,) in driver.execute(f"SELECT id FROM event WHERE id IN ({marks})", ids))
    return known


def _placed(driver: Any, line: list[tuple[Any, ...]], new: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The new rows of a line where they can stand: as they are, or beside a line of ours that they fork."""
    if not new:
        return []
    standing = "SELECT sequence, id FROM event WHERE origin = ?"
    ours = dict(driver.execute(standing, (line[0][_ORIGIN],)))
    fork = next((row for row in line if ours.get(row[_SEQUENCE], row[_ID]) != row[_ID]), None)
    if fork is None:
        return new
    name = f"{fork[_ORIGIN]}{FORKED}{fork[-1][:12]}"
    placed = [row for row in new if row[_SEQUENCE] < fork[_SEQUENCE]]
    last = driver.execute("SELECT hash FROM event WHERE origin = ? ORDER BY sequence DESC LIMIT 1", (name,)).fetchone()
    previous = last[0] if last else fork[_PREVIOUS]
    for row in new:
        if row[_SEQUENCE] >= fork[_SEQUENCE]:
            values = list(row)
            values[_ORIGIN], values[_PREVIOUS] = name, previous
            values[-1] = previous = chained(values[:-1])
            placed.append(tuple(values))
    return placed
