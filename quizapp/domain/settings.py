"""What a learner may choose about scheduling: plain values with their defaults and meaning."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from quizapp.domain.values import dataclass

if TYPE_CHECKING:
    from quizapp.domain.goals import Goal


class NewOrder(StrEnum):
    """In which order new questions come."""

    DECK = "deck"
    RANDOM = "random"
    TOPICS = "topics"


@dataclass(frozen=True, slots=True)
class DeckSettings:
    """One deck's own choices; None means "as for all decks"."""

    enabled: bool = True
    retention: float | None = None
    new_per_day: int | None = None
    reviews_per_day: int | None = None
    new_order: NewOrder | None = None


@dataclass(frozen=True, slots=True)
class StudySettings:
    """How cards are scheduled and drawn. Retention is the wanted probability of recall, steps are minutes."""

    retention: float = 0.9
    new_per_day: int = 20
    reviews_per_day: int = 200
    new_order: NewOrder = NewOrder.DECK
    learning_steps: tuple[int, ...] = (1, 10)
    relearning_steps: tuple[int, ...] = (10,)
    maximum_interval: int = 36500
    rollover_hour: int = 4
    bury_siblings: bool = True
    leech_after: int = 8
    suspend_leeches: bool = False
    parameters: tuple[float, ...] = ()
    decks: dict[str, DeckSettings] = field(default_factory=dict)
    goals: tuple[Goal, ...] = ()

    def retention_in(self, slug: str) -> float:
        """The wanted probability of recall in a deck."""
        own = self.decks.get(slug)
        return self.retention if own is None or own.retention is None else own.retention

    def for_deck(self, slug: str) -> DeckSettings:
        """The deck's choices with the gaps filled by those for all decks."""
        own = self.decks.get(slug, DeckSettings())
        return DeckSettings(
            enabled=own.enabled,
            retention=self.retention if own.retention is None else own.retention,
            new_per_day=self.new_per_day if own.new_per_day is None else own.new_per_day,
            reviews_per_day=self.reviews_per_day if own.reviews_per_day is None else own.reviews_per_day,
            new_order=self.new_order if own.new_order is None else own.new_order,
        )
