"""The index that Browse searches: a file in the cache folder, made from the question bank and made anew at any time.

It stands beside the database, not in it: loading decks stays as fast as it is, backups stay small, making it never
keeps an answer waiting, and deleting it loses nothing.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from hashlib import sha256
from itertools import repeat
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from quizapp.storage.engine import Store
from quizapp.storage.failures import unavailable
from quizapp.storage.files import private_folder, replacing
from quizapp.storage.statements import Prepared
from quizapp.storage.tables import card, deck, deck_file, question

Progress = Callable[[int, int], None]
"""Told how many questions are taken in, and of how many."""

_FORMAT = 2
_PORTION = 250
_MOST_DEAD = 0.3
"""From this share of words that belong to no question any more the index is made anew."""

_SCHEMA = (
    # A changed question gets a new key here, because words that are not kept in full cannot be taken out again.
    "CREATE TABLE text (key INTEGER PRIMARY KEY, question INTEGER NOT NULL UNIQUE, fingerprint TEXT NOT NULL, "
    "expires TEXT NOT NULL, difficulty INTEGER NOT NULL)",
    "CREATE TABLE entry (place INTEGER PRIMARY KEY, card INTEGER NOT NULL, text INTEGER NOT NULL, "
    "deck INTEGER NOT NULL, kind TEXT NOT NULL, expires TEXT NOT NULL, "
    "difficulty INTEGER NOT NULL)",
    "CREATE VIRTUAL TABLE words USING fts5 "
    "(text, content='', columnsize=0, prefix='2 3', tokenize=\"ascii tokenchars '_'\")",
    "CREATE VIRTUAL TABLE marks USING fts5 "
    "(topic, tag, source, content='', columnsize=0, tokenize=\"ascii tokenchars '_'\")",
    "CREATE TABLE mark (value TEXT NOT NULL)",
    f"PRAGMA user_version={_FORMAT}",
)

_QUESTIONS = select(question.c.key, question.c.fingerprint, question.c.id, question.c.topic, question.c.body)
_fingerprints = Prepared(select(question.c.key, question.c.fingerprint).where(question.c.retired == 0))
_cards = Prepared(
    select(card.c.key, card.c.question, question.c.deck, question.c.kind)
    .join_from(card, question, question.c.key == card.c.question)
    .join(deck, deck.c.key == question.c.deck)
    .where(card.c.retired == 0, question.c.retired == 0)
    .order_by(deck.c.slug, question.c.position, card.c.gap)
)
_files = Prepared(select(deck_file.c.path, deck_file.c.digest, deck_file.c.modified_ns).order_by(deck_file.c.path))
_last = Prepared(
    select(select(func.max(card.c.key)).scalar_subquery(), select(func.max(question.c.key)).scalar_subquery())
)


class Order:
    """All cards in the order in which they are shown, and marks on them: one byte a card in one large number."""

    def __init__(self, cards: Sequence[int], texts: Sequence[int]) -> None:
        """The keys of each card and of its text, in order; cards of one text stand together."""
        self.cards = array("q", cards)
        self._texts = texts
        self.kept: dict[str, int] = {}  # marks of words, which stay as they are for as long as this order does

    @cached_property
    def all_marks(self) -> int:
        """A mark on every card."""
        return int.from_bytes(b"\1" * len(self.cards), "little")

    @cached_property
    def _place_of_card(self) -> dict[int, int]:
        return dict(zip(self.cards, range(len(self.cards)), strict=True))

    @cached_property
    def _place_of_text(self) -> dict[int, int]:
        """The first place of every text."""
        places = range(len(self._texts) - 1, -1, -1)
        return dict(zip(reversed(self._texts), places, strict=True))

    @cached_property
    def _more(self) -> list[tuple[int, int]]:
        """The first place of a text, with each of its other places."""
        first = self._place_of_text
        if len(first) == len(self._texts):
            return []
        return [(first[text], place) for place, text in enumerate(self._texts) if first[text] != place]

    def mark_places(self, places: Iterable[int]) -> int:
        """Mark the cards at these places, which count from 1."""
        return self._marks(place - 1 for place in places)

    def mark_cards(self, keys: Iterable[int]) -> int:
        """Mark these cards; those that are not shown are passed over."""
        return self._marks(map(self._place_of_card.get, keys, repeat(len(self.cards))))

    def mark_texts(self, keys: Iterable[int]) -> int:
        """Mark the cards of these texts; those of a text that has changed since are passed over."""
        return self._marks(map(self._place_of_text.get, keys, repeat(len(self.cards))), siblings=True)

    def _marks(self, places: Iterable[int], *, siblings: bool = False) -> int:
        marks = bytearray(len(self.cards) + 1)  # the last one is for what is passed over
        for place in places:
            marks[place] = 1
        if siblings:
            for first, place in self._more:
                marks[place] = marks[first]
        marks[-1] = 0
        return int.from_bytes(marks, "little")


class SearchIndex:
    """The index of one store, at `path`; every thread may use it."""

    def __init__(self, store: Store, path: Path) -> None:
        self._store, self.path = store, path
        self._making = threading.Lock()
        self._order: tuple[str, Order] | None = None

    def is_current(self) -> bool:
        """Whether the index knows the question bank as it is now."""
        return self._mark() == self._bank_mark()

    def bring_up_to_date(self, progress: Progress = lambda _done, _all: None) -> None:
        """Take in what changed in the question bank; makes the index when there is none, or none that can be used."""
        with self._making:
            while (mark := self._bank_mark()) != self._mark():
                try:
                    if self._mark() is None or self._is_mostly_dead():
                        self._make(mark, progress)
                    else:
                        self._follow(mark, progress)
                except sqlite3.DatabaseError as error:
                    if not self.path.exists():
                        raise unavailable(error, self.path) from error
                    self.path.unlink()  # whatever is wrong with it, a new one has not

    @contextmanager
    def reading(self) -> Iterator[tuple[sqlite3.Connection, Order]]:
        """A connection to the index, with the database beside it as `bank`, and the order of the cards."""
        try:
            with closing(_connected(self.path, "ro")) as connection:
                connection.execute("ATTACH ? AS bank", (f"{self._store.path.as_uri()}?mode=ro",))
                connection.execute("BEGIN")
                yield connection, self._order_now(connection)
        except sqlite3.DatabaseError as error:
            raise unavailable(error, self._store.path) from error

    def first(self, count: int) -> Sequence[int]:
        """The first cards in their order, without a look at the others; none while the index is not current."""
        if not self.is_current():
            return ()
        with closing(_connected(self.path, "ro")) as connection:
            found = connection.execute("SELECT card FROM entry ORDER BY place LIMIT ?", (count,))
            return array("q", [row[0] for row in found])

    def _order_now(self, connection: sqlite3.Connection) -> Order:
        mark = str(connection.execute("SELECT value FROM mark").fetchone()[0])
        known = self._order
        if known is None or known[0] != mark:
            columns = connection.execute(
                "SELECT group_concat(card), group_concat(text) FROM (SELECT card, text FROM entry ORDER BY place)"
            ).fetchone()
            known = self._order = (mark, Order(*[json.loads(f"[{column or ''}]") for column in columns]))
        return known[1]

    def _mark(self) -> str | None:
        """What the bank was when the index was last made; None when there is no index that can be used."""
        if not self.path.exists():
            return None
        try:
            with closing(_connected(self.path, "ro")) as connection:
                if connection.execute("PRAGMA user_version").fetchone() != (_FORMAT,):
                    return None
                return str(connection.execute("SELECT value FROM mark").fetchone()[0])
        except (sqlite3.DatabaseError, TypeError):
            return None

    def _bank_mark(self) -> str:
        """What changes whenever the bank does: its files as read, its newest rows, and which database it is."""
        with self._store.read() as tx:
            known = (_files(tx, {}).fetchall(), _last(tx, {}).fetchone(), os.stat(self._store.path).st_ino)
        return sha256(repr(known).encode()).hexdigest()

    def _is_mostly_dead(self) -> bool:
        with closing(_connected(self.path, "ro")) as connection:
            live, last = connection.execute("SELECT count(*), coalesce(max(key), 0) FROM text").fetchone()
        return bool(last - live > max(1000, last * _MOST_DEAD))

    def _make(self, mark: str, progress: Progress) -> None:
        try:
            private_folder(self.path.parent)
            with replacing(self.path) as scratch, closing(_connected(scratch, "rwc")) as connection:
                connection.execute("PRAGMA journal_mode=OFF")
                connection.execute("PRAGMA synchronous=OFF")  # `replacing` syncs the whole file once
                connection.execute("BEGIN")
                for statement in _SCHEMA:
                    connection.execute(statement)
                connection.execute("INSERT INTO mark VALUES ('')")
                for name in ("words", "marks"):
                    connection.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('hashsize', 33554432)")
                self._take_in(connection, mark, progress)
                for name in ("words", "marks"):
                    connection.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
                connection.execute("COMMIT")
        except OSError as error:
            raise unavailable(error, self.path) from error

    def _follow(self, mark: str, progress: Progress) -> None:
        with closing(_connected(self.path, "rw")) as connection:
            connection.execute("BEGIN IMMEDIATE")
            self._take_in(connection, mark, progress)
            connection.execute("COMMIT")

    def _take_in(self, connection: sqlite3.Connection, mark: str, progress: Progress) -> None:
        known = dict(connection.execute("SELECT question, fingerprint FROM text"))
        with self._store.read() as tx:
            bank = dict(_fingerprints(tx, {}).fetchall())
        gone = [(key,) for key, fingerprint in known.items() if bank.get(key) != fingerprint]
        connection.executemany("DELETE FROM text WHERE question = ?", gone)
        wanted = sorted(key for key, fingerprint in bank.items() if known.get(key) != fingerprint)
        key = connection.execute("SELECT coalesce(max(key), 0) FROM text").fetchone()[0]
        key = max(key, connection.execute("SELECT coalesce(max(text), 0) FROM entry").fetchone()[0])
        for start in range(0, len(wanted), _PORTION):
            progress(start, len(wanted))
            # Short reads, each on its own: a long one would keep answers from being saved.
            with self._store.read() as tx:
                rows = tx.execute(_QUESTIONS.where(question.c.key.in_(wanted[start : start + _PORTION]))).fetchall()
            _add(connection, key, rows)
            key += len(rows)
        with self._store.read() as tx:
            cards = _cards(tx, {}).fetchall()
        _place(connection, cards)
        connection.execute("UPDATE mark SET value = ?", (mark,))


def _add(connection: sqlite3.Connection, last: int, rows: Sequence[Any]) -> None:
    # Here, not above: the first rows of Browse do without it.
    from quizapp.domain.search_words import question_words, source_words, tag_words, word_forms

    texts, words, marks = [], [], []
    for key, (question_key, fingerprint, id, topic, body) in enumerate(rows, last + 1):
        plain = json.loads(body)
        texts.append((key, question_key, fingerprint, plain.get("valid_until", ""), plain.get("difficulty", 2)))
        words.append((key, " ".join(question_words(id, topic, plain))))
        fields = (word_forms(topic), tag_words(plain), source_words(plain))
        marks.append((key, *map(" ".join, fields)))
    connection.executemany("INSERT INTO text VALUES (?, ?, ?, ?, ?)", texts)
    connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", words)
    connection.executemany("INSERT INTO marks (rowid, topic, tag, source) VALUES (?, ?, ?, ?)", marks)


def _place(connection: sqlite3.Connection, cards: Sequence[Any]) -> None:
    """Write down all cards in the order in which they are shown."""
    known = connection.execute("SELECT question, key, expires, difficulty FROM text")
    texts = {question: values for question, *values in known}
    rows = [
        (card_key, *texts[question_key], deck_key, kind)
        for card_key, question_key, deck_key, kind in cards
        if question_key in texts
    ]
    connection.execute("DELETE FROM entry")
    connection.executemany(
        "INSERT INTO entry (place, card, text, expires, difficulty, deck, kind) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(place, *row) for place, row in enumerate(rows, 1)],
    )


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=5)
    with suppress(sqlite3.DatabaseError):
        connection.execute("PRAGMA trusted_schema=OFF")
    return connection
