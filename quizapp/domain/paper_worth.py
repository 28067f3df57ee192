"""What a question is worth in papers of a kind: its chance to be drawn, times the marks it would bring."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from quizapp.domain.blueprints import Blueprint, Part, Section
from quizapp.domain.exam_luck import guess_of
from quizapp.domain.questions import Kind


class Drawable(NamedTuple):
    """What a blueprint asks of a question before it is drawn."""

    deck: str
    subject: str
    topic: str
    kind: Kind
    difficulty: int


def worth(blueprint: Blueprint, questions: Sequence[Drawable]) -> list[float]:
    """The marks that each question stands for, in their order; together those of the paper, as far as it is filled.

    A part that wants n of the m questions that serve it draws each with the chance n / m. What a part with a weight
    lacks the other parts give. That no two questions of a paper rest on one fact, and that the new come first, is left
    out of account: over many papers all have their turn.
    """
    found = [0.0] * len(questions)
    for section in blueprint.sections:
        for pool, size in _pools(section, questions):
            for place in pool:
                found[place] += section.marks * size / len(pool)
    return found


def asked(blueprint: Blueprint, questions: Sequence[Drawable]) -> int:
    """How many of these questions a paper has."""
    return round(sum(size for section in blueprint.sections for _, size in _pools(section, questions)))


def guess(kind: Kind, options: int, negative: float = 0.0) -> float:
    """The share of a mark that a blind guess earns on average; nothing where a guess would lose marks or is none.

    `negative` is what a wrong answer costs, as a share of what a right one earns.
    """
    chance = guess_of(kind, options)
    return max(0.0, chance - negative * (1 - chance))


def _pools(section: Section, questions: Sequence[Drawable]) -> list[tuple[list[int], float]]:
    """For each part of a section the questions that serve it, and how many of them are drawn."""
    parts = [each for part in section.parts for each in _by_topic(part, questions)]
    pools = [[place for place, each in enumerate(questions) if _serves(part, each)] for part in parts]
    total = sum(part.weight for part in parts)
    wanted = [part.per_topic or part.questions or section.questions * part.weight / max(1, total) for part in parts]
    sizes = [min(float(len(pool)), size) for pool, size in zip(pools, wanted, strict=True)]
    lacking = sum(wanted) - sum(sizes) if total else 0.0
    room = [len(pool) - size for pool, size in zip(pools, sizes, strict=True)]
    if lacking > 0 and sum(room) > 0:
        share = min(1.0, lacking / sum(room))
        sizes = [size + free * share for size, free in zip(sizes, room, strict=True)]
    return [(pool, size) for pool, size in zip(pools, sizes, strict=True) if pool]


def _by_topic(part: Part, questions: Iterable[Drawable]) -> list[Part]:
    if not part.per_topic:
        return [part]
    topics = dict.fromkeys((each.deck, each.topic) for each in questions if _serves(part, each))
    return [replace(part, decks=(deck,), topics=(topic,)) for deck, topic in topics]


def _serves(part: Part, each: Drawable) -> bool:
    return part.asks(each.kind, each.difficulty) and part.serves(each.deck, each.subject, each.topic)
