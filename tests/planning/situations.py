"""Small collections to plan."""

from __future__ import annotations

import random
from collections.abc import Sequence

from quizapp.domain.scheduling import parameters_in_force
from quizapp.planning.values import Belief, ExamDay, PlannedCard, Situation


def belief() -> Belief:
    """The model's own parameters."""
    return Belief(parameters=parameters_in_force(()))


def new_cards(number: int, marks: float = 1.0) -> list[PlannedCard]:
    """Cards that were never seen, all worth the same."""
    return [PlannedCard(marks=(marks,), guess=0.25) for _ in range(number)]


def mixed_cards(number: int, exams: int = 1, seed: int = 3) -> list[PlannedCard]:
    """Half of them seen, of different worth, every fifth with a sibling."""
    chance = random.Random(seed)
    cards = []
    for place in range(number):
        marks = tuple(chance.choice([0.5, 1.0, 2.0]) for _ in range(exams))
        sibling = place // 2 if place % 10 < 4 else None
        if chance.random() < 0.5:
            stability, difficulty = chance.lognormvariate(1.5, 1.0), chance.uniform(2, 9)
            since = chance.randint(1, 20)
            cards.append(
                PlannedCard(marks=marks, stability=stability, difficulty=difficulty, since=since, sibling=sibling)
            )
        else:
            cards.append(PlannedCard(marks=marks, guess=0.25, sibling=sibling))
    return cards


def situation(cards: Sequence[PlannedCard], days: int, seconds: float, off: tuple[int, ...] = ()) -> Situation:
    """One exam after so many days with the same seconds each, none on the days off."""
    each = tuple(0.0 if day in off else seconds for day in range(days))
    return Situation(belief=belief(), cards=cards, exams=(ExamDay(days),), seconds=each)
