"""One card, read by its key or its identity, with everything that asking it needs."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select

from quizapp.domain.memories import CardState, Memory, Phase
from quizapp.domain.question_format import question_from_plain
from quizapp.domain.questions import CardKey, Question
from quizapp.domain.study_day import from_milliseconds
from quizapp.domain.values import dataclass
from quizapp.storage.statements import Prepared
from quizapp.storage.tables import card, deck, memory, question


@dataclass(frozen=True, slots=True)
class Askable:
    """Everything about one card that asking it needs."""

    key: int
    question_key: int
    id: CardKey
    question: Question
    deck: str
    deck_key: int
    deck_title: str
    position: int
    state: CardState
    retired: bool
    path: str
    line: int
    changed_on: str


_ASKED = (
    memory.c.phase, memory.c.step, memory.c.stability, memory.c.difficulty, memory.c.last, memory.c.last_day,
    memory.c.due_day, memory.c.due_at, memory.c.reps, memory.c.lapses, memory.c.suspended, memory.c.buried_until,
    memory.c.flagged, memory.c.leech, card.c.key, card.c.question, card.c.gap, card.c.retired, question.c.id,
    question.c.kind, question.c.topic, question.c.body, question.c.path, question.c.line, question.c.changed_on,
    question.c.retired, question.c.position, deck.c.slug, deck.c.title, deck.c.key, deck.c.retired,
)  # fmt: skip


def _asked_by(condition: Any) -> Prepared:
    return Prepared(
        select(*_ASKED)
        .join_from(card, question, question.c.key == card.c.question)
        .join(deck, deck.c.key == question.c.deck)
        .join(memory, and_(memory.c.card == card.c.key, memory.c.learner == bindparam("learner")))
        .where(condition)
    )


_by_key = _asked_by(card.c.key == bindparam("card"))
_by_id = _asked_by(card.c.id == bindparam("id"))


def askable(tx: Connection, learner: str, key: int) -> Askable | None:
    """The card with this key, or None when the store has no such card for the learner."""
    row = _by_key(tx, {"learner": learner, "card": key}).fetchone()
    return None if row is None else _askable(row)


def askable_by_id(tx: Connection, learner: str, card_id: str) -> Askable | None:
    """The card with this identity (`str(CardKey)`), or None when the store has no such card for the learner."""
    row = _by_id(tx, {"learner": learner, "id": card_id}).fetchone()
    return None if row is None else _askable(row)


def _askable(row: Any) -> Askable:
    (
        phase, step, stability, difficulty, last, last_day, due_day, due_at, reps, lapses, suspended, buried_until,
        flagged, leech, key, question_key, gap, card_retired, question_id, kind, topic, body, path, line, changed_on,
        question_retired, position, slug, title, deck_key, deck_retired,
    ) = row  # fmt: skip
    remembered = Memory(
        Phase(phase),
        step,
        stability,
        difficulty,
        None if last is None else from_milliseconds(last),
        last_day,
        due_day,
        None if due_at is None else from_milliseconds(due_at),
        reps,
        lapses,
    )
    return Askable(
        key=key,
        question_key=question_key,
        id=CardKey(slug, question_id, gap),
        question=question_from_plain(question_id, kind, topic, json.loads(body)),
        deck=slug,
        deck_key=deck_key,
        deck_title=title,
        position=position,
        state=CardState(remembered, bool(suspended), buried_until, bool(flagged), bool(leech)),
        retired=bool(card_retired or question_retired or deck_retired),
        path=path,
        line=line,
        changed_on=changed_on,
    )
