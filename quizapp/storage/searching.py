"""From a query to the cards it finds: every condition marks its cards, and marks are combined by arithmetic on bits.

Counting, negating and combining 100,000 marks this way takes microseconds; what takes time is asking SQLite for them,
so every condition is one question to the index, the memories or the log, answered in one text.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from itertools import compress
from operator import and_, or_
from typing import Any, assert_never

from quizapp.domain.events import EventType
from quizapp.domain.memories import Phase
from quizapp.domain.search_words import word_forms
from quizapp.domain.searching import AllOf, AnyOf, Condition, Is, Not, OfDifficulty, OfKind, State, Where, Words
from quizapp.domain.study_day import date_of
from quizapp.domain.values import dataclass
from quizapp.storage.memories import Queue
from quizapp.storage.search_index import Order, SearchIndex

_KEPT = 32
"""So many marks of words are kept, the latest; while a person types, all words but the last stay the same."""

WEAK_BELOW = 7
"""Days: what is held for less is weak."""

_MEMORIES = {
    State.DUE: f"queue IN ({Queue.STEPS:d}, {Queue.REVIEW:d}) AND buried_until <= ? "
    f"AND (queue = {Queue.STEPS:d} OR due <= ?)",
    State.NEW: f"(queue = {Queue.NEW:d} OR (queue = {Queue.ASIDE:d} AND phase = {Phase.NEW:d}))",
    State.WEAK: f"stability < {WEAK_BELOW}",
    State.LEECH: "leech",
    State.SUSPENDED: "suspended",
    State.BURIED: "buried_until > ?",
    State.FLAGGED: "flagged",
}
_MISSED = (
    "SELECT key FROM bank.card WHERE id IN (SELECT card FROM bank.event WHERE learner = ? "
    f"AND type = '{EventType.REVIEW.value}' AND rating = 1 "
    "AND id NOT IN (SELECT target FROM bank.event WHERE target IS NOT NULL))"
)


@dataclass(frozen=True, slots=True)
class Asker:
    """For whom and on which study day is searched: what is due depends on both."""

    learner: str
    day: int


def find(index: SearchIndex, condition: Condition, asker: Asker) -> Sequence[int]:
    """The keys of the cards that the query finds, by deck and in its order; raises StoreUnavailable."""
    with index.reading() as (connection, order):
        if condition == AllOf(()):
            return order.cards
        marked = _Search(connection, order, asker).of(condition)
        return array("q", compress(order.cards, marked.to_bytes(len(order.cards) + 1, "little")))


class _Search:
    """Answers conditions by marks: a number with one byte a card, 1 where the condition holds, in the order shown."""

    def __init__(self, connection: sqlite3.Connection, order: Order, asker: Asker) -> None:
        self._connection, self._order, self._asker = connection, order, asker

    def of(self, condition: Condition) -> int:
        """The marks of a condition."""
        match condition:
            case Words(Where.DECK):
                return self._in_decks(condition)
            case Words():
                return self._has([condition], "AND")
            case OfKind(kind):
                return self._placed("SELECT place FROM entry WHERE kind = ?", kind.value)
            case OfDifficulty(difficulty):
                return self._placed("SELECT place FROM entry WHERE difficulty = ?", difficulty)
            case Is(state):
                return self._is(state)
            case Not(inner):
                return self.of(inner) ^ self._order.all_marks
            case AllOf(conditions):
                return reduce(and_, self._each(conditions, "AND"), self._order.all_marks)
            case AnyOf(conditions):
                return reduce(or_, self._each(conditions, "OR"), 0)
            case _:
                assert_never(condition)

    def _each(self, conditions: Sequence[Condition], by: str) -> Iterable[int]:
        """The marks of each condition; words go into one question to the full-text index."""
        together = [each for each in conditions if isinstance(each, Words) and each.where is Where.ANYWHERE]
        if together:
            yield self._has(together, by)
        for each in conditions:
            if each not in together:
                yield self.of(each)

    def _has(self, words: Sequence[Words], by: str) -> int:
        table = "words" if words[0].where is Where.ANYWHERE else "marks"
        match = f" {by} ".join(map(_match, words))
        return self._marked(self._order.mark_texts, f"SELECT rowid AS found FROM {table} WHERE {table} MATCH ?", match)

    def _in_decks(self, words: Words) -> int:
        decks = self._connection.execute("SELECT key, slug, title FROM bank.deck WHERE NOT retired").fetchall()
        keys = [key for key, *names in decks if any(stands_in(words, word_forms(name)) for name in names)]
        return self._placed(f"SELECT place FROM entry WHERE deck IN ({', '.join(map(str, keys))})")

    def _is(self, state: State) -> int:
        learner, day = self._asker.learner, self._asker.day
        if state is State.EXPIRED:
            today = date_of(day).isoformat()
            return self._placed("SELECT place FROM entry WHERE expires <> '' AND expires < ?", today)
        if state is State.MISSED:
            return self._marked(self._order.mark_cards, _MISSED, learner)
        condition = _MEMORIES[state]
        days = [day] * condition.count("?")
        return self._marked(
            self._order.mark_cards, f"SELECT card FROM bank.memory WHERE learner = ? AND {condition}", learner, *days
        )

    def _placed(self, select: str, *values: Any) -> int:
        return self._marked(self._order.mark_places, select, *values)

    def _marked(self, mark: Callable[[Iterable[int]], int], select: str, *values: Any) -> int:
        # One text with all numbers reaches Python five times faster than as many rows.
        column = select.split()[1] if " AS " not in select else "found"
        joined = self._connection.execute(f"SELECT group_concat({column}) FROM ({select})", values).fetchone()[0]
        return mark(json.loads(f"[{joined}]")) if joined else 0


def stands_in(words: Words, forms: Sequence[str]) -> bool:
    """Whether the words stand next to each other in a text of these forms, as the full-text index decides it."""
    length = len(words.forms)
    for start in range(len(forms) - length + 1):
        *first, last = forms[start : start + length]
        if first == list(words.forms[:-1]) and (
            last == words.forms[-1] or (words.beginning and last.startswith(words.beginning))
        ):
            return True
    return False


def _match(words: Words) -> str:
    """The words in the language of the full-text index; they are letters and digits, so that quoting is enough."""
    column = "" if words.where is Where.ANYWHERE else f"{words.where.value} : "
    phrase = f'"{" ".join(words.forms)}"'
    if not words.beginning:
        return f"{column}{phrase}"
    begun = f'"{" ".join((*words.forms[:-1], words.beginning))}" *'
    return f"{column}{begun}" if words.beginning == words.forms[-1] else f"({column}({phrase} OR {begun}))"
