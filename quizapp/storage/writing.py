"""Reads for written practice: which essays there are, and what the log has of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from sqlalchemy import Connection, literal_column, select

from quizapp.domain.events import Event
from quizapp.domain.question_format import question_from_plain
from quizapp.domain.questions import CardKey, Essay, Kind
from quizapp.domain.values import dataclass
from quizapp.storage.log import COLUMNS, event_of
from quizapp.storage.tables import card, deck, event, question

_PORTION = 500
"""So many cards are asked for at once: a statement may carry about a thousand values."""


@dataclass(frozen=True, slots=True)
class StoredEssay:
    """One essay question of the bank."""

    card: CardKey
    question: Essay
    deck_title: str


def essays(tx: Connection) -> tuple[StoredEssay, ...]:
    """Every essay question that is not retired, by deck and place in it."""
    wanted = (
        select(deck.c.slug, question.c.id, question.c.topic, question.c.body, deck.c.title)
        .join_from(question, deck, deck.c.key == question.c.deck)
        .join(card, card.c.question == question.c.key)
        .where(question.c.kind == Kind.ESSAY.value, card.c.retired == 0)
        .order_by(deck.c.slug, question.c.position)
    )
    found = []
    for slug, id, topic, body, title in tx.execute(wanted):
        asked = question_from_plain(id, Kind.ESSAY.value, topic, json.loads(body))
        if isinstance(asked, Essay):
            found.append(StoredEssay(CardKey(slug, id), asked, title))
    return tuple(found)


def written(tx: Connection, learner: str, cards: Collection[str]) -> Iterator[Event]:
    """The essays that the log has of these cards (`str(CardKey)`), in its order for each card."""
    names = list(cards)
    for start in range(0, len(names), _PORTION):
        wanted = (
            select(*[event.c[name] for name in COLUMNS])
            .where(
                event.c.card.in_(names[start : start + _PORTION]),
                event.c.type == literal_column("'writing'"),
                event.c.learner == learner,
            )
            .order_by(event.c.instant, event.c.origin, event.c.sequence)
        )
        yield from map(event_of, tx.execute(wanted))
