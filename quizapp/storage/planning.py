"""What planning reads of a learner: every card with its memory, and how the last answers went."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, literal_column, select, text

from quizapp.domain.agenda import Entry, NewCard
from quizapp.domain.plans import PlannedCard
from quizapp.storage.agenda import NEW, REVIEWS, STEPS, DeckRow, siblings_asked
from quizapp.storage.bank_prints import difficulty, options
from quizapp.storage.statements import Prepared
from quizapp.storage.tables import card, deck, event, memory, question

RECENT = 3_000
"""So many of the last answers tell how long answers take and how they are rated."""


class CardRow(NamedTuple):
    """A card that can be asked: what it asks for, and what is remembered of it (None for one never answered)."""

    id: str
    question: int
    kind: str
    topic: str
    difficulty: int
    options: int
    stability: float | None
    hardness: float | None
    last_day: int | None


class AnswerRow(NamedTuple):
    """One answer: its rating, the time it took, and what it counted as (`new`, `review` or a step)."""

    rating: int
    milliseconds: int
    counts: str | None


_cards = Prepared(
    select(
        card.c.id,
        card.c.question,
        question.c.kind,
        question.c.topic,
        difficulty,
        options,
        memory.c.stability,
        memory.c.difficulty,
        memory.c.last_day,
    )
    .join_from(memory, card, card.c.key == memory.c.card)
    .join(question, question.c.key == card.c.question)
    .where(
        memory.c.learner == bindparam("learner"),
        memory.c.deck == bindparam("deck"),
        memory.c.queue <= REVIEWS,
        card.c.retired == 0,
        question.c.retired == 0,
    )
    .order_by(question.c.position, card.c.gap)
)
_subjects = Prepared(select(deck.c.slug, func.json_extract(deck.c.body, "$.subject")).where(deck.c.retired == 0))
_held = Prepared(
    # The index alone tells both; with the sum of their keys one card in the place of another is not taken for it.
    select(func.count(), func.coalesce(func.sum(memory.c.card), 0))
    .select_from(memory)
    .where(
        memory.c.learner == bindparam("learner"),
        memory.c.deck == bindparam("deck"),
        text(f"memory.queue IN ({NEW}, {STEPS}, {REVIEWS})"),
    )
)
_answers = Prepared(
    select(event.c.rating, event.c.milliseconds, func.json_extract(event.c.payload, "$.counts"))
    .where(event.c.type == "review", event.c.learner == bindparam("learner"), event.c.kind == "study")
    .order_by(literal_column("event.rowid").desc())  # by the order of arrival, which needs no index
    .limit(bindparam("limit"))
)
_wanted = func.json_each(bindparam("ids")).table_valued("key", "value")
_entries = Prepared(
    select(card.c.id, card.c.key, card.c.question, memory.c.queue, memory.c.last_day, card.c.gap, memory.c.due)
    .join_from(_wanted, card, card.c.id == _wanted.c.value)
    .join(memory, memory.c.card == card.c.key)
    .where(
        memory.c.learner == bindparam("learner"),
        text(f"memory.queue IN ({NEW}, {REVIEWS})"),
        memory.c.buried_until <= bindparam("day"),
        card.c.retired == 0,
    )
    .order_by(_wanted.c.key)
)


_in_steps = Prepared(
    select(card.c.question)
    .join_from(memory, card, card.c.key == memory.c.card)
    .where(
        memory.c.learner == bindparam("learner"),
        text(f"memory.queue = {STEPS}"),
        memory.c.buried_until <= bindparam("day"),
        card.c.retired == 0,
    )
)


def cards(tx: Connection, learner: str, row: DeckRow) -> list[CardRow]:
    """The cards of a deck that can be asked, in its order."""
    return [CardRow(*each) for each in _cards(tx, {"learner": learner, "deck": row.key})]


def held(tx: Connection, learner: str, row: DeckRow) -> tuple[int, int]:
    """What tells which cards of a deck can be asked at all: their number, and the sum of their keys."""
    count, keys = _held(tx, {"learner": learner, "deck": row.key}).fetchone()
    return count, keys


def subjects(tx: Connection) -> dict[str, str]:
    """The subject of each deck, by its slug."""
    return {slug: subject or "" for slug, subject in _subjects(tx, {})}


def answers(tx: Connection, learner: str) -> list[AnswerRow]:
    """The last answers given while studying."""
    return [AnswerRow(*each) for each in _answers(tx, {"learner": learner, "limit": RECENT})]


class Askable(NamedTuple):
    """A planned card that can be asked, and whether its review would be due without the plan, too."""

    entry: Entry
    due: bool


def askable(
    tx: Connection, learner: str, order: Iterable[PlannedCard], day: int, *, siblings: bool
) -> dict[str, Askable]:
    """The planned cards that can be asked on this day: neither answered today, nor put aside, nor gone.

    With `siblings`, one whose sibling was asked today waits, too, and so does one whose sibling is within its steps.
    """
    values = {"learner": learner, "day": day, "ids": json.dumps([each.card for each in order])}
    rows = [row for row in _entries(tx, values) if row[4] is None or row[4] < day]
    related = [NewCard(key, number, gap) for _, key, number, _, _, gap, _ in rows] if siblings else []
    asked = siblings_asked(tx, learner, day, related)
    if siblings:
        asked |= {number for (number,) in _in_steps(tx, values)}
    return {
        id: Askable(Entry(key, number, queue == NEW), queue == REVIEWS and due <= day)
        for id, key, number, queue, _, _, due in rows
        if number not in asked
    }
