"""A bank to draw papers from that lies in memory, and short ways to write blueprints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quizapp.domain.blueprints import Blueprint, Part, Section
from quizapp.domain.papers import BankTopic, Glance
from quizapp.domain.questions import (
    Choice,
    Citation,
    Essay,
    Kind,
    Option,
    OutlinePoint,
    Question,
    Rubric,
    TrueFalse,
    kind_of,
)

OPTIONS = tuple(Option(id, f"Option {id}", correct=id == "a") for id in "abcd")


@dataclass
class HeldBank:
    """Questions as (deck, subject, question), numbered from `first` on; `seen` says on which day each was answered."""

    held: Sequence[tuple[str, str, Question]]
    seen: Mapping[str, int] = field(default_factory=dict)
    first: int = 1
    read_so_far: int = 0
    by_topic: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def topics(self) -> list[BankTopic]:
        """Every topic in the order of the alphabet."""
        counted = Counter((deck, subject, each.topic) for deck, subject, each in self.held)
        return [BankTopic(*place, counted[place]) for place in sorted(counted)]

    def member(self, deck: str, topic: str, place: int) -> int:
        """The question at a place of its topic."""
        if not self.by_topic:
            for number, (slug, _, each) in enumerate(self.held, self.first):
                self.by_topic.setdefault((slug, each.topic), []).append(number)
        return self.by_topic[deck, topic][place]

    def glances(self, members: Sequence[int]) -> dict[int, Glance]:
        """Their kinds and days."""
        found = {number: self.held[number - self.first][2] for number in members}
        return {number: Glance(kind_of(each), self.seen.get(each.id)) for number, each in found.items()}

    def read(self, members: Sequence[int]) -> dict[int, tuple[str, Question]]:
        """The questions themselves."""
        self.read_so_far += len(members)
        return {number: (self.held[number - self.first][0], self.held[number - self.first][2]) for number in members}

    def number(self, id: str) -> int:
        """The number of the question with this id."""
        return next(number for number, (*_, each) in enumerate(self.held, self.first) if each.id == id)


def choice(id: str, topic: str = "T", fact: str = "", difficulty: int = 2) -> Choice:
    """A choice question whose right option is `a`, resting on a fact of its own unless one is given."""
    sources = (Citation("doc", fact or f"fact-{id}"),)
    return Choice(id=id, topic=topic, prompt=f"Which {id}?", options=OPTIONS, sources=sources, difficulty=difficulty)


def true_false(id: str, topic: str = "T", answer: bool = True) -> TrueFalse:
    """A statement that rests on no fact."""
    return TrueFalse(id=id, topic=topic, prompt=f"{id} holds.", answer=answer)


def essay(id: str, topic: str = "T") -> Essay:
    """An essay of twenty marks."""
    outline = (OutlinePoint("one", "One."), OutlinePoint("two", "Two."))
    return Essay(id=id, topic=topic, prompt=f"Discuss {id}.", marks=20, outline=outline, rubric=Rubric("f", "h", "n"))


def bank_of(*questions: Question, deck: str = "deck", subject: str = "Civics") -> HeldBank:
    """A bank of one deck."""
    return HeldBank([(deck, subject, each) for each in questions])


def one_section(number: int, **fields: Any) -> Blueprint:
    """A paper of one section of choice questions; fields of the part, the section or the blueprint by name."""
    part: dict[str, Any] = {"questions": number, "kinds": (Kind.CHOICE,)}
    part |= {name: fields.pop(name) for name in list(fields) if name in Part.__dataclass_fields__}
    section = {name: fields.pop(name) for name in list(fields) if name in ("marks", "negative", "order", "locks")}
    made = Section(id="all", title="All", parts=(Part(**part),), questions=number, **section)
    return Blueprint(id="paper", title="A paper", sections=(made,), **fields)
