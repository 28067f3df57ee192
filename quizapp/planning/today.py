"""What to study today: the cards of the highest worth that fit in the time, siblings apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizapp.planning.collection import Collection
from quizapp.planning.grid import chances, new_seconds, review_seconds
from quizapp.planning.memory import Memories, Numbers
from quizapp.planning.policies import NOT_TODAY, Seen, Way
from quizapp.planning.values import Belief, Task

TRIAL, TRIAL_DAYS = 0.04, 30
"""While an exam is further off than this many days, this share of the time is for the cards answered longest ago.

They try what is believed of the memory. Without them a plan that takes the memory for better than it is asks nothing,
and so never learns that it is wrong. Where there is no time to ask everything twice, there is none for trials."""

_BEFORE_ALL = 1e3


@dataclass(frozen=True)
class Ranking:
    """A number for each card, all that may be studied today in their order, and those that fit in the time."""

    worth: Numbers
    order: tuple[int, ...]
    tasks: tuple[Task, ...]


def ranked(cards: Collection, belief: Belief, way: Way, seconds: Numbers, exam: int, most_new: int | None) -> Ranking:
    """The cards for today by their worth; `seconds` are those of each day, `exam` is the day of the next one."""
    done = np.isin(cards.sibling, cards.sibling[cards.seen & (cards.since < 1)])
    state = Seen(cards.stability, cards.difficulty, np.maximum(cards.since, 1), cards.seen, cards.kind)
    worth = np.where(done, NOT_TODAY, way.numbers(0, state))
    many = trials(belief, seconds, exam, int((~cards.seen).sum()), len(cards))
    eligible = cards.seen & (cards.marks.sum(axis=1) > 0) & ~done
    numbers = tried_first(worth, eligible, cards.since, many)
    worth = np.where(numbers >= _BEFORE_ALL, np.maximum(worth, 0.0), worth)
    order = np.argsort(-numbers, kind="stable")
    order = order[numbers[order] > NOT_TODAY]
    # Of siblings the first alone stays.
    order = order[np.sort(np.unique(cards.sibling[order], return_index=True)[1])]
    limits = [most for most in (way.most_new, most_new) if most is not None]
    if limits:
        new = ~cards.seen[order]
        order = order[~new | (np.cumsum(new) <= min(limits))]
    tasks = _fitting(order, expected_seconds(cards, belief), cards.seen, float(seconds[0]))
    return Ranking(worth, tuple(order.tolist()), tasks)


def trials(belief: Belief, seconds: Numbers, exam: int, unseen: int, cards: int) -> int:
    """How many cards are asked today to try what is believed; `seconds` are those of each day from today on.

    `exam` is the day of the next one; of so many `cards` so many are `unseen`.
    """
    review = float(np.dot(np.concatenate(chances(belief, np.array([0.9]))), review_seconds(belief)))
    new = _new_on_average(belief)
    if exam <= TRIAL_DAYS or float(seconds.sum()) < unseen * new + cards * review:
        return 0
    return round(TRIAL * float(seconds[0]) / review)


def tried_first(worth: Numbers, eligible: NDArray[np.bool_], since: NDArray[np.integer[Any]], many: int) -> Numbers:
    """The numbers to choose by: `many` of the eligible cards, those answered longest ago, before all others.

    Also those that rest because they are taken to be known well.
    """
    if not many:
        return worth
    oldest = np.argsort(np.where(eligible, -since, 1), kind="stable")[:many]
    oldest = oldest[eligible[oldest]]
    found = worth.copy()
    found[oldest] = np.maximum(worth[oldest], 0.0) + _BEFORE_ALL
    return found


def expected_seconds(cards: Collection, belief: Belief) -> Numbers:
    """What each card takes today on average."""
    recall = Memories(belief.parameters).recall(np.maximum(cards.since, 1).astype(np.float64), cards.stability)
    review = sum(
        chance * seconds for chance, seconds in zip(chances(belief, recall), review_seconds(belief), strict=True)
    )
    return np.where(cards.seen, review, _new_on_average(belief))


def _new_on_average(belief: Belief) -> float:
    return float(np.dot(belief.first, new_seconds(belief))) / sum(belief.first)


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
