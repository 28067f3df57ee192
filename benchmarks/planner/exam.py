"""What a simulated learner faces: the exam, the minutes, what an answer costs, and chance, the same for all."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from benchmarks.planner.memory import Ints

# Medians of real Anki users, as fsrs-rs ships them in its SimulatorConfig::default (src/optimal_retention.rs).
FIRST_RATINGS = np.array([0.24, 0.094, 0.495, 0.171])
"""How often a first look ends with Again, Hard, Good, Easy."""

REVIEW_RATINGS = np.array([0.224, 0.631, 0.145])
"""How often a review that succeeds ends with Hard, Good, Easy."""

FIRST_SECONDS = np.array([33.79 + 7.33, 24.3, 13.68, 6.5])
"""What a first look costs by grade; Again with the Good that follows on the same day."""

REVIEW_SECONDS = np.array([23.0 + 7.33, 11.68, 7.33, 5.6])
"""What a review costs by grade; Again with the relearning on the same day."""

CHEAPEST = 5.6
LOOK = float(FIRST_SECONDS @ FIRST_RATINGS)
"""The mean seconds of a first look, 20.0."""

REVIEW = float(0.1 * REVIEW_SECONDS[0] + 0.9 * REVIEW_SECONDS[1:] @ REVIEW_RATINGS)
"""The mean seconds of a review at a retention of 0.9, 10.3."""

GUESS = 0.25
"""The chance of a lucky guess among four options."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of the tables: so many questions, days until the exam, minutes a day."""

    cards: int
    days: int
    minutes: float

    @property
    def twice(self) -> bool:
        """Whether the minutes allow each question a first look and one review, were no day missed."""
        return self.minutes * 60 * self.days >= self.cards * (LOOK + REVIEW)

    def __str__(self) -> str:
        return f"{self.cards}/{self.days}/{self.minutes:g}"


@dataclass(frozen=True)
class Exam:
    """A cell with all that goes with it: seconds for each day, weights of the cards (sum 1), share of days missed."""

    cell: Cell
    missed: float = 0.1
    seconds: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    weights: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))

    def __post_init__(self) -> None:
        if not len(self.seconds):
            object.__setattr__(self, "seconds", np.full(self.cell.days, self.cell.minutes * 60.0))
        weights = self.weights if len(self.weights) else np.ones(self.cell.cards)
        object.__setattr__(self, "weights", weights / weights.sum())

    @property
    def cards(self) -> int:
        """How many questions there are."""
        return self.cell.cards

    @property
    def days(self) -> int:
        """How many days are left; the exam is on the day after the last."""
        return self.cell.days

    def most(self, day: int) -> int:
        """More cards than this cannot be answered on a day."""
        return min(self.cards, int(self.seconds[day] / CHEAPEST) + 1)


def _mixed(number: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """SplitMix64's finaliser: neighbouring counters give numbers that have nothing to do with each other."""
    number = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    number = (number ^ (number >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return number ^ (number >> np.uint64(31))


class Chance:
    """Random numbers by counter: the same for a seed, a card and its how-manieth review, whatever else happened."""

    def __init__(self, seeds: Ints) -> None:
        self._keys = _mixed(np.asarray(seeds, np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(1))

    def of_reviews(
        self, rows: Ints, cards: Ints, times: NDArray[np.integer]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Two independent numbers in [0, 1) for each review: whether it succeeds, and with which grade."""
        counters = (times.astype(np.uint64) << np.uint64(32)) + cards.astype(np.uint64) + np.uint64(1)
        drawn = _mixed(self._keys[rows] + counters * np.uint64(0x9E3779B97F4A7C15))
        scale = np.float32(1 / (1 << 24))
        first = (drawn >> np.uint64(40)).astype(np.float32) * scale
        return first, ((drawn >> np.uint64(8)) & np.uint64(0xFFFFFF)).astype(np.float32) * scale

    def missed(self, days: int, share: float) -> NDArray[np.bool_]:
        """Which days (days, rows) go by without study."""
        counters = (np.uint64(1) << np.uint64(60)) + np.arange(days, dtype=np.uint64)[:, None]
        drawn = _mixed(self._keys + counters * np.uint64(0x9E3779B97F4A7C15))
        return (drawn >> np.uint64(11)).astype(np.float64) / (1 << 53) < share
