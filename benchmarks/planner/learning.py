"""The planner as quizapp uses it: it begins with the defaults, and every week it plans anew with what was learnt."""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray

from benchmarks.planner.exam import Exam
from benchmarks.planner.learners import DEFAULTS
from benchmarks.planner.logs import Log
from benchmarks.planner.memory import Ints, Memory
from benchmarks.planner.planned import Planned
from benchmarks.planner.simulator import State, remember
from quizapp.domain.fitting import Outcome, fitted
from quizapp.domain.scheduling import parameter_bounds
from quizapp.planning.fitting import losses, most_probable

_WEEK = 7


class Learning(Planned):
    """Keeps a state of its own, because what is believed of a card changes with the parameters."""

    def __init__(self) -> None:
        super().__init__(True, _WEEK)
        self._fit = partial(most_probable, defaults=DEFAULTS, bounds=parameter_bounds())

    def begin(self, exam: Exam, belief: Memory) -> None:
        """Nothing was answered."""
        super().begin(exam, belief)
        self._state = State(len(belief), exam.cards)
        self._logs = [Log() for _ in range(len(belief))]

    def order(self, day: int, state: State) -> NDArray[np.integer]:  # noqa: ARG002 - it has one of its own
        """By the plan of the week, with what is believed of the cards now."""
        if day and day % _WEEK == 0:
            for row in range(len(self._logs)):
                self._learn(row)
        return super().order(day, self._state)

    def reviewed(self, day: int, at: Ints, rows: Ints, state: State) -> None:
        """Write the answers down, and what follows for the cards."""
        grades = state.grade.ravel()[at].astype(np.int64)
        remember(self._belief, self._state, day, rows, at, grades)
        for row in np.unique(rows):
            mine = rows == row
            self._logs[row].add(day, at[mine] % self._exam.cards, grades[mine])

    def _learn(self, row: int) -> None:
        """Fit to what was answered; a fit that passes its trial is believed, and all answers are seen in its light."""
        answers = [answer for _, answer in self._logs[row].learnable]
        before = tuple(self._belief.parameters[row].tolist())
        fit = fitted(answers, before, self._fit, losses)
        if fit.outcome is not Outcome.BETTER:
            return
        parameters = self._belief.parameters.copy()
        parameters[row] = fit.after
        self._belief = Memory(parameters)
        self._state.last[row], self._state.times[row] = -1, 0
        for day, cards, grades in self._logs[row].days:
            remember(self._belief, self._state, day, np.full(len(cards), row), cards + row * self._exam.cards, grades)
