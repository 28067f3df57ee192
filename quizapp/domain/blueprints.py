"""Blueprints: what a paper is made of, how long it takes, and how it is marked. Values, already checked."""

from __future__ import annotations

from enum import StrEnum

from quizapp.domain.questions import Kind
from quizapp.domain.values import dataclass

OBJECTIVE = (Kind.CHOICE, Kind.TRUE_FALSE)
"""The kinds that a section asks unless it says otherwise: those that are answered by picking one option."""

SELF_MARKED = frozenset({Kind.ESSAY, Kind.BASIC})
"""The kinds whose marks a person gives."""


class Order(StrEnum):
    """How the questions of a section follow each other; sections always stand one after the other."""

    PARTS = "parts"
    RANDOM = "random"
    DIFFICULTY = "difficulty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Where questions come from, and how many: a number, a weight beside the other parts, or so many of each topic.

    What is left empty is not asked about: without decks, subjects and topics any of them serves.
    """

    decks: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = OBJECTIVE
    difficulties: tuple[int, ...] = ()
    questions: int = 0
    weight: int = 0
    per_topic: int = 0

    def serves(self, deck: str, subject: str, topic: str) -> bool:
        """Whether questions of this topic may be asked here; subjects and topics are compared without their case."""
        return (
            (not self.decks or deck in self.decks)
            and (not self.subjects or subject.casefold() in {each.casefold() for each in self.subjects})
            and (not self.topics or topic.casefold() in {each.casefold() for each in self.topics})
        )

    def asks(self, kind: Kind, difficulty: int) -> bool:
        """Whether questions of this kind and difficulty may be asked here."""
        return kind in self.kinds and (not self.difficulties or difficulty in self.difficulties)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of a paper: its parts, its time, and the marks of each question.

    `questions` is 0 where the parts say how many of each topic. `negative` is what a wrong answer costs. With `locks`
    nobody returns to it when its time is over.
    """

    id: str
    title: str
    parts: tuple[Part, ...]
    questions: int = 0
    minutes: int = 0
    locks: bool = False
    marks: float = 1
    negative: float = 0
    pass_percent: float = 0
    order: Order = Order.RANDOM

    @property
    def self_marked(self) -> bool:
        """Whether the learner gives the marks, by the rubric."""
        return all(kind in SELF_MARKED for part in self.parts for kind in part.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """A kind of paper; `certainty` says how sure the facts about it are, `sources` where they come from.

    `minutes` is 0 where nobody counts them. A `scaled` paper shrinks with its time to what the decks hold; any paper is
    given only when `least_percent` of its questions are there.
    """

    id: str
    title: str
    sections: tuple[Section, ...]
    description: str = ""
    certainty: str = ""
    sources: tuple[str, ...] = ()
    minutes: int = 0
    pass_percent: float = 0
    shuffle: bool = True
    pauses: bool = True
    scaled: bool = False
    least_percent: int = 100
    path: str = ""
    bundled: bool = True

    @property
    def questions(self) -> int:
        """How many questions the paper has, those by topic not counted."""
        return sum(section.questions for section in self.sections)

    @property
    def marks(self) -> float:
        """The full marks, those of questions by topic not counted."""
        return sum(section.questions * section.marks for section in self.sections)
