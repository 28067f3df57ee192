"""The ways of studying that a planner is measured against."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.planner.exam import Exam
from benchmarks.planner.memory import Floats, Ints, Memory
from benchmarks.planner.simulator import State, simulate

RETENTIONS = (0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
NEW_A_DAY = (5, 10, 20, 40, 100_000)
SETTINGS = tuple((retention, new) for retention in RETENTIONS for new in NEW_A_DAY)
"""The fixed settings of which the best is chosen in hindsight; the last of `NEW_A_DAY` means all."""

_NEVER = np.int16(32000)

_APART = 1 << 40
"""Seeds of a search within a policy lie this far from those it is measured with."""


class Fixed:
    """What is due by a wanted retention, earliest due day first, then new cards up to a number a day.

    With `mixed` in Anki's order: the new spread evenly among the reviews. `limit` bounds both together, each day.
    """

    def __init__(
        self, retention: Floats | float, new: Ints | int, mixed: bool = False, limit: int = NEW_A_DAY[-1]
    ) -> None:
        self._retention, self._new, self._mixed, self._limit = retention, new, mixed, limit

    def begin(self, exam: Exam, belief: Memory) -> None:
        """Nothing is due."""
        rows = len(belief)
        self._exam, self._belief = exam, belief
        self._retentions = np.broadcast_to(np.float32(self._retention), (rows,))
        self._quota = np.broadcast_to(np.asarray(self._new, np.int64), (rows,))
        self._due = np.full((rows, exam.cards), _NEVER, np.int16)

    def order(self, day: int, state: State) -> NDArray[np.integer]:
        """Reviews by due day, then new cards as they come."""
        most = self._exam.most(day)
        reviews, counts = self._reviews(day, most)
        quota = np.minimum(self._quota, self._exam.cards - state.seen)
        counts = np.minimum(counts, self._limit)
        quota = np.minimum(quota, self._limit - counts)
        if self._mixed:
            return _spread(reviews, np.minimum(counts, most), state.seen, quota, most)
        place = np.arange(most)
        new = state.seen[:, None] + place - counts[:, None]
        fits = (place >= counts[:, None]) & (place < (counts + quota)[:, None])
        return np.where(fits, new, reviews)

    def reviewed(self, day: int, at: Ints, rows: Ints, state: State) -> None:
        """Each card is due when its recall will have sunk to the wanted retention."""
        days = self._belief.interval(rows, state.stability.ravel()[at], self._retentions[rows])
        self._due.ravel()[at] = np.minimum(day + days, _NEVER)

    def _reviews(self, day: int, most: int) -> tuple[Ints, Ints]:
        """The cards due, at most so many of each row, and how many are due in all."""
        rows, cards = self._due.shape
        at = np.flatnonzero(self._due.ravel() <= day)
        keys = (at // cards << 40) | (self._due.ravel()[at].astype(np.int64) << 20) | at % cards
        keys.sort()
        row = keys >> 40
        starts = np.searchsorted(row, np.arange(rows + 1))
        rank = np.arange(len(keys)) - starts[row]
        kept = rank < most
        order = np.full((rows, most), -1, np.int64)
        order[row[kept], rank[kept]] = keys[kept] & 0xFFFFF
        return order, np.diff(starts)


def _spread(reviews: Ints, counts: Ints, seen: Ints, quota: Ints, most: int) -> Ints:
    """New cards at even distances among the reviews."""
    rows = len(reviews)
    nth = np.arange(most)
    place = nth + (nth + 1) * counts[:, None] // (quota[:, None] + 1)
    row, which = np.nonzero((nth < quota[:, None]) & (place < most))
    order = np.full((rows, most), -1, np.int64)
    order[row, place[row, which]] = seen[row] + which
    before = np.cumsum(order >= 0, axis=1)
    earlier = nth - before
    review = np.where(earlier < counts[:, None], np.take_along_axis(reviews, np.maximum(earlier, 0), 1), -1)
    return np.where(order >= 0, order, review)


def anki() -> Fixed:
    """Anki as it comes: retention 0.9, due date first, 20 new a day mixed in, 200 cards a day at most."""
    return Fixed(0.9, 20, mixed=True, limit=200)


class OptimalRetention:
    """What fsrs-rs calls optimal (minimum recommended) retention: the least seconds for each card known in the end.

    The retention is sought by simulating the belief with these cards, days and seconds. Source: `optimal_retention` in
    fsrs-rs and the wiki of fsrs4anki, "The Optimal Retention". Simplified: a grid instead of Brent's search, fewer
    simulations, no aversion to losses, steps within the day as everywhere here. As there, reviews come first and new
    cards are learnt as long as there is time.
    """

    _TRIED = np.linspace(0.7, 0.95, 11, dtype=np.float32)
    _SEEDS = 4

    def __init__(self) -> None:
        self._known: dict[tuple[object, bytes], np.float32] = {}

    def begin(self, exam: Exam, belief: Memory) -> None:
        """Find the retention of each row."""
        found = [self._optimal(exam, belief.parameters[row]) for row in range(len(belief))]
        self._fixed = Fixed(np.array(found), NEW_A_DAY[-1])
        self._fixed.begin(exam, belief)

    def order(self, day: int, state: State) -> NDArray[np.integer]:
        """Reviews by due day, then new cards."""
        return self._fixed.order(day, state)

    def reviewed(self, day: int, at: Ints, rows: Ints, state: State) -> None:
        """Keep the due days."""
        self._fixed.reviewed(day, at, rows, state)

    def _optimal(self, exam: Exam, parameters: NDArray[np.float64]) -> np.float32:
        key = (exam.cell, parameters.tobytes())
        if key not in self._known:
            tried = np.repeat(self._TRIED, self._SEEDS)
            memory = Memory(np.tile(parameters, (len(tried), 1)))
            planned = Exam(exam.cell, 0.0, exam.seconds, exam.weights)
            seeds = np.tile(np.arange(self._SEEDS), len(self._TRIED)) + _APART
            outcome = simulate(planned, memory, memory, Fixed(tried, NEW_A_DAY[-1]), seeds)
            workload = (outcome.seconds / outcome.recall).reshape(-1, self._SEEDS).mean(axis=1)
            self._known[key] = self._TRIED[int(workload.argmin())]
        return self._known[key]


class Cram:
    """New cards as long as there are any, then what is due at 0.9; in the last days whatever is known worst."""

    def __init__(self) -> None:
        self._due = Fixed(0.9, 0)

    def begin(self, exam: Exam, belief: Memory) -> None:
        """The last quarter of the time, at most a week, is for cramming."""
        self._exam, self._belief, self._last = exam, belief, max(1, min(7, exam.days // 4))
        self._due.begin(exam, belief)

    def order(self, day: int, state: State) -> NDArray[np.integer]:
        """New before due, or the lowest recall first."""
        most = self._exam.most(day)
        if day < self._exam.days - self._last:
            place = np.arange(most)
            new = state.seen[:, None] + place
            new = np.where(new < self._exam.cards, new, -1)
            return np.concatenate([new, self._due.order(day, state)], axis=1)
        shape = state.last.shape
        rows = np.repeat(np.arange(shape[0]), shape[1])
        recall = self._belief.recall(rows, day - state.last.ravel(), state.stability.ravel()).reshape(shape)
        return best(np.where(state.times > 0, -recall, -np.inf).astype(np.float32), most)

    def reviewed(self, day: int, at: Ints, rows: Ints, state: State) -> None:
        """Keep the due days."""
        self._due.reviewed(day, at, rows, state)


def best(scores: Floats, most: int) -> Ints:
    """The cards of the highest scores of each row, best first; what scores -inf is not asked.

    Of equal ones the first comes first, so that all ways meet new cards in one order, and with them the same luck.
    """
    top = np.argsort(-scores, axis=1, kind="stable")[:, :most]
    return np.where(np.isneginf(np.take_along_axis(scores, top, 1)), -1, top)
