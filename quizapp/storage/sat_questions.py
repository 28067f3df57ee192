"""The questions of papers that were sat: as the bank has them now, and which papers had one."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import Connection, literal_column, select

from quizapp.domain.question_format import question_from_plain
from quizapp.domain.questions import CardKey, Question
from quizapp.storage.tables import card, event, question

_QUESTIONS = select(card.c.id, question.c.id, question.c.kind, question.c.topic, question.c.body).join_from(
    card, question, question.c.key == card.c.question
)
_PORTION = 500


def read(tx: Connection, cards: Collection[CardKey]) -> dict[CardKey, Question]:
    """The questions of these cards, those put aside by their decks too; what was never in the bank is missing."""
    names = [str(each) for each in cards]
    found = {}
    for start in range(0, len(names), _PORTION):  # a statement may carry about a thousand values
        rows = tx.execute(_QUESTIONS.where(card.c.id.in_(names[start : start + _PORTION])))
        for name, id, kind, topic, body in rows:
            found[CardKey.parse(name)] = question_from_plain(id, kind, topic, json.loads(body))
    return found


def papers_with(tx: Connection, learner: str, asked: CardKey) -> frozenset[str]:
    """The ids of the papers that may have had the question of a card: those that name it."""
    # The word itself, not a bound value, so that the partial index serves.
    papers = select(event.c.id).where(event.c.type == literal_column("'paper'"), event.c.learner == learner)
    return frozenset(tx.execute(papers.where(event.c.payload.contains(f'"{asked}"', autoescape=True))).scalars())
