"""quizapp's own planner as a way of studying: planned once for each belief, and again every so many days if asked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.planner.exam import Exam
from benchmarks.planner.memory import Floats, Ints, Memory
from benchmarks.planner.policies import best
from benchmarks.planner.simulator import State
from quizapp.planning.planner import decided
from quizapp.planning.policies import NOT_TODAY, Seen
from quizapp.planning.tournament import Candidate
from quizapp.planning.values import Belief, Certainty, ExamDay, Options, PlannedCard, Situation

_ANSWERS = 5000
"""So many answers a warm belief is taken to rest on."""

_FIRST, _AGAIN = Options(), Options(quick=True)

_TRIED_AGAIN = (7, 21, 49)
"""Days on which all candidates are tried against each other again. quizapp does so every week, which takes longer."""


class Planned:
    """The planner; with `every` it plans anew for each learner after so many days, from what is believed then.

    Otherwise the first plan, made for the belief alone, is followed to the end by the state of each learner's cards.
    """

    def __init__(self, cold: bool, every: int = 0) -> None:
        self._certainty, self._every = Certainty.COLD if cold else Certainty.WARM, every
        self._known: dict[tuple[object, bytes], Candidate] = {}

    def begin(self, exam: Exam, belief: Memory) -> None:
        """Plan for each of the beliefs; equal ones share a plan."""
        self._exam, self._belief = exam, belief
        sets, self._of = np.unique(belief.parameters, axis=0, return_inverse=True)
        self._of = self._of.reshape(-1)
        self._plans = [self._first(parameters) for parameters in sets]
        self._own: dict[int, tuple[int, Candidate]] = {}

    def order(self, day: int, state: State) -> NDArray[np.integer]:
        """The cards of the highest worth."""
        if self._every and day and day % self._every == 0:
            self._own = {row: (day, self._again(day, row, state)) for row in range(len(self._belief))}
        return self._by_plans(day, state)

    def _by_plans(self, day: int, state: State) -> NDArray[np.integer]:
        """The cards of the highest worth by the newest plan for each learner."""
        worth = np.empty(state.last.shape, np.float32)
        if self._own:
            for row, (made, found) in self._own.items():
                worth[row] = _worth(found, day, made, state, [row])[0]
        else:
            for which, found in enumerate(self._plans):
                rows = np.flatnonzero(self._of == which)
                worth[rows] = _worth(found, day, 0, state, rows)
        return best(self._tried(day, worth, state), self._exam.most(day))

    def _tried(self, day: int, worth: Floats, state: State) -> Floats:  # noqa: ARG002 - who learns has a use for it
        """What is chosen by, from what the cards are worth."""
        return worth

    def reviewed(self, day: int, at: Ints, rows: Ints, state: State) -> None:
        """The state says it all."""

    def _first(self, parameters: NDArray[np.float64]) -> Candidate:
        key = (self._exam.cell, parameters.tobytes())
        if key not in self._known:
            cards = [PlannedCard(marks=(float(weight),)) for weight in self._exam.weights]
            self._known[key] = decided(self._situation(0, self._believed(parameters, None), cards), _FIRST)
        return self._known[key]

    def _again(self, day: int, row: int, state: State) -> Candidate:
        made, before = self._own.get(row, (0, self._plans[self._of[row]]))
        options = _FIRST if day in _TRIED_AGAIN else _AGAIN
        return decided(self._facing(day, row, state), options, before.policy.aged(day - made))

    def _facing(self, day: int, row: int, state: State) -> Situation:
        """What the planner is told of a learner on a day."""
        columns = (state.stability[row], state.difficulty[row], state.last[row], state.times[row])
        cards = [
            PlannedCard(
                marks=(float(weight),),
                stability=float(stability) if times else None,
                difficulty=float(difficulty) if times else None,
                since=int(day - last) if times else 0,
            )
            for weight, stability, difficulty, last, times in zip(self._exam.weights, *columns, strict=True)
        ]
        return self._situation(day, self._believed(self._belief.parameters[row], row), cards)

    def _believed(self, parameters: NDArray[np.float64], row: int | None) -> Belief:  # noqa: ARG002 - others know more
        """What the planner is told of a learner: of one row, or of all who are believed to be alike."""
        answers = 0 if self._certainty is Certainty.COLD else _ANSWERS
        return Belief(parameters=tuple(parameters.tolist()), certainty=self._certainty, answers=answers)

    def _situation(self, day: int, belief: Belief, cards: Sequence[PlannedCard]) -> Situation:
        left = tuple(self._exam.seconds[day:].tolist())
        return Situation(belief=belief, cards=cards, exams=(ExamDay(self._exam.days - day),), seconds=left)


def _worth(found: Candidate, day: int, made: int, state: State, rows: Sequence[int] | Ints) -> Floats:
    """What each card of these rows is worth today, -inf for those that are not to be asked."""
    met = state.times[rows] > 0
    since = np.maximum(day - state.last[rows].astype(np.int64), 1)
    seen = Seen(state.stability[rows], state.difficulty[rows], since, met, np.zeros(met.shape, np.int64))
    numbers = found.way.numbers(day - made, seen)
    if found.way.most_new is not None:
        numbers = np.where(~met & (np.cumsum(~met, axis=1) > found.way.most_new), NOT_TODAY, numbers)
    worth: Floats = np.where(numbers > NOT_TODAY, numbers, -np.inf).astype(np.float32)
    return worth
