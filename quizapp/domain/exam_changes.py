"""What a candidate can do to a question of a paper, and what can be said of it when the paper was handed in."""

from __future__ import annotations

from enum import StrEnum

from quizapp.domain.answers import Response
from quizapp.domain.errors import QuizError
from quizapp.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """Answered, in place of whatever was answered before; another answer takes back what was said of being sure."""

    response: Response


@dataclass(frozen=True, slots=True)
class Clear:
    """Left blank again; what was said of being sure goes too, the mark and what was struck out stay."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked to be looked at again, or no longer."""

    on: bool


@dataclass(frozen=True, slots=True)
class Strike:
    """An option struck out, or taken up again."""

    option: str
    on: bool


@dataclass(frozen=True, slots=True)
class Sure:
    """Sure of the answer, unsure, or neither said (None)."""

    sure: bool | None


Change = Answer | Clear | Mark | Strike | Sure
"""What changes one question of an open paper. Each says how it is afterwards, so that a second try is harmless."""


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still, or (False) goes on."""

    on: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """A stage of the paper begun by hand, the one before it being over."""

    stage: int


@dataclass(frozen=True, slots=True)
class Correction:
    """Another key for one question of one paper: option ids or texts that count, or nothing does and all get marks."""

    accept: frozenset[str] = frozenset()
    cancelled: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """The share of the marks that a person gave, from 0 to 1; None takes it back."""

    share: float | None


@dataclass(frozen=True, slots=True)
class Disputed:
    """A doubt about the key, in words; None takes it back."""

    note: str | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """The key corrected; None takes it back."""

    correction: Correction | None


@dataclass(frozen=True, slots=True)
class Counted:
    """Whether the paper counts for the schedule."""

    on: bool


Remark = Graded | Disputed | Corrected | Counted
"""What is said of a paper that was handed in."""


class Ended(StrEnum):
    """How a sitting ended."""

    PERSON = "person"
    TIME = "time"
    ABANDONED = "abandoned"


class Why(StrEnum):
    """Why something cannot be done in a paper; the value is the sentence."""

    OVER = "The time of this paper is over."
    ENDED = "This paper was handed in."
    LOCKED = "This section was handed in: its questions can be read in the result, and not changed."
    NOT_YET = "This section has not begun."
    PAUSED = "The clock stands still: go on first."
    NO_PAUSES = "The clock of this paper cannot be stopped."
    LAST_STAGE = "No section comes after this one: hand the paper in."
    ELSEWHERE = "This paper was begun on another machine, and can only be gone on with there."
    OPEN = "This paper was not handed in yet."
    UNFIT = "That is no answer to this question."
    BY_HAND = "Marks are given by hand only to what was written as text."
    NO_SHARE = "Marks are given in half steps between nothing and all."


class Refused(QuizError):
    """Something cannot be done in a paper; `why` says which rule forbids it."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why.value)
