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
    cards already seen truly are than believed. `seconds` are those of each day (days,), `exams` their days.
    """

    belief: Belief
    truths: Numbers
    stretch: Numbers
    seconds: Numbers
    exams: tuple[int, ...]
    most_new: int | None = None
    seed: int = 0


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
    """The futures of a collection, with the same chances whatever way to choose is tried.

    Groups of futures are gone through at once, which takes less time than one after the other: what lies ahead of them
    may differ in all but the belief, the exams and the most new cards.
    """

    def __init__(self, cards: Collection, ahead: Ahead, *others: Ahead) -> None:
        groups = (ahead, *others)
        many = [len(each.truths) for each in groups]
        ends = np.cumsum(many).tolist()
        self.cards, self.ahead = cards, ahead
        self.groups = [slice(start, end) for start, end in zip([0, *ends], ends, strict=False)]
        self.shape = (ends[-1], len(cards))
        self.stretch = np.concatenate([each.stretch for each in groups])
        self.believed = Memories(ahead.belief.parameters, exact=False)
        self.true = Memories(np.concatenate([each.truths for each in groups]).T[:, :, None].copy(), exact=False)
        self.met_believed, self.met_true = (_first_memories(each, self.shape[0]) for each in (self.believed, self.true))
        self.seconds = np.repeat(np.column_stack([each.seconds for each in groups]), many, axis=1) / cards.scale
        chances = zip(*(_chances(each, len(cards)) for each in groups), strict=True)
        self._luck, self._met, self._passed = (np.concatenate(each) for each in chances)
        belief = ahead.belief
        self._new_seconds, self._review_seconds = new_seconds(belief), review_seconds(belief)
        self.cheapest = float(min(self._new_seconds.min(), self._review_seconds.min()))

    def under(self, way: Way) -> Course:
        """What comes of the first group when this way chooses."""
        return self.each_under(way)[0]

    def each_under(self, way: Way) -> list[Course]:
        """What comes of each group when this way chooses."""
        return _Run(self, way).courses()

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
        self._true_stability = (stability * futures.stretch[:, None]).astype(np.float32).ravel()
        self._difficulty = np.tile(cards.difficulty.astype(np.float32), shape[0])
        self._true_difficulty = self._difficulty.copy()
        self._seen, self._kind = np.tile(cards.seen, shape[0]), np.tile(cards.kind, shape[0])
        self._last, self._times = np.tile(-cards.since, shape[0]), np.zeros(shape[0] * shape[1], np.int64)
        self._first_cards = np.arange(shape[0])[:, None] * shape[1]
        self._credit, self._met = np.zeros(shape[0]), np.zeros(shape[0])

    def courses(self) -> list[Course]:
        """Go through the days."""
        exams, days, futures = self._futures.ahead.exams, self._futures.ahead.exams[-1], self._futures.shape[0]
        marks, by_day = np.zeros((len(exams), futures)), np.zeros((4, days, futures))
        for day in range(days):
            by_day[:3, day] = self._study(day)
            nearest = next(place for place, exam in enumerate(exams) if exam > day)
            by_day[3, day] = self._marks(day + 1, nearest)
            if exams[nearest] == day + 1:
                marks[nearest] = by_day[3, day]
        return [self._course(marks, by_day, group) for group in self._futures.groups]

    def _course(self, marks: Numbers, by_day: Numbers, group: slice) -> Course:
        means = by_day[:, :, group].mean(axis=-1)
        means[:3] *= self._futures.cards.scale
        seconds, reviews, new, known = means
        met = self._seen.reshape(self._futures.shape)[group].mean(axis=0)
        return Course(marks[:, group], seconds, reviews, new, known, met)

    def _study(self, day: int) -> Numbers:
        """Study the cards that the way puts first until time is up: seconds, reviews and new cards of each future."""
        seconds = self._futures.seconds[day]
        if not (seconds > 0).any():
            return np.zeros((3, len(seconds)))
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
        new = (taken & ~seen).sum(axis=1)
        self._met += new
        return np.stack([spent, taken.sum(axis=1) - new, new])

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


def _chances(ahead: Ahead, cards: int) -> tuple[Numbers, NDArray[np.int8], NDArray[np.int8]]:
    """The luck of each answer of each card in each future, and its rating when the card is met and when recalled."""
    belief, chance = ahead.belief, np.random.default_rng(ahead.seed)
    luck, grade = (chance.random(len(ahead.truths) * cards * _REPETITIONS, np.float32) for _ in range(2))
    return luck, 1 + _ratings(belief.first, grade), 2 + _ratings(belief.passed[1:], grade)


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
