"""What a learner answers, and what becomes of it: responses, verdicts, ratings."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from quizapp.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Picked:
    """The option chosen, by its id (`true`/`false` for true-false); empty when time ran out."""

    option: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """The text typed, letter for letter; empty means "I do not know"."""

    text: str


@dataclass(frozen=True, slots=True)
class Graded:
    """The learner's own grade after seeing the answer (basic)."""

    rating: Rating


@dataclass(frozen=True, slots=True)
class Chose:
    """The options chosen, by their ids; none means "I do not know" (multiple)."""

    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ordered:
    """The items in the learner's order, by their ids; what was not placed is missing (ordering)."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """Which right-hand side was put to which left one: (id of the pair, id of the side), missing where none was."""

    pairs: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Recalled:
    """The points of the outline that the learner had, by their ids, and what was jotted down before (essay).

    `halves` are points that were there in part; only written practice asks so closely.
    """

    points: frozenset[str]
    jotted: str = ""
    halves: frozenset[str] = frozenset()


Response = Picked | Wrote | Graded | Chose | Ordered | Matched | Recalled


class Verdict(StrEnum):
    """What the answer was worth."""

    RIGHT = "right"
    PARTLY = "partly right"
    NEARLY = "nearly"
    WRONG = "wrong"


class Rating(IntEnum):
    """What the scheduler is told; the four grades of FSRS and Anki."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Claim(StrEnum):
    """What the learner says about an answer after the verdict; it replaces the rating."""

    NONE = ""
    GUESSED = "guessed"
    WAS_RIGHT = "was right"
    WAS_WRONG = "was wrong"
