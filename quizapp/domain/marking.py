"""The marks of a paper: what each answer earns or costs, by section and topic, and whether it passes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from quizapp.domain.answers import Chose, Matched, Ordered, Picked, Recalled, Response, Wrote
from quizapp.domain.blueprints import Blueprint, Section
from quizapp.domain.judging import judge
from quizapp.domain.papers import Paper
from quizapp.domain.values import dataclass


class Outcome(StrEnum):
    """What became of a question of a paper."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """One question of a paper with the share of its marks that the answer earned; None for a blank."""

    number: int
    section: str
    topic: str
    share: float | None


@dataclass(frozen=True, slots=True)
class Marked:
    """One question with its marks, of how many; `marks` is below zero where a wrong answer costs some."""

    number: int
    section: str
    topic: str
    outcome: Outcome
    marks: float
    of: float


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of some questions; `lost` is what wrong answers cost. `needed` is 0 where nothing is needed to pass."""

    name: str
    title: str
    marks: float
    of: float
    right: int
    partly: int
    wrong: int
    blank: int
    lost: float
    needed: float = 0

    @property
    def passed(self) -> bool | None:
        """Whether the marks reach the line; None where there is none."""
        return self.marks >= self.needed if self.needed else None


@dataclass(frozen=True, slots=True)
class Result:
    """The marks of a whole paper, of its sections and its topics, and of every question."""

    total: Marks
    sections: tuple[Marks, ...]
    topics: tuple[Marks, ...]
    questions: tuple[Marked, ...]

    @property
    def passed(self) -> bool | None:
        """Whether the whole and every section reach their lines; None where there is no line at all."""
        said = [each.passed for each in (self.total, *self.sections) if each.passed is not None]
        return all(said) if said else None


class Change(NamedTuple):
    """A question whose marks are others after its key was corrected."""

    number: int
    before: Marked
    after: Marked


def score(blueprint: Blueprint, answers: Iterable[PaperAnswer]) -> Result:
    """The result of these answers; raises KeyError for one of a section that the blueprint does not have.

    Marks are added up as fractions, so that three thirds make one. A share earns that part of the marks, and only an
    answer that earns nothing costs what the section takes for a wrong one. Sections that fell away from a paper that
    shrank have no marks.
    """
    sections = {section.id: section for section in blueprint.sections}
    marked = [_marked(each, sections[each.section]) for each in answers]
    asked = {each.section for each in marked}
    by_section = [
        _tally(section.id, section.title, [each for each in marked if each.section == section.id], section.pass_percent)
        for section in blueprint.sections
        if not blueprint.scaled or section.id in asked
    ]
    topics = dict.fromkeys(each.topic for each in marked)
    by_topic = [_tally(topic, topic, [each for each in marked if each.topic == topic], 0) for topic in topics]
    total = _tally(blueprint.id, blueprint.title, marked, blueprint.pass_percent)
    return Result(total, tuple(by_section), tuple(by_topic), tuple(marked))


def answers_of(paper: Paper, responses: Mapping[int, Response], shares: Mapping[int, float]) -> list[PaperAnswer]:
    """What the responses, by the number of the question, are worth; a question without one is a blank.

    `shares` are the marks that were given by hand, from 0 to 1; a text that nobody has marked yet is a blank. To score
    again with a corrected key, give the paper with the corrected questions.
    """
    found = []
    for each in paper.questions:
        response = responses.get(each.number)
        if each.number in shares:
            share: float | None = shares[each.number]
        elif response is None or is_blank(response) or isinstance(response, Recalled):
            share = None
        else:
            share = judge(each.question, each.card.gap, response).share
        found.append(PaperAnswer(each.number, each.section, each.question.topic, share))
    return found


def is_blank(response: Response) -> bool:
    """Whether nothing was answered."""
    match response:
        case Picked(option):
            return not option
        case Wrote(text):
            return not text.strip()
        case Chose(chosen):
            return not chosen
        case Ordered(items):
            return not items
        case Matched(pairs):
            return not pairs
        case _:
            return False


def changes(before: Result, after: Result) -> tuple[Change, ...]:
    """The questions that a second scoring marks otherwise than the first."""
    earlier = {each.number: each for each in before.questions}
    return tuple(
        Change(each.number, earlier[each.number], each)
        for each in after.questions
        if each.number in earlier
        and (each.marks, each.outcome) != (earlier[each.number].marks, earlier[each.number].outcome)
    )


def _marked(each: PaperAnswer, section: Section) -> Marked:
    if each.share is None:
        return Marked(each.number, each.section, each.topic, Outcome.BLANK, 0.0, section.marks)
    if each.share <= 0:
        # A zero that is not negative, where nothing is taken.
        cost = -section.negative if section.negative else 0.0
        return Marked(each.number, each.section, each.topic, Outcome.WRONG, cost, section.marks)
    outcome = Outcome.RIGHT if each.share >= 1 else Outcome.PARTLY
    return Marked(each.number, each.section, each.topic, outcome, each.share * section.marks, section.marks)


def _tally(name: str, title: str, marked: Sequence[Marked], pass_percent: float) -> Marks:
    outcomes = [each.outcome for each in marked]
    of = _sum(marked, lambda each: each.of)
    return Marks(
        name=name,
        title=title,
        marks=_sum(marked, lambda each: each.marks),
        of=of,
        right=outcomes.count(Outcome.RIGHT),
        partly=outcomes.count(Outcome.PARTLY),
        wrong=outcomes.count(Outcome.WRONG),
        blank=outcomes.count(Outcome.BLANK),
        lost=-_sum(marked, lambda each: min(0.0, each.marks)) or 0.0,
        needed=float(_exact(of) * _exact(pass_percent) / 100),
    )


def _sum(marked: Iterable[Marked], of: Callable[[Marked], float]) -> float:
    return float(sum((_exact(of(each)) for each in marked), Fraction()))


@lru_cache(maxsize=1024)  # the questions of a paper have few different marks, and a fraction takes long to make
def _exact(number: float) -> Fraction:
    """The fraction that was meant: a third that became a float is a third again."""
    return Fraction(number).limit_denominator(1_000_000)


def known_to_pass(questions: int, options: int, needed: float, negative: float = 0) -> int | None:
    """How many one-mark answers must be known for certain when the rest is guessed, to reach the line on average.

    k + (n - k)·g >= needed, where g = 1/options - negative·(1 - 1/options) is what a guess earns, or 0 where that is
    less (who would lose by guessing leaves it blank). None when not even all of them reach it.
    """
    guess = max(Fraction(), Fraction(1, options) - _exact(negative) * (1 - Fraction(1, options)))
    if needed > questions:
        return None
    return max(0, ceil((_exact(needed) - questions * guess) / (1 - guess)))
