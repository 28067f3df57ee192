"""A seat in the exam room: the sitting, the question in view, and the one way by which anything is entered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from quizapp.domain.answers import Chose, Matched, Ordered, Picked, Wrote
from quizapp.domain.asking import offered
from quizapp.domain.errors import QuizError
from quizapp.domain.exam_changes import Answer, Change, Clear, Mark, Refused, Strike, Sure
from quizapp.domain.memories import Memory
from quizapp.domain.questions import Multiple
from quizapp.domain.sitting import Left, Step
from quizapp.tui import faces
from quizapp.tui.drafts import Choosing, Draft, Pairing, Placing, draft_of
from quizapp.tui.widgets.exam_grid import Block, Cell

if TYPE_CHECKING:
    from datetime import datetime

    from quizapp.domain.blueprints import Section
    from quizapp.domain.exam_results import Sat
    from quizapp.domain.exam_sitting import ExamSitting, Slot
    from quizapp.domain.papers import PaperQuestion
    from quizapp.services.exams import ExamService


class Seat:
    """One paper and who sits it; a method that fails leaves everything as it was, so that it can be tried again."""

    def __init__(self, exams: ExamService, sitting: ExamSitting) -> None:
        self.exams, self.sitting = exams, sitting
        self._step: tuple[int, Step] | None = None
        self._texts: dict[int, str] = {}
        self._one_at_a_time = Lock()

    # What there is to see

    @property
    def now(self) -> datetime:
        """The instant on the clock of the paper."""
        return self.exams.now(self.sitting)

    @property
    def number(self) -> int:
        """The number of the question in view."""
        return self.sitting.at

    @property
    def last(self) -> int:
        """The number of the last question."""
        return len(self.sitting.slots)

    @property
    def asked(self) -> PaperQuestion:
        """The question in view."""
        return self.sitting.question(self.number)

    @property
    def slot(self) -> Slot:
        """What was entered for it."""
        return self.sitting.slot(self.number)

    @property
    def section(self) -> Section:
        """The section it stands in."""
        return next(each for each in self.sitting.paper.blueprint.sections if each.id == self.asked.section)

    @property
    def is_text(self) -> bool:
        """Whether it is answered by a text that a person marks."""
        return self.sitting.is_text(self.number)

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer to it."""
        return self.slot.response is not None or self.number in self.sitting.written

    @property
    def step(self) -> Step:
        """The question as a card to be asked, with nothing known of it."""
        if self._step is None or self._step[0] != self.number:
            self._step = self.number, step_of(self.asked)
        return self._step[1]

    @property
    def options(self) -> tuple[str, ...]:
        """The ids of what can be chosen, placed or matched, in the order shown."""
        question = self.asked.question
        if isinstance(question, Multiple):
            return tuple(option.id for option in question.options)
        return faces.option_ids(question) or self.step.offered

    @property
    def draft(self) -> Draft | None:
        """The answer in the making of a question in several parts, as it was entered so far."""
        if self.is_text:
            return None
        draft, response = draft_of(self.step), self.slot.response
        match draft, response:
            case Choosing(), Chose(chosen):
                return Choosing(draft.offered, chosen)
            case Placing(), Ordered(items):
                return Placing(draft.offered, items)
            case Pairing(), Matched(pairs):
                ordered = sorted(pairs, key=lambda pair: draft.lefts.index(pair[0]))
                return Pairing(draft.lefts, draft.offered, tuple(ordered))
            case _:
                return draft

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The sections with the numbers of their questions."""
        found = []
        for section in self.sitting.paper.blueprint.sections:
            if numbers := [each.number for each in self.sitting.paper.of(section.id)]:
                found.append(Block(section.title, numbers[0], numbers[-1]))
        return tuple(found)

    @property
    def cells(self) -> list[Cell]:
        """How every question stands."""
        now, sitting = self.now, self.sitting
        closed = {
            number
            for block in self.blocks
            if not (sitting.open(block.first, now) or sitting.paused)
            for number in range(block.first, block.last + 1)
        }
        return [
            _cell(slot.response is not None or number in sitting.written, slot.marked, number in closed)
            for number, slot in enumerate(sitting.slots, start=1)
        ]

    def after(self, holds: Callable[[int], bool]) -> int | None:
        """The next question, round the end, for which this holds and which is open; None when there is none."""
        now = self.now
        order = [*range(self.number + 1, self.last + 1), *range(1, self.number)]
        return next((number for number in order if holds(number) and self.sitting.open(number, now)), None)

    def is_empty(self, number: int) -> bool:
        """Whether a question has no answer."""
        return self.sitting.slot(number).response is None and number not in self.sitting.written

    def empty(self, *, section: str = "") -> Iterator[int]:
        """The numbers of all questions without an answer that can have one now, or of those of a section."""
        now = self.now
        for each in self.sitting.paper.questions:
            if section in ("", each.section) and self.is_empty(each.number) and self.sitting.open(each.number, now):
                yield each.number

    # What a candidate does

    def go(self, number: int) -> None:
        """Have another question in view; raises Refused when it is not open."""
        self.sitting = self.exams.go(self.sitting, number)

    def enter(self, change: Change) -> None:
        """Enter a change to the question in view: it is on the disk when this returns."""
        self.sitting = self.exams.enter(self.sitting, self.number, change)

    def pick(self, option: str) -> None:
        """Answer with this option."""
        if self.slot.response != Picked(option):
            self.enter(Answer(Picked(option)))

    def write(self, text: str) -> None:
        """Answer with this text, or with none."""
        if text.strip():
            if self.slot.response != Wrote(text):
                self.enter(Answer(Wrote(text)))
        elif self.slot.response is not None:
            self.enter(Clear())

    def jot(self, text: str) -> bool:
        """Take what is on the page now, on its way to the disk; whether the question became one answered, or empty."""
        was = self.is_answered
        self._texts[self.number] = text
        self.sitting = self.sitting.with_draft(self.number, is_written=bool(text.strip()))
        return was is not self.is_answered

    def save_texts(self) -> None:
        """Have the texts on the disk as they are now, never an older one last; may be called from a thread."""
        with self._one_at_a_time:
            while self._texts:
                number, text = self._texts.popitem()
                try:
                    with suppress(Refused):  # its section was handed in: no later try will do
                        self.exams.save_draft(self.sitting, number, text)
                except QuizError:
                    self._texts.setdefault(number, text)
                    raise

    def give(self, draft: Draft) -> None:
        """Answer with what was chosen, placed or matched so far."""
        self.enter(Answer(draft.response) if draft.begun else Clear())

    def clear(self) -> None:
        """Take the answer back."""
        self.enter(Clear())

    def mark(self) -> None:
        """Mark the question for review, or take the mark off."""
        self.enter(Mark(not self.slot.marked))

    def strike(self, option: str) -> None:
        """Strike an option out, or take it up again."""
        self.enter(Strike(option, option not in self.slot.struck))

    def doubt(self) -> None:
        """Say that the answer is a guess; once more, that it is sure."""
        self.enter(Sure(self.slot.sure is False))


def _cell(answered: bool, marked: bool, closed: bool) -> Cell:
    if closed:
        return Cell.CLOSED if answered else Cell.CLOSED_EMPTY
    if marked:
        return Cell.MARKED if answered else Cell.MARKED_EMPTY
    return Cell.ANSWERED if answered else Cell.EMPTY


def step_of(asked: PaperQuestion | Sat) -> Step:
    """A card with this question, for the faces of Study; items stand as on the printed paper of the same number."""
    return Step(
        card=asked.card,
        key=0,
        question=asked.question,
        question_key=0,
        deck_key=0,
        position=0,
        gap=asked.card.gap,
        memory=Memory(),
        deck_title="",
        place=asked.number,
        left=Left(0, 0, 0),
        flagged=False,
        leech=False,
        suspended=False,
        path="",
        line=0,
        offered=offered(asked.question, f"{asked.number}/{asked.card}"),
    )
