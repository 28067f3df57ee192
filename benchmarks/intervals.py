"""How honest the interval of the marks to expect is. `python -m benchmarks intervals`.

Learners of whom nothing is known at first follow the plan to their exam; on some days the marks are promised, and the
promise is held against what came of it.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.planner.command import cells
from benchmarks.planner.exam import Cell, Exam
from benchmarks.planner.learners import DEFAULTS, Learner, chosen, from_file, made_up
from benchmarks.planner.learning import Learning
from benchmarks.planner.memory import Memory
from benchmarks.planner.simulator import State, simulate
from quizapp.planning.collection import collected
from quizapp.planning.promising import promised
from quizapp.planning.values import Options

TOLD = (0, 5, 11, 21)
"""Days on which marks are promised; the planner learns on each of them but the first."""

_HEAD = "| day | answers so far | held | width | mean error | below | above |\n|---|---|---|---|---|---|---|"


class Promising(Learning):
    """Learns and plans, and says on some days what is to be expected."""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[int, list[tuple[float, float, float, int]]] = {}
        """By day for each learner: low, mean and high, and the answers behind them."""

    def order(self, day: int, state: State) -> NDArray[np.integer]:
        """The cards of the day, once it is said what they are to lead to."""
        found = super().order(day, state)
        if day in TOLD:
            self.told[day] = [self._promise(day, row) for row in range(len(self.learnt))]
        return found

    def _promise(self, day: int, row: int) -> tuple[float, float, float, int]:
        facing = self._facing(day, row, self._state)
        way = self._own[row][1].way if row in self._own else self._plans[self._of[row]].way
        options = Options(paths=100, alternatives=(), seed=row)
        (expected,) = promised(facing, collected(facing.cards), way, options).expected
        return expected.low, expected.mean, expected.high, self.learnt[row].answers


def main(arguments: list[str]) -> int:
    """Simulate, and print a line for each day on which marks were promised."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks intervals", description=__doc__)
    parser.add_argument(
        "--learners", type=Path, metavar="FILE", help="learners to simulate (default: a few made-up ones)"
    )
    parser.add_argument("--users", default="", metavar="1-30", help="only these learners")
    parser.add_argument("--cells", default="300/30/6", help="cards/days/minutes, several with commas")
    parser.add_argument("--seeds", type=int, default=7, help="exams of each learner (7)")
    asked = parser.parse_args(arguments)
    learners = chosen(from_file(asked.learners) if asked.learners else made_up(), asked.users)
    for cell in cells(asked.cells):
        print(f"{cell}: {len(learners)} learners, {asked.seeds} exams each\n\n{_HEAD}")
        for line in rows(cell, learners, asked.seeds):
            print(line, flush=True)
    return 0


def rows(cell: Cell, learners: Sequence[Learner], seeds: int) -> list[str]:
    """The lines of the table: how many outcomes lay within the interval, and how wide it was."""
    who, seed = (axis.ravel() for axis in np.indices((len(learners), seeds)))
    users = np.array([each.user for each in learners])
    truth = Memory(np.array([each.parameters for each in learners])[who])
    belief, policy = Memory(np.tile(DEFAULTS, (len(who), 1))), Promising()
    # No day is missed: what is promised is for who keeps to the plan.
    recall = simulate(Exam(cell, 0.0), truth, belief, policy, users[who] * 1000 + seed).recall
    return [_row(day, np.array(told), recall) for day, told in policy.told.items()]


def _row(day: int, told: NDArray[np.float64], recall: NDArray[np.float64]) -> str:
    low, mean, high, answers = told.T
    below, above = float((recall < low).mean()), float((recall > high).mean())
    figures = [f"{1 - below - above:.1%}", f"{(high - low).mean():.2f}", f"{(mean - recall).mean():+.3f}"]
    return "| " + " | ".join([str(day), f"{answers.mean():.0f}", *figures, f"{below:.1%}", f"{above:.1%}"]) + " |"
