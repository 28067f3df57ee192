"""The caches held against the log that they come from, and written anew from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection, or_, select

from quizapp.domain.events import Event, EventType
from quizapp.domain.memories import CardState
from quizapp.domain.replaying import Correction, corrected, settings_after, standing, tallied
from quizapp.domain.settings import StudySettings
from quizapp.storage import choices, log, memories
from quizapp.storage.memories import Place, Tally
from quizapp.storage.replays import Replays
from quizapp.storage.tables import card, event, learner, memory, tally


def differences(tx: Connection) -> Iterator[str]:
    """Where the stored memories, tallies and settings are not what the log amounts to, a sentence each."""
    for who in _learners(tx):
        corrections = log.corrections(tx, who)
        replayed: set[int] = set()
        for card_id, place, state in _states(tx, who):
            replayed.add(place.card)
            if not _is_stored(tx, who, place, state):
                yield f"What is remembered of {card_id} is not what its answers amount to."
        for card_id, key in _marked(tx, who):
            if key not in replayed:
                yield f"Something is remembered of {card_id} though the log says nothing of it."
        if _tallies(tx, who, corrections) != _stored_tallies(tx, who):
            yield "The counts of answers by day are not what the log amounts to."
        if not choices.are_kept(tx, who, _settings(tx, who)):
            yield "The settings are not those that were chosen."


def rebuild(tx: Connection) -> None:
    """Write memories, tallies and settings anew from the log."""
    for who in _learners(tx):
        corrections = log.corrections(tx, who)
        memories.forget_all(tx, who)
        memories.follow_bank(tx, who)
        for _, place, state in list(_states(tx, who)):
            memories.put(tx, who, place, state)
        for done in _tallies(tx, who, corrections):
            memories.count(tx, who, done)
        choices.put_settings(tx, who, _settings(tx, who))


def recall(tx: Connection, first_card: int) -> None:
    """Give the cards from this key on what the log says of them already: it may come from before they were here."""
    replays = cache(lambda who: Replays(tx, who))
    spoken_of = select(event.c.learner, card.c.id).join_from(card, event, event.c.card == card.c.id).distinct()
    for who, card_id in tx.execute(spoken_of.where(card.c.key >= first_card)).all():
        place = memories.place_of(tx, card_id)
        if place is not None:
            state = replays(who).state(log.of_card(tx, who, card_id))
            memories.put(tx, who, place, state)


def _learners(tx: Connection) -> list[str]:
    return [row[0] for row in tx.execute(select(learner.c.id).order_by(learner.c.id))]


def _states(tx: Connection, who: str) -> Iterator[tuple[str, Place, CardState]]:
    """Every card that the log speaks of and the bank knows, with the state its events amount to."""
    replays = Replays(tx, who)
    for card_id, events in log.by_card(tx, who):
        place = None if card_id is None else memories.place_of(tx, card_id)
        if card_id is not None and place is not None:
            yield card_id, place, replays.state(events)


def _settings(tx: Connection, who: str) -> StudySettings:
    return settings_after(log.of_types(tx, who, [EventType.SETTINGS]))


def _is_stored(tx: Connection, who: str, place: Place, state: CardState) -> bool:
    queue, due = memories.queue_of(state, place)
    waits = select(memory.c.queue, memory.c.due).where(memory.c.learner == who, memory.c.card == place.card)
    return memories.read(tx, who, place.card) == state and tx.execute(waits).one_or_none() == (int(queue), due)


def _marked(tx: Connection, who: str) -> list[tuple[str, int]]:
    """The cards of which more is stored than that they are new."""
    marks = or_(memory.c.phase != 0, memory.c.suspended, memory.c.flagged, memory.c.leech, memory.c.buried_until != 0)
    rows = select(card.c.id, card.c.key).join(memory, memory.c.card == card.c.key).where(memory.c.learner == who, marks)
    return [(row[0], row[1]) for row in tx.execute(rows)]


def _tallies(tx: Connection, who: str, corrections: tuple[Correction, ...]) -> frozenset[Tally]:
    """What the standing answers of the log add up to, by day and deck."""
    sums: dict[tuple[int, str], list[int]] = {}
    for _, events in log.by_card(tx, who):
        tallied(corrected(_reviews(events), corrections), sums)
    return frozenset(Tally(day, deck, *totals) for (day, deck), totals in sums.items())


def _reviews(events: tuple[Event, ...]) -> list[Event]:
    return [each for each in standing(events) if each.type is EventType.REVIEW]


def _stored_tallies(tx: Connection, who: str) -> frozenset[Tally]:
    """The stored tallies that count anything; an undone answer leaves zeros behind."""
    columns = [tally.c[name] for name in Tally._fields]
    rows = (Tally(*row) for row in tx.execute(select(*columns).where(tally.c.learner == who)))
    return frozenset(row for row in rows if any(row[2:]))
