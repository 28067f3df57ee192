"""What papers are drawn from: numbers of questions read from an index, and of the questions only those looked at."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select

from quizapp.domain.decks import Deck
from quizapp.domain.papers import BankTopic, Glance
from quizapp.domain.question_format import question_from_plain
from quizapp.domain.questions import Question
from quizapp.storage.memories import Queue
from quizapp.storage.statements import Prepared
from quizapp.storage.tables import card, deck, memory, question

_heads = Prepared(
    select(deck.c.key, deck.c.slug, deck.c.title, deck.c.body).where(deck.c.retired == 0).order_by(deck.c.slug)
)
_topics = Prepared(
    select(question.c.topic).where(question.c.deck == bindparam("deck")).distinct().order_by(question.c.topic)
)
_members = Prepared(
    select(question.c.key)
    .where(question.c.deck == bindparam("deck"), question.c.topic == bindparam("topic"))
    .order_by(question.c.position)
)
# Cards of retired questions are found by the index of the memories, since there is none of retired questions.
_gone = Prepared(
    select(card.c.question)
    .join_from(memory, card, card.c.key == memory.c.card)
    .join(question, question.c.key == card.c.question)
    .where(memory.c.learner == bindparam("learner"), memory.c.queue == int(Queue.RETIRED), question.c.retired == 1)
)
_aside = Prepared(
    select(card.c.question)
    .join_from(memory, card, card.c.key == memory.c.card)
    .where(memory.c.learner == bindparam("learner"), memory.c.queue == int(Queue.ASIDE))
)


class StoredBank:
    """The bank of one learner within a transaction; with `mine` what they put aside or off is left out of it."""

    def __init__(self, tx: Connection, learner: str, *, mine: bool, decks: Collection[str] | None = None) -> None:
        self._tx, self._learner, self._mine = tx, learner, mine
        heads = [(key, Deck.from_plain(slug, title, json.loads(body))) for key, slug, title, body in _heads(tx, {})]
        self._heads = {head.slug: (key, head) for key, head in heads if decks is None or head.slug in decks}
        self._slugs = {key: head.slug for key, head in self._heads.values()}
        self._gone = {row[0] for row in _gone(tx, {"learner": learner})}
        if mine:
            self._gone |= {row[0] for row in _aside(tx, {"learner": learner})}

    def topics(self) -> list[BankTopic]:
        """Every topic of these decks, by slug and by name."""
        return [
            BankTopic(slug, head.subject, topic)
            for slug, (key, head) in self._heads.items()
            for (topic,) in _topics(self._tx, {"deck": key})
        ]

    def members(self, deck: str, topic: str) -> list[int]:
        """The keys of the questions of a topic, from the index alone."""
        rows = _members(self._tx, {"deck": self._heads[deck][0], "topic": topic}).fetchall()
        return [key for (key,) in rows if key not in self._gone] if self._gone else [key for (key,) in rows]

    def glances(self, members: Sequence[int]) -> dict[int, Glance]:
        """Kind and last study day of these questions, without reading them."""
        chosen = question.c.key.in_(members)
        if not self._mine:
            return {
                key: Glance(kind) for key, kind in self._rows(select(question.c.key, question.c.kind).where(chosen))
            }
        mine = and_(memory.c.card == card.c.key, memory.c.learner == self._learner)
        wanted = select(question.c.key, question.c.kind, func.max(memory.c.last_day))
        wanted = wanted.join_from(question, card, card.c.question == question.c.key).join(memory, mine)
        return {key: Glance(*rest) for key, *rest in self._rows(wanted.where(chosen).group_by(question.c.key))}

    def read(self, members: Sequence[int]) -> dict[int, tuple[str, Question]]:
        """These questions, each with the slug of its deck."""
        columns = (question.c.key, question.c.deck, question.c.id, question.c.kind, question.c.topic, question.c.body)
        return {
            key: (self._slugs[in_deck], question_from_plain(id, kind, topic, json.loads(body)))
            for key, in_deck, id, kind, topic, body in self._rows(select(*columns).where(question.c.key.in_(members)))
        }

    def _rows(self, statement: Any) -> Any:
        return self._tx.execute(statement)
