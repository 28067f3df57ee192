"""Moving about in the exam room: question by question, by number, on the map, with the mouse."""

from __future__ import annotations

from contextlib import suppress

from textual import on
from textual.widgets import Input

from quizapp.domain.errors import QuizError
from quizapp.tui.drafts import Pairing
from quizapp.tui.exam_stages import View
from quizapp.tui.screens.exam_answering import ExamAnsweringScreen
from quizapp.tui.stages import clicked
from quizapp.tui.widgets.exam_grid import ExamGrid
from quizapp.tui.widgets.field import AnswerField
from quizapp.tui.widgets.options import Options

_KEEP_AFTER = 1.0
"""Seconds of rest after which the question in view is written down."""


class ExamMovingScreen(ExamAnsweringScreen):
    """Has another question in view; what was being written is on the disk before."""

    def on_mount(self) -> None:
        """Have a timer ready that writes the question in view down."""
        self._keeping = self.set_timer(_KEEP_AFTER, self.keep, pause=True)

    def on_unmount(self) -> None:
        """Have everything on the disk, however the room is left."""
        if self.standing.view is not View.OVER:
            with suppress(QuizError):  # there is no screen left to say it on
                self.seat.save_texts()
                self.seat.exams.keep(self.seat.sitting)

    # From question to question

    def go(self, number: int) -> None:
        """Have this question in view; what was being written is on the disk before."""
        self.save_text()
        if self.try_to(lambda: self.seat.go(number)):
            self.show_question()
            self._keeping.reset()
            self._keeping.resume()

    def keep(self) -> None:
        """Write down which question is in view."""
        self._keeping.pause()
        if self.standing.view is not View.OVER:
            self.try_to(lambda: self._take(self.seat.exams.keep(self.seat.sitting)))

    def action_turn(self, by: int) -> None:
        """Go to the next question or the one before; on the map move the pointer."""
        if self.standing.view is View.MAP:
            self.grid.point(self.grid.at + by)
        elif 1 <= self.seat.number + by <= self.seat.last:
            self.go(self.seat.number + by)
        elif by > 0:
            keys = f"{self.quiz.key_cap('room.hand-in')} hands the paper in"
            empty = f"; {self.quiz.key_cap('room.empty')} goes to the next empty one" if self.standing.empty else ""
            self.hint(f"The last question: {keys}{empty}.")

    def action_end(self, last: bool) -> None:
        """Go to the first question or the last."""
        number = self.seat.last if last else 1
        self.grid.point(number) if self.standing.view is View.MAP else self.go(number)

    def action_find_empty(self) -> None:
        """Go on to the next question without an answer."""
        self._find(self.seat.after(self.seat.is_empty), "No other open question is empty.")

    def action_find_marked(self) -> None:
        """Go on to the next question that is marked."""
        found = self.seat.after(lambda number: self.seat.sitting.slot(number).marked)
        self._find(found, "No other open question is marked.")

    def _find(self, number: int | None, otherwise: str) -> None:
        if number is None:
            self.hint(otherwise)
        else:
            self.go(number)

    @on(ExamGrid.Chosen)
    def _go_to_clicked(self, message: ExamGrid.Chosen) -> None:
        if self.standing.view in (View.QUESTION, View.MAP, View.HANDING_IN):
            self.go(message.number)

    def action_map(self) -> None:
        """Show all questions on the whole screen, or the one again."""
        if self.standing.view is View.MAP:
            self.show_question()
        else:
            self.hint("")
            self.stand(View.MAP)

    def action_choose_pointed(self) -> None:
        """Choose the option under the pointer, or go to the question the map points at."""
        if self.standing.view is View.MAP:
            self.go(self.grid.at)
        elif (pointed := self.sheet.options.pointed) is not None:
            self.action_pick(pointed)

    @on(Options.Picked)
    def _pick_clicked(self, message: Options.Picked) -> None:
        if action := clicked(message.source, message.index, self.standing):
            getattr(self, f"action_{action}")(message.index)

    def action_move(self, by: int) -> None:
        """Move the pointer among the options, the rows or the map; scroll otherwise."""
        standing = self.standing
        if standing.view is View.MAP:
            self.grid.point(self.grid.beside(by))
        elif isinstance(standing.draft, Pairing):
            self.refill(standing.draft.moved(by))
        elif standing.allows("pick", (0,)):
            self.sheet.point(by)
            self.stand(pointed=self._may_choose(self.sheet.options.pointed))
        else:
            self.sheet.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll a page."""
        self.sheet.scroll_relative(y=by * max(1, self.sheet.size.height - 2), animate=False)

    # To a number

    def action_go(self) -> None:
        """Ask for the number of a question."""
        field = self.query_one("#go", AnswerField)
        field.value, field.display = "", True
        field.placeholder = f"the number of a question, 1 to {self.seat.last}"
        self.stand(going=True)
        self.set_focus(field)

    @on(Input.Submitted, "#go")
    def _go_to_number(self, message: Input.Submitted) -> None:
        written = message.value.strip()
        self._stop_going()
        if written.isdecimal() and 1 <= int(written) <= self.seat.last:
            self.go(int(written))
        elif written:
            self.hint(f"There is no question {written}: they are numbered from 1 to {self.seat.last}.")

    def _stop_going(self) -> None:
        self.query_one("#go").display = False
        self.set_focus(None)
        self.stand()

    @on(Input.Submitted, "#field")
    def _go_on_after_line(self) -> None:
        self.set_focus(None)
        self.action_turn(1)
