"""What a paper tells the schedule: reviews that always follow from what was answered, marked and corrected."""

from __future__ import annotations

from quizapp.domain.answers import Rating
from quizapp.domain.events import Event, EventType, ReviewKind, derived_id
from quizapp.domain.exam_marking import Rated, rated
from quizapp.domain.exam_sitting import ExamSitting
from quizapp.domain.memories import Moment, Phase
from quizapp.domain.replaying import moves_memory, standing
from quizapp.domain.responses import response_to_plain
from quizapp.domain.settings import StudySettings
from quizapp.services import recording
from quizapp.services.recording import Given
from quizapp.storage import log, memories, sittings
from quizapp.storage.engine import origin_of
from quizapp.storage.replays import Replays
from quizapp.storage.transactions import Transaction


def follow(
    tx: Transaction, learner: str, sitting: ExamSitting, handed_in: Moment, now: Moment, settings: StudySettings
) -> int:
    """Take back the reviews that no longer follow from the sitting and add those that now do; how many were changed.

    New ones date from when the paper was handed in. A card that was answered since keeps the newer evidence alone.
    """
    wanted = {str(each.card): each for each in rated(sitting).values()}
    written = sittings.reviews(tx, sitting.id)
    stand = {each.card: each for each, stands in written if stands and each.card}
    replays = Replays(tx, learner)
    changed = 0
    for card in dict.fromkeys([*stand, *wanted]):
        before, after = stand.get(card), wanted.get(card or "")
        if before is not None and after is not None and _says(before, after):
            continue
        if before is not None:
            _take_back(tx, learner, before, replays, now)
            changed += 1
        tries = sum(each.card == card for each, _ in written)
        if after is not None and not (tries and _was_answered_since(tx, learner, card or "", handed_in)):
            _give(tx, learner, sitting.id, after, tries, replays, handed_in, settings)
            changed += before is None
    return changed


def _says(review: Event, wanted: Rated) -> bool:
    given = response_to_plain(wanted.response, wanted.claim)
    return (review.rating, review.verdict, review.response) == (int(wanted.rating), wanted.verdict.value, given)


def _take_back(tx: Transaction, learner: str, review: Event, replays: Replays, now: Moment) -> None:
    log.append(tx, recording.undo_of(review, learner, now, by=origin_of(tx)))
    recording.count(tx, learner, recording.moved(review, replays.corrections), -1)
    card = review.card or ""
    place = memories.place_of(tx, card)
    if place is not None:
        memories.put(tx, learner, place, replays.state(log.of_card(tx, learner, card)))


def _give(
    tx: Transaction,
    learner: str,
    sitting: str,
    wanted: Rated,
    tries: int,
    replays: Replays,
    when: Moment,
    settings: StudySettings,
) -> None:
    card = str(wanted.card)
    place = memories.place_of(tx, card)
    state = memories.read(tx, learner, place.card) if place else replays.state(log.of_card(tx, learner, card))
    given = Given(
        # Another machine may give the same again: those are two events.
        attempt=derived_id(sitting, card, "review", *([str(tries), origin_of(tx)] if tries else [])),
        rating=wanted.rating,
        verdict=wanted.verdict,
        response=response_to_plain(wanted.response, wanted.claim),
        milliseconds=wanted.milliseconds,
        kind=ReviewKind.EXAM,
        # What was never studied is not made known by one right answer, which may have been luck.
        counts=wanted.rating is Rating.AGAIN or state.memory.phase is not Phase.NEW,
        paper=sitting,
    )
    recording.record_at(tx, learner, wanted.card, place, state, given, when, settings)


def _was_answered_since(tx: Transaction, learner: str, card: str, handed_in: Moment) -> bool:
    return any(
        each.type is EventType.REVIEW and moves_memory(each) and each.instant > handed_in.instant
        for each in standing(log.of_card(tx, learner, card))
    )
