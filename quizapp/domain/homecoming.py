"""What comes home from the phone: reviews of our cards, resets, and what was put aside or flagged there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from quizapp.domain.answers import Rating, Verdict
from quizapp.domain.events import Event, EventType, ReviewKind, derived_id
from quizapp.domain.questions import CardKey
from quizapp.domain.study_day import from_milliseconds, moment, to_milliseconds

ORIGIN = "anki:"
"""How the origins of events begin that stand each for itself: one origin a card, no chain."""

_SAME_MS = 10  # an instant that was taken on the phone is given as the next free millisecond
_WIDEST_OFFSET = 14 * 60
_RIGHT, _WRONG, _IMPORTED = Verdict.RIGHT.value, Verdict.WRONG.value, ReviewKind.IMPORTED.value


@dataclass(frozen=True, slots=True)
class PhoneCard:
    """A card of ours as the phone knows it: the guid of its note and its number there."""

    key: CardKey
    guid: str
    ord: int


class PhoneReview(NamedTuple):
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


def events_of(card: PhoneCard, learner: str, offset_minutes: int, rollover_hour: int) -> Callable[..., Event]:
    """What makes events of a card's rows on the phone, the same on every machine that ever reads them.

    It takes a row, and how often its event was taken back before: the row may come home again.
    """
    card_id, whole = str(card.key), origin_of_card(card)

    def event_of(review: PhoneReview, generation: int = 0) -> Event:
        origin = f"{whole}:{generation}" if generation else whole
        instant = from_milliseconds(review.id)
        reset = review.rating == 0
        return Event(
            id=derived_id(ORIGIN, origin[len(ORIGIN) :], str(review.id)),
            type=EventType.RESET if reset else EventType.REVIEW,
            learner=learner,
            origin=origin,
            sequence=review.id,
            instant=instant,
            offset_minutes=offset_minutes,
            day=moment(instant, offset_minutes, rollover_hour).day,
            card=card_id,
            rating=None if reset else review.rating,
            verdict=None if reset else _WRONG if review.rating == Rating.AGAIN else _RIGHT,
            kind=_IMPORTED,
            milliseconds=None if reset else review.milliseconds,
            payload=None if reset else _payload(review.counts, review.interval),
        )

    return event_of


@lru_cache(maxsize=4_096)
def _payload(counts: str, interval: int | None) -> dict[str, Any]:
    return {"counts": counts} if interval is None else {"counts": counts, "interval": interval}


def origin_of_card(card: PhoneCard) -> str:
    """The origin of the events of a card's rows that were never taken back."""
    return f"{ORIGIN}{card.guid}:{card.ord}"


def own_reviews(events: Iterable[Event]) -> list[Event]:
    """The reviews among some events that were given here or on another computer, not on a phone."""
    return [each for each in events if each.type is EventType.REVIEW and not each.origin.startswith(ORIGIN)]


def is_ours(review: PhoneReview, own: Iterable[Event]) -> bool:
    """Whether a phone's row is one of our `own_reviews` of its card, which went out with the progress and came back."""
    return any(
        each.rating == review.rating and 0 <= review.id - to_milliseconds(each.instant) <= _SAME_MS for each in own
    )


def clashes(fresh: Iterable[Event], own: Iterable[Event]) -> bool:
    """Whether a card was answered in both places side by side: here after the first of what comes home."""
    first = min(each.instant for each in fresh)
    return any(each.instant > first for each in own)


def sensible_offset(minutes: int | None, otherwise: int) -> int:
    """The offset from UTC that a package says, unless no place on earth has it."""
    return minutes if minutes is not None and abs(minutes) <= _WIDEST_OFFSET else otherwise
