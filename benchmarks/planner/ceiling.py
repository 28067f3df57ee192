"""What nobody could exceed, who knew a learner's memory and which days would be missed."""

from __future__ import annotations

import numpy as np

from benchmarks.planner.exam import Chance, Exam
from benchmarks.planner.learners import Learner
from benchmarks.planner.memory import Ints
from quizapp.planning.collection import collected
from quizapp.planning.planner import posed
from quizapp.planning.prices import dual, settled
from quizapp.planning.values import Belief, ExamDay, PlannedCard, Situation

_SHARP = 1e-9
"""So little chance in decisions is none."""


def ceiling(exam: Exam, learner: Learner, seeds: Ints) -> list[float]:
    """For each seed the recall on the day that no way of choosing can be expected to exceed.

    It is the dual of the problem (docs/planner.md): at any prices of a second it lies above what can be reached, and at
    the best ones little above. Known up to the coarseness of the grid, about 0.002.
    """
    cards = [PlannedCard(marks=(float(weight),)) for weight in exam.weights]
    belief = Belief(parameters=learner.parameters)
    missed = Chance(seeds).missed(exam.days, exam.missed)
    found = []
    for days in missed.T:
        seconds = tuple(np.where(days, 0.0, exam.seconds).tolist())
        situation = Situation(belief=belief, cards=cards, exams=(ExamDay(exam.days),), seconds=seconds)
        problem = posed(situation, collected(cards))
        found.append(dual(problem, settled(problem)[-1][1], _SHARP)[0])
    return found
