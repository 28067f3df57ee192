"""A practice: which questions were asked for, in the search language, and how they are to be asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from quizapp.domain.answers import Chose, Graded, Matched, Ordered, Picked, Rating, Recalled, Response, Wrote
from quizapp.domain.questions import Basic, Cloze, Essay, Kind, Matching, Multiple, Ordering, Question, Typed
from quizapp.domain.search_words import BREAK, plain_words

SIBLING_RESERVE = 4
"""So many times the wanted number is drawn, so that gaps of one text need not be asked together."""


class Only(StrEnum):
    """Which questions alone are wanted, by how they stand with the learner; the value is what `is:` calls them."""

    ALL = ""
    NEW = "new"
    WEAK = "weak"
    MISSED = "missed"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Practice:
    """What was chosen. `topics` are (deck, topic), `seconds` a question has (0: no limit).

    `counts` says whether the answers move due days; `words` is a query of the learner's own.
    """

    deck: str = ""
    topics: tuple[tuple[str, str], ...] = ()
    kinds: tuple[Kind, ...] = ()
    difficulties: tuple[int, ...] = ()
    only: Only = Only.ALL
    words: str = ""
    number: int = 20
    seconds: int = 0
    counts: bool = True

    @property
    def query(self) -> str:
        """The choice as a query; what was put aside is never asked."""
        decks = {slug for slug, _ in self.topics}
        parts = [
            f"({self.words})" if self.words.strip() else "",
            f'deck:"{self.deck}"' if self.deck and decks != {self.deck} else "",
            _any_of(f"({' '.join(_topic_terms(*each))})" for each in self.topics),
            _any_of(f"kind:{kind.value}" for kind in self.kinds),
            _any_of(f"difficulty:{difficulty}" for difficulty in self.difficulties),
            f"is:{self.only.value}" if self.only else "",
            "-is:suspended -is:buried",
        ]
        return " ".join(filter(None, parts))


def _topic_terms(slug: str, topic: str) -> list[str]:
    """The terms that find a topic of a deck; one without a word is found by its deck alone."""
    spoken = any(word != BREAK for word in plain_words(topic))
    name = topic.replace('"', " ")
    return [f'deck:"{slug}"', *([f'topic:"{name}"'] if spoken else [])]


def _any_of(terms: Iterable[str]) -> str:
    found = list(terms)
    return found[0] if len(found) == 1 else f"({' or '.join(found)})" if found else ""


def drawn(cards: Sequence[int], number: int, seed: str) -> list[int]:
    """So many of the cards in an order that the seed gives, and some more to choose from."""
    return Random(seed).sample(cards, min(len(cards), number * SIBLING_RESERVE))


def chosen(cards: Iterable[int], questions: Mapping[int, int], number: int) -> list[int]:
    """The first cards, one of each question as far as there are enough; those that are gone are passed over."""
    first: list[int] = []
    siblings: list[int] = []
    asked: set[int] = set()
    for card in cards:
        if card in questions:
            (siblings if questions[card] in asked else first).append(card)
            asked.add(questions[card])
    return (first + siblings)[:number]


def not_answered(question: Question) -> Response:
    """The response of whom time ran out: nothing given."""
    match question:
        case Basic():
            return Graded(Rating.AGAIN)
        case Typed() | Cloze():
            return Wrote("")
        case Multiple():
            return Chose(frozenset())
        case Ordering():
            return Ordered(())
        case Matching():
            return Matched(frozenset())
        case Essay():
            return Recalled(frozenset())
        case _:
            return Picked("")


def toggled(chosen: Collection[object], one: object, all_of_them: Sequence[object]) -> tuple[object, ...]:
    """The chosen things with this one added or taken out, in the order in which they are offered."""
    return tuple(each for each in all_of_them if (each in chosen) != (each == one))
