"""The least value of a smooth function of many numbers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from quizapp.planning.memory import Numbers

_REMEMBERED = 10
_LONGEST_STEP = 1.5
_ENOUGH = 1e-4
"""A step must bring this share of what its slope promises (Armijo)."""


def least(value: Callable[[Numbers], tuple[float, Numbers]], start: Numbers, rounds: int) -> Numbers:
    """Where a function is least, by L-BFGS; `value` gives the function and its gradient.

    Source: J. Nocedal and S. Wright, Numerical Optimization, 2nd edition, algorithms 7.4 and 7.5.
    """
    at = start
    now, slope = value(at)
    steps: list[tuple[Numbers, Numbers]] = []
    for _ in range(rounds):
        direction = -_curved(slope, steps)
        longest = float(np.abs(direction).max())
        if longest < 1e-9:
            break
        direction *= min(1.0, _LONGEST_STEP / longest)
        share = 1.0
        for _ in range(6):
            then, slope_then = value(at + share * direction)
            if then <= now + _ENOUGH * share * float(slope @ direction):
                break
            share *= 0.4
        moved, turned = share * direction, slope_then - slope
        if float(moved @ turned) > 1e-12:
            steps = [*steps[1 - _REMEMBERED :], (moved, turned)]
        settled = abs(now - then) < 1e-7 * (1 + abs(then))
        at, now, slope = at + moved, then, slope_then
        if settled:
            break
    return at


def _curved(slope: Numbers, steps: list[tuple[Numbers, Numbers]]) -> Numbers:
    """The slope times the inverse of the curvature that the last steps have shown."""
    if not steps:
        found: Numbers = slope * (0.5 / max(float(np.abs(slope).max()), 1e-12))
        return found
    found = slope.copy()
    shares = []
    for moved, turned in reversed(steps):
        share = (moved @ found) / (moved @ turned)
        shares.append(share)
        found -= share * turned
    moved, turned = steps[-1]
    found *= (moved @ turned) / (turned @ turned)
    for (moved, turned), share in zip(steps, reversed(shares), strict=True):
        found += moved * (share - (turned @ found) / (moved @ turned))
    return found
