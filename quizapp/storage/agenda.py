"""What the agenda reads: offers for today's queue, counts, and the one card to ask next. Never more than is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Connection,
    Select,
    and_,
    bindparam,
    func,
    literal,
    select,
    text,
)

from quizapp.domain.agenda import DueCard, NewCard, Offer
from quizapp.domain.settings import NewOrder, StudySettings
from quizapp.domain.values import dataclass
from quizapp.storage.statements import Prepared
from quizapp.storage.tables import card, deck, memory, question, tally

if TYPE_CHECKING:
    from quizapp.domain.sitting import Pending

NEW, STEPS, REVIEWS = 0, 1, 2
"""The values of `memory.queue` that can be asked."""

SIBLING_RESERVE = 200
"""How many more cards than the limit are read at most, so that siblings can be left out."""


@dataclass(frozen=True, slots=True)
class DeckRow:
    """One deck that is not retired; `key` is the store's."""

    key: int
    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Done:
    """What was answered, on a day and in a deck or in all of them."""

    new: int = 0
    reviews: int = 0
    steps: int = 0
    milliseconds: int = 0

    @property
    def answers(self) -> int:
        """All answers together."""
        return self.new + self.reviews + self.steps


_chance = (memory.c.card * bindparam("stride")) % 2147483647
"""A place that looks random: multiples of the day's stride, modulo a prime; arithmetic that every database has."""
chance = _chance.label("chance")
urgency = func.coalesce(
    # The interval counts one day more, so that it is never zero.
    1.0 * (bindparam("day") - memory.c.due) / (memory.c.due - memory.c.last_day + 1),
    0.0,
).label("urgency")
"""By what share of its interval a review is late."""


def stride(day: int) -> int:
    """A number of 31 bits that no two days share in practice."""
    return int.from_bytes(sha256(str(day).encode()).digest()[:4]) % 2147483646 + 1


mine = memory.c.learner == bindparam("learner")
_here = and_(mine, memory.c.deck == bindparam("deck"), memory.c.buried_until <= bindparam("day"))
_waiting = and_(_here, memory.c.queue == REVIEWS, memory.c.due <= bindparam("day"))
_unseen = and_(_here, memory.c.queue == NEW)

_decks = Prepared(select(deck.c.key, deck.c.slug, deck.c.title).where(deck.c.retired == 0).order_by(deck.c.slug))


def _with_question(chosen: Select[Any], *more: str, order: str | None = None) -> Prepared:
    """The chosen cards with what a `NewCard` or a `DueCard` says of them, retired ones left out.

    They come in no order unless one is given. Rows stay rows: thousands of them are read while the learner waits.
    """
    inner = chosen.subquery()
    rows = select(inner.c.card, card.c.question, *[inner.c[name] for name in more], card.c.gap)
    rows = rows.join_from(inner, card, card.c.key == inner.c.card).where(card.c.retired == 0)
    return Prepared(rows if order is None else rows.order_by(inner.c[order]))


def _by_urgency() -> Select[Any]:
    chosen = select(memory.c.card, urgency, chance).where(_waiting)
    return chosen.order_by(urgency.desc(), chance, memory.c.card).limit(bindparam("limit"))


def _new_by(place: Any) -> Select[Any]:
    chosen = select(memory.c.card, place.label("place")).where(_unseen)
    return chosen.order_by(place, memory.c.card).limit(bindparam("limit"))


_due_offer = _with_question(_by_urgency(), "urgency", "chance")
_new_offers = {
    NewOrder.DECK: _with_question(_new_by(memory.c.due), order="place"),
    NewOrder.RANDOM: _with_question(_new_by(_chance), order="place"),
}
in_topic = and_(question.c.deck == bindparam("deck"), question.c.topic == bindparam("topic"))
_next_topic = Prepared(
    select(func.min(question.c.topic)).where(
        question.c.deck == bindparam("deck"), question.c.topic > bindparam("topic")
    )
)
new_in_topic = Prepared(
    select(memory.c.card, card.c.question, card.c.gap, question.c.position)
    .join_from(question, card, card.c.question == question.c.key)
    .join(memory, memory.c.card == card.c.key)
    # `+ 0` keeps the planner from reading all new cards of the deck by their index, to sort them by topic.
    .where(in_topic, mine, memory.c.queue + 0 == NEW, memory.c.buried_until <= bindparam("day"))
    .order_by(question.c.position, card.c.gap)
    .limit(bindparam("limit"))
)
_before_in_topic = Prepared(
    select(func.count()).select_from(question).where(in_topic, question.c.position < bindparam("position"))
)
_steps = Prepared(
    select(memory.c.due, memory.c.card, card.c.question, memory.c.deck)
    .join_from(memory, card, card.c.key == memory.c.card)
    .where(_here, memory.c.queue == STEPS, card.c.retired == 0)
)
_sibling_asked = Prepared(
    # A question inside the question, so that the cards of one are looked up and not all memories of the learner.
    select(literal(1))
    .select_from(card)
    .where(
        card.c.question == bindparam("question"),
        select(memory.c.card)
        .where(memory.c.card == card.c.key, mine, memory.c.last_day == bindparam("day"))
        .correlate(card)
        .exists(),
    )
    .limit(1)
)


def decks(tx: Connection) -> tuple[DeckRow, ...]:
    """The decks that are not retired, by slug."""
    return tuple([DeckRow(*row) for row in _decks(tx, {})])


def offers(
    tx: Connection, learner: str, day: int, rows: Iterable[DeckRow], settings: StudySettings, done: dict[str, Done]
) -> tuple[tuple[Offer, ...], set[int]]:
    """What each deck has for today, within its limits, and the questions whose siblings were asked already."""
    found: list[Offer] = []
    asked: set[int] = set()
    for row in rows:
        new_left, due_left = left_in(row, settings, done)
        values = {"learner": learner, "deck": row.key, "day": day, "stride": stride(day)}
        due: list[DueCard] = _due_offer(tx, {**values, "limit": due_left}).fetchall()
        order = settings.for_deck(row.slug).new_order or NewOrder.DECK
        new: list[NewCard] = _new(tx, order, {**values, "limit": new_left})
        found.append(offer(row, new, due, settings, done))
        if settings.bury_siblings:
            asked |= siblings_asked(tx, learner, day, (*due, *new))
    return tuple(found), asked


def offer(
    row: DeckRow, new: list[NewCard], due: list[DueCard], settings: StudySettings, done: dict[str, Done]
) -> Offer:
    """These cards of a deck with its limits and what was answered of it today."""
    held, before = settings.for_deck(row.slug), done.get(row.slug, Done())
    return Offer(row.slug, new, due, held.new_per_day or 0, held.reviews_per_day or 0, before.new, before.reviews)


def siblings_asked(tx: Connection, learner: str, day: int, cards: Iterable[NewCard | DueCard]) -> set[int]:
    """The questions of these cards of which another card was asked on this day."""
    related = {row[1] for row in cards if row[-1]}
    return {key for key in related if _sibling_asked(tx, {"learner": learner, "day": day, "question": key}).fetchone()}


def _new(tx: Connection, order: NewOrder, values: dict[str, Any]) -> list[Any]:
    """New cards in the wanted order, as rows that say what a `NewCard` says."""
    if not values["limit"]:
        return []
    if order is not NewOrder.TOPICS:
        return _new_offers[order](tx, values).fetchall()
    turns = []
    topic = _next_topic(tx, {**values, "topic": ""}).fetchone()[0]
    while topic is not None:
        here = {**values, "topic": topic}
        rows = new_in_topic(tx, here).fetchall()
        # Turns are counted over all questions of the topic, so that answering one does not move the others.
        before = _before_in_topic(tx, {**here, "position": rows[0][3]}).fetchone()[0] if rows else 0
        turns += [(turn, row) for turn, row in enumerate(rows, before)]
        topic = _next_topic(tx, here).fetchone()[0]
    turns.sort(key=lambda each: (each[0], each[1][3]))
    return [row[:3] for _, row in turns[: values["limit"]]]


def steps(tx: Connection, learner: str, day: int, rows: Iterable[DeckRow]) -> tuple[Pending, ...]:
    """The cards within their steps, by the instant at which they come back."""
    from quizapp.domain.sitting import Pending  # here, not above: 30 ms that counting does without

    found = [
        Pending(due, key, question_key)
        for row in rows
        for due, key, question_key, _ in _steps(tx, {"learner": learner, "deck": row.key, "day": day})
    ]
    return tuple(sorted(found))


_done = Prepared(
    select(tally.c.deck, tally.c.new, tally.c.reviews, tally.c.steps, tally.c.milliseconds).where(
        tally.c.learner == bindparam("learner"), tally.c.day == bindparam("day")
    )
)
_days = Prepared(
    select(
        tally.c.day,
        func.sum(tally.c.new),
        func.sum(tally.c.reviews),
        func.sum(tally.c.steps),
        func.sum(tally.c.milliseconds),
    )
    .where(tally.c.learner == bindparam("learner"), tally.c.day >= bindparam("day"))
    .group_by(tally.c.day)
)
_first_day = Prepared(select(func.min(tally.c.day)).where(tally.c.learner == bindparam("learner")))
_due_count = Prepared(select(func.count()).select_from(memory).where(_waiting))
_new_count = Prepared(
    select(func.count()).select_from(select(memory.c.deck).where(_unseen).limit(bindparam("limit")).subquery())
)
_step_count = Prepared(select(func.count()).select_from(memory).where(_here, memory.c.queue == STEPS))
_card_count = Prepared(
    select(func.count())
    .select_from(memory)
    .where(mine, memory.c.deck == bindparam("deck"), text(f"memory.queue IN ({NEW}, {STEPS}, {REVIEWS})"))
)
_next_day = Prepared(
    select(func.min(memory.c.due)).where(
        mine, memory.c.queue == REVIEWS, memory.c.deck == bindparam("deck"), memory.c.due > bindparam("day")
    )
)
_next_step = Prepared(select(func.min(memory.c.due)).where(_here, memory.c.queue == STEPS))


def done_on(tx: Connection, learner: str, day: int) -> dict[str, Done]:
    """What was answered on a study day, by deck slug."""
    return {slug: Done(*counts) for slug, *counts in _done(tx, {"learner": learner, "day": day})}


def done_since(tx: Connection, learner: str, day: int) -> dict[int, Done]:
    """What was answered on each study day from `day` on, in all decks; days without answers are left out."""
    return {found: Done(*counts) for found, *counts in _days(tx, {"learner": learner, "day": day})}


def first_day(tx: Connection, learner: str) -> int | None:
    """The first study day with an answer, or None before it."""
    row = _first_day(tx, {"learner": learner}).fetchone()
    return None if row is None else row[0]


def counts(tx: Connection, learner: str, row: DeckRow, day: int, new_limit: int) -> tuple[int, int, int]:
    """New cards (no more than the limit are counted), reviews due, and cards within their steps, of one deck."""
    values = {"learner": learner, "deck": row.key, "day": day, "limit": new_limit}
    new, due, learning = (statement(tx, values).fetchone()[0] for statement in (_new_count, _due_count, _step_count))
    return new, due, learning


def cards(tx: Connection, learner: str, row: DeckRow) -> int:
    """How many cards of a deck can be asked at all: neither retired nor suspended."""
    return int(_card_count(tx, {"learner": learner, "deck": row.key}).fetchone()[0])


def next_due(tx: Connection, learner: str, rows: Collection[DeckRow], day: int) -> tuple[int | None, int | None]:
    """The next study day with a review, and the next instant (ms) with a step, whichever there are."""

    def least(statement: Prepared) -> int | None:
        values = ({"learner": learner, "deck": row.key, "day": day} for row in rows)
        found = [statement(tx, value).fetchone()[0] for value in values]
        return min((value for value in found if value is not None), default=None)

    return least(_next_day), least(_next_step)


def left_in(row: DeckRow, settings: StudySettings, done: dict[str, Done]) -> tuple[int, int]:
    """How many new cards and reviews to read of a deck: what it may still give today, and some for siblings."""
    chosen, before = settings.for_deck(row.slug), done.get(row.slug, Done())
    new = min((chosen.new_per_day or 0) - before.new, settings.new_per_day - sum(each.new for each in done.values()))
    due = (chosen.reviews_per_day or 0) - before.reviews
    all_due = settings.reviews_per_day - sum(each.reviews for each in done.values())
    return _enough(max(0, new)), _enough(max(0, min(due, all_due)))


def _enough(limit: int) -> int:
    return limit + min(limit, SIBLING_RESERVE) + 20 if limit else 0
