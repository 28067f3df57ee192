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
        luck, grade = (np.tile(chance.random(each, np.float32), (ahead.copies, 1, 1)) for _ in range(2))
        self._luck, self._met = luck, 1 + np.searchsorted(_steps(belief.first), grade).astype(np.int8)
        self._passed = 2 + np.searchsorted(_steps(belief.passed[1:]), grade).astype(np.int8)
        self._new_seconds, self._review_seconds = new_seconds(belief), review_seconds(belief)
        self.cheapest = float(min(self._new_seconds.min(), self._review_seconds.min()))

    def under(self, way: Way) -> Course:
        """What comes of them when this way chooses."""
        return _Run(self, way).course()

    def answers(self, cards: Whole, times: Whole, seen: NDArray[np.bool_], recall: Numbers) -> tuple[Whole, Numbers]:
        """The rating and the seconds of an answer of each of these cards (futures, width), and its cost."""
        rows = np.arange(len(cards))[:, None]
        again = times % _REPETITIONS
        known = self._luck[rows, cards, again] < recall
        rating = np.where(known, self._passed[rows, cards, again], AGAIN)
        rating = np.where(seen, rating, self._met[rows, cards, again]).astype(np.int64)
        return rating, np.where(seen, self._review_seconds[rating - 1], self._new_seconds[rating - 1])


class _Run:
    """The days of one way to choose."""

    def __init__(self, futures: Futures, way: Way) -> None:
        self._futures, self._way = futures, way
        cards, shape = futures.cards, futures.shape
        self._stability = np.broadcast_to(cards.stability, shape).astype(np.float32)
        self._difficulty = np.broadcast_to(cards.difficulty, shape).astype(np.float32)
        self._true_stability = (self._stability * futures.ahead.stretch[:, None]).astype(np.float32)
        self._true_difficulty = self._difficulty.copy()
        self._seen = np.broadcast_to(cards.seen, shape).copy()
        self._kind = np.broadcast_to(cards.kind, shape)
        self._last = np.broadcast_to(-cards.since, shape).copy()
        self._times = np.zeros(shape, np.int64)
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
        return Course(marks, seconds, reviews, new, known, self._seen.mean(axis=0))

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
        numbers = np.where(self._seen & (since < 1), NOT_TODAY, self._few_new(day, numbers))
        most = min(numbers.shape[1], int(self._credit.max() / self._futures.cheapest) + 1)
        order = np.argsort(-numbers, axis=1, kind="stable")[:, :most]
        rows = np.arange(len(order))[:, None]
        seen, gone = self._seen[rows, order], np.maximum(since[rows, order], 1).astype(np.float32)
        recall = self._futures.true.recall(gone, self._true_stability[rows, order])
        rating, cost = self._futures.answers(order, self._times[rows, order], seen, recall)
        before = np.cumsum(cost, axis=1) - cost
        taken = (before < self._credit[:, None]) & (numbers[rows, order] > NOT_TODAY)
        spent = (cost * taken).sum(axis=1)
        self._credit = np.minimum(self._credit - spent, 0.0)
        row, place = np.nonzero(taken)
        self._learn(day, row, order[row, place], rating[row, place], gone[row, place])
        self._met += (taken & ~seen).sum(axis=1)
        counts = len(order)
        return float(spent.mean()), int((taken & seen).sum()) / counts, int((taken & ~seen).sum()) / counts

    def _few_new(self, day: int, numbers: Numbers) -> Numbers:
        """No more new cards than a day may have, on average over the days gone by."""
        limits = [most for most in (self._way.most_new, self._futures.ahead.most_new) if most is not None]
        if not limits:
            return numbers
        allowed = min(limits) / self._futures.cards.scale * (day + 1) - self._met[:, None]
        unseen = ~self._seen
        first = np.argsort(np.argsort(np.where(unseen, -numbers, np.inf), axis=1, kind="stable"), axis=1)
        return np.where(unseen & (first >= np.ceil(allowed)), NOT_TODAY, numbers)

    def _learn(self, day: int, row: Whole, card: Whole, rating: Whole, gone: Numbers) -> None:
        futures = self._futures
        seen = self._seen[row, card]
        again, first = np.flatnonzero(seen), np.flatnonzero(~seen)
        at = row[again], card[again]
        for memory, met, stability, difficulty in (
            (futures.believed, futures.met_believed, self._stability, self._difficulty),
            (futures.true.of(at[0]), futures.met_true, self._true_stability, self._true_difficulty),
        ):
            recall = memory.recall(gone[again], stability[at])
            stability[at], difficulty[at] = memory.rated(stability[at], difficulty[at], recall, rating[again])
            stability[row[first], card[first]], difficulty[row[first], card[first]] = met[
                :, row[first], rating[first] - 1
            ]
        self._last[row, card] = day
        self._seen[row, card] = True
        self._times[row, card] += 1

    def _marks(self, day: int, exam: int) -> Numbers:
        """The marks that an exam on the morning of a day brings to each future."""
        cards = self._futures.cards
        recall = self._futures.true.recall(np.maximum(day - self._last, 1).astype(np.float32), self._true_stability)
        found: Numbers = np.where(self._seen, recall, 0.0) @ cards.marks[:, exam] * cards.scale
        return found


def _first_memories(memory: Memories, learners: int) -> Numbers:
    """Stability and difficulty after meeting a card, by learner and rating: (2, learners, 4)."""
    met = [[np.broadcast_to(each.reshape(-1), learners) for each in memory.met(rating)] for rating in RATINGS]
    return np.array(met).transpose(1, 2, 0)


def _steps(shares: tuple[float, ...]) -> Numbers:
    """Where one rating ends and the next begins, for an even chance from 0 to 1."""
    found: Numbers = np.cumsum(shares)[:-1] / sum(shares)
    return found
