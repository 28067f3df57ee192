"""Papers: the questions drawn for a blueprint, and what they are drawn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from math import ceil
from typing import NamedTuple, Protocol

from quizapp.domain.blueprints import Blueprint
from quizapp.domain.errors import QuizError
from quizapp.domain.questions import CardKey, Question
from quizapp.domain.values import dataclass


class BankTopic(NamedTuple):
    """A topic of a deck, and how many of its questions can be drawn."""

    deck: str
    subject: str
    topic: str
    questions: int


class Glance(NamedTuple):
    """What drawing needs to know of a question before it is read; `seen` is the study day it was last answered on."""

    kind: str
    seen: int | None = None


class Bank(Protocol):
    """What can be drawn from. Questions have numbers of the bank's own; those put aside are not in it."""

    def topics(self) -> Sequence[BankTopic]:
        """Every topic, in an order that any machine with the same decks has."""

    def member(self, deck: str, topic: str, place: int) -> int:
        """The question at a place (from 0 on) of a topic, in the order of the deck."""

    def glances(self, members: Sequence[int]) -> Mapping[int, Glance]:
        """What there is to see of these questions from outside."""

    def read(self, members: Sequence[int]) -> Mapping[int, tuple[str, Question]]:
        """These questions, each with the slug of its deck."""


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question of a paper; `number` counts from 1 through all sections, options stand in the order to show."""

    number: int
    section: str
    card: CardKey
    question: Question


@dataclass(frozen=True, slots=True)
class Shortage:
    """How many questions a section wanted and how many there were."""

    section: str
    title: str
    wanted: int
    found: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it was drawn. Its blueprint's times are those for the questions that were found."""

    blueprint: Blueprint
    seed: int
    questions: tuple[PaperQuestion, ...]
    shortages: tuple[Shortage, ...] = ()

    def of(self, section: str) -> tuple[PaperQuestion, ...]:
        """The questions of a section."""
        return tuple([each for each in self.questions if each.section == section])

    @property
    def marks(self) -> float:
        """The full marks of what was drawn."""
        return sum(len(self.of(section.id)) * section.marks for section in self.blueprint.sections)


class PaperTooShort(QuizError):
    """The decks hold too few questions for a paper; carries what each section lacks."""

    def __init__(self, blueprint: Blueprint, wanted: int, found: int, shortages: Sequence[Shortage]) -> None:
        self.shortages = tuple(shortages)
        lacking = "; ".join(f"{each.title} {each.found} of {each.wanted}" for each in shortages)
        super().__init__(
            f"{blueprint.title} needs {_least(blueprint, wanted)} questions, and there are {found}: {lacking}."
        )


@dataclass(frozen=True, slots=True)
class History:
    """What the learner met: `papers` says of questions in the last papers how many papers ago, from 1 on."""

    papers: Mapping[int, int] = field(default_factory=dict)


def require(paper: Paper) -> Paper:
    """The paper; raises PaperTooShort when too few of its questions were found."""
    found = len(paper.questions)
    wanted = found + sum(each.wanted - each.found for each in paper.shortages)
    if found < _least(paper.blueprint, wanted):
        raise PaperTooShort(paper.blueprint, wanted, found, paper.shortages)
    return paper


def _least(blueprint: Blueprint, wanted: int) -> int:
    return max(1, ceil(wanted * blueprint.least_percent / 100))
