"""Mastery by source fact: what is remembered of the facts that questions rest on."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from quizapp.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class FactMastery:
    """One fact, or several that say the same, with the cards that rest on it.

    `fact` is how questions cite it; `text`, `locator` and `must` are those of its sheet and empty without one.
    `recall` is the mean probability to recall tomorrow the cards seen, None without any. `keys` name the cards in the
    store.
    """

    fact: str
    document: str
    document_title: str
    text: str
    locator: str
    must: bool
    cards: int
    seen: int
    recall: float | None
    keys: tuple[int, ...] = ()

    @property
    def unseen(self) -> float:
        """The share of the cards that were never answered."""
        return (self.cards - self.seen) / self.cards if self.cards else 0.0


@dataclasses.dataclass(slots=True)
class FactSum:
    """What is added up over the cards of a fact."""

    keys: list[int] = dataclasses.field(default_factory=list)
    seen: int = 0
    recalled: float = 0.0

    def add(self, key: int, recall: float | None) -> None:
        """Take in a card with its probability to be recalled, None when it was never answered."""
        self.keys.append(key)
        if recall is not None:
            self.seen += 1
            self.recalled += recall

    @property
    def recall(self) -> float | None:
        """The mean over the cards seen."""
        return self.recalled / self.seen if self.seen else None


def weakest_facts(facts: Iterable[FactMastery]) -> tuple[FactMastery, ...]:
    """Facts by mean recall, those with none seen last and among them those that must be known first."""
    return tuple(
        sorted(
            facts,
            key=lambda each: (each.recall is None, each.recall or 0.0, -each.unseen, not each.must, each.fact),
        )
    )
