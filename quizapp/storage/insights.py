"""What Insights reads: counts by day, and the cards of every topic with what is remembered of them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, and_, bindparam, func, select

from quizapp.domain.insight import DayDone, TopicSum
from quizapp.domain.recall import retrievability
from quizapp.storage.agenda import REVIEWS, DeckRow
from quizapp.storage.memories import Queue, Tally
from quizapp.storage.statements import Prepared
from quizapp.storage.tables import card, memory, question, tally

_mine = memory.c.learner == bindparam("learner")
_here = and_(_mine, memory.c.deck == bindparam("deck"))

_due = Prepared(
    select(memory.c.due, func.count())
    .where(_here, memory.c.queue == REVIEWS, memory.c.due < bindparam("before"))
    .group_by(memory.c.due)
)
_days = Prepared(
    select(tally.c.day, *[func.sum(tally.c[name]) for name in Tally._fields[2:]])
    .where(tally.c.learner == bindparam("learner"))
    .group_by(tally.c.day)
    .order_by(tally.c.day)
)
# Read from the indexes of question and card alone, whose rows are long; a retired card is known by its memory.
_topics = Prepared(
    select(question.c.topic, memory.c.stability, memory.c.last_day)
    .join_from(question, card, card.c.question == question.c.key)
    # `+ 0` keeps the planner from going through all memories for each deck.
    .join(memory, and_(memory.c.card == card.c.key + 0, _mine))
    .where(question.c.deck == bindparam("deck"), memory.c.queue != int(Queue.RETIRED))
)


def due_by_day(tx: Connection, learner: str, decks: Collection[DeckRow], before: int) -> dict[int, int]:
    """How many cards of these decks, neither suspended nor within steps, are due by study day."""
    found: dict[int, int] = {}
    for row in decks:
        for day, number in _due(tx, {"learner": learner, "deck": row.key, "before": before}):
            found[day] = found.get(day, 0) + number
    return found


def done_by_day(tx: Connection, learner: str) -> dict[int, DayDone]:
    """What was answered on every study day, in all decks."""
    found = {}
    for day, new, reviews, steps, spent, *tested in _days(tx, {"learner": learner}):
        found[day] = DayDone(new + reviews + steps, spent, *tested)
    return found


def topics(tx: Connection, learner: str, row: DeckRow, day: int, decay: float) -> list[TopicSum]:
    """The topics of a deck with all their cards, and how well those that were answered will be known after a night.

    The next day is asked about, not `day`: what was answered today is known today by any curve, also what was wrong.
    """
    sums: dict[str, TopicSum] = {}
    for topic, stability, last_day in _topics(tx, {"learner": learner, "deck": row.key}):
        found = sums.get(topic)
        if found is None:
            found = sums[topic] = TopicSum(row.slug, row.title, topic)
        found.cards += 1
        if stability is not None:
            found.seen += 1
            found.recalled += retrievability(day + 1 - last_day, stability, decay)
    return list(sums.values())
