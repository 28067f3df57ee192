"""What a second costs on each day, so that the cards worth their price fill the days exactly.

The budgets of the days are taken out of the problem and put into prices (Lagrange multipliers). With prices given, each
card is a problem of its own: on each day ask it, for its seconds at that day's price, or wait. Solved backwards from
the last exam on the grid. The best prices are those that make the total (worth of all cards, plus budgets times
prices) least: a convex function, whose slope is the seconds there are less the seconds that are wanted. A little chance
in each decision makes it smooth; it is taken away step by step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from quizapp.planning.descent import least
from quizapp.planning.grid import Floats, Grid
from quizapp.planning.memory import Numbers

_LADDER = ((0.3, 8), (0.1, 8), (0.03, 20), (0.01, 25), (0.003, 30))
"""The chance in decisions, as a share of the average price, and how many rounds to stay on it."""

_ROUNDS_AGAIN = 12

Settled = list[tuple[float, Numbers]]
"""Prices for each softness of decisions, from soft to definite; marks a second both."""

_STEEPEST = 30.0
_LEAST_PRICE = 1e-7
_NOTHING = np.float32(1e-9)
"""A smaller share of the cards is none: very small numbers make processors slow."""


@dataclass(frozen=True, slots=True)
class Problem:
    """The cards as shares of the collection, on the grid, and what lies ahead of them.

    `seen` is (states, kinds), `unseen` (kinds,), together 1; `seconds` are those of each day for each card of the
    collection; `marks` is (exams, kinds) on the days `exams`.
    """

    grid: Grid
    seen: Floats
    unseen: Numbers
    seconds: Numbers
    exams: tuple[int, ...]
    marks: Numbers

    @property
    def days(self) -> int:
        """The day of the last exam: the number of days to plan."""
        return self.exams[-1]

    def reward(self, day: int) -> Floats | None:
        """What each state brings in the exam of that morning, (states, kinds), None where there is none."""
        if day not in self.exams:
            return None
        found: Floats = self.grid.recall[:, None] * self.marks[self.exams.index(day)].astype(np.float32)
        return found


@dataclass(frozen=True, slots=True)
class Worth:
    """What a second spent on a card is worth on each day, in marks, to be held against the day's price.

    `seen` is (days, states, kinds), `unseen` (days, kinds).
    """

    seen: Floats
    unseen: Numbers


def settled(problem: Problem, progress: Callable[[float], None] | None = None) -> Settled:
    """The prices of a second on each day, in marks, after each step down the ladder of chance."""
    prices = np.full(problem.days, 0.5 / max(float(problem.seconds.sum()), 1e-9)).clip(1e-5, 0.05)
    found = []
    for done, (chance, rounds) in enumerate(_LADDER):
        softness = chance * _average(problem, prices)
        prices = _settled(problem, prices, softness, rounds)
        found.append((softness, prices))
        if progress is not None:
            progress((done + 1) / len(_LADDER))
    return found


def resettled(problem: Problem, before: Numbers, softness: float) -> Numbers:
    """The prices of today, from those of an earlier plan with the same softness of decisions."""
    start = np.full(problem.days, before[-1] if len(before) else 1e-3)
    start[: len(before)] = before[: problem.days]
    return _settled(problem, np.maximum(start, _LEAST_PRICE), softness, _ROUNDS_AGAIN)


def _average(problem: Problem, prices: Numbers) -> float:
    return float(np.average(prices, weights=problem.seconds)) if problem.seconds.any() else float(prices.mean())


def _settled(problem: Problem, prices: Numbers, softness: float, rounds: int) -> Numbers:
    if not problem.seconds.any():
        return prices
    floor = np.log(_LEAST_PRICE)

    def value(logs: Numbers) -> tuple[float, Numbers]:
        each = np.exp(np.maximum(logs, floor))
        total, wanted = dual(problem, each, softness)
        return total, np.where(problem.seconds > 0, each * (problem.seconds - wanted), 0.0)

    found: Numbers = np.exp(np.maximum(least(value, np.log(prices), rounds), floor))
    return found


def worth(problem: Problem, prices: Numbers) -> Worth:
    """What a second is worth on each card and day when later days cost these prices."""
    grid, cheap = problem.grid, prices.astype(np.float32)
    later, later_unseen = _nothing(problem)
    seconds = _for_each_kind(grid.seconds, later)
    seen = np.full((problem.days, *later.shape), -1.0, np.float32)
    unseen = np.full((problem.days, len(problem.unseen)), -1.0)
    for day in reversed(range(problem.days)):
        later = _rewarded(problem, day + 1, later)
        wait = grid.tomorrow(later)
        if problem.seconds[day] > 0:
            fresh = later[: grid.fresh]
            asked = grid.after @ fresh
            met = (grid.met @ fresh)[0].astype(np.float64)
            seen[day] = (asked - wait) / seconds
            unseen[day] = (met - later_unseen) / grid.new_seconds
            wait = np.maximum(asked - cheap[day] * seconds, wait)
            later_unseen = np.maximum(met - prices[day] * grid.new_seconds, later_unseen)
        later = wait
    return Worth(seen, unseen)


def dual(problem: Problem, prices: Numbers, softness: float) -> tuple[float, Numbers]:
    """The worth of all cards plus that of all seconds at these prices, and the seconds wanted on each day.

    At whatever prices, the worth is no less than what can be reached in the seconds there are.
    """
    grid, cheap = problem.grid, prices.astype(np.float32)
    later, later_unseen = _nothing(problem)
    asked: list[Floats] = [later] * problem.days
    met = np.zeros((problem.days, len(problem.unseen)))
    seconds = _for_each_kind(grid.seconds, later)
    soft, soft_new = np.float32(softness) * seconds, np.float64(softness * grid.new_seconds)
    for day in reversed(range(problem.days)):
        later = _rewarded(problem, day + 1, later)
        wait = grid.tomorrow(later)
        if problem.seconds[day] > 0:
            fresh = later[: grid.fresh]
            asked[day], more = _tempted(grid.after @ fresh - cheap[day] * seconds - wait, soft)
            wait += more
            new = (grid.met @ fresh)[0] - prices[day] * grid.new_seconds - later_unseen
            met[day], more_new = _tempted(new, soft_new)
            later_unseen = later_unseen + more_new
        later = wait
    total = float((problem.seen * later).sum() + problem.unseen @ later_unseen + prices @ problem.seconds)
    return total, _wanted(problem, asked, met)


def _wanted(problem: Problem, asked: list[Floats], met: Numbers) -> Numbers:
    """The seconds that these decisions take on each day, as the cards move over the grid."""
    grid, seen, unseen = problem.grid, problem.seen, problem.unseen
    wanted = np.zeros(problem.days)
    for day in range(problem.days):
        if problem.seconds[day] <= 0:
            seen = grid.aged(seen)
            continue
        reviewed, new = seen * asked[day], unseen * met[day]
        wanted[day] = float((grid.seconds @ reviewed).sum()) + float(new.sum()) * grid.new_seconds
        fresh = grid.after.T @ reviewed + grid.met.T * new.astype(np.float32)
        seen = grid.aged(seen - reviewed)
        seen[: grid.fresh] += fresh
        seen *= seen >= _NOTHING
        unseen = unseen - new
    return wanted


def _tempted(gain: Numbers, softness: Numbers | np.float32 | np.float64) -> tuple[Numbers, Numbers]:
    """The probability of taking a gain, and what the choice is worth: the smooth maximum of the gain and nothing."""
    tilt = np.exp(-np.minimum(np.abs(gain) / softness, _STEEPEST))
    likely = np.maximum(tilt, gain > 0) / (1 + tilt)
    return likely, np.maximum(gain, 0) + softness * np.log1p(tilt)


def _for_each_kind(states: Floats, like: Floats) -> Floats:
    """The same for each kind, written out: numpy is slow where it has to repeat along the last axis."""
    found: Floats = np.broadcast_to(states[:, None], like.shape).copy()
    return found


def _nothing(problem: Problem) -> tuple[Floats, Numbers]:
    return np.zeros(problem.seen.shape, np.float32), np.zeros(len(problem.unseen))


def _rewarded(problem: Problem, day: int, later: Floats) -> Floats:
    reward = problem.reward(day)
    return later if reward is None else later + reward
