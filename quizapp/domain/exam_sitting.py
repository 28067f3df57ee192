"""Sitting a paper: a value that every entry turns into the next one, so that what is live is what a replay gives.

The paper has a time of its own, in milliseconds since it was begun, which only `services.exams` can tell: it stands
still while the clock is stopped, and is never put back. Where an instant is asked for here (`now`), it is that at which
the paper was begun plus its time: `ExamService.now(sitting)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from quizapp.domain.answers import Recalled, Response
from quizapp.domain.blueprints import SELF_MARKED
from quizapp.domain.exam_changes import (
    Answer,
    Change,
    Clear,
    Correction,
    Ended,
    Mark,
    Pause,
    Refused,
    Strike,
    Sure,
    Turn,
    Why,
)
from quizapp.domain.exam_stages import Stage, end_of, stage_at, stages_of
from quizapp.domain.judging import judge
from quizapp.domain.marking import is_blank
from quizapp.domain.papers import Paper, PaperQuestion
from quizapp.domain.questions import Kind, kind_of
from quizapp.domain.values import dataclass

_TYPED = frozenset({Kind.TYPED, Kind.CLOZE})
_MS = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """What was entered for one question.

    `sure` is None while nothing was said, `milliseconds` is the time spent on it, `share` the part of the marks that
    was given by hand. A text stands in a draft, and becomes the response when the paper is handed in.
    """

    response: Response | None = None
    marked: bool = False
    struck: frozenset[str] = frozenset()
    sure: bool | None = None
    milliseconds: int = 0
    share: float | None = None


class Tally(NamedTuple):
    """How many questions were answered (or written about), are marked, and are blank."""

    answered: int
    marked: int
    blank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamSitting:
    """A paper being sat, or sat: its questions with what was entered, and where its clock stands.

    `at` is the number of the question in view, and `section` that of the open section it stands in (or the first open
    one). `moment` is the time of the last entry, in milliseconds of the paper; `set_back` says that the machine's clock
    stood before the last entry when the paper was taken up again, so that the time away could not be counted.
    """

    id: str
    paper: Paper
    begun: datetime
    slots: tuple[Slot, ...]
    stages: tuple[Stage, ...]
    at: int = 1
    paused: bool = False
    ended: datetime | None = None
    ended_by: Ended | None = None
    corrections: Mapping[int, Correction] = field(default_factory=dict)
    disputes: Mapping[int, str] = field(default_factory=dict)
    counts: bool = True
    elsewhere: bool = False
    set_back: bool = False
    written: frozenset[int] = frozenset()
    moment: int = 0
    stage: int = 0
    stage_since: int = 0
    since: int = 0
    unsaved: tuple[tuple[int, int], ...] = ()

    @property
    def section(self) -> str:
        """The id of the section in view."""
        return self.question(self.at).section

    @property
    def tally(self) -> Tally:
        """How many are answered, marked and blank."""
        answered = sum(slot.response is not None or number in self.written for number, slot in enumerate(self.slots, 1))
        return Tally(answered, sum(slot.marked for slot in self.slots), len(self.slots) - answered)

    def question(self, number: int) -> PaperQuestion:
        """The question of this number, from 1 on."""
        return self.paper.questions[number - 1]

    def slot(self, number: int) -> Slot:
        """What was entered for the question of this number."""
        return self.slots[number - 1]

    def is_text(self, number: int) -> bool:
        """Whether the question is answered by a text that is drafted, and marked by hand."""
        return kind_of(self.question(number).question) in SELF_MARKED

    def moment_of(self, now: datetime) -> int:
        """The time of the paper in milliseconds."""
        return max(self.moment, (now - self.begun) // _MS)

    def instant_of(self, moment: int) -> datetime:
        """The instant of the paper's own clock at a time of it."""
        return self.begun + moment * _MS

    @property
    def end(self) -> int | None:
        """When the whole is over, in milliseconds of the paper's time; None without a clock."""
        return end_of(self.paper.blueprint, self.stages, self.stage, self.stage_since)

    def left(self, now: datetime) -> float | None:
        """Seconds until the whole paper is over, never below 0; None without a clock."""
        return None if self.end is None else max(0, self.end - self.moment_of(now)) / 1_000

    def section_left(self, now: datetime) -> float | None:
        """Seconds until the open stage is over, never below 0; None when it has no end of its own."""
        stage, since = self.stage_at(now)
        length = self.stages[stage].length
        return None if length is None else max(0, since + length - self.moment_of(now)) / 1_000

    def is_over(self, now: datetime) -> bool:
        """Whether the paper was handed in or its time has run out."""
        return self.ended is not None or (self.end is not None and self.moment_of(now) >= self.end)

    def open(self, number: int, now: datetime) -> bool:
        """Whether the question may be looked at and changed now."""
        return self._closed(number, now) is None

    def stage_at(self, now: datetime) -> tuple[int, int]:
        """Which stage it is, and since when in milliseconds of the paper's time."""
        return stage_at(self.stages, self.stage, self.stage_since, self.moment_of(now))

    def stage_of(self, number: int) -> int:
        """The stage that a question stands in."""
        section = self.question(number).section
        return next(place for place, stage in enumerate(self.stages) if section in stage.sections)

    def first_of(self, stage: int) -> int:
        """The number of the first question of a stage."""
        return next(each.number for each in self.paper.questions if each.section in self.stages[stage].sections)

    def brought_up(self, now: datetime) -> ExamSitting:
        """The sitting with a question in view that is open, where its section was locked meanwhile."""
        if self.is_over(now) or self.open(self.at, now) or self.paused:
            return self
        stage, _ = self.stage_at(now)
        return self._moved(self.first_of(stage), now)

    def moved(self, number: int, now: datetime) -> ExamSitting:
        """The sitting with another question in view; raises Refused when it is not open."""
        if why := self._closed(number, now):
            raise Refused(why)
        return self if number == self.at else self._moved(number, now)

    def _moved(self, number: int, now: datetime) -> ExamSitting:
        moment = self.moment_of(now)
        unsaved = (*self.unsaved, (self.at, moment - self.since))
        return replace(self, at=number, since=moment, unsaved=unsaved)

    def with_draft(self, number: int, *, is_written: bool) -> ExamSitting:
        """The sitting with a text for this question, or without one; it says so at once, the text is on its way."""
        written = self.written | {number} if is_written else self.written - {number}
        return replace(self, written=written)

    def changed(self, number: int, change: Change, now: datetime) -> ExamSitting:
        """The sitting after a change to one question; raises Refused when its rules forbid it."""
        slot = self.slot_after(number, change, now)
        return replace(self, slots=(*self.slots[: number - 1], slot, *self.slots[number:]))

    def slot_after(self, number: int, change: Change, now: datetime) -> Slot:
        """What is entered for a question after a change to it; raises Refused when the rules forbid it."""
        if why := self._closed(number, now):
            raise Refused(why)
        return _slot_after(self.question(number), self.slot(number), change)

    def turned(self, step: Pause | Turn, now: datetime) -> ExamSitting:
        """The sitting with the clock stopped or going on, or with its next stage begun; raises Refused."""
        if why := self._barred(now):
            raise Refused(why)
        if isinstance(step, Pause):
            if step.on and not self.paper.blueprint.pauses:
                raise Refused(Why.NO_PAUSES)
            return replace(self, paused=step.on)
        if self.paused:
            raise Refused(Why.PAUSED)
        stage, _ = self.stage_at(now)
        if step.stage >= len(self.stages):
            raise Refused(Why.LAST_STAGE)
        if step.stage <= stage:  # it has begun by itself meanwhile, or a second try has come through
            return self
        moment = self.moment_of(now)
        return replace(self, stage=step.stage, stage_since=moment, at=self.first_of(step.stage))

    def _barred(self, now: datetime) -> Why | None:
        if self.ended is not None:
            return Why.ENDED
        if self.elsewhere:
            return Why.ELSEWHERE
        return Why.OVER if self.is_over(now) else None

    def _closed(self, number: int, now: datetime) -> Why | None:
        """Why a question cannot be changed now; None when it can."""
        if why := self._barred(now):
            return why
        if self.paused:
            return Why.PAUSED
        current, of_it = self.stage_at(now)[0], self.stage_of(number)
        if of_it > current:
            return Why.NOT_YET
        return Why.LOCKED if of_it < current and self.stages[of_it].locks else None


def sitting_of(id: str, paper: Paper, begun: datetime) -> ExamSitting:
    """A sitting of this paper that has just begun."""
    asked = {each.section for each in paper.questions}
    slots = tuple([Slot()] * len(paper.questions))
    return ExamSitting(id=id, paper=paper, begun=begun, slots=slots, stages=stages_of(paper.blueprint, asked))


def entered(sitting: ExamSitting, number: int, change: Change, now: datetime) -> ExamSitting:
    """The sitting after a change to one question; raises Refused: over, locked, paused, or no answer to it."""
    return sitting.changed(number, change, now)


def _slot_after(asked: PaperQuestion, slot: Slot, change: Change) -> Slot:
    match change:
        case Answer(response):
            _check(asked, response)
            sure = slot.sure if response == slot.response else None
            return replace(slot, response=None if is_blank(response) else response, sure=sure)
        case Clear():
            return replace(slot, response=None, sure=None)
        case Mark(on):
            return replace(slot, marked=on)
        case Strike(option, on):
            return replace(slot, struck=slot.struck | {option} if on else slot.struck - {option})
        case Sure(sure):
            return replace(slot, sure=sure)


def _check(asked: PaperQuestion, response: Response) -> None:
    """Raise Refused unless the response can answer the question."""
    kind = kind_of(asked.question)
    if kind in SELF_MARKED:
        fits = isinstance(response, Recalled)
    elif kind in _TYPED:  # judging them costs milliseconds, and any text is an answer
        fits = type(response).__name__ == "Wrote"
    else:
        try:
            fits = judge(asked.question, asked.card.gap, response) is not None
        except (TypeError, ValueError):
            fits = False
    if not fits:
        raise Refused(Why.UNFIT)
