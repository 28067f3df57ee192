"""What the agenda reads where a single topic of a deck is studied: the same, from the questions of that topic."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from quizapp.domain.agenda import DueCard, NewCard, Offer
from quizapp.domain.settings import StudySettings
from quizapp.domain.sitting import Pending
from quizapp.storage import agenda
from quizapp.storage.agenda import REVIEWS, STEPS, DeckRow, Done, chance, in_topic, mine, new_in_topic, urgency
from quizapp.storage.statements import Prepared
from quizapp.storage.tables import card, memory, question

_of_topic = (
    select(memory.c.card, card.c.question)
    .join_from(question, card, card.c.question == question.c.key)
    .join(memory, memory.c.card == card.c.key)
    .where(in_topic, mine, memory.c.buried_until <= bindparam("day"), card.c.retired == 0)
)
_due = Prepared(
    _of_topic.add_columns(urgency, chance, card.c.gap)
    # `+ 0` keeps the planner at the questions of the topic: there are fewer of them than cards of the deck.
    .where(memory.c.queue + 0 == REVIEWS, memory.c.due <= bindparam("day"))
    .order_by(urgency.desc(), chance, memory.c.card)
    .limit(bindparam("limit"))
)
_steps = Prepared(_of_topic.add_columns(memory.c.due).where(memory.c.queue + 0 == STEPS))


def offers(
    tx: Connection,
    learner: str,
    day: int,
    rows: Iterable[DeckRow],
    topic: str,
    settings: StudySettings,
    done: dict[str, Done],
) -> tuple[tuple[Offer, ...], set[int]]:
    """What the topic has for today in each deck, within its limits, and the questions whose siblings were asked."""
    found: list[Offer] = []
    asked: set[int] = set()
    for row in rows:
        new_left, due_left = agenda.left_in(row, settings, done)
        values = {"learner": learner, "deck": row.key, "topic": topic, "day": day, "stride": agenda.stride(day)}
        due: list[DueCard] = _due(tx, {**values, "limit": due_left}).fetchall()
        new: list[NewCard] = [NewCard(*each[:3]) for each in new_in_topic(tx, {**values, "limit": new_left})]
        found.append(agenda.offer(row, new, due, settings, done))
        if settings.bury_siblings:
            asked |= agenda.siblings_asked(tx, learner, day, (*due, *new))
    return tuple(found), asked


def steps(tx: Connection, learner: str, day: int, rows: Iterable[DeckRow], topic: str) -> tuple[Pending, ...]:
    """The cards of the topic within their steps, by the instant at which they come back."""
    values = {"learner": learner, "topic": topic, "day": day}
    found = [each for row in rows for each in _steps(tx, {**values, "deck": row.key})]
    return tuple(sorted(Pending(due, key, question_key) for key, question_key, due in found))
