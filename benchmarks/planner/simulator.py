"""Many learners at once study day by day until their exam, each as a policy says."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from benchmarks.planner.exam import (
    FIRST_RATINGS,
    FIRST_SECONDS,
    GUESS,
    REVIEW_RATINGS,
    REVIEW_SECONDS,
    Chance,
    Exam,
)
from benchmarks.planner.memory import AGAIN, Floats, Ints, Memory

_FIRST_STEPS = np.cumsum(FIRST_RATINGS)[:3].astype(np.float32)
_REVIEW_STEPS = np.cumsum(REVIEW_RATINGS)[:2].astype(np.float32)


class State:
    """What is known of every card, (rows, cards): its memory, the day of its last review (-1: unseen), its reviews."""

    def __init__(self, rows: int, cards: int) -> None:
        self.stability: Floats = np.ones((rows, cards), np.float32)
        self.difficulty: Floats = np.ones((rows, cards), np.float32)
        self.last: NDArray[np.int16] = np.full((rows, cards), -1, np.int16)
        self.times: NDArray[np.int16] = np.zeros((rows, cards), np.int16)
        self.grade: NDArray[np.int8] = np.zeros((rows, cards), np.int8)
        """The grade of the last answer."""
        self.seen: Ints = np.zeros(rows, np.int64)
        """How many cards of each row were ever seen."""
        self.spent: NDArray[np.float64] = np.zeros(rows)
        """Seconds studied on the day before, 0 when it was missed."""


class Policy(Protocol):
    """A way of studying, asked each day for many learners at once; it sees what is believed, never what is true."""

    def begin(self, exam: Exam, belief: Memory) -> None:
        """Get ready for so many learners as the belief has rows; no card has been seen."""

    def order(self, day: int, state: State) -> NDArray[np.integer]:
        """The cards of each row in order of priority, (rows, any width), -1 for none; each is asked at most once.

        They are answered until the seconds of the day are gone; more than `exam.most(day)` are never needed.
        """

    def reviewed(self, day: int, at: Ints, rows: Ints, state: State) -> None:
        """Hear which cards were answered, as places in a flattened state, after the state was brought up to date."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of each row: recall on the day (weighted, unseen 0), shares of cards, seconds, answers."""

    recall: NDArray[np.float64]
    seen: NDArray[np.float64]
    twice: NDArray[np.float64]
    seconds: NDArray[np.float64]
    answers: NDArray[np.float64]

    @property
    def marks(self) -> NDArray[np.float64]:
        """The share of marks when what is not known is guessed."""
        return self.recall + (1 - self.recall) * GUESS

    @staticmethod
    def joined(outcomes: list[Outcome]) -> Outcome:
        """The rows of all, one after the other."""
        return Outcome(*(np.concatenate([getattr(each, name.name) for each in outcomes]) for name in fields(Outcome)))


Answers = tuple[int, Ints, Ints, Ints]
"""A day, and of each answer given on it: the row, the card, the grade."""


def simulate(
    exam: Exam, truth: Memory, belief: Memory, policy: Policy, seeds: Ints, log: list[Answers] | None = None
) -> Outcome:
    """Let each row of the truth study for the exam by a policy that believes the row of the belief.

    The answers of each day are added to `log`, in their order; the Good that relearns after Again is not among them.
    """
    study = _Study(exam, truth, belief, Chance(seeds))
    policy.begin(exam, belief)
    missed = study.chance.missed(exam.days, exam.missed)
    for day in range(exam.days):
        order = np.asarray(policy.order(day, study.believed))
        answers = study.day(day, np.where(missed[day][:, None], -1, order), policy)
        if log is not None:
            log.append(answers)
    return study.outcome()


class _Study:
    """The days of one simulation."""

    def __init__(self, exam: Exam, truth: Memory, belief: Memory, chance: Chance) -> None:
        self._exam, self._truth, self._belief, self.chance = exam, truth, belief, chance
        self.believed = State(len(truth), exam.cards)
        self._true = self.believed
        if truth is not belief:
            self._true = State(len(truth), exam.cards)
            self._true.last, self._true.times = self.believed.last, self.believed.times
        self._seconds = np.zeros(len(truth))
        self._answers = np.zeros(len(truth), np.int64)

    def day(self, day: int, order: NDArray[np.integer], policy: Policy) -> Answers:
        """Answer the cards in their order until the seconds of the day are gone."""
        rows, places = np.nonzero(order >= 0)
        cards = order[rows, places].astype(np.int64)
        at = rows * self._exam.cards + cards
        grade, recall, cost = self._answered(day, rows, cards, at)
        total = np.cumsum(cost)
        starts = np.searchsorted(rows, np.arange(len(self._truth)))
        before = total - cost
        before -= np.append(before, 0.0)[starts][rows] if len(rows) else 0.0
        done = np.flatnonzero(before < self._exam.seconds[day] - 1e-6)
        rows, at, grade, recall = rows[done], at[done], grade[done], recall[done]
        spent = np.bincount(rows, cost[done], len(self._truth)).astype(np.float64)
        self._learn(day, rows, at, grade, recall)
        self.believed.spent = spent
        self._seconds += spent
        self._answers += np.bincount(rows, minlength=len(self._truth))
        policy.reviewed(day, at, rows, self.believed)
        return day, rows, at % self._exam.cards, grade

    def _answered(self, day: int, rows: Ints, cards: Ints, at: Ints) -> tuple[Ints, Floats, NDArray[np.float64]]:
        """The grade each answer would get, the true recall before it (0 when unseen) and its seconds."""
        last, times = self._true.last.ravel()[at], self._true.times.ravel()[at]
        luck, kind = self.chance.of_reviews(rows, cards, times)
        seen = times > 0
        recall = self._truth.recall(rows, day - last, self._true.stability.ravel()[at])
        review = np.where(luck < recall, 2 + np.searchsorted(_REVIEW_STEPS, kind, side="right"), AGAIN)
        first = 1 + np.searchsorted(_FIRST_STEPS, kind, side="right")
        grade = np.where(seen, review, first)
        cost = np.where(seen, REVIEW_SECONDS[review - 1], FIRST_SECONDS[first - 1])
        return grade, recall, cost

    def _learn(self, day: int, rows: Ints, at: Ints, grade: Ints, recall: Floats) -> None:
        times, last = self.believed.times.ravel(), self.believed.last.ravel()
        new = times[at] == 0
        first = np.flatnonzero(new)
        again = np.flatnonzero(~new)
        both = [(self._true, self._truth)]
        if self._true is not self.believed:
            both.append((self.believed, self._belief))
        for state, memory in both:
            _first_look(memory, state, rows[first], at[first], grade[first])
            if state is not self._true:
                days = day - last[at[again]]
                recall[again] = memory.recall(rows[again], days, state.stability.ravel()[at[again]])
            _review(memory, state, rows[again], at[again], grade[again], recall[again])
        last[at] = day
        times[at] += 1
        self.believed.grade.ravel()[at] = grade
        self.believed.seen += np.bincount(rows[first], minlength=len(self._truth))

    def outcome(self) -> Outcome:
        """What is remembered on the day of the exam."""
        exam, state = self._exam, self._true
        shape = state.last.shape
        rows = np.repeat(np.arange(shape[0]), shape[1])
        recall = self._truth.recall(rows, exam.days - state.last.ravel(), state.stability.ravel()).reshape(shape)
        known = np.where(state.times > 0, recall, 0) @ exam.weights
        seen, twice = (state.times > 0).mean(axis=1), (state.times > 1).mean(axis=1)
        return Outcome(known, seen, twice, self._seconds, self._answers.astype(np.float64))


def remember(memory: Memory, state: State, day: int, rows: Ints, at: Ints, grade: Ints) -> None:
    """Bring a state up to date with the answers of a day."""
    last, times = state.last.ravel(), state.times.ravel()
    first, again = np.flatnonzero(times[at] == 0), np.flatnonzero(times[at] > 0)
    _first_look(memory, state, rows[first], at[first], grade[first])
    days, stability = day - last[at[again]], state.stability.ravel()[at[again]]
    recall = memory.recall(rows[again], days, stability)
    _review(memory, state, rows[again], at[again], grade[again], recall)
    last[at] = day
    times[at] += 1


def _first_look(memory: Memory, state: State, rows: Ints, at: Ints, grade: Ints) -> None:
    state.stability.ravel()[at] = memory.first_stability[rows, grade - 1]
    state.difficulty.ravel()[at] = memory.first_difficulty[rows, grade - 1]


def _review(memory: Memory, state: State, rows: Ints, at: Ints, grade: Ints, recall: Floats) -> None:
    stability, difficulty = state.stability.ravel()[at], state.difficulty.ravel()[at]
    lapsed = np.flatnonzero(grade == AGAIN)
    after = memory.remembered(rows, stability, difficulty, recall, grade)
    after[lapsed] = memory.forgotten(rows[lapsed], stability[lapsed], difficulty[lapsed], recall[lapsed])
    state.stability.ravel()[at] = after
    state.difficulty.ravel()[at] = memory.harder(rows, difficulty, grade)
