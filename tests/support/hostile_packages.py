"""Packages made to harm, each built from its name: what is refused by everyone, and what must at least do no harm."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from quizapp.domain.issuing import guid
from tests.support.anki_files import (
    NOW,
    Change,
    add_note,
    collection,
    message,
    new_package,
    old_package,
    squeezed,
)
from tests.support.raw_zip import Member, raw_zip, zeros, zstd_zeros

OURS = guid("own", "known")
GAPS = guid("own", "gaps")

Build = Callable[[], bytes]
_HUGE = 1 << 31
_MANY = 520 << 20
_META = Member(b"meta", b"\x08\x03")


def refused_archives() -> dict[str, Build]:
    """Files that are no package, or one that no Anki wrote."""
    good = collection()
    member = partial(Member, b"collection.anki2", good)
    return {
        "empty-file": lambda: b"",
        "noise": lambda: random.Random(7).randbytes(5_000),
        "text": lambda: b"This is a deck, trust me.\n" * 50,
        "only-the-end-of-a-zip": lambda: raw_zip(),
        "cut-in-the-middle": lambda: old_package(good)[:600],
        "cut-in-the-directory": lambda: old_package(good)[:-30],
        "begins-like-a-zip": lambda: b"PK\3\4" + bytes(400),
        "no-collection": lambda: raw_zip(Member(b"media", b"{}"), Member(b"deck.txt", b"x")),
        "bomb": lambda: raw_zip(Member(b"collection.anki2", raw=zeros(520), told_size=4096, told_crc=0)),
        "bomb-that-says-so": lambda: raw_zip(Member(b"collection.anki2", raw=zeros(520), told_size=_MANY, told_crc=0)),
        "two-names": lambda: raw_zip(member(), member()),
        "one-content-for-many": lambda: raw_zip(member(), Member(b"media", b"{}"), *[
            Member(str(number).encode(), good, at=0) for number in range(300)
        ]),
        "overlapping": lambda: raw_zip(member(told_packed=100_000), Member(b"media", b"{}")),
        "locked": lambda: raw_zip(member(flags=1), Member(b"media", b"{}")),
        "strongly-locked": lambda: raw_zip(member(flags=0x41), Member(b"media", b"{}")),
        "method-99": lambda: raw_zip(member(method=99)),
        "method-lzma": lambda: raw_zip(member(method=14)),
        "method-bzip2": lambda: raw_zip(member(method=12)),
        "says-less": lambda: raw_zip(member(told_size=1_000)),
        "wrong-sum": lambda: raw_zip(member(told_crc=12345)),
        "broken-deflate": lambda: raw_zip(member(raw=b"\xff" * 900)),
        "begins-elsewhere": lambda: raw_zip(member(at=1 << 30)),
        "begins-in-itself": lambda: raw_zip(member(at=20)),
        "too-many-members": lambda: raw_zip(
            *(Member(b"%d" % number, method=0) for number in range(100_001)), member()
        ),
        "path-for-a-name": lambda: raw_zip(Member(b"../../collection.anki2", good)),
        "root-for-a-name": lambda: raw_zip(Member(b"/collection.anki2", good)),
        "drive-for-a-name": lambda: raw_zip(Member(b"C:\\collection.anki2", good)),
        "folder-for-a-collection": lambda: raw_zip(Member(b"collection.anki2/", b"", method=0)),
        "meta-0": lambda: new_package(collection(new=True), meta=b"\x08\x00"),
        "meta-99": lambda: new_package(collection(new=True), meta=b"\x08\x63"),
        "meta-empty": lambda: new_package(collection(new=True), meta=b""),
        "meta-without-end": lambda: new_package(collection(new=True), meta=b"\xff" * 60),
        "meta-is-text": lambda: new_package(collection(new=True), meta=message((1, "three"))),
        "meta-bomb": lambda: raw_zip(Member(b"meta", raw=zeros(520), told_crc=0), member()),
        "newer-member-missing": lambda: raw_zip(_META, member(), Member(b"media", squeezed(b""))),
        "newer-member-damaged": lambda: new_package(b"\xff" * 4096, packed=False),
        "newer-member-not-packed": lambda: new_package(collection(new=True), packed=False),
        "zstd-bomb": lambda: new_package(zstd_zeros(520), packed=False),
        "zstd-huge-window": lambda: new_package(zstd_zeros(1, window=0xA8), packed=False),
        "zstd-cut": lambda: new_package(squeezed(collection(new=True))[:-40], packed=False),
        "zstd-twice": lambda: new_package(squeezed(collection(new=True))),
        "package-in-a-package": lambda: old_package(old_package(good)),
    }  # fmt: skip


def odd_archives() -> dict[str, Build]:
    """Packages whose collection is fine and whose rest is not."""
    pictured = collection("UPDATE notes SET flds = '<img src=\"a.png\">What?' || char(31) || 'x'")
    fresh = collection("UPDATE notes SET flds = '<img src=\"a.png\">What?' || char(31) || 'x'", new=True)
    png = b"\x89PNG\r\n\x1a\n" + bytes(50)

    def media(told: object, *members: Member) -> bytes:
        listed = told if isinstance(told, bytes) else json.dumps(told).encode()
        return old_package(pictured, *members, media=listed)

    def packed(told: bytes, *members: Member) -> bytes:
        return new_package(fresh, *members, media=told)

    return {
        "says-2-gb": lambda: raw_zip(Member(b"collection.anki2", collection(), told_size=_HUGE, told_packed=_HUGE - 1)),
        "counts-wrongly": lambda: raw_zip(Member(b"collection.anki2", collection()), told_count=60_000),
        "long-comment": lambda: raw_zip(Member(b"collection.anki2", collection()), comment=b"x" * 60_000),
        "something-before": lambda: raw_zip(Member(b"collection.anki2", collection()), before=b"#!/bin/sh\n" * 99),
        "media-missing": lambda: raw_zip(Member(b"collection.anki2", pictured)),
        "media-broken": lambda: media(b'{"0": "a.png'),
        "media-deep": lambda: media(b"[" * 200_000),
        "media-list": lambda: media(["a.png"]),
        "media-null": lambda: media(b"null"),
        "media-no-utf8": lambda: media(b'{"0": "\xff\xfe"}'),
        "media-bomb": lambda: raw_zip(
            Member(b"collection.anki2", pictured), Member(b"media", raw=zeros(520), told_crc=0)
        ),
        "media-of-numbers": lambda: media(b'{"0": ' + b"9" * 5_000 + b"}"),
        "media-nowhere": lambda: media({"99": "a.png", "../../0": "b.png"}),
        "media-is-the-collection": lambda: media({"collection.anki2": "a.png"}),
        "media-paths": lambda: media({"0": "../../../a.png", "1": "/etc/passwd", "2": "a.png"}, Member(b"2", png)),
        "media-nul": lambda: media({"0": "a.png\0.exe", "1": "a.png"}, Member(b"1", png)),
        "picture-bomb": lambda: media({"0": "a.png"}, Member(b"0", raw=zeros(50), told_crc=0)),
        "picture-is-a-page": lambda: media({"0": "a.png"}, Member(b"0", b"<html><script>alert(1)</script>")),
        "picture-too-large": lambda: media({"0": "a.png"}, Member(b"0", png + bytes(6 << 20))),
        "new-media-noise": lambda: packed(random.Random(9).randbytes(300)),
        "new-media-huge-varint": lambda: packed(b"\x0a" + b"\xff" * 9 + b"\x01"),
        "new-media-endless-varint": lambda: packed(b"\x0a" + b"\x80" * 400),
        "new-media-wrong-wire": lambda: packed(b"\x0b\x0c\x0f"),
        "new-media-nameless": lambda: packed(b"\x0a\x00" * 300_000),
        "new-media-names": lambda: packed(
            message((1, message((1, "../a.png"))), (1, message((1, "a\0b"))), (1, b"\xff"))
        ),
        "new-media-nowhere": lambda: packed(message((1, message((1, "a.png"), (2, 1 << 60), (3, "x"))))),
        "new-media-bomb": lambda: raw_zip(
            _META, Member(b"collection.anki21b", squeezed(fresh)), Member(b"media", zstd_zeros(100))
        ),
        "new-picture-bomb": lambda: packed(message((1, message((1, "a.png")))), Member(b"0", zstd_zeros(100))),
    }  # fmt: skip


def refused_collections() -> dict[str, Build]:
    """Databases that are none, or that do more than hold rows."""
    good = collection(notes=40)

    def flipped(at: int) -> Build:
        return lambda: old_package(good[:at] + bytes((good[at] ^ 0xFF,)) + good[at + 1 :])

    def with_(*changes: str | Change) -> Build:
        return lambda: old_package(collection(*changes))

    def without(table: str) -> Build:
        return with_(f"DROP TABLE {table}")

    return {
        "not-sqlite": lambda: old_package(b"PRAGMA everything;" * 100),
        "zeros": lambda: old_package(bytes(8192)),
        "too-short": lambda: old_package(b"SQLite format 3\0"),
        "cut-database": lambda: old_package(good[: len(good) // 2]),
        "page-size-3": lambda: old_package(good[:16] + b"\0\3" + good[18:]),
        "page-size-64k": lambda: old_package(good[:16] + b"\0\1" + good[18:]),
        "write-version-9": lambda: old_package(good[:18] + b"\x09\x09" + good[20:]),
        **{f"flipped-{at}": flipped(at) for at in (5, 21, 100, 103, 105, 108, 1024, 1027, 2053)},
        **{f"without-{table}": without(table) for table in ("col", "notes", "cards", "revlog")},
        "fewer-columns": with_("DROP TABLE notes; CREATE TABLE notes (id integer primary key)"),
        "a-view": with_("CREATE VIEW extra AS SELECT 1"),
        "notes-are-a-view": with_("ALTER TABLE notes RENAME TO kept; CREATE VIEW notes AS SELECT * FROM kept"),
        "endless-view": with_(
            "DROP TABLE notes; CREATE VIEW notes AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) "
            "SELECT id, 'g' guid, 1 mid, 1 mod, 0 usn, '' tags, 'x' flds FROM n"
        ),
        "900-mb-view": with_(
            "DROP TABLE notes; CREATE VIEW notes AS SELECT 1 id, 'g' guid, 1 mid, 1 mod, '' tags, "
            "hex(zeroblob(900000000)) flds"
        ),
        "a-trigger": with_("CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM cards; END"),
        "virtual-table": with_("CREATE VIRTUAL TABLE f USING fts5(x)"),
        "notes-are-virtual": with_("DROP TABLE notes; CREATE VIRTUAL TABLE notes USING fts5(id, guid, flds)"),
        "computed-column": with_("ALTER TABLE notes ADD COLUMN big AS (zeroblob(900000000)) VIRTUAL"),
        "computed-fields": with_(
            "DROP TABLE notes; CREATE TABLE notes (id integer primary key, guid text, mid, mod, tags, flds AS "
            "(guid || char(31) || id)); INSERT INTO notes VALUES (1, 'g', 1, 1, '')"
        ),
        "30-mb-field": with_("UPDATE notes SET flds = hex(zeroblob(15000000))"),
        "thousands-of-tables": with_(lambda tx: _many_tables(tx, 500)),
        "endless-schema": with_(lambda tx: _many_tables(tx, 20_000, shared=True)),
        "blob-for-fields": with_("UPDATE notes SET flds = zeroblob(100)"),
        "text-for-a-number": with_("UPDATE notes SET mid = 'Basic'"),
        "no-utf8": with_("UPDATE notes SET flds = CAST(x'fffe41' AS TEXT)"),
        "null-fields": with_("UPDATE notes SET flds = NULL"),
    }  # fmt: skip


def odd_collections() -> dict[str, Build]:
    """Databases with the right tables, and rows that Anki would never write."""

    def with_(*changes: str | Change) -> Build:
        return lambda: old_package(collection(*changes))

    def template(front: str) -> Build:
        return with_(lambda tx: _retold(tx, lambda models: models["1"]["tmpls"][0].update(qfmt=front)))

    def note(*fields: str, type_: int = 1) -> Build:
        return with_(lambda tx: add_note(tx, 2, *fields, type_=type_))

    def decks(names: Iterator[str]) -> Build:
        told = {str(number): {"name": name} for number, name in enumerate(names, 1)}
        return with_(lambda tx: tx.execute("UPDATE col SET decks = ?", (json.dumps(told),)))

    return {
        "check-that-takes-long": with_(
            "DROP TABLE notes; CREATE TABLE notes (id integer primary key, guid text, mid, mod, tags text, flds text, "
            "CHECK (id < 0 OR length(hex(randomblob(9000000))) > 0)); PRAGMA ignore_check_constraints = ON; "
            "WITH n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n LIMIT 2000) "
            "INSERT INTO notes SELECT id, 'g' || id, 1, 1, '', 'x' FROM n"
        ),
        "index-that-takes-long": with_("CREATE INDEX slow ON notes (length(hex(zeroblob(3000000))))"),
        "infinite-ord": with_("UPDATE cards SET ord = 9e999"),
        "broken-lists": with_("UPDATE col SET models = '{\"1\": 5}'"),
        "nameless-types": with_("UPDATE col SET models = '{\"1\": {\"flds\": []}}', decks = '[[]]'"),
        "type-of-2-mb": lambda: new_package(collection("UPDATE notetypes SET config = zeroblob(2000000)", new=True)),
        "type-of-a-huge-length": lambda: new_package(
            collection("UPDATE templates SET config = x'0a" + "ff" * 9 + "01'", new=True)
        ),
        "type-without-an-end": lambda: new_package(
            collection("UPDATE notetypes SET config = x'" + "80" * 40 + "'", new=True)
        ),
        "json-that-is-none": with_("UPDATE col SET conf = '{', models = 'x', decks = ''"),
        "json-that-is-deep": with_(f"UPDATE col SET conf = '{'[' * 100_000}', models = '{'[' * 100_000}'"),
        "json-of-12-mb": with_(lambda tx: tx.execute("UPDATE col SET models = ?", ("{" + '"1":[],' * 1_500_000,))),
        "types-by-words": with_("UPDATE col SET models = '{\"one\": {\"name\": \"x\"}, \"٣\": {\"name\": 5}}'"),
        "type-of-strange-parts": with_(
            "UPDATE col SET models = '{\"1\": {\"name\": [], \"flds\": {}, \"tmpls\": [1, {\"qfmt\": 5}]}}'"
        ),
        "no-types": with_("UPDATE col SET models = '{}'"),
        "deck-of-a-megabyte": decks(iter(["x", "y", "z", "w", "A" * 1_000_000])),
        "deck-of-many-levels": decks(iter(["x", "y", "z", "w", "a::" * 100_000])),
        "deck-of-signs": decks(iter(["x", "y", "z", "w", "\0\x1b[31m../../..\n\u202e::con"])),
        "decks-called-alike": decks(chain(["Default"], (f"con{' ' * number}" for number in range(50)))),
        "settings-beyond-reason": with_(
            'UPDATE col SET crt = -9223372036854775808, conf = \'{"creationOffset": 1e308, "rollover": -5}\''
        ),
        "offset-beyond-reason": with_('UPDATE col SET conf = \'{"creationOffset": 99999999999999, "rollover": true}\''),
        "strange-ords": with_(_strange_ords),
        "absurd-reviews": with_(_absurd_reviews),
        "reviews-of-nothing": with_("UPDATE revlog SET cid = 77"),
        "strange-flags": with_("UPDATE cards SET flags = -1, queue = 99, type = -5, due = 1 << 62, odid = -1"),
        "strange-memory": with_("UPDATE cards SET data = '{\"s\": 1e999, \"d\": [], \"lrt\": -1}'"),
        "same-guid-twice": with_(
            lambda tx: add_note(tx, 2, "a", "b", guid=OURS), lambda tx: add_note(tx, 3, "a", "b", guid=OURS)
        ),
        "guid-of-signs": with_("UPDATE notes SET guid = char(27) || '[2J/../' || char(0) || '::'"),
        "million-fields": with_(lambda tx: add_note(tx, 2, *[""] * 1_000_000)),
        "tags-without-end": with_(lambda tx: tx.execute("UPDATE notes SET tags = ?", ("x" * 999_999 + " y" * 99_999,))),
        "tags-of-signs": with_("UPDATE notes SET tags = ' ' || char(27) || '[0m #!: - [a '"),
        "many-angles": note("<" * 63_000, "</" * 31_000),
        "many-tags": note("<b>" * 21_000, "<ul><li>" * 7_000),
        "many-scripts": note("<script>" * 7_000, "<!--" * 15_000),
        "many-entities": note("&#x1b;&#0;&#xd800;&#x202e;" * 2_000, "&" * 60_000),
        "many-stars": note("*" * 63_000, "`*\\" * 20_000),
        "many-sounds": note("[sound:" * 9_000, "[anki:" * 9_000),
        "many-options": note("What?<br>" + "<br>".join(f"{letter}) x" for letter in "abcdefgh" * 500), "A" * 9_000),
        "long-key": note("What?<br>a) x<br>b) y", "A, " * 20_000),
        "wide-key": note("What?<br>a) x<br>b) y", "A" + " " * 60_000 + "!"),
        "long-tag": note("<img " + "a" * 63_000 + ">", "<a " + "='\"" * 20_000 + ">"),
        "signs": note("\x1b[31m\x07\u202eevil\u2028\x85\ufeff{{x}}", "\ufffe\x9b0m%s{0}\\x1b"),
        "yaml": note("- [a: {b\n# *c &d !e |\n\t'\"", "? : <<: *x\n---\n...\n"),
        "many-gaps": note("{{c1::" * 10_000, type_=2),
        "gaps-in-gaps": note("{{c1::{{c2::a}}}}" * 3_000, type_=2),
        "gaps-of-braces": note("{{c1::" + "{" * 5_000 + "}" * 9_000, type_=2),
        "gap-numbers": note("{{c0::a}} {{c100::b}} {{c" + "9" * 40 + "::c}} {{c1,2::d}}", type_=2),
        "gap-parts": note("{{c1::a" + "::b" * 9_000 + "}}", type_=2),
        "template-bomb": template("{{Front}}" * 7_000),
        "template-of-conditions": template("{{#Front}}" * 6_000),
        "template-of-its-own": template("{{FrontSide}}{{Back}}{{=<% %>=}}{{type:cloze:Front}}{{/x}}"),
        "template-of-a-megabyte": template("x" * 1_000_000),
        "many-notes": lambda: old_package(collection(notes=300)),
        "new-deck-of-signs": lambda: new_package(
            collection("UPDATE decks SET name = char(31) || char(0) || 'a' || char(31) || char(27)", new=True)
        ),
        "new-names-twice": lambda: new_package(collection("UPDATE fields SET name = 'Front'", new=True)),
        "new-config-broken": lambda: new_package(collection("UPDATE config SET val = x'ff00'", new=True)),
        "new-config-of-signs": lambda: new_package(collection("UPDATE config SET val = '{}}{'", new=True)),
        "new-template-wrong": lambda: new_package(
            collection("UPDATE templates SET config = x'08051201ff'", new=True)
        ),
        "new-unknown-fields": lambda: new_package(
            collection("UPDATE notetypes SET config = x'80808080802001'", new=True)
        ),
    }  # fmt: skip


def _many_tables(tx: sqlite3.Connection, count: int, *, shared: bool = False) -> None:
    if not shared:
        for number in range(count):
            tx.execute(f"CREATE TABLE t{number} (x)")
        return
    tx.execute("CREATE TABLE t (x)")
    (root,) = tx.execute("SELECT rootpage FROM sqlite_master WHERE name = 't'").fetchone()
    tx.execute("PRAGMA writable_schema = ON")
    rows = ((f"t{number}", f"t{number}", root, f"CREATE TABLE t{number} (x)") for number in range(count))
    tx.executemany("INSERT INTO sqlite_master VALUES ('table', ?, ?, ?, ?)", rows)


def _retold(tx: sqlite3.Connection, change: Callable[[dict[str, dict[str, list[dict[str, object]]]]], object]) -> None:
    (told,) = tx.execute("SELECT models FROM col").fetchone()
    models = json.loads(told)
    change(models)
    tx.execute("UPDATE col SET models = ?", (json.dumps(models),))


def _strange_ords(tx: sqlite3.Connection) -> None:
    """Cards of ours with numbers that they never had."""
    add_note(tx, 2, "a", "b", guid=OURS)
    add_note(tx, 3, "{{c1::a}}", "b", guid=GAPS, type_=2)
    for number, ord in enumerate((-1, 1, 7, 98, 99, 1 << 40, -(1 << 63)), 1):
        for note in (1, 2, 3):
            id = 1_000 + number * 10 + note
            card = (id, note, 5, ord, 0, 0, 2, 2, 1, 1, 2500, 1, 0, 0, 0, 0, 0, "{}")
            tx.execute(f"INSERT INTO cards VALUES ({', '.join('?' * len(card))})", card)
            tx.execute("INSERT INTO revlog VALUES (?, ?, 0, 3, 1, 0, 2500, 4000, 0)", (NOW + id, id))


def _absurd_reviews(tx: sqlite3.Connection) -> None:
    """Reviews of a card of ours and of another, at times and with values that cannot be."""
    add_note(tx, 2, "a", "b", guid=OURS)
    add_note(tx, 3, "c", "d")
    edge = (1 << 63) - 1
    ids = (-edge - 1, -1, 0, 1, 999, 253_402_300_800_000, edge - 1, edge, *range(NOW + 90, NOW + 95))
    for number, id in enumerate(ids):
        ease, kind = (9, -1, 3, 4, 0, 1 << 40)[number % 6], (0, 1, 2, 3, 4, 5, 77)[number % 7]
        for card in (20, 30):
            at, took = id - card if id > NOW else id + card, -edge if number % 2 else edge
            row = (at, card, 0, ease, edge, -edge, -5 * (number % 2), took, kind)
            tx.execute("INSERT OR IGNORE INTO revlog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    for card in (20, 30):  # and some whose values are taken for what they may mean
        for number, values in enumerate(
            ((3, -edge, -edge, 0, -5, 1), (3, edge, edge, -1, edge, 1), (1, 0, 0, 1 << 40, 1, 2))
        ):
            tx.execute(
                "INSERT INTO revlog VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?)", (NOW + 500 + number * 2 + card, card, *values)
            )
