"""Collections of Anki as SQLite files, written by hand so that they may hold anything."""

from __future__ import annotations

import importlib
import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from typing import Any

from tests.support.raw_zip import Member, raw_zip

Change = Callable[[sqlite3.Connection], object]

TABLES = """
CREATE TABLE col (id integer primary key, crt integer, mod integer, scm integer, ver integer, dty integer, usn integer,
  ls integer, conf text, models text, decks text, dconf text, tags text);
CREATE TABLE notes (id integer primary key, guid text, mid integer, mod integer, usn integer, tags text, flds text,
  sfld integer, csum integer, flags integer, data text);
CREATE TABLE cards (id integer primary key, nid integer, did integer, ord integer, mod integer, usn integer,
  type integer, queue integer, due integer, ivl integer, factor integer, reps integer, lapses integer, left integer,
  odue integer, odid integer, flags integer, data text);
CREATE TABLE revlog (id integer primary key, cid integer, usn integer, ease integer, ivl integer, lastIvl integer,
  factor integer, time integer, type integer);
CREATE TABLE graves (usn integer, oid integer, type integer);
"""
NEW_TABLES = """
CREATE TABLE notetypes (id integer primary key, name text collate unicase, mtime_secs integer, usn integer,
  config blob);
CREATE TABLE fields (ntid integer, ord integer, name text collate unicase, config blob, primary key (ntid, ord))
  without rowid;
CREATE TABLE templates (ntid integer, ord integer, name text collate unicase, mtime_secs integer, usn integer,
  config blob, primary key (ntid, ord)) without rowid;
CREATE TABLE decks (id integer primary key, name text collate unicase, mtime_secs integer, usn integer, common blob,
  kind blob);
CREATE TABLE config (KEY text primary key, usn integer, mtime_secs integer, val blob) without rowid;
"""
NOW = 1_760_000_000_000
"""An instant in October 2025, in milliseconds."""

_BASIC: dict[str, Any] = {
    "id": 1, "name": "Basic", "type": 0, "flds": [{"name": "Front"}, {"name": "Back"}],
    "tmpls": [{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
}  # fmt: skip
_CLOZE: dict[str, Any] = {
    "id": 2, "name": "Cloze", "type": 1, "flds": [{"name": "Text"}],
    "tmpls": [{"name": "Cloze", "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}"}],
}  # fmt: skip


def collection(*changes: str | Change, new: bool = False, notes: int = 1, page_size: int = 1024) -> bytes:
    """The bytes of a collection with a basic note or more, of schema 11 or 18, after these changes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        connection.execute(f"PRAGMA page_size = {page_size}")
        connection.executescript(TABLES + (NEW_TABLES if new else ""))
        _fill(connection, new=new)
        for number in range(1, notes + 1):
            add_note(connection, number, f"Question {number}?", f"Answer {number}")
        for change in changes:
            if isinstance(change, str):
                connection.executescript(change)
            else:
                change(connection)
        return connection.serialize()


def add_note(
    connection: sqlite3.Connection, id: int, *fields: str, guid: str = "", type_: int = 1, ord: int = 0
) -> None:
    """A note with one card and one review."""
    values = (id, guid or f"foreign{id}", type_, NOW // 1000, 0, "", "\x1f".join(fields), "", 0, 0, "")
    connection.execute(f"INSERT INTO notes VALUES ({', '.join('?' * len(values))})", values)
    card = (id * 10 + ord, id, 5, ord, 0, 0, 2, 2, 1, 1, 2500, 1, 0, 0, 0, 0, 0, "{}")
    connection.execute(f"INSERT INTO cards VALUES ({', '.join('?' * len(card))})", card)
    connection.execute("INSERT INTO revlog VALUES (?, ?, 0, 3, 1, 0, 2500, 4000, 0)", (NOW + id, id * 10 + ord))


def _fill(connection: sqlite3.Connection, *, new: bool) -> None:
    told = {
        "conf": {"creationOffset": -300, "rollover": 4},
        "models": {str(each["id"]): each for each in (_BASIC, _CLOZE)},
        "decks": {"1": {"id": 1, "name": "Default"}, "5": {"id": 5, "name": "Top::Below"}},
    }
    texts = [json.dumps(told[key]) if not new else "" for key in ("conf", "models", "decks")]
    connection.execute(
        "INSERT INTO col VALUES (1, 1600000000, 0, 0, ?, 0, 0, 0, ?, ?, ?, '{}', '{}')", (18 if new else 11, *texts)
    )
    if not new:
        return
    for type_ in (_BASIC, _CLOZE):
        id, name = int(type_["id"]), type_["name"]
        connection.execute("INSERT INTO notetypes VALUES (?, ?, 0, 0, ?)", (id, name, message((1, type_["type"]))))
        for ord, field in enumerate(type_["flds"]):
            connection.execute("INSERT INTO fields VALUES (?, ?, ?, x'')", (id, ord, field["name"]))
        for ord, template in enumerate(type_["tmpls"]):
            config = message((1, template["qfmt"]), (2, template["afmt"]))
            connection.execute("INSERT INTO templates VALUES (?, ?, 'Card', 0, 0, ?)", (id, ord, config))
    for id, name in ((1, "Default"), (5, "Top\x1fBelow")):
        connection.execute("INSERT INTO decks VALUES (?, ?, 0, 0, x'', x'')", (id, name))
    connection.execute("INSERT INTO config VALUES ('rollover', 0, 0, ?)", (b"4",))


def message(*fields: tuple[int, int | str | bytes]) -> bytes:
    """A message of Protocol Buffers."""
    written = bytearray()
    for number, value in fields:
        if isinstance(value, int):
            written += varint(number << 3) + varint(value)
        else:
            content = value.encode() if isinstance(value, str) else value
            written += varint(number << 3 | 2) + varint(len(content)) + content
    return bytes(written)


def varint(value: int) -> bytes:
    """A number in groups of seven bits."""
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*written, value))


def squeezed(content: bytes) -> bytes:
    """The content in zstd."""
    zstd: Any = importlib.import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
    packed: bytes = zstd.compress(content)
    return packed


def old_package(database: bytes, *members: Member, name: bytes = b"collection.anki2", media: bytes = b"{}") -> bytes:
    """A package as Anki wrote it long ago."""
    return raw_zip(Member(name, database), Member(b"media", media), *members)


def new_package(
    database: bytes, *members: Member, media: bytes = b"", packed: bool = True, meta: bytes = b"\x08\x03"
) -> bytes:
    """A package as Anki writes it today, with the old collection that only says "please update"."""
    content = squeezed(database) if packed else database
    old = collection("UPDATE notes SET flds = 'Please update to the latest Anki version.' || char(31)")
    return raw_zip(
        Member(b"meta", meta), Member(b"collection.anki21b", content), Member(b"collection.anki2", old),
        Member(b"media", squeezed(media)), *members,
    )  # fmt: skip
