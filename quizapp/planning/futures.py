"""Many futures of one collection at once: learners whose memory is not what is believed of it, day by day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quizapp.planning.collection import Collection
from quizapp.planning.grid import RATINGS, new_seconds, review_seconds
from quizapp.planning.memory import AGAIN, Memories, Numbers, Whole
from quizapp.planning.policies import NOT_TODAY, Seen, Way
from quizapp.planning.values import Belief

_REPETITIONS = 32
"""After so many answers of a card the same chances come again."""


@dataclass(frozen=True)
class Ahead:
    """What the futures of a collection have in common.

    `truths` are the parameters of each future's learner (futures, 21); `stretch` is how much longer the stabilities of
    cards already seen truly are than believed. `seconds` are those of each day (days,), or of each day of each future
    (days, futures), `exams` their days. The futures are `copies` of the same luck, one after the other.
    """

    belief: Belief
    truths: Numbers
    stretch: Numbers
    seconds: Numbers
    exams: tuple[int, ...]
    most_new: int | None = None
    seed: int = 0
    copies: int = 1


@dataclass(frozen=True)
class Course:
    """What came of the futures.

    `marks` is (exams, futures), above lucky guesses. `seconds`, `reviews` and `new` are means for each day; `known` are
    the marks that the nearest exam would bring the morning after; `met` is the share of futures in which each card was
    seen before the last exam that asks for anything.
    """

    marks: Numbers
    seconds: Numbers
    reviews: Numbers
    new: Numbers
    known: Numbers
    met: Numbers


class Futures:
    """The futures of a collection, with the same chances whatever way to choose is tried."""

    def __init__(self, cards: Collection, ahead: Ahead) -> None:
        self.cards, self.ahead = cards, ahead
        self.shape = (len(ahead.truths), len(cards))
        self.believed = Memories(ahead.belief.parameters, exact=False)
        self.true = Memories(np.ascontiguousarray(ahead.truths.T)[:, :, None], exact=False)
        self.met_believed, self.met_true = (_first_memories(each, self.shape[0]) for each in (self.believed, self.true))
        days = len(ahead.seconds)
        self.seconds = np.broadcast_to(ahead.seconds.reshape(days, -1) / cards.scale, (days, self.shape[0]))
        belief, chance = ahead.belief, np.random.default_rng(ahead.seed)
        each = (self.shape[0] // ahead.copies, self.shape[1], _REPETITIONS)
        luck, grade = (chance.random(each, np.float32) for _ in range(2))
        met, passed = (first + _ratings(shares, grade) for first, shares in ((1, belief.first), (2, belief.passed[1:])))
        self._luck, self._met, self._passed = (np.tile(found.ravel(), ahead.copies) for found in (luck, met, passed))
        self._new_seconds, self._review_seconds = new_seconds(belief), review_seconds(belief)
        self.cheapest = float(min(self._new_seconds.min(), self._review_seconds.min()))

    def under(self, way: Way) -> Course:
        """What comes of them when this way chooses."""
        return _Run(self, way).course()

    def answers(self, cards: Whole, times: Whole, seen: NDArray[np.bool_], recall: Numbers) -> tuple[Whole, Numbers]:
        """The rating of an answer of each of these cards, and its seconds; `cards` are places in flat arrays."""
        chance = cards * _REPETITIONS + times % _REPETITIONS
        known = self._luck[chance] < recall
        rating = np.where(known, self._passed[chance], AGAIN)
        rating = np.where(seen, rating, self._met[chance]).astype(np.int64)
        return rating, np.where(seen, self._review_seconds[rating - 1], self._new_seconds[rating - 1])


class _Run:
    """The days of one way to choose.

    The cards of all futures are kept one after the other, in flat arrays: numpy finds its way in them faster.
    """

    def __init__(self, futures: Futures, way: Way) -> None:
        self._futures, self._way = futures, way
        cards, shape = futures.cards, futures.shape
        stability = cards.stability.astype(np.float32)
        self._stability = np.tile(stability, shape[0])
        self._true_stability = (stability * futures.ahead.stretch[:, None]).astype(np.float32).ravel()
        self._difficulty = np.tile(cards.difficulty.astype(np.float32), shape[0])
        self._true_difficulty = self._difficulty.copy()
        self._seen, self._kind = np.tile(cards.seen, shape[0]), np.tile(cards.kind, shape[0])
        self._last, self._times = np.tile(-cards.since, shape[0]), np.zeros(shape[0] * shape[1], np.int64)
        self._first_cards = np.arange(shape[0])[:, None] * shape[1]
        self._credit, self._met = np.zeros(shape[0]), np.zeros(shape[0])

    def course(self) -> Course:
        """Go through the days."""
        exams, days = self._futures.ahead.exams, self._futures.ahead.exams[-1]
        marks, by_day = np.zeros((len(exams), self._futures.shape[0])), np.zeros((4, days))
        for day in range(days):
            by_day[:3, day] = self._study(day)
            nearest = next(place for place, exam in enumerate(exams) if exam > day)
            known = self._marks(day + 1, nearest)
            by_day[3, day] = known.mean()
            if exams[nearest] == day + 1:
                marks[nearest] = known
        by_day[:3] *= self._futures.cards.scale
        seconds, reviews, new, known = by_day
        return Course(marks, seconds, reviews, new, known, self._seen.reshape(self._futures.shape).mean(axis=0))

    def _study(self, day: int) -> tuple[float, float, float]:
        """Study the cards that the way puts first until the time is up; seconds, reviews and new cards on average."""
        seconds = self._futures.seconds[day]
        if not (seconds > 0).any():
            return 0.0, 0.0, 0.0
        # What one card takes too long today is missing tomorrow, so that few cards can stand for many.
        self._credit += seconds
        since = day - self._last
        numbers = self._way.numbers(
            day, Seen(self._stability, self._difficulty, np.maximum(since, 1), self._seen, self._kind)
        )
        numbers = np.where(self._seen & (since < 1), NOT_TODAY, numbers).reshape(self._futures.shape)
        numbers = self._few_new(day, numbers)
        most = min(numbers.shape[1], int(self._credit.max() / self._futures.cheapest) + 1)
        order = np.argsort(-numbers, axis=1, kind="stable")[:, :most]
        cards = self._first_cards + order
        seen, gone = self._seen[cards], np.maximum(since[cards], 1).astype(np.float32)
        recall = self._futures.true.recall(gone, self._true_stability[cards])
        rating, cost = self._futures.answers(cards, self._times[cards], seen, recall)
        before = np.cumsum(cost, axis=1) - cost
        taken = (before < self._credit[:, None]) & (numbers.ravel()[cards] > NOT_TODAY)
        spent = (cost * taken).sum(axis=1)
        self._credit = np.minimum(self._credit - spent, 0.0)
        self._learn(day, cards[taken], rating[taken], gone[taken])
        self._met += (taken & ~seen).sum(axis=1)
        counts = len(order)
        return float(spent.mean()), int((taken & seen).sum()) / counts, int((taken & ~seen).sum()) / counts

    def _few_new(self, day: int, numbers: Numbers) -> Numbers:
        """No more new cards than a day may have, on average over the days gone by."""
        limits = [most for most in (self._way.most_new, self._futures.ahead.most_new) if most is not None]
        if not limits:
            return numbers
        allowed = min(limits) / self._futures.cards.scale * (day + 1) - self._met[:, None]
        unseen = ~self._seen.reshape(numbers.shape)
        first = np.argsort(np.argsort(np.where(unseen, -numbers, np.inf), axis=1, kind="stable"), axis=1)
        return np.where(unseen & (first >= np.ceil(allowed)), NOT_TODAY, numbers)

    def _learn(self, day: int, cards: Whole, ratings: Whole, gone: Numbers) -> None:
        futures, seen = self._futures, self._seen[cards]
        again, first = cards[seen], cards[~seen]
        learner, learner_first = again // futures.shape[1], first // futures.shape[1]
        for memory, met, stability, difficulty in (
            (futures.believed, futures.met_believed, self._stability, self._difficulty),
            (futures.true.of(learner), futures.met_true, self._true_stability, self._true_difficulty),
        ):
            recall = memory.recall(gone[seen], stability[again])
            stability[again], difficulty[again] = memory.rated(
                stability[again], difficulty[again], recall, ratings[seen]
            )
            stability[first], difficulty[first] = met[:, learner_first, ratings[~seen] - 1]
        self._last[cards] = day
        self._seen[cards] = True
        self._times[cards] += 1

    def _marks(self, day: int, exam: int) -> Numbers:
        """The marks that an exam on the morning of a day brings to each future."""
        cards = self._futures.cards
        shape, gone = self._futures.shape, np.maximum(day - self._last, 1).astype(np.float32)
        recall = self._futures.true.recall(gone.reshape(shape), self._true_stability.reshape(shape))
        found: Numbers = np.where(self._seen.reshape(shape), recall, 0.0) @ cards.marks[:, exam] * cards.scale
        return found


def _first_memories(memory: Memories, learners: int) -> Numbers:
    """Stability and difficulty after meeting a card, by learner and rating: (2, learners, 4)."""
    met = [[np.broadcast_to(each.reshape(-1), learners) for each in memory.met(rating)] for rating in RATINGS]
    return np.array(met).transpose(1, 2, 0)


def _ratings(shares: tuple[float, ...], chance: Numbers) -> NDArray[np.int8]:
    """Which of the ratings that have these shares an even chance from 0 to 1 falls to, from 0."""
    found = np.zeros(chance.shape, np.int8)
    for step in np.cumsum(shares)[:-1] / sum(shares):
        found += chance > step
    return found
