"""A wrong clock does no lasting harm: it is noticed before a sitting, and what it dated can be moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from quizapp.domain.answering import ClockChoice, ClockDoubtful
from quizapp.domain.events import Event, EventType
from quizapp.domain.memories import Moment
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import to_milliseconds
from quizapp.services import recording
from quizapp.storage import log, undoing
from quizapp.storage.transactions import Transaction

BACKWARDS = timedelta(minutes=5)
"""A clock that goes back no further is a clock being set right."""

FORWARDS = timedelta(days=400)
"""A longer silence is asked about: it may be a holiday or a wrong year."""


def doubt(tx: Transaction, now: datetime) -> ClockDoubtful | None:
    """The reason to ask about the clock before anything is recorded with it, or None."""
    last = log.last_instant(tx)
    if last is None or last - BACKWARDS <= now <= last + FORWARDS:
        return None
    return ClockDoubtful(last, now)


def settle(
    tx: Transaction, learner: str, choice: ClockChoice, when: Moment, identifier: str, settings: StudySettings
) -> None:
    """Record the learner's word about the clock, and move the answers dated in the future if it says so.

    They are moved together, so that the last of them was given now: days between them stay, and due days become what
    they would have been.
    """
    limit = to_milliseconds(when.instant + BACKWARDS)
    stretch = undoing.dated_after(tx, limit) if choice is ClockChoice.CLOCK_IS_RIGHT else None
    if stretch is None:
        log.append(tx, recording.plain_event(EventType.CLOCK, learner, when, identifier))
        return
    wrong = undoing.between(tx, *stretch)
    latest = max(event.instant for event in wrong)
    payload = {
        "first": stretch[0],
        "last": stretch[1],
        "shift_ms": to_milliseconds(when.instant) - to_milliseconds(latest),
        "rollover": settings.rollover_hour,
    }
    before = log.corrections(tx, learner)
    log.append(tx, recording.plain_event(EventType.CLOCK, learner, when, identifier, payload=payload))
    after = log.corrections(tx, learner)
    for event in wrong:
        if event.type is EventType.REVIEW and not undoing.is_undone(tx, event.id):
            _recount(tx, recording.moved(event, before), recording.moved(event, after))
    for learner_of, card in sorted({(event.learner, event.card) for event in wrong if event.card}):
        recording.restored(tx, learner_of, card, after)


def _recount(tx: Transaction, before: Event, after: Event) -> None:
    """Move one answer from the tally of one day to that of another."""
    if before.day != after.day:
        recording.count(tx, before.learner, before, -1)
        recording.count(tx, after.learner, replace(before, day=after.day), 1)
