"""How many cards decks and topics hold: decks from the index of memories alone, topics by a walk over one deck."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, func, select, text

from quizapp.storage.statements import Prepared
from quizapp.storage.tables import card, deck, memory, question

_NEW, _STEPS, _REVIEWS, _SUSPENDED = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Tally:
    """Cards by what may happen to them: new, due by now, suspended, and all together."""

    cards: int = 0
    new: int = 0
    due: int = 0
    suspended: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.cards + other.cards,
            self.new + other.new,
            self.due + other.due,
            self.suspended + other.suspended,
        )


@dataclass(frozen=True, slots=True)
class ShelvedDeck:
    """A deck in use: what it is called, which file it comes from, and what it holds."""

    slug: str
    title: str
    subject: str
    path: str
    bundled: bool
    tally: Tally


_mine = memory.c.learner == bindparam("learner")
_heads = Prepared(
    select(deck.c.key, deck.c.slug, deck.c.title, deck.c.body, deck.c.path, deck.c.bundled)
    .where(deck.c.retired == 0)
    .order_by(deck.c.slug)
)
_queues = Prepared(
    select(memory.c.deck, memory.c.queue, func.count())
    .where(_mine, memory.c.queue <= _SUSPENDED)
    .group_by(memory.c.queue, memory.c.deck)
)
_due = Prepared(
    select(memory.c.deck, func.count())
    .where(_mine, memory.c.queue == _REVIEWS, memory.c.due <= bindparam("day"))
    .group_by(memory.c.deck)
)


def _number_of(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))


_topics = Prepared(
    select(
        question.c.topic,
        func.count(),
        _number_of(memory.c.queue == _NEW),
        _number_of((memory.c.queue == _STEPS) | and_(memory.c.queue == _REVIEWS, memory.c.due <= bindparam("day"))),
        _number_of(memory.c.queue == _SUSPENDED),
    )
    .join_from(question, deck, deck.c.key == question.c.deck)
    .join(card, card.c.question == question.c.key)
    # The deck and the queues that are named lead to the memories of this deck alone.
    .join(memory, and_(memory.c.card == card.c.key, memory.c.deck == deck.c.key, _mine))
    .where(deck.c.slug == bindparam("slug"), text(f"memory.queue IN ({_NEW}, {_STEPS}, {_REVIEWS}, {_SUSPENDED})"))
    .group_by(question.c.topic)
    .order_by(func.min(question.c.position))
)


def decks(tx: Connection, learner: str, day: int) -> Iterator[ShelvedDeck]:
    """The decks in use by slug, with what is due by this study day."""
    values = {"learner": learner, "day": day}
    by_queue: dict[int, dict[int, int]] = {}
    for key, queue, number in _queues(tx, values):
        by_queue.setdefault(key, {})[queue] = number
    due = dict(_due(tx, values).fetchall())
    for key, slug, title, body, path, bundled in _heads(tx, {}):
        held = by_queue.get(key, {})
        waiting = due.get(key, 0) + held.get(_STEPS, 0)
        tally = Tally(sum(held.values()), held.get(_NEW, 0), waiting, held.get(_SUSPENDED, 0))
        yield ShelvedDeck(slug, title, json.loads(body)["subject"], path, bool(bundled), tally)


def topics(tx: Connection, learner: str, day: int, slug: str) -> Iterator[tuple[str, Tally]]:
    """The topics of a deck in the order in which it first names them."""
    for topic, *numbers in _topics(tx, {"learner": learner, "day": day, "slug": slug}):
        yield topic, Tally(*numbers)
