"""From chances to marks: what a question is worth, what is known of a learner, and sums over like questions.

docs/expected-marks.md explains the formulas. Nothing here knows a single question: like questions stand together in
pools, whose sums are all that is needed.
"""

from __future__ import annotations

import dataclasses
from dataclasses import field
from math import sqrt

from quizapp.domain.blueprints import OBJECTIVE, Section
from quizapp.domain.calibration import Correction, Prediction, Vector, corrected
from quizapp.domain.questions import Kind
from quizapp.domain.values import dataclass

FIRST_STRENGTH, FIRST_TRUST = 10, 200
"""First answers count as so many of pure guessing more, and as no more than so many: what is new may be otherwise."""

ESSAY_POINTS = 2
"""An essay's share varies as if it had so many points of equal weight that are recalled each for itself."""


@dataclass(frozen=True, slots=True)
class FirstSight:
    """Answers to questions never met before: how many, what they earned beyond guessing, and what there was to earn.

    For a question that guessing gets right with the chance g, a right answer earns 1 - g, a wrong one -g, of 1 - g.
    """

    answers: int = 0
    earned: float = 0.0
    room: float = 0.0

    def with_answer(self, share: float, guess: float) -> FirstSight:
        """One answer more, by the share of the marks that it earned."""
        return FirstSight(self.answers + 1, self.earned + share - guess, self.room + 1 - guess)

    @property
    def known(self) -> tuple[float, float]:
        """The share of new questions that are known already, and its variance: a beta-binomial shrunk to guessing."""
        guess = 1 - self.room / self.answers if self.answers else 0.25
        share = max(0.0, self.earned / (self.room + FIRST_STRENGTH * (1 - guess)))
        right = max(0.05, guess + (1 - guess) * share)
        answers = min(self.answers, FIRST_TRUST) + FIRST_STRENGTH
        return share, right * (1 - right) / (answers + 1) / (1 - guess) ** 2


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of a learner beyond the memories: by whether an answer is picked from options or produced.

    `essays` are the first attempts at essays, by the share of their points.
    """

    picked: Correction = field(default_factory=lambda: corrected(()))
    produced: Correction = field(default_factory=lambda: corrected(()))
    first_picked: FirstSight = FirstSight()
    first_produced: FirstSight = FirstSight()
    essays: FirstSight = FirstSight()

    def correction(self, kind: Kind) -> Correction:
        """The correction for questions of a kind."""
        return self.picked if kind in OBJECTIVE else self.produced

    def first(self, kind: Kind) -> FirstSight:
        """The first answers to questions of a kind."""
        if kind is Kind.ESSAY:
            return self.essays
        return self.first_picked if kind in OBJECTIVE else self.first_produced


@dataclass(frozen=True, slots=True)
class First:
    """An answer to a question never met before: when, whether it was right, and the chance to be so by luck."""

    when: int
    right: bool
    guess: float
    picked: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the log tells of a learner, in any order."""

    predictions: tuple[Prediction, ...] = ()
    firsts: tuple[First, ...] = ()

    def before(self, when: int) -> Evidence:
        """What was known by then."""
        return Evidence(
            tuple([each for each in self.predictions if each.when < when]),
            tuple([each for each in self.firsts if each.when < when]),
        )

    def known(self, essays: FirstSight) -> Knowledge:
        """What follows from it, and from the first attempts at essays."""
        sights = {True: FirstSight(), False: FirstSight()}
        for each in self.firsts:
            sights[each.picked] = sights[each.picked].with_answer(float(each.right), each.guess)
        return Knowledge(
            corrected(each for each in self.predictions if each.picked),
            corrected(each for each in self.predictions if not each.picked),
            sights[True],
            sights[False],
            essays,
        )


@dataclass(frozen=True, slots=True)
class Worth:
    """What a question is worth by the chance p of a right answer: `base` + `rate`·p marks.

    Where a blind guess pays, everything is answered; where not, what is not known is left blank, and `blank` is the
    chance of a guess.
    """

    base: float
    rate: float
    blank: float = 0.0

    def mean(self, p: float) -> float:
        """The marks to expect."""
        return self.base + self.rate * p

    def variance(self, p: float, square: float | None = None) -> float:
        """Their variance, or the mean of it given the mean and the mean square of several p."""
        square = p * p if square is None else square
        return max(0.0, self.rate**2 * (p * (1 + self.blank) - square - self.blank))


def worth(section: Section, guess: float) -> Worth:
    """How marks follow from chances in a section: guess where it pays, blank where it does not.

    Behind p stand the questions that are known, K = (p - g) / (1 - g); each of the others earns
    g - (1 - g)·negative by guessing, or nothing when left blank.
    """
    if guess - (1 - guess) * section.negative / section.marks >= 0:
        return Worth(-section.negative, section.marks + section.negative)
    return Worth(-section.marks * guess / (1 - guess), section.marks / (1 - guess), guess)


@dataclasses.dataclass(slots=True)
class Sum:
    """What is added up over questions of a paper: marks, their variance, and how they move with what is not known.

    `moves` go with the three numbers of the correction for picked answers, those for produced ones, and the shares
    known at first sight: of picked answers, of produced ones, of essays.
    """

    marks: float = 0.0
    of: float = 0.0
    least: float = 0.0
    questions: float = 0.0
    met: float = 0.0
    variance: float = 0.0
    moves: list[float] = field(default_factory=lambda: [0.0] * 9)

    def add(self, other: Sum, times: float = 1.0) -> None:
        """Add other questions, so many times."""
        for name in ("marks", "of", "least", "questions", "met", "variance"):
            setattr(self, name, getattr(self, name) + times * getattr(other, name))
        self.moves = [mine + times * theirs for mine, theirs in zip(self.moves, other.moves, strict=True)]

    def deviation(self, known: Knowledge) -> float:
        """The standard deviation: of the draw, of luck, and of what is not known of the learner."""
        a, b, c, d, e, f, *new = self.moves
        variance = self.variance + known.picked.variance((a, b, c)) + known.produced.variance((d, e, f))
        for move, first in zip(new, (known.first_picked, known.first_produced, known.essays), strict=True):
            variance += move**2 * first.known[1]
        return sqrt(variance)


@dataclasses.dataclass(slots=True)
class Pool:
    """Like questions of one topic; `guess` is the chance to get one right without knowing anything.

    Of the cards that were met: the sum of their chances, of the squares, and how it moves with the correction.
    """

    deck: str
    subject: str
    topic: str
    kind: Kind
    guess: float
    difficulty: int = 0
    questions: int = 0
    met: int = 0
    new: int = 0
    chances: float = 0.0
    squares: float = 0.0
    slopes: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0])

    def meet(self, chance: float, slope: Vector = (0.0, 0.0, 0.0)) -> None:
        """Add a card that was met; nobody does worse than guessing."""
        self.met += 1
        if chance < self.guess:
            chance, slope = self.guess, (0.0, 0.0, 0.0)
        self.chances += chance
        self.squares += chance * chance
        for place in range(3):
            self.slopes[place] += slope[place]

    def one(self, section: Section, known: Knowledge) -> tuple[Sum, float] | None:
        """One question drawn from here, and the mean square of what it is worth; None where nothing is known of any."""
        first = known.first(self.kind)
        cards = self.met + self.new
        if not cards or (self.kind is Kind.ESSAY and not first.answers):
            return None
        value, met, new = worth(section, self.guess), self.met / cards, self.new / cards
        at_sight = self.guess + (1 - self.guess) * first.known[0]
        mean = self.chances / cards + new * at_sight
        square = self.squares / cards + new * at_sight**2
        variance = value.variance(mean, square) / (ESSAY_POINTS if self.kind is Kind.ESSAY else 1)
        moves = [0.0] * 9
        place = 0 if self.kind in OBJECTIVE else 1
        moves[3 * place : 3 * place + 3] = [value.rate * slope / cards for slope in self.slopes]
        moves[8 if self.kind is Kind.ESSAY else 6 + place] = value.rate * (1 - self.guess) * new
        least = -section.negative if value.blank == 0 else 0.0
        found = Sum(value.mean(mean), section.marks, least, 1.0, met, variance, moves)
        return found, value.base**2 + 2 * value.base * value.rate * mean + value.rate**2 * square
