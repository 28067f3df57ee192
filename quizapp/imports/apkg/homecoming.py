"""From the rows of a collection to what comes home, by Anki's own rules of what counts as a review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from quizapp.domain.homecoming import Homecoming, PhoneCard, PhoneMark, PhoneReview
from quizapp.domain.questions import CardKey
from quizapp.imports.apkg.collection import AnkiCollection, CardRow, ReviewRow

OurCards = Mapping[str, Mapping[int, CardKey]]
"""Our cards by the guid of their note and their number there."""

_LEARN, _REVIEW, _FILTERED, _MANUAL = 0, 1, 3, 4
_SUSPENDED = -1
_LONGEST_MS = 86_400_000
_FIRST_MS, _LAST_MS = 946_684_800_000, 4_102_444_800_000  # the years from 2000 to 2099


def homecoming(collection: AnkiCollection, ours: OurCards) -> Homecoming:
    """What a collection says of our cards; notes are ours by their guid, whatever note type or deck they are in now."""
    guids = {note.id: note.guid for note in collection.notes(ours)}
    names = collection.decks()
    cards: dict[int, PhoneCard] = {}
    marks: list[PhoneMark] = []
    foreign: Counter[str] = Counter()
    for row in collection.cards():
        guid = guids.get(row.note)
        key = None if guid is None else ours[guid].get(row.ord)
        if guid is None or key is None:
            foreign[names.get(row.deck, "")] += 1
            continue
        cards[row.id] = PhoneCard(key, guid, row.ord)
        marks.append(PhoneMark(cards[row.id], is_suspended(row), row.flag != 0))
    reviews = tuple(reviews_of(collection.reviews(cards), cards))
    return Homecoming(reviews, tuple(marks), collection.offset_minutes, collection.rollover_hour, foreign)


def is_suspended(card: CardRow) -> bool:
    """Whether a card was put aside until somebody asks for it again."""
    return card.queue == _SUSPENDED


def reviews_of(rows: Iterator[ReviewRow], cards: Mapping[int, PhoneCard]) -> Iterator[PhoneReview]:
    """What a review log says of these cards, by their ids there; rows of impossible times are passed over."""
    for row in rows:
        card = cards[row.card]
        if not _FIRST_MS <= row.id < _LAST_MS:
            continue
        if row.kind == _MANUAL and row.factor == 0:
            yield PhoneReview(card, row.id, 0)
        elif 1 <= row.ease <= 4 and row.kind <= _FILTERED and not (row.kind == _FILTERED and row.factor == 0):
            interval = row.last_interval if row.kind == _REVIEW and row.last_interval > 0 else None
            took = min(max(row.milliseconds, 0), _LONGEST_MS)
            yield PhoneReview(card, row.id, row.ease, took, _counts(row), interval)


def _counts(row: ReviewRow) -> str:
    if row.kind == _LEARN and row.last_interval == 0:
        return "new"
    return "review" if row.kind in (_REVIEW, _FILTERED) else "step"
