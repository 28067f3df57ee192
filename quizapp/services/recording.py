"""What every use case of studying writes, inside a transaction that its caller opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from quizapp.domain.answers import Rating, Verdict
from quizapp.domain.calibration import believed
from quizapp.domain.events import Event, EventType, ReviewKind, derived_id
from quizapp.domain.memories import CardState, Memory, Moment
from quizapp.domain.questions import CardKey
from quizapp.domain.replaying import (
    UNSCHEDULED,
    Correction,
    corrected,
    count_of,
    counts_as,
    interval_tested,
    regime,
    reviewed,
)
from quizapp.domain.scheduling import SCHEDULER, fingerprint, parameters_in_force, turns_leech
from quizapp.domain.settings import StudySettings
from quizapp.domain.sitting import Step
from quizapp.domain.values import dataclass
from quizapp.storage import choices, log, memories
from quizapp.storage.memories import Place, Tally, counted
from quizapp.storage.replays import Replays
from quizapp.storage.transactions import Transaction


@dataclass(frozen=True, slots=True)
class Recorded:
    """One review that is in the log, and the card's state after it."""

    event: Event
    state: CardState
    leech_now: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was judged: the id it has in every try to write it, and what is recorded of it.

    Without `counts` the memory stays as it is. `paper` is the sitting of which the answer came.
    """

    attempt: str
    rating: Rating
    verdict: Verdict
    response: Mapping[str, Any]
    milliseconds: int
    kind: ReviewKind = ReviewKind.STUDY
    counts: bool = True
    paper: str | None = None


def place_of(step: Step) -> Place:
    """Where the step's card stands in the question bank."""
    return Place(step.key, step.deck_key, step.position)


def record(tx: Transaction, learner: str, step: Step, given: Given, when: Moment, settings: StudySettings) -> Recorded:
    """Append the review, move the memory on and count it; an attempt already in the log is only read again."""
    state = memories.read(tx, learner, step.key)
    return record_at(tx, learner, step.card, place_of(step), state, given, when, settings)


def record_at(
    tx: Transaction,
    learner: str,
    card: CardKey,
    place: Place | None,
    state: CardState,
    given: Given,
    when: Moment,
    settings: StudySettings,
) -> Recorded:
    """As `record`, for a card in this state; one that has no place in the bank any more has no memory to move on."""
    retention = settings.retention_in(card.deck)
    card_id = str(card)
    review = _review(learner, card_id, given, when, settings, retention, state.memory)
    known = log.add(tx, review)
    if known is not None:
        return Recorded(known, state)
    count(tx, learner, review, 1)
    if not given.counts:
        return Recorded(review, state)
    after = reviewed(state, given.rating, when, settings, retention, card_id)
    if place is not None:
        memories.put(tx, learner, place, after)
    lapsed = after.memory.lapses > state.memory.lapses
    return Recorded(review, after, lapsed and turns_leech(after.memory.lapses, settings.leech_after))


def _review(
    learner: str, card: str, given: Given, when: Moment, settings: StudySettings, retention: float, before: Memory
) -> Event:
    """The answer as the log takes it, with all that scheduling it depends on."""
    interval = interval_tested(before, when.day) if given.counts else None
    # A practice may come before its day: a memory that was asked too soon says nothing of the retention aimed at.
    early = given.kind is not ReviewKind.STUDY and before.due_day is not None and before.due_day > when.day
    tested: dict[str, Any] = {} if interval is None or early else {"interval": interval}
    prediction = believed(before, when.day, parameters_in_force(settings.parameters)[-1])
    if prediction is not None:
        tested["before"] = prediction
    return plain_event(
        EventType.REVIEW,
        learner,
        when,
        given.attempt,
        card=card,
        rating=int(given.rating),
        verdict=given.verdict.value,
        kind=given.kind.value,
        milliseconds=given.milliseconds,
        due_given=before.due_day,
        scheduler=SCHEDULER,
        parameters=fingerprint(settings.parameters),
        response=dict(given.response),
        target=given.paper,
        payload={**regime(settings, retention), "counts": counts_as(before) if given.counts else UNSCHEDULED, **tested},
    )


def count(tx: Transaction, learner: str, event: Event, times: int) -> None:
    """Add a review to the tally of its study day, or take it away again with `times=-1`."""
    one = count_of(event)
    memories.count(tx, learner, Tally(one.day, one.deck, *[each * times for each in counted(one)]))


def restored(tx: Transaction, learner: str, card_id: str, corrections: Iterable[Correction] = ()) -> CardState:
    """Replay a card from the log and store what comes out."""
    state = Replays(tx, learner, corrections).state(log.of_card(tx, learner, card_id))
    place = memories.place_of(tx, card_id)
    if place is not None:
        memories.put(tx, learner, place, state)
    return state


def keep_parameters(tx: Transaction, settings: StudySettings) -> str:
    """Keep the parameters in force under their fingerprint, and return it."""
    name = fingerprint(settings.parameters)
    choices.keep_parameters(tx, name, SCHEDULER, parameters_in_force(settings.parameters))
    return name


def moved(event: Event, changes: Iterable[Correction]) -> Event:
    """The event with its instant and day as the corrections have them."""
    return next(iter(corrected([event], tuple(changes))))


def plain_event(what: EventType, learner: str, when: Moment, identifier: str, **fields: Any) -> Event:
    """An event as the log takes it, to be given its place there."""
    return Event(
        id=identifier,
        type=what,
        learner=learner,
        origin="",
        sequence=0,
        instant=when.instant,
        offset_minutes=when.offset_minutes,
        day=when.day,
        **fields,
    )


def undo_of(target: Event, learner: str, when: Moment, by: str = "") -> Event:
    """The event that takes another back, with an id that follows from it.

    `by` is this machine's origin where another machine may take the same event back: their undos are two events.
    """
    identifier = derived_id(target.id, "undo", *([by] if by else []))
    return plain_event(EventType.UNDO, learner, when, identifier, card=target.card, target=target.id)


def replacement(original: Event, identifier: str, rating: Rating, response: Mapping[str, Any]) -> Event:
    """The same answer with another rating, for the log: its instant, day, regime and time taken stay."""
    return replace(
        original,
        id=identifier,
        origin="",
        sequence=0,
        previous="",
        hash="",
        rating=int(rating),
        response=dict(response),
    )
