"""Getting to know a learner: what is believed before the first answer, and what the answers teach.

A schedule changes its parameters only when a fit has passed a trial, since a change moves every card. A plan is made
anew each day, so it may believe what is most probable from the first answers on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from quizapp.domain.fitting import Trained
from quizapp.planning.fitting import first_answer, information, most_probable, next_answer
from quizapp.planning.memory import Memories, Numbers
from quizapp.planning.values import Certainty

History = Sequence[tuple[int, int]]
"""The answers of a card in their order: (days since the answer before, rating); 0 days for the first."""

TYPICAL = (
    0.24, 1.0, 2.0, 11.0, 7.0, 0.56, 2.2, 0.02, 1.5, 0.17, 0.95,
    1.8, 0.12, 0.3, 2.2, 0.27, 2.9, 0.8, 0.32, 0.12, 0.28,
)  # fmt: skip
"""What is believed of a learner of whom nothing is known: about the medians of fits to real learners, rounded.

They forget what they have not seen for long more than the model's own defaults say (w20 0.28, not 0.15), which matters
little to a schedule and much to an exam."""

_SPREAD = np.array((
    1.4, 1.4, 1.6, 1.6, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33,
    0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27,
))  # fmt: skip
"""How far learners are from what is typical, as standard deviations; the four first of the logarithm."""

_TOGETHER = np.array((
    0.75, 0.9, 0.9, 0.75, -0.7, 0.75, 0.0, 0.0, 0.75, -0.55, 0.75,
    0.0, 0.0, 0.0, 0.0, 0.0, 0.6, 0.0, 0.0, 0.0, 0.0,
))  # fmt: skip
"""How each goes along with what they have in common: who remembers well does so in most respects."""

_SAME_AGAIN = 6.0
"""So many answers say as much as one that is independent of all others: answers of one card, and the memory of cards
that were answered already, hang together. Found by trial: with it, four of five outcomes lie within the interval."""

WARM_AFTER = 400
"""Answers a day or more after the one before, from which on the parameters count as the learner's own."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the answers teach: for `Belief` the parameters, their doubt, certainty and number of answers.

    `memories` are the stability and difficulty of each card by these parameters, None for one never seen: what is to
    be told of the cards with this belief.
    """

    parameters: tuple[float, ...]
    doubt: tuple[tuple[float, ...], ...]
    certainty: Certainty
    answers: int
    memories: tuple[tuple[float, float] | None, ...]


def learnt(cards: Sequence[History], bounds: tuple[Sequence[float], Sequence[float]]) -> Learnt:
    """What is most probable after these answers; `bounds` are the least and greatest of each parameter."""
    answers = [
        Trained(_EPOCH, card, tuple(history[: nth + 1]))
        for card, history in enumerate(cards)
        for nth in range(1, len(history))
        if history[nth][0] > 0
    ]
    parameters = most_probable(answers, TYPICAL, bounds)
    known = information(answers, parameters) / _SAME_AGAIN
    covariance = np.linalg.inv(known + np.linalg.inv(among_learners()))
    return Learnt(
        parameters=parameters,
        doubt=tuple(tuple(row) for row in ((covariance + covariance.T) / 2).tolist()),
        certainty=Certainty.WARM if len(answers) >= WARM_AFTER else Certainty.COLD,
        answers=len(answers),
        memories=remembered(parameters, cards),
    )


def among_learners() -> Numbers:
    """The covariance of parameters among learners: one common factor, and what is each one's own."""
    alike = np.outer(_TOGETHER, _TOGETHER)
    np.fill_diagonal(alike, 1.0)
    found: Numbers = alike * np.outer(_SPREAD, _SPREAD)
    return found


def remembered(parameters: Sequence[float], cards: Sequence[History]) -> tuple[tuple[float, float] | None, ...]:
    """Stability and difficulty of each card after its answers, by these parameters."""
    memory = Memories(np.array(parameters)[:, None, None])
    order = sorted((card for card in range(len(cards)) if cards[card]), key=lambda card: -len(cards[card]))
    if not order:
        return (None,) * len(cards)
    stability, difficulty = first_answer(memory, np.array([cards[card][0][1] for card in order]))
    for nth in range(1, len(cards[order[0]])):
        active = sum(len(cards[card]) > nth for card in order)
        days = np.array([cards[card][nth][0] for card in order[:active]], np.float64)
        ratings = np.array([cards[card][nth][1] for card in order[:active]])
        before = stability[:, :active], difficulty[:, :active]
        after = next_answer(memory, *before, memory.recall(days, before[0]), days, ratings)
        stability[:, :active], difficulty[:, :active] = after
    found: list[tuple[float, float] | None] = [None] * len(cards)
    for place, card in enumerate(order):
        found[card] = float(stability[0, place]), float(difficulty[0, place])
    return tuple(found)
