"""What is said of the questions of a paper that was handed in: doubts, corrected keys, marks, and edits of the deck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from quizapp.domain.errors import QuizError
from quizapp.tui import wording
from quizapp.tui.screens.exam_result_page import ResultPage
from quizapp.tui.widgets.field import AnswerField
from quizapp.tui.widgets.lines import KeyLine

if TYPE_CHECKING:
    from quizapp.domain.exam_attempts import Attempt
    from quizapp.domain.exam_changes import Correction
    from quizapp.domain.exam_results import ExamResult, Sat


class RemarkingScreen(ResultPage):
    """Keeps what is said of the question in view, and shows the paper as it is marked then."""

    class Rescored(Message):
        """A key was corrected: the paper as it is marked now, and all papers whose marks are others."""

        def __init__(self, found: ExamResult, rescored: tuple[Attempt, ...]) -> None:
            super().__init__()
            self.found, self.rescored = found, rescored

    noting: reactive[bool] = reactive(False, bindings=True, repaint=False, init=False)

    def __init__(self, found: ExamResult, number: int) -> None:
        super().__init__()
        self._found, self._number = found, number

    @property
    def pointed(self) -> Sat | None:
        """The question in view."""
        raise NotImplementedError

    def show_question(self) -> None:
        """Show the question in view."""
        raise NotImplementedError

    def show_result(self, found: ExamResult) -> None:
        """Show the question as it is after something was said of it."""
        self._found = found
        self.show_question()

    def decks_changed(self) -> None:
        """Mark anew: a deck may have another key now."""
        self.attempt(lambda: self.show_result(self.service.result(self._found.id)))

    def action_dispute(self) -> None:
        """Ask for a note that says what is doubtful."""
        each = self.pointed
        if each is None:
            return
        note = AnswerField(id="doubt")
        note.placeholder = "What is doubtful about the key? (may be left empty)"
        note.value = each.dispute or ""
        self.mount(note, before=self.query_one(KeyLine))
        self.noting = True
        note.focus()

    @on(Input.Submitted, "#doubt")
    def save_note(self) -> None:
        """Keep the doubt with what was typed."""
        note = self.query_one("#doubt", AnswerField).value.strip()
        self.end_note()
        if self._dispute(note):
            self.say("Doubted and flagged: Browse finds it by is:flagged.")

    def action_settle(self) -> None:
        """Take the doubt back."""
        if self._dispute(None):
            self.say("The doubt is taken back, and the flag with it.")

    def _dispute(self, note: str | None) -> bool:
        id, number = self._found.id, self._number
        return self.attempt(lambda: self.show_result(self.service.dispute(id, number, note)))

    def end_note(self) -> None:
        """Put the field for a note away."""
        self.query_one("#doubt").remove()
        self.noting = False
        self.set_focus(None)

    def action_correct(self) -> None:
        """Say what counts as right."""
        from quizapp.tui.screens.exam_key import ExamKeyScreen  # here, not above: few keys are ever corrected

        if (each := self.pointed) is not None:
            self.app.push_screen(ExamKeyScreen(each), self._corrected)

    def _corrected(self, chosen: tuple[Correction | None] | None) -> None:
        if chosen is not None:
            self._correct(self._number, chosen[0])

    @work(thread=True, group="correcting")
    def _correct(self, number: int, correction: Correction | None) -> None:
        """In a thread: all papers that had the question are marked again."""
        id = self._found.id
        try:
            rescored = self.service.correct(id, number, correction)
            self.post_message(self.Rescored(self.service.result(id, alone=True), rescored))
        except QuizError as error:
            self.app.call_from_thread(self.say, str(error), severity="error")

    @on(Rescored)
    def _show_rescored(self, message: Rescored) -> None:
        self.show_result(message.found)
        others = [each for each in message.rescored if each.id != message.found.id]
        also = f" So are {wording.counted(len(others), 'other paper')} that had it." if others else ""
        self.say(f"This paper is marked again.{also}" if message.rescored else "No marks change by that.")

    def action_give_marks(self) -> None:
        """Give marks by hand."""
        from quizapp.tui.giving_marks import give_marks  # here, not above: few papers have essays

        if (each := self.pointed) is not None:
            give_marks(self.quiz, self._found.id, each, lambda found, _: self.show_result(found))

    def action_edit(self) -> None:
        """Open the question in an editor."""
        from quizapp.tui.editing import edit_question  # here, not above: few questions are ever edited

        if (each := self.pointed) is not None:
            edit_question(self.quiz, each.card.deck, each.card.question, self.decks_changed)
