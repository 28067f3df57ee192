"""FSRS-6 for many cards at once: the formulas of the package fsrs, on arrays.

Source: "The Algorithm", FSRS-6, wiki of open-spaced-repetition/awesome-fsrs. The names w0 to w20 are those of the 21
parameters there.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating[Any]]
Whole = NDArray[np.int64]

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
_LEAST_STABILITY, _MOST_STABILITY = 0.001, 36500.0


class Memories:
    """The memory model of one learner, or of several at once.

    `parameters` are 21 numbers, or 21 columns (21, learners, 1): then every array of cards is (learners, cards).
    Without `exact` it reckons in single precision.
    """

    def __init__(self, parameters: Sequence[float] | Numbers, exact: bool = True) -> None:
        self.w: Numbers = np.asarray(parameters, dtype=np.float64 if exact else np.float32)
        w = self.w
        self._decay = -w[20]
        self._factor = 0.9 ** (1 / self._decay) - 1
        self._growth = np.exp(w[8])
        self._most_after_lapse = np.exp(-w[17] * w[18])
        self._easiest = w[4] - np.exp(w[5] * 3) + 1

    def of(self, learners: NDArray[np.int64]) -> Memories:
        """The memory of one of several learners for each card of a flat array."""
        return self._at((..., learners, 0))

    def _at(self, columns: tuple[Any, ...]) -> Memories:
        """The same of these columns, without reckoning anew what follows from the parameters."""
        found = copy(self)
        for name, each in vars(self).items():
            setattr(found, name, each[columns])
        return found

    def recall(self, days: Numbers | Whole, stability: Numbers) -> Numbers:
        """The probability to recall so many days after the last answer: R = (1 + f t / S) ^ -w20."""
        found: Numbers = (1 + self._factor * days / stability) ** self._decay
        return found

    def interval(self, stability: Numbers, retention: float) -> Numbers:
        """The whole days, one at least, after which recall has fallen to `retention`."""
        days: Numbers = stability / self._factor * (retention ** (1 / self._decay) - 1)
        found: Numbers = np.maximum(1.0, np.round(days))
        return found

    def met(self, rating: int) -> tuple[Numbers, Numbers]:
        """Stability and difficulty at the end of the day on which a card is met; after Again it is asked again."""
        w = self.w
        difficulty = np.clip(w[4] - np.exp(w[5] * (rating - 1)) + 1, 1.0, 10.0)
        stability = np.clip(w[rating - 1], _LEAST_STABILITY, _MOST_STABILITY)
        if rating == AGAIN:
            return self.same_day(stability, GOOD), self.harder(difficulty, GOOD)
        return stability, difficulty

    def answered(
        self, stability: Numbers, difficulty: Numbers, recall: Numbers, rating: int
    ) -> tuple[Numbers, Numbers]:
        """Stability and difficulty at the end of a day on which a card was answered; after Again it is asked again."""
        if rating == AGAIN:
            lapsed = self.same_day(self.forgotten(stability, difficulty, recall), GOOD)
            return lapsed, self.harder(self.harder(difficulty, AGAIN), GOOD)
        return self.recalled(stability, difficulty, recall, rating), self.harder(difficulty, rating)

    def rated(
        self, stability: Numbers, difficulty: Numbers, recall: Numbers, ratings: NDArray[np.int64]
    ) -> tuple[Numbers, Numbers]:
        """As `answered`, for flat arrays with a rating for each card, and a learner for each if there are several."""
        w = self.w
        bonus = np.where(ratings == HARD, w[15], np.where(ratings == EASY, w[16], 1.0)).astype(w.dtype)
        after, harder = self._grown(stability, difficulty, recall, bonus), self.harder(difficulty, ratings)
        lapsed = np.flatnonzero(ratings == AGAIN)
        if len(lapsed):
            those = self._at((..., lapsed)) if w.ndim > 1 else self
            after[lapsed], harder[lapsed] = those.answered(stability[lapsed], difficulty[lapsed], recall[lapsed], AGAIN)
        return after, harder

    def recalled(self, stability: Numbers, difficulty: Numbers, recall: Numbers, rating: int) -> Numbers:
        """Stability after a success: S (1 + e^w8 (11 - D) S^-w9 (e^(w10 (1 - R)) - 1) h), h = w15 Hard, w16 Easy."""
        bonus = self.w[15] if rating == HARD else self.w[16] if rating == EASY else np.ones_like(self.w[15])
        return self._grown(stability, difficulty, recall, bonus)

    def _grown(self, stability: Numbers, difficulty: Numbers, recall: Numbers, bonus: Numbers) -> Numbers:
        w = self.w
        growth = self._growth * (11 - difficulty) * stability ** -w[9] * np.expm1((1 - recall) * w[10]) * bonus
        found: Numbers = np.clip(stability * (1 + growth), _LEAST_STABILITY, _MOST_STABILITY)
        return found

    def forgotten(self, stability: Numbers, difficulty: Numbers, recall: Numbers) -> Numbers:
        """Stability after a lapse: w11 D^-w12 ((S + 1)^w13 - 1) e^(w14 (1 - R)), at most S / e^(w17 w18)."""
        w = self.w
        long = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * np.exp((1 - recall) * w[14])
        found: Numbers = np.clip(
            np.minimum(long, stability * self._most_after_lapse), _LEAST_STABILITY, _MOST_STABILITY
        )
        return found

    def same_day(self, stability: Numbers, rating: int) -> Numbers:
        """Stability after one more answer that day: S e^(w17 (G - 3 + w18)) S^-w19, never less after a success."""
        w = self.w
        growth = np.exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
        if rating >= HARD:
            growth = np.maximum(growth, 1.0)
        found: Numbers = np.clip(stability * growth, _LEAST_STABILITY, _MOST_STABILITY)
        return found

    def harder(self, difficulty: Numbers, rating: int | NDArray[np.int64]) -> Numbers:
        """Difficulty after an answer: D' = D - w6 (G - 3) (10 - D) / 9, then w7 D0(Easy) + (1 - w7) D', 1 to 10."""
        w = self.w
        moved = difficulty - w[6] * (10 - difficulty) / 9 * (rating - 3)
        found: Numbers = np.clip(w[7] * self._easiest + (1 - w[7]) * moved, 1.0, 10.0)
        return found
