"""What a paper tells the schedule: reviews that always follow from what was answered, marked and corrected."""

from __future__ import annotations

from collections import Counter

from quizapp.domain.answers import Rating
from quizapp.domain.events import Event, ReviewKind, derived_id
from quizapp.domain.exam_marking import Rated, rated
from quizapp.domain.exam_sitting import ExamSitting
from quizapp.domain.memories import CardState, Moment, Phase
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
) -> None:
    """Take back the reviews that no longer follow from the sitting, and add those that now do.

    New ones date from when the paper was handed in. A card that was answered since keeps the newer evidence alone.
    Where two machines have given a card its review, one of the two goes: the same on both.
    """
    wanted = {str(each.card): each for each in rated(sitting).values()}
    written = sittings.reviews(tx, sitting.id)
    tries = Counter(each.card for each, _ in written)
    replays = Replays(tx, learner)
    stand: dict[str, Event] = {}
    for each in sorted([each for each, stands in written if stands], key=lambda each: each.id):
        card = each.card or ""
        first = stand.setdefault(card, each)
        if first is not each:
            stays = card not in wanted or _says(first, wanted[card]) or not _says(each, wanted[card])
            stand[card], goes = (first, each) if stays else (each, first)
            _take_back(tx, learner, card, goes, replays, now)
    for card in dict.fromkeys([*stand, *wanted]):
        before, after = stand.get(card), wanted.get(card)
        if before is not None and after is not None and _says(before, after):
            continue
        if before is not None:
            _take_back(tx, learner, card, before, replays, now)
        place = memories.place_of(tx, card)
        state = memories.read(tx, learner, place.card) if place else replays.state(log.of_card(tx, learner, card))
        last = state.memory.last
        if after is not None and (last is None or last <= handed_in.instant):
            # Another machine may give the same again: those are two events.
            try_of = [str(tries[card]), origin_of(tx)] if tries[card] else []
            given = _given(sitting.id, after, derived_id(sitting.id, card, "review", *try_of), state)
            recording.record_at(tx, learner, after.card, place, state, given, handed_in, settings)


def _says(review: Event, wanted: Rated) -> bool:
    given = response_to_plain(wanted.response, wanted.claim)
    return (review.rating, review.verdict, review.response) == (int(wanted.rating), wanted.verdict.value, given)


def _take_back(tx: Transaction, learner: str, card: str, review: Event, replays: Replays, now: Moment) -> None:
    log.append(tx, recording.undo_of(review, learner, now, by=origin_of(tx)))
    recording.count(tx, learner, recording.moved(review, replays.corrections), -1)
    place = memories.place_of(tx, card)
    if place is not None:
        memories.put(tx, learner, place, replays.state(log.of_card(tx, learner, card)))


def _given(sitting: str, wanted: Rated, attempt: str, state: CardState) -> Given:
    return Given(
        attempt=attempt,
        rating=wanted.rating,
        verdict=wanted.verdict,
        response=response_to_plain(wanted.response, wanted.claim),
        milliseconds=wanted.milliseconds,
        kind=ReviewKind.EXAM,
        # What was never studied is not made known by one right answer, which may have been luck.
        counts=wanted.rating is Rating.AGAIN or state.memory.phase is not Phase.NEW,
        paper=sitting,
    )
