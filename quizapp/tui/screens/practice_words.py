"""What the set-up of a practice says: its rows, what they mean, and the values that they take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from quizapp.domain.practising import Only, Practice
from quizapp.domain.questions import Kind
from quizapp.tui.widgets.pick_list import PickRow
from quizapp.tui.wording import counted

NUMBERS = (5, 10, 20, 30, 50, 100)
SECONDS = (0, 15, 30, 45, 60, 90, 120)
KINDS = tuple(Kind)
DIFFICULTIES = (1, 2, 3)
HOW_HARD = {1: "easy", 2: "middling", 3: "hard"}

LISTED = frozenset({"deck", "topics", "kinds", "difficulties"})
"""The rows that open a list."""

_ONLY = {
    Only.ALL: "all of them",
    Only.NEW: "new ones",
    Only.WEAK: "weak ones",
    Only.MISSED: "missed ones",
    Only.FLAGGED: "flagged ones",
}
MEANINGS = {
    "deck": "Questions of one deck, or of all of them. space opens the list.",
    "topics": "Questions about these topics alone. space opens the list.",
    "kinds": "Questions of these kinds alone. space opens the list.",
    "difficulties": "Questions that were written to be easy, middling or hard. space opens the list.",
    "only": "New: never answered. Weak: held for less than a week. Missed: answered wrong at least once. "
    "Flagged: marked as doubtful.",
    "words": "A search as in Browse, to narrow it further: words, tag:old, source:atlas, -river. space writes it.",
    "number": "So many questions, in an order that is another one each time.",
    "seconds": "When the time of a question is over, it counts as not answered. Time ends with the answer, not with "
    "reading the reasons.",
    "counts": "When the answers count, they move the days on which questions come back, as in Study. When they do not, "
    "they are kept for your history and nothing moves.",
}


def rows(practice: Practice, titles: Mapping[str, str]) -> Iterator[PickRow]:
    """The choice, a line each."""
    topics = [topic for _, topic in practice.topics]
    yield PickRow("WHICH QUESTIONS")
    yield PickRow("Deck", "deck", titles.get(practice.deck, practice.deck) or "all decks")
    yield PickRow("Topics", "topics", _several(topics, "topic") or "all topics")
    yield PickRow("Kinds", "kinds", _several([kind.value for kind in practice.kinds], "kind") or "all kinds")
    hard = [HOW_HARD[each] for each in practice.difficulties]
    yield PickRow("Difficulty", "difficulties", " or ".join(hard) or "any")
    yield PickRow("Only", "only", _ONLY[practice.only])
    yield PickRow("Search", "words", practice.words or "none")
    yield PickRow("")
    yield PickRow("HOW")
    yield PickRow("Number", "number", counted(practice.number, "question"))
    yield PickRow("Time", "seconds", f"{practice.seconds} seconds a question" if practice.seconds else "no limit")
    yield PickRow("Schedule", "counts", "the answers count" if practice.counts else "the answers do not count")


def _several(names: Sequence[str], noun: str) -> str:
    return ", ".join(names) if len(names) < 3 else f"{names[0]} and {counted(len(names) - 1, f'more {noun}')}"


def values(key: str, decks: Sequence[str]) -> tuple[Any, ...]:
    """The values that a row takes in turn; none for one that only a list or a field changes."""
    return {
        "deck": ("", *decks),
        "kinds": ((), *[(kind,) for kind in KINDS]),
        "difficulties": ((), *[(each,) for each in DIFFICULTIES]),
        "only": tuple(Only),
        "number": NUMBERS,
        "seconds": SECONDS,
        "counts": (True, False),
    }.get(key, ())


def turned(practice: Practice, key: str, by: int, decks: Sequence[str]) -> Practice:
    """The practice with the next value of a row, or the one before."""
    offered = values(key, decks)
    if not offered:
        return practice
    now = getattr(practice, key)
    at = offered.index(now) if now in offered else 0
    return changed(practice, key, offered[(at + by) % len(offered)])


def changed(practice: Practice, key: str, value: Any) -> Practice:
    """The practice with another value; topics of another deck go with the deck."""
    found: Practice = replace(practice, **{key: value})
    if key == "deck" and value:
        found = replace(found, topics=tuple([each for each in found.topics if each[0] == value]))
    return found
