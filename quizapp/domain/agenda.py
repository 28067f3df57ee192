"""What is asked today: the queue of a sitting, drawn once, the same for the same day and cards."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from quizapp.domain.values import dataclass


class NewCard(NamedTuple):
    """A card never answered, on offer in the order of its deck; the first two numbers are keys of the store."""

    card: int
    question: int
    gap: int = 0


class DueCard(NamedTuple):
    """A card to review: `urgency` is the days it waits over the days it was given, `chance` breaks ties."""

    card: int
    question: int
    urgency: float
    chance: int
    gap: int = 0


class Entry(NamedTuple):
    """One place in the queue; `fresh` says that the card was never answered."""

    card: int
    question: int
    fresh: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """What one deck has for today, what it may give, and what was already taken from it today."""

    deck: str
    new: Sequence[NewCard]
    due: Sequence[DueCard]
    new_limit: int
    due_limit: int
    new_done: int = 0
    due_done: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """How many of each the whole day still bears, over all decks."""

    new: int
    due: int


def draw(offers: Sequence[Offer], limits: Limits, asked: Collection[int] | None = frozenset()) -> tuple[Entry, ...]:
    """The queue: the most urgent reviews, with the new cards spread evenly among them.

    `asked` are the questions of which a card was asked today already; None lets siblings come on one day. After some
    of the queue was answered, drawing again gives the rest of it in the same order.
    """
    taken = None if asked is None else set(asked)
    due = list(_due(offers, limits.due, taken))
    new = list(_new(offers, limits.new, taken))
    places = [
        *_places(due, sum(offer.due_done for offer in offers), fresh=False),
        *_places(new, sum(offer.new_done for offer in offers), fresh=True),
    ]
    places.sort()
    return tuple([Entry(card, question, fresh) for _, fresh, card, question in places])


def _places(cards: Sequence[tuple[int, int]], done: int, *, fresh: bool) -> Iterator[tuple[float, bool, int, int]]:
    """Even places between 0 and 1, counted over the whole day so that they stay when the day is half done."""
    whole = done + len(cards)
    return (((done + index + 0.5) / whole, fresh, *card) for index, card in enumerate(cards))


def _due(offers: Sequence[Offer], limit: int, taken: set[int] | None) -> Iterator[tuple[int, int]]:
    """The most urgent first, as plain tuples: thousands of them are sorted while the learner waits."""
    left = [offer.due_limit - offer.due_done for offer in offers]
    ranked = [
        (-urgency, chance, card, question, place)
        for place, offer in enumerate(offers)
        for card, question, urgency, chance, _ in offer.due
    ]
    ranked.sort()
    for _, _, card, question, place in ranked:
        if limit <= 0:
            return
        if left[place] > 0 and _is_free(question, taken):
            left[place] -= 1
            limit -= 1
            yield card, question


def _new(offers: Sequence[Offer], limit: int, taken: set[int] | None) -> Iterator[tuple[int, int]]:
    """Deck by deck in turn, beginning with the deck that gave least today."""
    left = [offer.new_limit - offer.new_done for offer in offers]
    ranked = [
        (offer.new_done + index, place, card, question)
        for place, offer in enumerate(offers)
        for index, (card, question, _) in enumerate(offer.new)
    ]
    for _, place, card, question in sorted(ranked):
        if limit <= 0:
            return
        if left[place] > 0 and _is_free(question, taken):
            left[place] -= 1
            limit -= 1
            yield card, question


def _is_free(question: int, taken: set[int] | None) -> bool:
    """Whether no sibling was taken; taking it is what asking means."""
    if taken is None:
        return True
    if question in taken:
        return False
    taken.add(question)
    return True
