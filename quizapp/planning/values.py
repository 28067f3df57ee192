"""What the planner is told, and what it answers.

Days are whole study days from today, which is day 0. An exam on day 30 is sat in the morning of that day: what is
studied on day 29 is a day old by then, and what is studied on day 30 comes too late for it. Cards are named by their
place in the sequence that was given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from quizapp.domain.values import dataclass

Four = tuple[float, float, float, float]
"""A number for each rating: Again, Hard, Good, Easy."""

Progress = Callable[[float, str], None]
"""Told now and then how much is done, from 0 to 1, and what is being done; may raise to stop the planning."""


class Certainty(StrEnum):
    """How well the learner's memory is known."""

    COLD = "cold"
    """The model's own parameters are taken: other people's average."""
    WARM = "warm"
    """The parameters are the learner's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What is believed of a learner's memory and pace.

    `parameters` are the 21 of FSRS-6. `first` are the probabilities of each rating when a card is met for the first
    time, `passed` those of each rating when a card is recalled (that of Again is 0). `new_seconds` and `review_seconds`
    say how long an answer of each rating takes; after Again, the same card is asked once more on the same day, which
    takes `review_seconds` of Good on top. `answers` is how many answers the parameters were fitted to: the more, the
    narrower the intervals. `doubt` is the covariance of the parameters (21 rows of 21, the four first in logarithms),
    as `learning.learnt` finds it; without it, a rule of thumb is used.
    """

    parameters: tuple[float, ...]
    certainty: Certainty = Certainty.COLD
    answers: int = 0
    doubt: tuple[tuple[float, ...], ...] = ()
    first: Four = (0.24, 0.094, 0.495, 0.171)
    passed: Four = (0.0, 0.224, 0.631, 0.145)
    new_seconds: Four = (33.8, 24.3, 13.7, 6.5)
    review_seconds: Four = (23.0, 11.7, 7.3, 5.6)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCard:
    """A card as the planner sees it.

    `stability` (days) and `difficulty` (1 to 10) are None while it was never seen; `since` is the number of days since
    it was last answered, 0 for today (then it is not asked again today). `marks` are what the card stands for on each
    exam, in the order of the exams: the marks of its topic shared among the topic's cards. `guess` is the chance to be
    right without knowing. Cards with the same `sibling` never share a day.
    """

    marks: tuple[float, ...]
    stability: float | None = None
    difficulty: float | None = None
    since: int = 0
    guess: float = 0.0
    sibling: int | None = None


@dataclass(frozen=True, slots=True)
class ExamDay:
    """An exam `day` days from now (at least 1), and how many questions it asks.

    The fewer questions, the more luck there is in which cards they are, and the wider the interval; None where all are
    asked.
    """

    day: int
    questions: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to plan.

    `seed` decides every chance. `most_new` bounds the new cards of a day, None where the time alone shall.
    `alternatives` are minutes a day more (or less) whose effect is to be told. `quick` leaves out the tournament and
    keeps to the policy of the plan before, as on a day like any other, unless what a second is worth has changed much.
    `paths` are the simulated futures behind each interval.
    """

    seed: int = 0
    most_new: int | None = None
    alternatives: tuple[float, ...] = (-10.0, 10.0)
    quick: bool = False
    paths: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything a plan depends on.

    `seconds` are those there are for each day from today up to the day before the last exam; 0 on a day off. For today
    they are the ones that are left.
    """

    belief: Belief
    cards: Sequence[PlannedCard]
    exams: tuple[ExamDay, ...]
    seconds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """A way to choose the cards of a day, kept from one day to the next; plain numbers, so that JSON can say it.

    `kind` is "priced" (worth of a review against the price of time; the softness of its decisions), or "fixed" (a
    retention and new cards a day), or "cram" (the weakest first). `prices` are those of a second on each day from the
    day it was made, for a warm start.
    """

    kind: str
    settings: tuple[float, ...] = ()
    prices: tuple[float, ...] = ()
    made: int = 0

    def aged(self, days: int) -> Policy:
        """The same policy that many days later."""
        return Policy(self.kind, self.settings, self.prices[days:], self.made + days)


@dataclass(frozen=True, slots=True)
class Task:
    """A card to study today, and the seconds it will take on average."""

    card: int
    seconds: float
    new: bool


@dataclass(frozen=True, slots=True)
class OutlookDay:
    """What a day will hold on average, and the marks that the nearest exam would bring if it were the next morning."""

    day: int
    seconds: float
    available: float
    reviews: float
    new: float
    marks: float


@dataclass(frozen=True, slots=True)
class Expectation:
    """The marks to expect on an exam day: the mean and an interval that holds four of five outcomes.

    `unplanned` is what the same day would bring if nothing were studied any more.
    """

    day: int
    mean: float
    low: float
    high: float
    most: float
    unplanned: float
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Alternative:
    """What other minutes a day would change: the expected marks of each exam, in their order."""

    minutes: float
    marks: tuple[float, ...]


class LeftOutReason(StrEnum):
    """Why a card will not have been seen by the exam."""

    NO_TIME = "no time"
    """All the time goes to cards that bring more marks for it."""
    NO_MARKS = "no marks"
    """No exam asks for it."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A card that will probably not be seen before the last exam that asks for it."""

    card: int
    reason: LeftOutReason


class ReasonKind(StrEnum):
    """The main cause for which a card is asked today."""

    NEW = "new"
    """It is new, and there is time to make it last."""
    FADING = "fading"
    """It is about to be forgotten, and catching it now saves time."""
    LASTING = "lasting"
    """A review today keeps it until the exam."""
    CONSOLIDATING = "consolidating"
    """The exam is within a week."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why this card today, as numbers to make a sentence of.

    `recall` is the probability to know it now (0 for a new one), `without` and `with_it` those on the day of the exam
    if it is never studied again and if it is studied today and then never again; `marks` is what the choice of today
    over another day is worth, and `seconds` what it costs. `exam` is the place of the exam among the exams.
    """

    card: int
    kind: ReasonKind
    recall: float
    without: float
    with_it: float
    marks: float
    seconds: float
    exam: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to do today, and what it is good for.

    `today` fits in the seconds there are, in the order to study; `order` are all cards that may be studied today, best
    first, for a learner who goes on. `worth` is a number for each card: the higher, the better a second is spent on
    it today. `workings` belongs to the planner.
    """

    today: tuple[Task, ...]
    order: tuple[int, ...]
    worth: Sequence[float]
    outlook: tuple[OutlookDay, ...]
    expected: tuple[Expectation, ...]
    alternatives: tuple[Alternative, ...]
    left_out: tuple[LeftOut, ...]
    policy: Policy
    workings: Any
