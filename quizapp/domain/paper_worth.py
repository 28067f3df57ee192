"""What a question is worth in papers of a kind: its chance to be drawn, times the marks it would bring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from quizapp.domain.blueprints import Blueprint, Part, Section
from quizapp.domain.drawing import by_weight
from quizapp.domain.exam_luck import guess_of
from quizapp.domain.questions import Kind


class Drawable(NamedTuple):
    """What a blueprint asks of a question before it is drawn."""

    deck: str
    subject: str
    topic: str
    kind: Kind
    difficulty: int


class Weighed(NamedTuple):
    """The marks that each question stands for, in the order of the questions, and how many of them a paper has."""

    marks: list[float]
    asked: int


def weighed(blueprint: Blueprint, questions: Sequence[Drawable]) -> Weighed:
    """What the questions are worth; together the marks of the paper, as far as it is filled.

    A part that wants n of the m questions that serve it draws each with the chance n / m. What a part with a weight
    lacks the other parts give. That no two questions of a paper rest on one fact, and that the new come first, is left
    out of account: over many papers all have their turn.
    """
    marks, asked = [0.0] * len(questions), 0.0
    for section in blueprint.sections:
        for pool, size in _pools(section, questions):
            asked += size
            for place in pool:
                marks[place] += section.marks * size / len(pool)
    return Weighed(marks, round(asked))


def guess(kind: Kind, options: int, negative: float = 0.0) -> float:
    """The share of a mark that a blind guess earns on average; nothing where a guess would lose marks or is none.

    `negative` is what a wrong answer costs, as a share of what a right one earns.
    """
    chance = guess_of(kind, options)
    return max(0.0, chance - negative * (1 - chance))


class Asked(Protocol):
    """What a blueprint asks about: one question, or many that are alike in this."""

    @property
    def deck(self) -> str:
        """The slug of its deck."""
        ...

    @property
    def subject(self) -> str:
        """The subject of its deck."""
        ...

    @property
    def topic(self) -> str:
        """Its topic."""
        ...

    @property
    def kind(self) -> Kind:
        """Its kind."""
        ...

    @property
    def difficulty(self) -> int:
        """How hard it is, from 1 to 3."""
        ...


def sized(section: Section, held: Sequence[Asked]) -> Iterator[tuple[list[int], int]]:
    """For every part of a section the places of what serves it, and how many questions it wants."""
    shares = by_weight(section.questions, [part.weight for part in section.parts])
    for part, share in zip(section.parts, shares, strict=True):
        serving = [place for place, each in enumerate(held) if _serves(part, each)]
        if not part.per_topic:
            yield serving, part.questions or share
            continue
        by_topic: dict[tuple[str, str], list[int]] = {}
        for place in serving:
            by_topic.setdefault((held[place].deck, held[place].topic), []).append(place)
        for places in by_topic.values():
            yield places, part.per_topic


def _serves(part: Part, each: Asked) -> bool:
    return part.asks(each.kind, each.difficulty) and part.serves(each.deck, each.subject, each.topic)


def _pools(section: Section, questions: Sequence[Drawable]) -> list[tuple[list[int], float]]:
    """For each part of a section the questions that serve it, and how many of them are drawn."""
    parts = list(sized(section, questions))
    sizes = [float(min(len(pool), size)) for pool, size in parts]
    room = [len(pool) - size for (pool, _), size in zip(parts, sizes, strict=True)]
    lacking = sum(size for _, size in parts) - sum(sizes) if any(part.weight for part in section.parts) else 0.0
    if lacking > 0 and sum(room) > 0:
        share = min(1.0, lacking / sum(room))
        sizes = [size + free * share for size, free in zip(sizes, room, strict=True)]
    return [(pool, size) for (pool, _), size in zip(parts, sizes, strict=True) if pool]
