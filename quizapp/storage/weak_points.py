"""What the log and the memories say of weak points: cards that are missed most, leeches, and the cards of each fact."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, and_, bindparam, case, func, literal_column, select

from quizapp.domain.asking import right_answer
from quizapp.domain.leeches import Neighbour
from quizapp.domain.missed import prompt_of, told
from quizapp.domain.question_format import question_from_plain
from quizapp.domain.questions import CardKey, Kind
from quizapp.storage.memories import Queue
from quizapp.storage.statements import Prepared
from quizapp.storage.tables import card, event, memory, question

_undone = event.alias("undone")
_misses = (
    select(event.c.card, func.count().label("misses"))
    .where(
        event.c.learner == bindparam("learner"),
        # The number itself, not a bound value, so that the partial index serves; it has all that is asked for.
        event.c.rating == literal_column("1"),
        event.c.id.not_in(select(_undone.c.target).where(_undone.c.target.is_not(None))),
    )
    .group_by(event.c.card)
    .subquery()
)
_most_missed = Prepared(
    select(card.c.key)
    .join_from(_misses, card, card.c.id == _misses.c.card)
    .where(card.c.retired == 0)
    .order_by(_misses.c.misses.desc(), card.c.key)
    .limit(bindparam("limit"))
)
_leeches = Prepared(
    select(memory.c.card)
    .where(memory.c.learner == bindparam("learner"), memory.c.leech == 1, memory.c.queue != int(Queue.RETIRED))
    .order_by(memory.c.lapses.desc(), memory.c.card)
    .limit(bindparam("limit"))
)
# Taken out of the body by SQLite, which lets other threads run meanwhile; of an essay the whole of it.
_cites = case(
    (question.c.kind == literal_column(f"'{Kind.ESSAY.value}'"), question.c.body),
    else_=func.json_extract(question.c.body, literal_column("'$.sources'")),
)
_citing = Prepared(
    select(card.c.key, memory.c.stability, memory.c.last_day, _cites)
    .join_from(question, card, card.c.question == question.c.key)
    # `+ 0` keeps the planner from going through all memories for each deck.
    .join(memory, and_(memory.c.card == card.c.key + 0, memory.c.learner == bindparam("learner")))
    .where(question.c.deck == bindparam("deck"), memory.c.queue != int(Queue.RETIRED))
)
_near = Prepared(
    select(card.c.key, card.c.gap, question.c.id, question.c.kind, question.c.topic, question.c.body)
    .join_from(question, card, card.c.question == question.c.key)
    .where(
        question.c.deck == bindparam("deck"),
        question.c.topic == bindparam("topic"),
        question.c.retired == 0,
        card.c.retired == 0,
    )
    .limit(bindparam("limit"))
)
_askable = Prepared(
    select(memory.c.card).where(
        memory.c.learner == bindparam("learner"),
        memory.c.card == bindparam("card"),
        memory.c.suspended == 0,
        memory.c.buried_until <= bindparam("day"),
    )
)
_MOST_NEIGHBOURS = 500


def most_missed(tx: Connection, learner: str, limit: int) -> list[int]:
    """The cards that were answered wrongly most often, or called a guess, from an index alone."""
    return [row[0] for row in _most_missed(tx, {"learner": learner, "limit": limit})]


def leeches(tx: Connection, learner: str, limit: int) -> list[int]:
    """The cards that are leeches, those that lapsed most first."""
    return [row[0] for row in _leeches(tx, {"learner": learner, "limit": limit})]


def citing(tx: Connection, learner: str, deck: int) -> Iterable[tuple[int, float | None, int, str | None]]:
    """Every card of a deck with its stability and last study day, and what `cited` reads its facts from."""
    return _citing(tx, {"learner": learner, "deck": deck})


def cited(text: str | None) -> tuple[str, ...]:
    """The facts that a question rests on, each once, as questions cite them; of an essay those of its outline too."""
    plain = json.loads(text) if text else []
    if isinstance(plain, dict):
        outline = [fact for point in plain["outline"] for fact in point.get("facts", ())]
        plain = [*plain.get("sources", ()), *outline]
    return tuple(dict.fromkeys(plain))


def neighbours(tx: Connection, deck: int, slug: str, topic: str) -> list[Neighbour]:
    """The questions of a topic of a deck with their answers."""
    found = []
    values = {"deck": deck, "topic": topic, "limit": _MOST_NEIGHBOURS}
    for key, gap, id, kind, of_topic, body in _near(tx, values):
        asked = question_from_plain(id, kind, of_topic, json.loads(body))
        answer = told(right_answer(asked, gap))
        found.append(Neighbour(key, CardKey(slug, id, gap), prompt_of(asked, gap), answer))
    return found


def askable(tx: Connection, learner: str, keys: tuple[int, ...], day: int) -> list[int]:
    """Those of the cards that are not put aside on this study day."""
    values = {"learner": learner, "day": day}
    return [key for key in keys if _askable(tx, {**values, "card": key}).fetchone() is not None]
