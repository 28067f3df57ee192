"""What is kept beside the log so that nobody waits for a replay: memories and tallies."""

from __future__ import annotations

from enum import IntEnum
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, case, delete, func, insert, literal, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from quizapp.domain.memories import CardState, Memory, Phase
from quizapp.domain.study_day import from_milliseconds, to_milliseconds
from quizapp.domain.values import dataclass
from quizapp.storage.statements import Prepared
from quizapp.storage.tables import card, memory, question, tally


class Queue(IntEnum):
    """Where a card waits; `memory.due` is a position, an instant in milliseconds or a study day accordingly."""

    NEW = 0
    STEPS = 1
    REVIEW = 2
    ASIDE = 3
    RETIRED = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card stands in the question bank: its keys there and the position of its question in the deck."""

    card: int
    deck: int
    position: int
    retired: bool = False


class Tally(NamedTuple):
    """What was done in a deck on a study day."""

    day: int
    deck: str
    new: int
    reviews: int
    steps: int
    milliseconds: int
    young: int = 0
    young_recalled: int = 0
    mature: int = 0
    mature_recalled: int = 0


counted = attrgetter(*Tally._fields[2:])
"""The numbers of a count or a tally, in the order in which they are kept."""

_STATE = ("phase", "step", "stability", "difficulty", "last", "last_day", "due_day", "due_at", "reps", "lapses")
_ROW = ("learner", "card", "deck", "queue", "due", "buried_until", *_STATE, "suspended", "flagged", "leech")

_state = attrgetter(*_STATE)

_place = Prepared(
    select(card.c.key, question.c.deck, question.c.position, card.c.retired)
    .join(question, question.c.key == card.c.question)
    .where(card.c.id == bindparam("id"))
)
_read = Prepared(
    select(*[memory.c[name] for name in (*_STATE, "suspended", "buried_until", "flagged", "leech")]).where(
        memory.c.learner == bindparam("learner"), memory.c.card == bindparam("card")
    )
)
_added = insert_or(memory).values({name: bindparam(name) for name in _ROW})
_put = Prepared(
    _added.on_conflict_do_update(
        index_elements=["learner", "card"], set_={name: _added.excluded[name] for name in _ROW[2:]}
    )
)
_counted = insert_or(tally).values({column.name: bindparam(column.name) for column in tally.columns})
_count = Prepared(
    _counted.on_conflict_do_update(
        index_elements=["learner", "day", "deck"],
        set_={name: tally.c[name] + _counted.excluded[name] for name in Tally._fields[2:]},
    )
)


def place_of(tx: Connection, card_id: str) -> Place | None:
    """Where the card with this `str(CardKey)` stands in the question bank, if it ever did."""
    row = _place(tx, {"id": card_id}).fetchone()
    return None if row is None else Place(row[0], row[1], row[2], bool(row[3]))


def read(tx: Connection, learner: str, card_key: int) -> CardState:
    """What is remembered of a card; a card never met is new."""
    row = _read(tx, {"learner": learner, "card": card_key}).fetchone()
    if row is None:
        return CardState()
    phase, step, stability, difficulty, last, last_day, due_day, due_at, reps, lapses = row[:10]
    remembered = Memory(
        phase=Phase(phase),
        step=step,
        stability=stability,
        difficulty=difficulty,
        last=None if last is None else from_milliseconds(last),
        last_day=last_day,
        due_day=due_day,
        due_at=None if due_at is None else from_milliseconds(due_at),
        reps=reps,
        lapses=lapses,
    )
    suspended, buried_until, flagged, leech = row[10:]
    return CardState(remembered, bool(suspended), buried_until, bool(flagged), bool(leech))


def put(tx: Connection, learner: str, place: Place, state: CardState) -> None:
    """Keep what is remembered of a card, and the queue that follows from it."""
    queue, due = queue_of(state, place)
    known = state.memory
    values: dict[str, Any] = dict(zip(_STATE, _state(known), strict=True))
    values.update(
        learner=learner,
        card=place.card,
        deck=place.deck,
        queue=int(queue),
        due=due,
        buried_until=state.buried_until,
        phase=int(known.phase),
        last=None if known.last is None else to_milliseconds(known.last),
        due_at=None if known.due_at is None else to_milliseconds(known.due_at),
        suspended=int(state.suspended),
        flagged=int(state.flagged),
        leech=int(state.leech),
    )
    _put(tx, values)


def queue_of(state: CardState, place: Place) -> tuple[Queue, int]:
    """Where a card waits and for what; one that is suspended or retired is not asked."""
    known = state.memory
    if known.phase is Phase.NEW:
        queue, due = Queue.NEW, place.position
    elif known.due_at is not None:
        queue, due = Queue.STEPS, to_milliseconds(known.due_at)
    else:
        queue, due = Queue.REVIEW, known.due_day or 0
    if place.retired:
        return Queue.RETIRED, due
    return (Queue.ASIDE if state.suspended else queue), due


def follow_bank(tx: Connection, learner: str) -> None:
    """Give each card of the bank its row, retire rows with their cards, and follow those that returned or moved."""
    placed = select(card.c.key, question.c.deck, question.c.position, card.c.retired).join(
        question, question.c.key == card.c.question
    )
    bank = placed.subquery()
    fresh = select(
        literal(learner), bank.c.key, bank.c.deck,
        case((bank.c.retired, int(Queue.RETIRED)), else_=int(Queue.NEW)), bank.c.position,
        *[literal(0)] * 3, *[literal(None)] * 6, *[literal(0)] * 2, *[literal(False)] * 3,
    ).where(
        bank.c.key.not_in(select(memory.c.card).where(memory.c.learner == learner))
    )  # fmt: skip
    tx.execute(insert(memory).from_select(list(_ROW), fresh))
    here = bank.c.key == memory.c.card
    new, steps = memory.c.phase == int(Phase.NEW), memory.c.due_at.is_not(None)
    position = select(bank.c.position).where(here).scalar_subquery()
    retired = select(bank.c.retired).where(here).scalar_subquery()
    queue = case((new, int(Queue.NEW)), (steps, int(Queue.STEPS)), else_=int(Queue.REVIEW))
    tx.execute(
        update(memory)
        .where(memory.c.learner == learner)
        .values(
            deck=select(bank.c.deck).where(here).scalar_subquery(),
            queue=case((retired, int(Queue.RETIRED)), (memory.c.suspended, int(Queue.ASIDE)), else_=queue),
            due=case((new, position), (steps, memory.c.due_at), else_=func.coalesce(memory.c.due_day, 0)),
        )
    )


def forget_all(tx: Connection, learner: str) -> None:
    """Drop a learner's memories and tallies, to be written anew from the log."""
    tx.execute(delete(memory).where(memory.c.learner == learner))
    tx.execute(delete(tally).where(tally.c.learner == learner))


def count(tx: Connection, learner: str, done: Tally) -> None:
    """Add to what was done on a study day; negative numbers take back."""
    _count(tx, {"learner": learner, **dict(zip(Tally._fields, done, strict=True))})


def tallies(tx: Connection, learner: str, first: int, last: int) -> tuple[Tally, ...]:
    """What was done on the study days `first` to `last`, by day and deck."""
    columns = [tally.c[name] for name in Tally._fields]
    chosen = select(*columns).where(tally.c.learner == learner, tally.c.day.between(first, last))
    return tuple(Tally(*row) for row in tx.execute(chosen.order_by(tally.c.day, tally.c.deck)))
