"""Written practice: an essay planned, written and marked, as values; docs/written.md tells what it is for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime
from enum import StrEnum
from math import floor
from typing import Any

from quizapp.domain.answers import Recalled
from quizapp.domain.questions import CardKey, Essay
from quizapp.domain.study_day import from_milliseconds, to_milliseconds
from quizapp.domain.values import dataclass

MINUTES_A_MARK = 150 / 80
"""What the written paper gives: Part II has 150 minutes for four questions of 20 marks (docs/exams.md)."""

WORDS_A_MARK = 40
"""A house rule, not the examiner's: some 25 words a minute by hand in the time that is left after planning."""

SHORT_UPTO = 4
"""A question of so few marks wants a paragraph, for which no number of words is a target."""

MOST_CHARACTERS = 100_000
"""A longer text is no essay, and its event would not fit into a line of the exchange between machines."""

_WORD = re.compile(r"\S*\w\S*")


class Had(StrEnum):
    """How far a point of the outline was there."""

    FULL = "had"
    HALF = "half"
    NONE = "missed"

    @property
    def share(self) -> float:
        """What it counts: 1, a half, or nothing."""
        return {Had.FULL: 1.0, Had.HALF: 0.5, Had.NONE: 0.0}[self]


class Stage(StrEnum):
    """Where an attempt stands."""

    PLAN = "plan"
    WRITE = "write"
    MARK = "mark"


Points = Mapping[str, Had]
"""Points of an outline by their ids, each with how far it was there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One essay in the making or, once it has `ended`, as the log keeps it.

    `outline` are the ids of the points in the order in which they are asked for, `planning` and `writing`
    milliseconds. `marks` is None until it was marked.
    """

    id: str
    card: CardKey
    begun: datetime
    outline: tuple[str, ...]
    out_of: int
    stage: Stage = Stage.PLAN
    jotted: str = ""
    plan: Points = field(default_factory=dict)
    text: str = ""
    marking: Points = field(default_factory=dict)
    marks: float | None = None
    planning: int = 0
    writing: int = 0
    ended: datetime | None = None

    @property
    def is_planned(self) -> bool:
        """Whether every point of the outline was checked before writing."""
        return bool(self.outline) and all(point in self.plan for point in self.outline)

    @property
    def is_marked(self) -> bool:
        """Whether it was given marks."""
        return self.marks is not None

    @property
    def recall(self) -> Points | None:
        """What it says of memory: the plan, made before any point was shown, or else what the text had."""
        if self.is_planned:
            return self.plan
        return self.marking if self.is_marked else None

    @property
    def words(self) -> int:
        """How many words the text has."""
        return words_in(self.text)

    @property
    def minutes(self) -> float:
        """The time of planning and writing together."""
        return (self.planning + self.writing) / 60_000

    @property
    def is_empty(self) -> bool:
        """Whether nothing was done in it yet that could be lost."""
        return not (self.text.strip() or self.jotted.strip() or self.plan or self.marking)

    def checked(self, had: Had) -> Attempt:
        """The next point of the plan counted as this; all of them counted, it stays as it is."""
        point = next((each for each in self.outline if each not in self.plan), None)
        return self if point is None else replace(self, plan={**self.plan, point: had})

    def unchecked(self) -> Attempt:
        """The last point of the plan taken back."""
        return replace(self, plan=dict(list(self.plan.items())[:-1]))

    def missed(self) -> tuple[str, ...]:
        """The points that were not wholly there, in the text where it was marked, else in the plan."""
        given = self.marking if self.is_marked else self.plan
        return tuple([point for point in self.outline if given.get(point, Had.NONE) is not Had.FULL])

    def fitted(self, question: Essay, outline: Iterable[str]) -> Attempt:
        """The attempt for the question as its deck has it now; with other points than before it is checked anew."""
        outline = tuple(outline)
        if set(outline) == set(self.outline) and question.marks == self.out_of:
            return self
        return replace(self, outline=outline, plan={}, marking={}, marks=None, out_of=question.marks)


def minutes_for(marks: float) -> float:
    """The minutes that so many marks deserve in the written paper."""
    return marks * MINUTES_A_MARK


def words_for(marks: float) -> int | None:
    """The words to aim at, None where a paragraph will do."""
    return None if marks <= SHORT_UPTO else round(marks * WORDS_A_MARK / 50) * 50


def words_in(text: str) -> int:
    """How many words a text has: what stands between spaces and holds a letter or a digit."""
    return len(_WORD.findall(text))


def share_of(points: Points, outline: Iterable[str]) -> float:
    """The share of an outline that was there; points weigh the same, a half counts half."""
    wanted = tuple(outline)
    return sum(points.get(point, Had.NONE).share for point in wanted) / len(wanted) if wanted else 0.0


def marks_for(share: float, out_of: float) -> float:
    """The marks that a share earns, in half steps, never rounded up."""
    return floor(share * out_of * 2 + 1e-9) / 2


def stepped(marks: float, by: int, out_of: float) -> float:
    """The marks so many half steps further, within what can be had."""
    return min(float(out_of), max(0.0, marks + by / 2))


def recalled(points: Points) -> Recalled:
    """The answer of a card that these points are."""
    return Recalled(
        frozenset(point for point, had in points.items() if had is Had.FULL),
        halves=frozenset(point for point, had in points.items() if had is Had.HALF),
    )


def attempt_to_plain(attempt: Attempt) -> dict[str, Any]:
    """All of an attempt but its id, its card and its end, as plain values."""
    return {
        "begun": to_milliseconds(attempt.begun),
        "outline": list(attempt.outline),
        "out_of": attempt.out_of,
        "stage": attempt.stage.value,
        "jotted": attempt.jotted,
        "plan": {point: had.value for point, had in attempt.plan.items()},
        "text": attempt.text,
        "marking": {point: had.value for point, had in attempt.marking.items()},
        "marks": attempt.marks,
        "planning": attempt.planning,
        "writing": attempt.writing,
    }


def attempt_from_plain(identifier: str, card: str, plain: Mapping[str, Any], ended: datetime | None = None) -> Attempt:
    """The inverse of `attempt_to_plain`; raises KeyError, TypeError or ValueError for what is no attempt."""
    marks = plain["marks"]
    return Attempt(
        id=identifier,
        card=CardKey.parse(card),
        begun=from_milliseconds(int(plain["begun"])),
        outline=tuple(map(str, plain["outline"])),
        out_of=int(plain["out_of"]),
        stage=Stage(plain["stage"]),
        jotted=str(plain["jotted"]),
        plan=_points(plain["plan"]),
        text=str(plain["text"]),
        marking=_points(plain["marking"]),
        marks=None if marks is None else float(marks),
        planning=int(plain["planning"]),
        writing=int(plain["writing"]),
        ended=ended,
    )


def attempt_to_text(attempt: Attempt) -> str:
    """An attempt in the making as one text, to be kept until it is filed."""
    return json.dumps({"id": attempt.id, **attempt_to_plain(attempt)}, ensure_ascii=False)


def attempt_from_text(text: str, card: str) -> Attempt:
    """The inverse of `attempt_to_text`."""
    plain = json.loads(text)
    return attempt_from_plain(plain["id"], card, plain)


def _points(plain: Mapping[str, str]) -> dict[str, Had]:
    return {str(point): Had(had) for point, had in plain.items()}
