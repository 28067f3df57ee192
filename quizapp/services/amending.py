"""What changes after an answer: claims, undo, and cards put aside or flagged, all as events."""

from __future__ import annotations

from datetime import datetime, timedelta

from quizapp.domain.answers import Claim, Rating
from quizapp.domain.errors import QuizError
from quizapp.domain.events import Event, EventType, derived_id
from quizapp.domain.memories import CardState, Moment
from quizapp.domain.replaying import applied
from quizapp.domain.responses import response_from_plain, response_to_plain
from quizapp.domain.sitting import Sitting, Step
from quizapp.domain.study_day import to_milliseconds
from quizapp.domain.values import dataclass
from quizapp.services import changing_many, recording
from quizapp.storage import log, memories, undoing
from quizapp.storage.asking import Askable, askable_by_id
from quizapp.storage.transactions import Transaction

UNDO_REACH = timedelta(days=30)
"""How far back an undo goes."""

_FLAGS = (EventType.FLAG, EventType.UNFLAG)


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, and where its card stands now; `card` is None when the bank no longer has it.

    Where many cards were changed at once, all of them are taken back, and `event` is the last of the change.
    """

    event: Event
    state: CardState
    card: Askable | None
    cards: int = 1


class NotThere(QuizError):
    """The answer to change is not in the log, or was taken back already."""

    def __init__(self) -> None:
        super().__init__("That answer was taken back already, so there is nothing to change.")


def replace_rating(
    tx: Transaction, learner: str, review_id: str, claim: Claim, rating: Rating, when: Moment
) -> recording.Recorded:
    """Undo a review and record it again with the rating that the claim gives; a second try changes nothing."""
    original = log.find(tx, review_id)
    if original is None or original.response is None or original.card is None:
        raise NotThere
    identifier = derived_id(review_id, "claim", claim.value)
    is_first_try = log.find(tx, identifier) is None
    if undoing.is_undone(tx, review_id) and is_first_try:
        raise NotThere
    response = response_to_plain(response_from_plain(original.response), claim)
    again = recording.replacement(original, identifier, rating, response)
    standing = log.append(tx, recording.undo_of(original, learner, when), again)[1]
    changes = log.corrections(tx, learner)
    if is_first_try:  # the tally tells what was recalled, which hangs on the rating
        recording.count(tx, learner, recording.moved(original, changes), -1)
        recording.count(tx, learner, recording.moved(standing, changes), 1)
    state = recording.restored(tx, learner, original.card, changes)
    return recording.Recorded(standing, state)


def undo_last(tx: Transaction, learner: str, when: Moment, unsure: str | None = None) -> Undone | None:
    """Take back the learner's latest event on this machine, or return None when there is none within reach.

    `unsure` is the target of an undo of which it is not known whether it reached the disk; when it did, it is not
    followed by another.
    """
    landed = unsure is not None and undoing.is_undone(tx, unsure)
    target = log.find(tx, unsure or "") if landed else undoing.last_undoable(tx, learner, reach(when.instant))
    if target is None or target.card is None:
        return None
    changes = log.corrections(tx, learner)
    together = changing_many.done_together(tx, target)
    log.append(tx, *[recording.undo_of(each, learner, when) for each in together])
    for each in together[:-1]:
        recording.restored(tx, learner, each.card or "", changes)
    state = recording.restored(tx, learner, target.card, changes)
    if target.type is EventType.REVIEW and not landed:
        recording.count(tx, learner, recording.moved(target, changes), -1)
    return Undone(target, state, askable_by_id(tx, learner, target.card), len(together))


def undo_size(tx: Transaction, learner: str, when: Moment) -> int:
    """How many cards the next undo is about: many where many were changed at once, 0 when there is none."""
    target = undoing.last_undoable(tx, learner, reach(when.instant))
    if target is None:
        return 0
    return int((target.payload or {}).get("together", (None, 1))[1])


def without(sitting: Sitting, undone: Undone) -> Sitting:
    """The sitting before the undone event; its card is the next to be asked, unless it was flagged or one of many."""
    card = undone.card
    if card is None or undone.event.type in _FLAGS or undone.cards > 1:
        return sitting
    if card.retired or undone.state.suspended or undone.state.buried_until > sitting.day:
        return sitting.put_aside(card.key)
    return sitting.taken_back(undone.event.id, card.key, card.question_key, undone.state.memory)


def toggle(
    tx: Transaction, learner: str, step: Step, on: EventType, off: EventType, when: Moment, identifier: str
) -> CardState:
    """Put a card aside or flag it, or take that back when it already is; a second try changes nothing."""
    state = memories.read(tx, learner, step.key)
    if log.find(tx, identifier) is not None:
        return state
    already = {
        EventType.SUSPEND: state.suspended,
        EventType.BURY: state.buried_until > when.day,
        EventType.FLAG: state.flagged,
    }[on]
    event = recording.plain_event(off if already else on, learner, when, identifier, card=str(step.card))
    state = applied(state, log.append(tx, event)[0], {})
    memories.put(tx, learner, recording.place_of(step), state)
    return state


def reach(now: datetime) -> int:
    """The instant, in milliseconds, up to which an undo goes back."""
    return to_milliseconds(now - UNDO_REACH)
