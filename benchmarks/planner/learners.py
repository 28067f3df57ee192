"""Whom the simulator simulates: learners from a file, or a small made-up population."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

DEFAULTS = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
"""The parameters that FSRS-6 comes with, as in py-fsrs 6.3."""

DEVIATIONS = (
    6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33,
    0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27,
)  # fmt: skip
"""How much real learners differ in each: the standard deviations that fsrs-rs trains with (PARAMS_STDDEV)."""

_LEAST = (*[0.01] * 4, 1, 0.001, 0.001, 0.001, 0, 0, 0.001, 0.001, 0.001, 0.001, 0, 0, 1, 0, 0, 0, 0.1)
_MOST = (*[100.0] * 4, 10, 4, 4, 0.75, 4.5, 0.8, 3.5, 5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8)
_MADE_UP = 12


@dataclass(frozen=True, slots=True)
class Learner:
    """A true memory: 21 parameters of FSRS-6."""

    user: int
    parameters: tuple[float, ...]


def from_file(path: Path) -> list[Learner]:
    """The learners of a JSON file: {"learners": [{"user": 1, "w": [21 numbers]}, ...]}."""
    read = json.loads(path.read_text(encoding="utf-8"))
    return [Learner(each["user"], tuple(each["w"])) for each in read["learners"]]


def made_up() -> list[Learner]:
    """A few learners who differ from the defaults as much as real ones do, always the same."""
    chance = np.random.default_rng(6)
    return [Learner(user, _varied(chance)) for user in range(1, _MADE_UP + 1)]


def _varied(chance: np.random.Generator) -> tuple[float, ...]:
    """Stabilities vary by factors, and a better first grade never means a shorter one; the rest by addition."""
    defaults, deviations = np.array(DEFAULTS), np.array(DEVIATIONS)
    drawn = defaults + deviations * chance.normal(0, 1, 21)
    drawn[:4] = np.sort(defaults[:4] * np.exp(chance.normal(0, 1.2, 4)))
    return tuple(np.round(np.clip(drawn, _LEAST, _MOST), 4).tolist())


def chosen(learners: Sequence[Learner], users: str) -> list[Learner]:
    """Those whose number is in a list such as `1-30,33`; all of them when it is empty."""
    if not users:
        return list(learners)
    wanted: set[int] = set()
    for part in users.split(","):
        first, _, last = part.partition("-")
        wanted.update(range(int(first), int(last or first) + 1))
    return [each for each in learners if each.user in wanted]
