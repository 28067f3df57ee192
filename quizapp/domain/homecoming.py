"""What comes home from the phone: reviews of our cards, resets, and what was put aside or flagged there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from quizapp.domain.answers import Rating, Verdict
from quizapp.domain.events import Event, EventType, ReviewKind
from quizapp.domain.questions import CardKey
from quizapp.domain.study_day import from_milliseconds, moment, to_milliseconds

ORIGIN = "anki:"
"""How the origins of events begin that stand each for itself: one origin a card, no chain."""

_SAME_MS = 10  # an instant that was taken on the phone is given as the next free millisecond
_WIDEST_OFFSET = 14 * 60


@dataclass(frozen=True, slots=True)
class PhoneCard:
    """A card of ours as the phone knows it: the guid of its note and its number there."""

    key: CardKey
    guid: str
    ord: int


@dataclass(frozen=True, slots=True)
class PhoneReview:
    """An answer given on the phone, or a reset where `rating` is 0; `id` is its instant in milliseconds.

    `counts` and `interval` are what a review's payload says (see `domain.replaying`), by the phone's own row alone.
    """

    card: PhoneCard
    id: int
    rating: int
    milliseconds: int = 0
    counts: str = "step"
    interval: int | None = None


@dataclass(frozen=True, slots=True)
class PhoneMark:
    """How a card stands on the phone besides its memory."""

    card: PhoneCard
    suspended: bool
    flagged: bool


@dataclass(frozen=True, slots=True)
class Homecoming:
    """All that a package says of our cards; `foreign` counts the cards that are not ours, by the phone's deck."""

    reviews: tuple[PhoneReview, ...]
    marks: tuple[PhoneMark, ...]
    offset_minutes: int | None = None
    rollover_hour: int = 4
    foreign: Mapping[str, int] = field(default_factory=dict)


def event_of(review: PhoneReview, learner: str, offset_minutes: int, rollover_hour: int, generation: int = 0) -> Event:
    """The event of a phone's row, the same on every machine that ever reads it.

    `generation` counts how often its event was taken back before: the row may come home again.
    """
    told = ":".join((review.card.guid, str(review.card.ord), *([str(generation)] if generation else [])))
    instant = from_milliseconds(review.id)
    when = moment(instant, offset_minutes, rollover_hour)
    reset = review.rating == 0
    payload: dict[str, Any] = {"counts": review.counts}
    if review.interval is not None:
        payload["interval"] = review.interval
    return Event(
        id=_identifier(told, str(review.id)),
        type=EventType.RESET if reset else EventType.REVIEW,
        learner=learner,
        origin=ORIGIN + told,
        sequence=review.id,
        instant=instant,
        offset_minutes=offset_minutes,
        day=when.day,
        card=str(review.card.key),
        rating=None if reset else review.rating,
        verdict=None if reset else (Verdict.WRONG if review.rating == Rating.AGAIN else Verdict.RIGHT).value,
        kind=ReviewKind.IMPORTED.value,
        milliseconds=None if reset else review.milliseconds,
        payload=None if reset else payload,
    )


def is_ours(review: PhoneReview, own: Iterable[Event]) -> bool:
    """Whether a phone's row is one of our own reviews of that card, which went out with the progress and came back."""
    return any(
        each.type is EventType.REVIEW
        and each.rating == review.rating
        and 0 <= review.id - to_milliseconds(each.instant) <= _SAME_MS
        for each in own
        if not each.origin.startswith(ORIGIN)
    )


def clashes(reviews: Iterable[PhoneReview], own: Iterable[Event]) -> bool:
    """Whether a card was answered in both places side by side: here after the first of what comes home."""
    first = from_milliseconds(min(each.id for each in reviews))
    return any(
        each.type is EventType.REVIEW and not each.origin.startswith(ORIGIN) and each.instant > first for each in own
    )


def sensible_offset(minutes: int | None, otherwise: int) -> int:
    """The offset from UTC that a package says, unless no place on earth has it."""
    return minutes if minutes is not None and abs(minutes) <= _WIDEST_OFFSET else otherwise


def newest(reviews: Iterable[PhoneReview]) -> datetime | None:
    """When the last of these was given."""
    return max((from_milliseconds(each.id) for each in reviews), default=None)


def _identifier(*parts: str) -> str:
    """An id that follows from the phone's row (a UUID of version 8)."""
    digits = sha256("/".join((ORIGIN, *parts)).encode()).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"
