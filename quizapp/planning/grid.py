"""The memory of a card on a grid: stability (by its logarithm), difficulty, days since it was last answered.

A state between grid points is a mixture of its neighbours. Because the same mixtures carry worth backwards and cards
forwards, the grid is a Markov chain of its own, and prices found on it are consistent to the last digit.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quizapp.planning.memory import AGAIN, GOOD, Memories, Numbers, Whole
from quizapp.planning.values import Belief

Floats = NDArray[np.float32]

RATINGS = (1, 2, 3, 4)
_STABILITIES = np.linspace(np.log(0.02), np.log(2000.0), 16)
_DIFFICULTIES = np.linspace(1.0, 10.0, 4)
_EXACT_DAYS = 8
"""Up to here every day since the last answer is a grid point; beyond, each is further by a quarter."""


class Grid:
    """The states, what an answer in each of them takes and leads to, and how they age by a day.

    Arrays of states are flat, with days since the last answer as the slowest axis; `after` takes them to `fresh` ones,
    the (stability, difficulty) pairs at the end of a day on which the card was answered.
    """

    def __init__(self, belief: Belief, longest: int) -> None:
        memory = Memories(belief.parameters)
        self.days = _days(longest)
        self.fresh = len(_STABILITIES) * len(_DIFFICULTIES)
        shape = (len(self.days), len(_STABILITIES), len(_DIFFICULTIES))
        days, stability, difficulty = (
            np.broadcast_to(axis, shape).ravel()
            for axis in (self.days[:, None, None], np.exp(_STABILITIES)[:, None], _DIFFICULTIES)
        )
        recall = memory.recall(days, stability)
        self.recall = recall.astype(np.float32)
        self.after = np.zeros((recall.size, self.fresh), np.float32)
        seconds = np.zeros(recall.size)
        for rating, chance in zip(RATINGS, chances(belief, recall), strict=True):
            seconds += chance * review_seconds(belief)[rating - 1]
            _mix(self.after, memory.answered(stability, difficulty, recall, rating), chance)
        self.seconds = seconds.astype(np.float32)
        self.met = np.zeros((1, self.fresh), np.float32)
        for rating, share in zip(RATINGS, belief.first, strict=True):
            _mix(self.met, memory.met(rating), np.float64(share))
        self.new_seconds = float(np.dot(belief.first, new_seconds(belief)))
        self._aging = _moved(self.days, np.minimum(self.days + 1, self.days[-1]))
        self._each_day = _moved(self.days, np.arange(1, self.days[-1] + 1))

    @property
    def size(self) -> int:
        """How many states there are."""
        return len(self.recall)

    def tomorrow(self, worth: Floats) -> Floats:
        """The worth of each state a day later without an answer: (states, kinds)."""
        found: Floats = (self._aging @ worth.reshape(len(self.days), -1)).reshape(worth.shape)
        return found

    def aged(self, cards: Floats) -> Floats:
        """Where cards are a day later without an answer: (states, kinds)."""
        found: Floats = (self._aging.T @ cards.reshape(len(self.days), -1)).reshape(cards.shape)
        return found

    def at(self, states: Floats, kinds: Whole, stability: Numbers, difficulty: Numbers, since: Whole) -> Numbers:
        """What `states` (states, kinds) say of cards, flat arrays, that were answered whole days before today."""
        daily = (self._each_day @ states.reshape(len(self.days), -1)).ravel()
        i, upper = _between(np.log(stability), _STABILITIES)
        j, right = _between(difficulty, _DIFFICULTIES)
        wide, below = states.shape[1], len(_DIFFICULTIES)
        first = (np.clip(since, 1, len(self._each_day)) - 1) * (self.fresh * wide) + (i * below + j) * wide + kinds
        found: Numbers = daily[first] * ((1 - upper) * (1 - right))
        found += daily[first + wide] * ((1 - upper) * right)
        found += daily[first + below * wide] * (upper * (1 - right))
        found += daily[first + (below + 1) * wide] * (upper * right)
        return found

    def places(self, stability: Numbers, difficulty: Numbers, since: Numbers) -> tuple[Whole, Floats]:
        """The eight states around each card and the share of each: (cards, 8), for cards answered before today."""
        corners, shares = _around(stability, difficulty)
        days = np.clip(since, 1, self.days[-1])
        below = np.clip(np.searchsorted(self.days, days, side="right") - 1, 0, len(self.days) - 2)
        later = ((days - self.days[below]) / (self.days[below + 1] - self.days[below]))[..., None]
        first = below[..., None] * self.fresh + corners
        places = np.concatenate([first, first + self.fresh], axis=-1)
        return places, np.concatenate([shares * (1 - later), shares * later], axis=-1).astype(np.float32)


def chances(belief: Belief, recall: Numbers) -> tuple[Numbers, ...]:
    """The probability of each rating where a card is recalled with this one."""
    passed = np.array(belief.passed) / sum(belief.passed)
    return tuple(1 - recall if rating == AGAIN else recall * passed[rating - 1] for rating in RATINGS)


def review_seconds(belief: Belief) -> Numbers:
    """What a review takes by rating, the second answer after Again included."""
    found: Numbers = np.array(belief.review_seconds) + np.array([belief.review_seconds[GOOD - 1], 0.0, 0.0, 0.0])
    return found


def new_seconds(belief: Belief) -> Numbers:
    """What meeting a card takes by rating, the second answer after Again included."""
    found: Numbers = np.array(belief.new_seconds) + np.array([belief.review_seconds[GOOD - 1], 0.0, 0.0, 0.0])
    return found


def _mix(rows: Floats, memory: tuple[Numbers, Numbers], chance: Numbers | np.float64) -> None:
    """Add to each row the points around one memory, as much as it is likely."""
    corners, shares = _around(np.atleast_1d(memory[0]), np.atleast_1d(memory[1]))
    for corner, share in zip(corners.T, shares.T, strict=True):
        rows[np.arange(len(rows)), corner] += (share * chance).astype(np.float32)


def _days(longest: int) -> Numbers:
    days = list(range(1, max(2, min(longest, _EXACT_DAYS)) + 1))
    while days[-1] < longest:
        days.append(min(longest, -(-days[-1] * 5 // 4)))
    return np.array(days, np.float64)


def _moved(days: Numbers, to: Numbers) -> Floats:
    """The matrix that says where among these numbers of days others are: (others, days)."""
    below = np.clip(np.searchsorted(days, to, side="right") - 1, 0, len(days) - 2)
    share = (to - days[below]) / (days[below + 1] - days[below])
    matrix = np.zeros((len(to), len(days)), np.float32)
    matrix[np.arange(len(to)), below] = 1 - share
    matrix[np.arange(len(to)), below + 1] += share
    return matrix


def _around(stability: Numbers, difficulty: Numbers) -> tuple[Whole, Numbers]:
    """The four (stability, difficulty) points around each card, and the share of each: (cards, 4)."""
    i, upper = _between(np.log(stability), _STABILITIES)
    j, right = _between(difficulty, _DIFFICULTIES)
    wide = len(_DIFFICULTIES)
    corners = np.stack([i * wide + j, i * wide + j + 1, (i + 1) * wide + j, (i + 1) * wide + j + 1], axis=-1)
    shares = [(1 - upper) * (1 - right), (1 - upper) * right, upper * (1 - right), upper * right]
    return corners, np.stack(shares, axis=-1)


def _between(values: Numbers, even: Numbers) -> tuple[Whole, Numbers]:
    """The place of each value among evenly spaced ones, and how far it is towards the next; the ends hold."""
    place = np.clip((values - even[0]) / (even[1] - even[0]), 0, len(even) - 1.000001)
    below = place.astype(np.int64)
    return below, place - below
