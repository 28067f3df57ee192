"""Reading the SQLite file of an Anki collection: of schema 11 (old packages) or 18 (new ones), and nothing but reading.

The file may be made to harm: only plain tables and indexes are accepted, only the tables of Anki are read, a statement
that runs too long is stopped, and Anki's own collation is there so that its indexes can be checked.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, NamedTuple

from quizapp.imports.apkg.archive import Package, PackageRefused
from quizapp.imports.apkg.guard import Unlike, guard
from quizapp.imports.apkg.wire import Malformed, fields, number, text

_ROLLOVER = 4
_MOST_NAMES, _MOST_NOTES, _MOST_CARDS, _MOST_REVIEWS = 100_000, 1_000_000, 2_000_000, 10_000_000
_LONGEST_TOLD = 8 * 1024 * 1024  # characters of JSON: read, they take twenty times as much
_LONGEST_MESSAGE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note: its guid is its identity, `modified` in seconds since 1970."""

    id: int
    guid: str
    type: int
    modified: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card of a note. `due` and `deck` are those it has at home when it is away in a filtered deck."""

    id: int
    note: int
    ord: int
    deck: int
    type: int
    queue: int
    due: int
    interval: int
    flag: int
    memory: Mapping[str, Any] = field(default_factory=dict)


class ReviewRow(NamedTuple):
    """A line of the review log: `id` is the instant in milliseconds, `ease` 1 to 4, or 0 where nobody answered."""

    id: int
    card: int
    ease: int
    interval: int
    last_interval: int
    factor: int
    milliseconds: int
    kind: int


@dataclass(frozen=True, slots=True)
class AnkiType:
    """A note type: its name, whether it makes gaps, its fields in order, and each template's front and back."""

    name: str
    cloze: bool
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str], ...]


class AnkiCollection:
    """A collection opened for reading."""

    def __init__(self, name: str, connection: sqlite3.Connection) -> None:
        self.name, self._connection = name, connection
        self._new = self._has("notetypes")

    def notes(self, wanted: Container[str] | None = None) -> Iterator[NoteRow]:
        """The notes, or those whose guid is wanted."""
        kinds = (int, str, int, int, str, str)
        statement = "SELECT id, guid, mid, mod, tags, flds FROM notes"
        for id, guid, type_, modified, tags, flds in self._rows(statement, kinds, most=_MOST_NOTES):
            if wanted is None or guid in wanted:
                yield NoteRow(id, guid, type_, modified, tuple(tags.split()), tuple(flds.split("\x1f")))

    def cards(self, wanted: Container[int] | None = None) -> Iterator[CardRow]:
        """The cards, or those of the wanted notes."""
        kinds = (int, int, int, int, int, int, int, int, int, int, int, str)
        statement = "SELECT id, nid, ord, did, type, queue, due, ivl, flags, odid, odue, data FROM cards"
        for row in self._rows(statement, kinds, most=_MOST_CARDS):
            id, note, ord, deck, type_, queue, due, ivl, flags, home, home_due, data = row
            if wanted is None or note in wanted:
                at = (home, home_due or due) if home else (deck, due)
                yield CardRow(id, note, ord, at[0], type_, queue, at[1], ivl, flags & 7, _json(data))

    def reviews(self, wanted: Container[int] | None = None) -> Iterator[ReviewRow]:
        """The review log in the order of time, or what it says of the wanted cards."""
        statement = "SELECT id, cid, ease, ivl, lastIvl, factor, time, type FROM revlog ORDER BY id"
        for row in self._rows(statement, (int,) * 8, most=_MOST_REVIEWS):
            if wanted is None or row[1] in wanted:
                yield ReviewRow._make(row)

    def decks(self) -> dict[int, str]:
        """The names of the decks, levels joined by `::`."""
        if self._new:
            rows = self._rows("SELECT id, name FROM decks", (int, str))
            return {id: name.replace("\x1f", "::") for id, name in rows}
        return {_number(id): str(deck["name"]) for id, deck in self._listed("decks").items()}

    @property
    def offset_minutes(self) -> int | None:
        """How far ahead of UTC the learner's clock was when the collection was made, if it says so."""
        west = self._setting("creationOffset")
        return None if west is None else -west

    @property
    def rollover_hour(self) -> int:
        """The hour of the night at which the collection's study days turn."""
        hour = self._setting("rollover")
        return hour if hour is not None and 0 <= hour < 24 else _ROLLOVER

    def _setting(self, key: str) -> int | None:
        if self._new:
            rows = self._rows("SELECT val FROM config WHERE KEY = ?", (bytes,), key)
            told = next((value.decode("utf-8", "replace") for (value,) in rows), "")
            found = _json(f'{{"value": {told}}}').get("value") if told else None
        else:
            found = _json(next(self._rows("SELECT conf FROM col", (str,)), ("",))[0]).get(key)
        return found if isinstance(found, int) else None

    def types(self) -> dict[int, AnkiType]:
        """The note types by their ids."""
        if not self._new:
            return {_number(id): _old_type(each) for id, each in self._listed("models").items()}
        names: dict[int, list[str]] = {}
        for type_, name in self._rows("SELECT ntid, name FROM fields ORDER BY ntid, ord", (int, str)):
            names.setdefault(type_, []).append(name)
        sides: dict[int, list[tuple[str, str]]] = {}
        for type_, config in self._rows("SELECT ntid, config FROM templates ORDER BY ntid, ord", (int, bytes)):
            told = self._message(config)
            sides.setdefault(type_, []).append((_text_of(told, 1), _text_of(told, 2)))
        return {
            id: AnkiType(
                name, number(self._message(config).get(1, 0)) == 1, tuple(names.get(id, ())), tuple(sides.get(id, ()))
            )
            for id, name, config in self._rows("SELECT id, name, config FROM notetypes", (int, str, bytes))
        }

    def _message(self, config: bytes) -> dict[int, int | bytes]:
        try:
            if len(config) > _LONGEST_MESSAGE:
                raise Malformed
            return dict(fields(config))
        except Malformed as error:
            raise PackageRefused(f"{self.name}: a note type in it is damaged") from error

    def _listed(self, column: str) -> dict[str, Any]:
        (told,) = next(self._rows(f"SELECT {column} FROM col", (str,)), ("{}",))
        found = _json(told)
        if not all(isinstance(each, dict) and each.get("name") is not None for each in found.values()):
            raise PackageRefused(f"{self.name}: its list of {column} is damaged")
        return found

    def _has(self, table: str) -> bool:
        return any(self._rows("SELECT 1 FROM sqlite_master WHERE name = ?", (int,), table))

    def _rows(self, statement: str, kinds: tuple[type, ...], *values: object, most: int = _MOST_NAMES) -> Iterator[Any]:
        """Rows whose columns are of these kinds: SQLite itself keeps anything anywhere."""
        try:
            for number, row in enumerate(self._connection.execute(statement, values)):
                if number >= most:
                    raise PackageRefused(f"{self.name}: the collection in it holds more than any of Anki's")
                yield row if tuple(map(type, row)) == kinds else self._as(kinds, row)
        except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
            raise PackageRefused(f"{self.name}: the collection in it cannot be read: {error}") from error

    def _as(self, kinds: tuple[type, ...], row: tuple[object, ...]) -> tuple[object, ...]:
        """The row with whole numbers that stand there as fractions: Anki itself once wrote such."""
        made = tuple(
            int(value) if kind is int and isinstance(value, float) and isfinite(value) else value
            for kind, value in zip(kinds, row, strict=True)
        )
        if tuple(map(type, made)) != kinds:
            raise PackageRefused(f"{self.name}: the collection in it holds something else than Anki writes")
        return made


@contextmanager
def reading(package: Package) -> Iterator[AnkiCollection]:
    """Open the collection of a package; raises PackageRefused where it is damaged or not what Anki writes."""
    try:
        connection = sqlite3.connect(f"{package.collection.as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as error:
        raise PackageRefused(f"{package.name}: the collection in it cannot be opened") from error
    with closing(connection):
        try:
            guard(connection)
        except sqlite3.Error as error:
            raise PackageRefused(f"{package.name}: the collection in it is damaged") from error
        except Unlike as error:
            raise PackageRefused(f"{package.name}: the collection in it has {error}, which Anki never writes") from None
        yield AnkiCollection(package.name, connection)


def _json(told: object) -> dict[str, Any]:
    """A JSON object, or an empty one: what Anki keeps there is never needed to be right."""
    try:
        found = json.loads(told) if isinstance(told, str) and 0 < len(told) <= _LONGEST_TOLD else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _number(told: str) -> int:
    """An id as a number; 0, which none has, where it is something else."""
    return int(told) if told.isdecimal() and len(told) < 20 else 0


def _text_of(message: Mapping[int, int | bytes], key: int) -> str:
    try:
        return text(message.get(key, b""))
    except Malformed:
        return ""


def _old_type(told: Mapping[str, Any]) -> AnkiType:
    def listed(key: str) -> list[Mapping[str, Any]]:
        found = told.get(key)
        return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []

    sides = tuple((str(each.get("qfmt", "")), str(each.get("afmt", ""))) for each in listed("tmpls"))
    names = tuple(str(each.get("name", "")) for each in listed("flds"))
    return AnkiType(str(told["name"]), told.get("type") == 1, names, sides)
