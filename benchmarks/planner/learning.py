"""The planner with what it learns of its learner: at first that of others, then what the answers make most probable."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.planner.exam import Exam
from benchmarks.planner.logs import Log
from benchmarks.planner.memory import Floats, Ints, Memory
from benchmarks.planner.planned import Planned
from benchmarks.planner.simulator import State, remember
from quizapp.domain.scheduling import parameter_bounds
from quizapp.planning.learning import Learnt, learnt
from quizapp.planning.today import trials, tried_first
from quizapp.planning.values import Belief

_WEEK, _EARLY = 7, (1, 2, 3, 4, 5, 6, 9, 11)
"""Days on which it learns and plans anew: every so many, and these. quizapp does so daily, which takes longer."""


class Learning(Planned):
    """Keeps a state of its own, because what is believed of a card changes with the parameters."""

    def __init__(self) -> None:
        super().__init__(True)
        self._bounds = parameter_bounds()
        self.nothing = learnt([], self._bounds)

    def begin(self, exam: Exam, belief: Memory) -> None:
        """Nothing was answered, and nothing is known of the learner."""
        rows = len(belief)
        self._logs, self.learnt = [Log() for _ in range(rows)], [self.nothing] * rows
        self._state = State(rows, exam.cards)
        super().begin(exam, Memory([self.nothing.parameters] * rows))

    def order(self, day: int, state: State) -> NDArray[np.integer]:  # noqa: ARG002 - it has one of its own
        """By the newest plan, with what is believed of the cards now."""
        if day in _EARLY or (day and day % _WEEK == 0):
            self._learn(day)
        return self._by_plans(day, self._state)

    def reviewed(self, day: int, at: Ints, rows: Ints, state: State) -> None:
        """Write the answers down, and what follows for the cards."""
        grades = state.grade.ravel()[at].astype(np.int64)
        remember(self._belief, self._state, day, rows, at, grades)
        for row in np.unique(rows):
            mine = rows == row
            self._logs[row].add(day, at[mine] % self._exam.cards, grades[mine])

    def _tried(self, day: int, worth: Floats, state: State) -> Floats:
        belief, seconds = Belief(parameters=self.nothing.parameters), self._exam.seconds[day:]
        for row, seen in enumerate(state.times > 0):
            many = trials(belief, seconds, self._exam.days - day, int((~seen).sum()), self._exam.cards)
            worth[row] = tried_first(worth[row], seen, day - state.last[row], many)
        return worth

    def _learn(self, day: int) -> None:
        """See all answers in the light of the parameters that they make most probable, and plan by these."""
        cards = range(self._exam.cards)
        self.learnt = [learnt([log.history(card) for card in cards], self._bounds) for log in self._logs]
        self._belief = Memory([each.parameters for each in self.learnt])
        for row, found in enumerate(self.learnt):
            for card, memory in enumerate(found.memories):
                if memory is not None:
                    self._state.stability[row, card], self._state.difficulty[row, card] = memory
        self._own = {row: (day, self._again(day, row, self._state)) for row in range(len(self._logs))}

    def _believed(self, parameters: NDArray[np.float64], row: int | None) -> Belief:  # noqa: ARG002 - not as it was
        found: Learnt = self.nothing if row is None else self.learnt[row]
        return Belief(parameters=found.parameters, certainty=found.certainty, answers=found.answers, doubt=found.doubt)
