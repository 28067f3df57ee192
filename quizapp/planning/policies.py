"""Ways to choose the cards of a day: each gives every card a number, and the highest are studied until time is up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from quizapp.planning.grid import Grid
from quizapp.planning.memory import Memories, Numbers, Whole
from quizapp.planning.prices import Worth

NOT_TODAY = -1e9
"""The number of a card that is not for this day; anything from here down is not studied."""

WELL_KNOWN = 0.96
"""Who would recall a card with a higher probability than this is not asked. It costs no marks: with 400 cards, 98 days
and 30 minutes it takes 18 hours instead of 48, for the same marks to expect; where time is short nothing changes."""

CONSOLIDATION = 7
"""Days before an exam on which everything may be asked."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is believed of cards, in arrays of one shape: memory, days since the last answer, kind."""

    stability: Numbers
    difficulty: Numbers
    since: Whole
    seen: NDArray[np.bool_]
    kind: Whole


class Way(Protocol):
    """A way to choose."""

    most_new: int | None
    """New cards a day, None for as many as there is time for."""

    def numbers(self, day: int, cards: Seen) -> Numbers:
        """A number for each card on a day, the higher the sooner; ties are for the card that was given first."""


class Priced:
    """What a second spent on the card brings, over waiting, when later days cost their prices.

    What is known well rests until the week before an exam: where time is ample it is not filled for its own sake.
    """

    most_new: int | None = None

    def __init__(self, grid: Grid, worth: Worth, memory: Memories, exams: tuple[int, ...]) -> None:
        self._grid, self._worth, self._memory, self._exams = grid, worth, memory, exams

    def numbers(self, day: int, cards: Seen) -> Numbers:
        """Between the states of the grid around each card."""
        found: Numbers = self._worth.unseen[day][cards.kind]
        at = np.nonzero(cards.seen)
        stability, since = cards.stability[at], cards.since[at]
        found[at] = self._grid.at(self._worth.seen[day], cards.kind[at], stability, cards.difficulty[at], since)
        if not any(day < exam <= day + CONSOLIDATION for exam in self._exams):
            known = self._memory.recall(since, stability) > WELL_KNOWN
            found[at] = np.where(known, NOT_TODAY, found[at])
        return found


class Fixed:
    """What is due by a retention, the longest due first, then so many new cards; what they are worth is ignored."""

    def __init__(self, memory: Memories, retention: float, most_new: int | None) -> None:
        self._memory, self._retention, self.most_new = memory, retention, most_new

    def numbers(self, day: int, cards: Seen) -> Numbers:  # noqa: ARG002 - the same on every day
        """Days past due above all new cards."""
        late = cards.since - self._memory.interval(cards.stability, self._retention)
        return np.where(cards.seen, np.where(late >= 0, 2.0 + late, NOT_TODAY), 1.0)


class Cram:
    """New cards first, then what is due at 0.9; in the last days whatever is known worst."""

    most_new: int | None = None

    def __init__(self, memory: Memories, days: int) -> None:
        self._memory, self._last = memory, days - max(1, min(7, days // 4))
        self._due = Fixed(memory, 0.9, None)

    def numbers(self, day: int, cards: Seen) -> Numbers:
        """Recall, from the least, once the last days have come."""
        if day < self._last:
            return np.where(cards.seen, self._due.numbers(day, cards), 1e6)
        recall = self._memory.recall(np.maximum(cards.since, 1), cards.stability)
        return np.where(cards.seen, 1 - recall, NOT_TODAY)
