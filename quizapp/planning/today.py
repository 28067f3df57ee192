"""What to study today: the cards of the highest worth that fit in the time, siblings apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quizapp.planning.collection import Collection
from quizapp.planning.grid import chances, new_seconds, review_seconds
from quizapp.planning.memory import Memories, Numbers
from quizapp.planning.policies import NOT_TODAY, Seen, Way
from quizapp.planning.values import Belief, Task


@dataclass(frozen=True)
class Ranking:
    """A number for each card, all that may be studied today in their order, and those that fit in the time."""

    worth: Numbers
    order: tuple[int, ...]
    tasks: tuple[Task, ...]


def ranked(cards: Collection, belief: Belief, way: Way, seconds: float, most_new: int | None) -> Ranking:
    """The cards for today by their worth."""
    answered = cards.seen & (cards.since < 1)
    state = Seen(cards.stability, cards.difficulty, np.maximum(cards.since, 1), cards.seen, cards.kind)
    worth = np.where(answered, NOT_TODAY, way.numbers(0, state))
    worth[np.isin(cards.sibling, cards.sibling[answered])] = NOT_TODAY
    order = np.argsort(-worth, kind="stable")
    order = order[worth[order] > NOT_TODAY]
    # Of siblings the first alone stays.
    order = order[np.sort(np.unique(cards.sibling[order], return_index=True)[1])]
    limits = [most for most in (way.most_new, most_new) if most is not None]
    if limits:
        new = ~cards.seen[order]
        order = order[~new | (np.cumsum(new) <= min(limits))]
    return Ranking(worth, tuple(order.tolist()), _fitting(order, expected_seconds(cards, belief), cards.seen, seconds))


def expected_seconds(cards: Collection, belief: Belief) -> Numbers:
    """What each card takes today on average."""
    recall = Memories(belief.parameters).recall(np.maximum(cards.since, 1).astype(np.float64), cards.stability)
    review = sum(
        chance * seconds for chance, seconds in zip(chances(belief, recall), review_seconds(belief), strict=True)
    )
    new = float(np.dot(belief.first, new_seconds(belief))) / sum(belief.first)
    return np.where(cards.seen, review, new)


def _fitting(order: NDArray[np.int64], cost: Numbers, seen: NDArray[np.bool_], seconds: float) -> tuple[Task, ...]:
    """The cards that fit one after the other; what is too long for the rest of the time gives way to what is not."""
    tasks, left = [], seconds
    cheapest = float(cost[order].min()) if len(order) else 0.0
    for card in order.tolist():
        if left < cheapest:
            break
        if cost[card] <= left:
            left -= cost[card]
            tasks.append(Task(card, float(cost[card]), not seen[card]))
    return tuple(tasks)
