"""The learner's own parameters: the most probable ones, given the answers and how learners are spread.

Bayes' maximum a posteriori. The prior is normal about the defaults, for the four first stabilities in their logarithm;
so a short log moves little, and a long one is followed. The maximum is climbed by Fisher scoring: the curvature of the
log likelihood is taken from the slopes of the predictions, which makes six to eight steps enough.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quizapp.domain.fitting import Trained
from quizapp.planning.memory import AGAIN, EASY, GOOD, HARD, Memories, Numbers

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Ratings = NDArray[np.int64]

_DEVIATIONS = (0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27)
"""How far learners are from the default w4 to w20: the standard deviations that fsrs-rs trains with (PARAMS_STDDEV)."""

SPREAD = np.array([*[1.2] * 4, *(0.75 * each for each in _DEVIATIONS)])
"""The deviations of the prior; those of the first stabilities are of their logarithm. These and the factor predicted
best on logs of 100 to 800 reviews simulated with 30 real parameter sets; half or double of them made little difference.
"""

_STEPS = 20
_TRIES = 6
_ENOUGH = 1e-3
"""Nats: a step that gains less is the last."""
_TINY = 1e-6
"""No answer is taken for more certain than this."""


def most_probable(
    answers: Sequence[Trained], defaults: Sequence[float], bounds: tuple[Sequence[float], Sequence[float]]
) -> tuple[float, ...]:
    """The parameters that make the answers and themselves most probable; the defaults when there are no answers."""
    if not answers:
        return tuple(defaults)
    ends = _logged(np.array(bounds, np.float64))
    climb = _Climb(_Histories(answers), _logged(np.array(defaults, np.float64)), ends[0], ends[1])
    return tuple(round(number, 4) for number in _plain(climb.top()).tolist())


def information(answers: Sequence[Trained], parameters: Sequence[float]) -> Array:
    """How much the answers say about the parameters (21, 21): Fisher's information, the inverse of a covariance.

    The four first stabilities are in their logarithm.
    """
    here = _logged(np.array(parameters, np.float64))
    if not answers:
        return np.zeros((len(here), len(here)))
    climb = _Climb(_Histories(answers), here, here - 10 * SPREAD, here + 10 * SPREAD)
    return climb.curvature(here) - np.diag(1 / SPREAD**2)


def losses(answers: Sequence[Trained], parameters: Sequence[float]) -> list[float]:
    """The log loss of each answer in nats: minus the logarithm of the probability given to what happened."""
    histories = _Histories(answers)
    recall = histories.recalls(np.array([parameters], np.float64))[0]
    found: list[float] = (-np.log(np.where(histories.recalled, recall, 1 - recall)))[histories.places].tolist()
    return found


def _logged(parameters: Array) -> Array:
    return np.concatenate([np.log(parameters[..., :4]), parameters[..., 4:]], axis=-1)


def _plain(logged: Array) -> Array:
    return np.concatenate([np.exp(logged[..., :4]), logged[..., 4:]], axis=-1)


class _Histories:
    """The answers of every card side by side, the longest first, so that all are followed at once."""

    def __init__(self, answers: Sequence[Trained]) -> None:
        longest = {each.card: each.answers for each in answers}
        for each in answers:
            if len(each.answers) > len(longest[each.card]):
                longest[each.card] = each.answers
        cards = sorted(longest, key=lambda card: -len(longest[card]))
        columns = {card: column for column, card in enumerate(cards)}
        lengths = np.array([len(longest[card]) for card in cards])
        self._active = [int((lengths > nth).sum()) for nth in range(int(lengths[0]))]
        self._days = np.zeros((len(self._active), len(cards)))
        self._ratings = np.zeros((len(self._active), len(cards)), np.int64)
        for column, card in enumerate(cards):
            given = np.array(longest[card])
            self._days[: len(given), column], self._ratings[: len(given), column] = given.T
        asked = np.zeros(self._days.shape, np.int64)
        for place, each in enumerate(answers):
            asked[len(each.answers) - 1, columns[each.card]] = place + 1
        self._asked = [np.flatnonzero(asked[nth, :active]) for nth, active in enumerate(self._active)]
        order = np.concatenate([asked[nth, asked_for] for nth, asked_for in enumerate(self._asked)]) - 1
        self.places = np.argsort(order)
        """Where the recall of each of the answers stands among `recalls`."""
        self.recalled: Mask = np.array([each.recalled for each in answers])[order]

    def recalls(self, parameters: Array) -> Array:
        """The probability (sets, answers) that each answer is recalled, by several sets of parameters."""
        memory = Memories(parameters.T[:, :, None])
        stability, difficulty = first_answer(memory, self._ratings[0])
        found = []
        for nth in range(1, len(self._active)):
            active = self._active[nth]
            stability, difficulty = stability[:, :active], difficulty[:, :active]
            days, ratings = self._days[nth, :active], self._ratings[nth, :active]
            recall = memory.recall(days, stability)
            found.append(recall[:, self._asked[nth]])
            if nth + 1 < len(self._active):
                stability, difficulty = next_answer(memory, stability, difficulty, recall, days, ratings)
        recalls: Array = np.clip(np.concatenate(found, axis=1), _TINY, 1 - _TINY)
        return recalls


def first_answer(memory: Memories, ratings: Ratings) -> tuple[Numbers, Numbers]:
    """Stability and difficulty of each card after its first answer."""
    w = memory.w
    stability: Numbers = w[:4, :, 0].T[:, ratings - 1]
    difficulty: Numbers = np.clip(w[4] - np.exp(w[5] * (ratings - 1)) + 1, 1.0, 10.0)
    return stability, difficulty


def next_answer(
    memory: Memories, stability: Numbers, difficulty: Numbers, recall: Numbers, days: Array, ratings: Ratings
) -> tuple[Numbers, Numbers]:
    """Stability and difficulty of each card after an answer, whether it came days later or on the same day."""
    stabler, harder = np.empty_like(stability), np.empty_like(difficulty)
    for rating in (AGAIN, HARD, GOOD, EASY):
        given = ratings == rating
        later, soon = np.flatnonzero(given & (days > 0)), np.flatnonzero(given & (days == 0))
        before = stability[:, later], difficulty[:, later], recall[:, later]
        stabler[:, later] = memory.forgotten(*before) if rating == AGAIN else memory.recalled(*before, rating)
        stabler[:, soon] = memory.same_day(stability[:, soon], rating)
        both = np.flatnonzero(given)
        harder[:, both] = memory.harder(difficulty[:, both], rating)
    return stabler, harder


class _Climb:
    """The way up to the most probable parameters, in logarithms where `_logged` has them."""

    def __init__(self, histories: _Histories, middle: Array, lowest: Array, highest: Array) -> None:
        self._histories, self._middle, self._lowest, self._highest = histories, middle, lowest, highest
        self._precision = 1 / SPREAD**2

    def top(self) -> Array:
        """Climb until nothing is gained."""
        here, height, caution = self._middle, self._height(self._middle), 0.0
        for _ in range(_STEPS):
            slope, curvature = self._shape(here)
            # What stands at its end and would go further stays; else it would hold up all others.
            free = np.flatnonzero(((here > self._lowest) | (slope > 0)) & ((here < self._highest) | (slope < 0)))
            curved, step = curvature[np.ix_(free, free)], np.zeros_like(here)
            for _ in range(_TRIES):
                step[free] = np.linalg.solve(curved + caution * np.diag(np.diag(curved)), slope[free])
                there = np.clip(here + step, self._lowest, self._highest)
                reached = self._height(there)
                if reached > height:
                    break
                caution = 4 * caution + 0.4
            else:
                break
            caution /= 4
            gained, here, height = reached - height, there, reached
            if gained < _ENOUGH:
                break
        return here

    def curvature(self, at: Array) -> Array:
        """How steeply the height falls off to all sides."""
        return self._shape(at)[1]

    def _height(self, at: Array) -> float:
        recall = self._histories.recalls(_plain(at)[None])[0]
        likely = np.log(np.where(self._histories.recalled, recall, 1 - recall)).sum()
        return float(likely - 0.5 * (self._precision * (at - self._middle) ** 2).sum())

    def _shape(self, at: Array) -> tuple[Array, Array]:
        """The slope of the height, and its curvature with the sign turned."""
        tiny = np.where(at + 1e-4 * SPREAD < self._highest, 1e-4, -1e-4) * SPREAD
        recalls = self._histories.recalls(_plain(np.vstack([at, at + np.diag(tiny)])))
        recall = recalls[0]
        moved = (recalls[1:] - recall) / tiny[:, None]
        spread = recall * (1 - recall)
        slope = moved @ ((self._histories.recalled - recall) / spread) - self._precision * (at - self._middle)
        return slope, (moved / spread) @ moved.T + np.diag(self._precision)
