"""Answering in the exam room: every key is entered, which puts it on the disk, before it is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.events import DescendantBlur, DescendantFocus
from textual.widgets import Input, TextArea

from quizapp.domain.answers import Picked
from quizapp.domain.errors import QuizError
from quizapp.domain.questions import kind_of
from quizapp.tui import exam_faces
from quizapp.tui.drafts import Checking, Choosing, Draft, Pairing, Placing
from quizapp.tui.exam_seat import Seat
from quizapp.tui.exam_stages import View
from quizapp.tui.screens import exam_words
from quizapp.tui.screens.exam_invigilation import InvigilatedScreen
from quizapp.tui.stages import PICKED
from quizapp.tui.widgets.exam_sheet import Script

if TYPE_CHECKING:
    from textual.timer import Timer

_SAVE_AFTER = 0.4
"""Seconds at most between a letter of a text and its way to the disk."""


class ExamAnsweringScreen(InvigilatedScreen):
    """Shows the question in view and takes what is answered to it."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._text = ""
        self._saving: Timer | None = None

    # What is shown

    def show_question(self) -> None:
        """Show the question in view with what was entered for it."""
        seat, draft = self.seat, self.seat.draft
        if seat.is_text:
            self.try_to(self._read_text)
        self.sheet.put(seat, draft, self._text if seat.is_text else "")
        self.show_clock()
        self._show_place()
        self.stand(View.QUESTION, draft=draft)
        self.say_how()

    def _read_text(self) -> None:
        self._text = self.seat.exams.draft(self.seat.sitting, self.seat.number)

    def refill(self, draft: Draft | None = None, pointed: int | None = None) -> None:
        """Show what was entered just now: the options, the line above them, and the map."""
        self.sheet.fill(self.seat, draft, pointed)
        self._show_place()
        self.stand(draft=draft, pointed=self._may_choose(pointed))

    def _show_place(self) -> None:
        self.show_place(exam_faces.heading(self.seat, self.quiz.signs))
        self.grid.show(self.seat.blocks, self.seat.cells, self.seat.number)

    def _may_choose(self, pointed: int | None) -> bool:
        """Whether enter chooses what is pointed at; where that was chosen it goes on to the next question."""
        if pointed is None or self.standing.kind not in PICKED:
            return pointed is not None
        return self.seat.slot.response != Picked(self.seat.options[pointed])

    def say_how(self) -> None:
        """Say how the question is answered, or how much was written."""
        key = self.quiz.key_cap("room.write")
        if self.seat.is_text:
            self.hint(exam_words.written(self._text, key, typing=self.sheet.is_writing))
        else:
            kind = kind_of(self.seat.asked.question)
            self.hint(exam_words.how_to_answer(kind, len(self.seat.options), key))

    # Answers by letters

    def action_pick(self, index: int) -> None:
        """Choose the option at this place, from 0, or strike it out where that was asked for."""
        if self.standing.striking:
            self.action_strike(index)
        elif isinstance(self.standing.draft, Choosing | Placing | Pairing):
            self._redraft(self.standing.draft.picked(index), self.sheet.options.pointed)
        elif self.try_to(lambda: self._choose(self.seat.options[index])):
            self.refill()

    def _choose(self, option: str) -> None:
        if option in self.seat.slot.struck:
            self.seat.strike(option)
        self.seat.pick(option)

    def action_match(self, index: int) -> None:
        """Put the right-hand side at this place, from 0, to the left-hand one under the pointer."""
        self.action_pick(index)

    def action_left(self, index: int) -> None:
        """Point at this left-hand side, from 0."""
        if isinstance(self.standing.draft, Pairing):
            self.refill(self.standing.draft.pointed(index))

    def action_shift(self, by: int) -> None:
        """Exchange the placed item under the pointer with its neighbour."""
        pointed = self.sheet.options.pointed
        if isinstance(self.standing.draft, Placing) and pointed is not None:
            self._redraft(self.standing.draft.shifted(pointed, by), pointed)

    def _redraft(self, draft: Draft, pointed: int | None) -> None:
        if self.try_to(lambda: self.seat.give(draft)):
            self.refill(draft, pointed)

    def action_clear(self) -> None:
        """Take the answer back, or its last part."""
        draft = self.standing.draft
        if draft is not None and not isinstance(draft, Checking) and draft.begun:
            self._redraft(draft.back(), self.sheet.options.pointed)
        elif self.try_to(self.seat.clear):
            self.show_question()

    def action_sure(self) -> None:
        """Say that the answer is a guess, or that it is sure."""
        if self.try_to(self.seat.doubt):
            self.refill(self.standing.draft, self.sheet.options.pointed)

    def action_mark(self) -> None:
        """Mark the question for review, or take the mark off."""
        if self.try_to(self.seat.mark):
            self._show_place()
            self.stand(pointed=self.standing.pointed)

    def action_strike(self, index: int) -> None:
        """Strike out the option at this place, from 0, or take it up again."""
        self.hint("")
        if self.try_to(lambda: self._strike(self.seat.options[index])):
            draft = self.seat.draft if isinstance(self.standing.draft, Choosing) else self.standing.draft
            self.refill(draft, self.sheet.options.pointed)

    def _strike(self, option: str) -> None:
        """What is struck out is not the answer any more."""
        self.seat.strike(option)
        if self.seat.slot.response == Picked(option):
            self.seat.clear()

    def action_strike_pointed(self) -> None:
        """Strike out the option under the pointer, or ask for its letter."""
        if self.standing.striking:
            self.hint("")
            self.stand(pointed=self.standing.pointed)
        elif (pointed := self.sheet.options.pointed) is not None:
            self.action_strike(pointed)
        else:
            self.hint("Press the letter of the option to strike out, or to bring back.")
            self.stand(striking=True)

    # Answers that are written

    def action_write(self) -> None:
        """Go to where the answer is written, or leave it."""
        place = self.sheet.page if self.seat.is_text else self.sheet.field
        self.set_focus(None if self.sheet.is_writing else place)

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _follow_focus(self) -> None:
        if self.standing.view is View.QUESTION and not self.standing.going:
            self.stand()
            if self.seat.is_text:
                self.say_how()

    @on(Input.Changed, "#field")
    def _write_line(self, message: Input.Changed) -> None:
        if self.try_to(lambda: self.seat.write(message.value)):
            self._show_place()

    @on(TextArea.Changed, "#page")
    def _write_page(self, message: TextArea.Changed) -> None:
        """Keep what is written: soon, in a thread, and at the latest when the question is left."""
        seat, text = self.seat, message.text_area.text
        if text == self._text or not isinstance(message.text_area, Script):
            return
        self._text = text
        if seat.jot(text):
            self._show_place()
        self.say_how()
        if self._saving is None:
            self._saving = self.set_timer(_SAVE_AFTER, self._save_soon)

    def _save_soon(self) -> None:
        self._saving = None
        self._save_in_thread()

    @work(thread=True, group="texts")
    def _save_in_thread(self) -> None:
        try:
            self.seat.save_texts()
        except QuizError as error:
            self.app.call_from_thread(self.say, f"Not saved: {error}", severity="error")

    def save_text(self) -> None:
        """Have what is being written on the disk now."""
        self.try_to(self.seat.save_texts)
