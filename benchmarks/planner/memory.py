"""FSRS-6 for many learners and cards at once, written apart from the program's own so that each checks the other.

Formulas: the wiki of open-spaced-repetition/fsrs4anki, "The Algorithm"; the limits are those of py-fsrs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LEAST_STABILITY, MOST_STABILITY = np.float32(0.001), np.float32(36500)
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4


class Memory:
    """The memories of several learners, one for each row; `rows` of every method says whose card each value is."""

    def __init__(self, parameters: Sequence[Sequence[float]] | NDArray[np.floating]) -> None:
        self.parameters = np.asarray(parameters, np.float64).reshape(-1, 21)
        w = self.parameters.T
        decay = -w[20]
        self._w = w.astype(np.float32)
        self._decay = decay.astype(np.float32)
        self._factor = (0.9 ** (1 / decay) - 1).astype(np.float32)
        self._growth = np.exp(w[8]).astype(np.float32)
        self._relearnt = np.exp(w[17] * w[18]).astype(np.float32)
        self._easiest = w[4] - np.exp(w[5] * 3) + 1
        self._reverted = (w[7] * self._easiest).astype(np.float32)
        self.first_stability, self.first_difficulty = self._first()

    def __len__(self) -> int:
        return len(self.parameters)

    def repeated(self, rows: Ints) -> Memory:
        """The memories of these rows, in their order."""
        return Memory(self.parameters[rows])

    def recall(self, rows: Ints, days: NDArray[np.integer], stability: Floats) -> Floats:
        """The probability that a card is remembered so many days after its last review."""
        base = np.log1p(self._factor[rows] * days.astype(np.float32) / stability)
        found: Floats = np.exp(base * self._decay[rows])
        return found

    def interval(self, rows: Ints, stability: Floats, retention: Floats) -> NDArray[np.int32]:
        """The days until the probability of recall has sunk to the wanted retention; at least one."""
        decay = self._decay[rows]
        days = stability / self._factor[rows] * (np.exp(np.log(retention) / decay) - 1)
        whole: NDArray[np.int32] = np.clip(np.rint(days), 1, 30000).astype(np.int32)
        return whole

    def remembered(self, rows: Ints, stability: Floats, difficulty: Floats, recall: Floats, grade: Ints) -> Floats:
        """The stability after a review that succeeded with Hard, Good or Easy."""
        w = self._w
        bonus = np.where(grade == HARD, w[15][rows], np.where(grade == EASY, w[16][rows], np.float32(1)))
        gain = self._growth[rows] * (11 - difficulty) * np.exp(-w[9][rows] * np.log(stability))
        gain = gain * np.expm1((1 - recall) * w[10][rows]) * bonus
        return _bounded(stability * (1 + gain))

    def forgotten(self, rows: Ints, stability: Floats, difficulty: Floats, recall: Floats) -> Floats:
        """The stability after a lapse that was relearnt the same day with Good."""
        w = self._w
        left = w[11][rows] * np.exp(-w[12][rows] * np.log(difficulty) + (1 - recall) * w[14][rows])
        left = left * np.expm1(w[13][rows] * np.log1p(stability))
        return self._relearn(rows, _bounded(np.minimum(left, stability / self._relearnt[rows])))

    def harder(self, rows: Ints, difficulty: Floats, grade: Ints) -> Floats:
        """The difficulty after a review; a lapse is followed by the Good of relearning."""
        after = self._stepped(rows, difficulty, grade)
        return np.where(grade == AGAIN, self._stepped(rows, after, np.int64(GOOD)), after)

    def _stepped(self, rows: Ints, difficulty: Floats, grade: Ints | np.int64) -> Floats:
        moved = difficulty - self._w[6][rows] * (grade - 3).astype(np.float32) * (10 - difficulty) / 9
        found: Floats = np.clip(self._reverted[rows] + (1 - self._w[7][rows]) * moved, 1, 10).astype(np.float32)
        return found

    def _relearn(self, rows: Ints, stability: Floats) -> Floats:
        gain = self._relearnt[rows] * np.exp(-self._w[19][rows] * np.log(stability))
        return _bounded(stability * np.maximum(gain, 1))

    def _first(self) -> tuple[Floats, Floats]:
        """Stability and difficulty (rows, 4) after a first look that ended with each grade; Again is relearnt."""
        rows = np.arange(len(self))
        stability = np.maximum(self._w[:4].T, LEAST_STABILITY)
        w4, w5 = self.parameters[:, 4:5], self.parameters[:, 5:6]
        difficulty = np.clip(w4 - np.exp(w5 * np.arange(4)) + 1, 1, 10).astype(np.float32)
        stability[:, 0] = self._relearn(rows, stability[:, 0])
        difficulty[:, 0] = self._stepped(rows, difficulty[:, 0], np.int64(GOOD))
        return stability, difficulty


def _bounded(stability: Floats) -> Floats:
    found: Floats = np.clip(stability, LEAST_STABILITY, MOST_STABILITY)
    return found
