"""What papers are drawn from: numbers of questions read from an index, and of the questions only those looked at."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence

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
    select(question.c.topic, func.count())
    .where(question.c.deck == bindparam("deck"))
    .group_by(question.c.topic)
    .order_by(question.c.topic)
)
_members = Prepared(
    select(question.c.key)
    .where(question.c.deck == bindparam("deck"), question.c.topic == bindparam("topic"))
    .order_by(question.c.position)
)
_member = Prepared(
    select(question.c.key)
    .where(question.c.deck == bindparam("deck"), question.c.topic == bindparam("topic"))
    .order_by(question.c.position)
    .limit(1)
    .offset(bindparam("place"))
)
_place = select(question.c.key, question.c.deck, question.c.topic).join_from(memory, card, card.c.key == memory.c.card)
_place = _place.join(question, question.c.key == card.c.question).where(memory.c.learner == bindparam("learner"))
# Found by the index of the memories, since there is none of retired questions; a retired card may be but one gap.
_gone = Prepared(_place.where(memory.c.queue == int(Queue.RETIRED), question.c.retired == 1))
_aside = Prepared(_place.where(memory.c.queue == int(Queue.ASIDE)))

_of_card = select(memory.c.last_day).where(memory.c.card == card.c.key, memory.c.learner == bindparam("learner"))
# A query within a query, lest the planner begin with all memories of the learner.
_seen = select(func.max(_of_card.correlate(card).scalar_subquery())).where(card.c.question == question.c.key)
_here = and_(question.c.key == bindparam("key"), question.c.retired == 0)
_glance = Prepared(select(question.c.kind).where(_here))
_glance_with_day = Prepared(select(question.c.kind, _seen.correlate(question).scalar_subquery()).where(_here))
_question = Prepared(
    select(question.c.deck, question.c.id, question.c.kind, question.c.topic, question.c.body).where(_here)
)


class StoredBank:
    """The bank of one learner within a transaction; with `mine` what they put aside or off is left out of it."""

    def __init__(self, tx: Connection, learner: str, *, mine: bool, decks: Collection[str] | None = None) -> None:
        self._tx, self._learner, self._mine = tx, learner, mine
        heads = [(key, Deck.from_plain(slug, title, json.loads(body))) for key, slug, title, body in _heads(tx, {})]
        self._heads = {head.slug: (key, head) for key, head in heads if decks is None or head.slug in decks}
        self._slugs = {key: head.slug for key, head in self._heads.values()}
        left_out = {key: tuple(place) for key, *place in _gone(tx, {"learner": learner})}
        if mine:
            left_out |= {key: tuple(place) for key, *place in _aside(tx, {"learner": learner})}
        self._left_out = left_out.keys()
        self._missing = Counter(left_out.values())
        self._found: dict[tuple[str, str], list[int]] = {}

    def topics(self) -> list[BankTopic]:
        """Every topic of these decks, by slug and by name."""
        return [
            BankTopic(slug, head.subject, topic, number - self._missing[key, topic])
            for slug, (key, head) in self._heads.items()
            for topic, number in _topics(self._tx, {"deck": key})
        ]

    def member(self, deck: str, topic: str, place: int) -> int:
        """The key of the question at a place of its topic, from the index alone."""
        of_topic = {"deck": self._heads[deck][0], "topic": topic}
        if not self._missing[of_topic["deck"], topic]:
            return int(_member(self._tx, {**of_topic, "place": place}).fetchone()[0])
        if (deck, topic) not in self._found:
            rows = _members(self._tx, of_topic)
            self._found[deck, topic] = [key for (key,) in rows if key not in self._left_out]
        return self._found[deck, topic][place]

    def glances(self, members: Sequence[int]) -> dict[int, Glance]:
        """Kind and last study day of these questions, without reading them."""
        glance = _glance_with_day if self._mine else _glance
        rows = ((key, glance(self._tx, {"key": key, "learner": self._learner}).fetchone()) for key in members)
        return {key: Glance(*row) for key, row in rows if row is not None}

    def read(self, members: Sequence[int]) -> dict[int, tuple[str, Question]]:
        """These questions, each with the slug of its deck."""
        found = {}
        for key in members:
            if row := _question(self._tx, {"key": key}).fetchone():
                in_deck, id, kind, topic, body = row
                found[key] = (self._slugs[in_deck], question_from_plain(id, kind, topic, json.loads(body)))
        return found
