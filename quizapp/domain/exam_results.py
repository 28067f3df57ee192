"""The result of a paper that was handed in: marks, time, luck, and every question as it went.

Nothing of it is stored. It is worked out from the responses whenever it is looked at, so that a key corrected since
marks old papers too; what they were marked when they were handed in is shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.answers import Response
from quizapp.domain.blueprints import Blueprint, Section
from quizapp.domain.exam_attempts import Attempt, attempt_from, waits
from quizapp.domain.exam_keys import right_now
from quizapp.domain.exam_luck import Confidence, Played, Said, Switches, chance_of, confidences, known
from quizapp.domain.exam_marking import result_of
from quizapp.domain.judging import SLOW_SECONDS
from quizapp.domain.marking import Change, Marked, Marks, Outcome, Result, changes
from quizapp.domain.papers import Paper
from quizapp.domain.questions import CardKey, Question, kind_of
from quizapp.domain.values import dataclass

if TYPE_CHECKING:
    from quizapp.domain.exam_changes import Correction
    from quizapp.domain.exam_sitting import ExamSitting

SLOW = 1.5
"""An answer is slow from so many times the time that its paper leaves for a question."""


class Filter(StrEnum):
    """Which questions of a result are looked at."""

    ALL = "all"
    WRONG = "wrong"
    MARKED = "marked"
    SLOW = "slow"
    UNSURE = "unsure"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sat:
    """One question of a paper as it went; `before` is how it was marked then, where that was otherwise.

    `waits` says that its marks are still to be given by hand. `correction` is a key of the learner's own.
    """

    number: int
    section: str
    card: CardKey
    question: Question
    response: Response | None
    outcome: Outcome
    marks: float
    of: float
    milliseconds: int = 0
    slow: bool = False
    marked: bool = False
    said: Said = Said.UNSAID
    correction: Correction | None = None
    dispute: str | None = None
    before: Marked | None = None
    by_hand: bool = False
    waits: bool = False
    chance: float = 0.0

    def passes(self, wanted: Filter) -> bool:
        """Whether the question is among those; one that is not wholly right counts as wrong, a blank too."""
        match wanted:
            case Filter.ALL:
                return True
            case Filter.WRONG:
                return self.outcome is not Outcome.RIGHT
            case Filter.MARKED:
                return self.marked
            case Filter.SLOW:
                return self.slow
            case Filter.UNSURE:
                return self.said is Said.UNSURE
            case Filter.DISPUTED:
                return self.dispute is not None or self.correction is not None


class Spent(NamedTuple):
    """Time and the questions it went to."""

    name: str
    questions: int
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Entered:
    """What a paper gave to the schedule; it `stands` until it is taken back.

    Of its `answers`, `again` come back soon, and `kept` moved nothing: right ones to questions that were never studied.
    """

    answers: int = 0
    again: int = 0
    kept: int = 0
    stands: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamResult:
    """Everything there is to say about a paper that was handed in. Times are in milliseconds, `minutes` the time given.

    `then` is the result as it was marked when handed in; where nothing was corrected since it equals `now`.
    """

    id: str
    blueprint: Blueprint
    seed: int
    begun: datetime
    ended: datetime
    ended_by: str
    now: Result
    then: Result
    questions: tuple[Sat, ...]
    luck: tuple[Confidence, ...] = ()
    known: float = 0.0
    switches: Switches | None = None
    attempts: tuple[Attempt, ...] = ()
    entered: Entered = Entered()

    @property
    def minutes(self) -> int:
        """The time of the paper; 0 where nobody counted it."""
        return self.blueprint.minutes

    @property
    def waiting(self) -> tuple[int, ...]:
        """The numbers of the questions whose marks are still to be given by hand."""
        return tuple([each.number for each in self.questions if each.waits])

    @property
    def changed(self) -> tuple[Change, ...]:
        """The questions that are marked otherwise now than when the paper was handed in."""
        return changes(self.then, self.now)

    @property
    def milliseconds(self) -> int:
        """The time that the questions took together."""
        return sum(each.milliseconds for each in self.questions)

    def chosen(self, wanted: Filter) -> tuple[Sat, ...]:
        """The questions of a filter, in their order."""
        return tuple([each for each in self.questions if each.passes(wanted)])

    def attempt(self) -> Attempt:
        """The paper as one among others."""
        return attempt_from(self.id, self.blueprint.title, self.ended, self.now, len(self.waiting))

    def weakest_topics(self) -> list[Marks]:
        """The topics by the share of their marks, the lowest first; where that is the same, the one with more marks."""
        return sorted(self.now.topics, key=lambda each: (each.marks / each.of if each.of else 1.0, -each.of))

    def spent_by_outcome(self) -> tuple[Spent, ...]:
        """Where the time went: to answers that were right, partly right and wrong, and to blanks."""
        return tuple([
            Spent(outcome.value, len(found), sum(each.milliseconds for each in found))
            for outcome in Outcome
            if (found := [each for each in self.questions if each.outcome is outcome and not each.waits])
        ])  # fmt: skip

    def typical(self) -> float:
        """The median time of the questions that were looked at."""
        return median([each.milliseconds for each in self.questions if each.milliseconds] or [0])


def exam_result(
    sitting: ExamSitting,
    paper: Paper | None = None,
    *,
    switched: Switches | None = None,
    attempts: Iterable[Attempt] = (),
    entered: Entered | None = None,
) -> ExamResult:
    """The result of a paper that was handed in; `paper` is the same with the keys that its decks have now.

    Raises ValueError while the paper is still being sat.
    """
    if (ended := sitting.ended) is None:
        raise ValueError("the paper is not handed in")
    before = result_of(sitting, corrected=False)
    paper = paper or sitting.paper
    sitting = replace(sitting, paper=paper)
    now = result_of(sitting)
    questions = questions_of(sitting, now, before)
    played = [each for each in map(_played, questions) if each is not None]
    return ExamResult(
        id=sitting.id,
        blueprint=paper.blueprint,
        seed=paper.seed,
        begun=sitting.begun,
        ended=ended,
        ended_by=str(sitting.ended_by or ""),
        now=now,
        then=before,
        questions=questions,
        luck=confidences(played),
        known=known(played),
        switches=switched,
        attempts=tuple(attempts),
        entered=entered or Entered(),
    )


def questions_of(sitting: ExamSitting, now: Result, before: Result) -> tuple[Sat, ...]:
    """Every question of a paper with all that happened to it."""
    blueprint = sitting.paper.blueprint
    sections = {section.id: section for section in blueprint.sections}
    paces = {id: pace(blueprint, section, len(sitting.paper.of(id))) for id, section in sections.items()}
    earlier = {each.number: each for each in before.questions}
    found = []
    for each, marked in zip(sitting.paper.questions, now.questions, strict=True):
        slot, was = sitting.slots[each.number - 1], earlier.get(each.number)
        by_hand = sitting.is_text(each.number)
        same = was is None or (was.marks, was.outcome) == (marked.marks, marked.outcome)
        correction = sitting.corrections.get(each.number)
        found.append(
            Sat(
                number=each.number,
                section=each.section,
                card=each.card,
                question=each.question,
                response=slot.response,
                outcome=marked.outcome,
                marks=marked.marks,
                of=marked.of,
                milliseconds=slot.milliseconds,
                slow=not by_hand and slot.milliseconds >= slow_from(each.question, paces[each.section]),
                marked=slot.marked,
                said=Said.of(slot.sure),
                correction=correction,
                dispute=sitting.disputes.get(each.number),
                before=None if same else was,
                by_hand=by_hand,
                waits=waits(sitting, marked),
                chance=chance_of(each.question, len(right_now(each.question, correction))),
            )
        )
    return tuple(found)


def pace(blueprint: Blueprint, section: Section, questions: int) -> float:
    """How many seconds a paper leaves for a question of a section; 0 where nobody counts them."""
    if not questions:
        return 0.0
    if section.minutes:
        return section.minutes * 60 / questions
    free = blueprint.minutes - sum(each.minutes for each in blueprint.sections)
    others = sum(each.questions for each in blueprint.sections if not each.minutes)
    return max(0, free) * 60 / max(others, questions) if blueprint.minutes else 0.0


def slow_from(question: Question, seconds: float) -> float:
    """From how many milliseconds on an answer was slow, where its paper leaves so many seconds for a question."""
    usual = SLOW_SECONDS.get(kind_of(question), 0)
    return 1000 * (seconds * SLOW if seconds else usual) or float("inf")


def _played(each: Sat) -> Played | None:
    """The question as one that luck has a part in; none where the marks are given by hand, or to everybody."""
    if each.by_hand or (each.correction is not None and each.correction.cancelled):
        return None
    return Played(each.number, each.said, each.outcome, each.marks, each.chance)


def marks_in_words(marks: float, of: float) -> str:
    """Marks of how many, without more digits than they have: `6.5 of 10`."""
    return f"{round(marks, 2):g} of {round(of, 2):g}"


def clock_in_words(milliseconds: int) -> str:
    """Minutes and seconds: `1:05`."""
    seconds = round(milliseconds / 1000)
    return f"{seconds // 60}:{seconds % 60:02}"
