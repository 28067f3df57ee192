"""Papers that were handed in beside each other: what each earned, by the keys of today."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from quizapp.domain.exam_marking import result_of
from quizapp.domain.marking import Marked, Outcome, Result
from quizapp.domain.papers import Paper
from quizapp.domain.values import dataclass

if TYPE_CHECKING:
    from quizapp.domain.exam_sitting import ExamSitting


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sitting of a paper among all of the same; `waiting` of its questions wait for marks given by hand."""

    id: str
    title: str
    ended: datetime
    marks: float
    of: float
    needed: float
    passed: bool | None
    waiting: int = 0

    @property
    def share(self) -> float:
        """The part of the full marks; 0 where wrong answers took all of them."""
        return max(0.0, self.marks / self.of) if self.of else 0.0


def attempt_of(sitting: ExamSitting, paper: Paper | None = None) -> Attempt:
    """A paper that was handed in as one among others, without all that only its own result tells."""
    if sitting.ended is None:
        raise ValueError("the paper is not handed in")
    marked = result_of(replace(sitting, paper=paper or sitting.paper))
    waiting = sum(waits(sitting, each) for each in marked.questions)
    return attempt_from(sitting.id, sitting.paper.blueprint.title, sitting.ended, marked, waiting)


def attempt_from(id: str, title: str, ended: datetime, marked: Result, waiting: int) -> Attempt:
    """A paper of these marks as one among others."""
    total = marked.total
    passed = None if waiting else marked.passed
    return Attempt(id, title, ended, total.marks, total.of, total.needed, passed, waiting)


def waits(sitting: ExamSitting, marked: Marked) -> bool:
    """Whether the marks of a question are still to be given by hand: something was written, and nobody marked it."""
    slot = sitting.slot(marked.number)
    return (
        marked.outcome is Outcome.BLANK
        and slot.response is not None
        and slot.share is None
        and sitting.is_text(marked.number)
    )
