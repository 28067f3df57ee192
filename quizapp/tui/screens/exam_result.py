"""The result of a paper that was handed in: bars against the line that passes, and what leads on from there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from quizapp.domain.errors import QuizError
from quizapp.domain.exam_results import Filter
from quizapp.tui import wording
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens import exam_result_words
from quizapp.tui.screens.exam_result_page import ResultPage
from quizapp.tui.text import one_line, words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.passage import Passage, said

if TYPE_CHECKING:
    from quizapp.domain.exam_results import ExamResult, Sat


class ExamResultScreen(ResultPage):
    """Shows how a paper went; closes back to where it was opened from."""

    PLACE = Place.EXAM_RESULT
    BINDINGS = bindings(Place.EXAM_RESULT)

    class Marked(Message):
        """The result that was shown, with all sittings of the same paper."""

        def __init__(self, shown: ExamResult, found: ExamResult) -> None:
            super().__init__()
            self.shown, self.found = shown, found

    found: reactive[ExamResult | None] = reactive(None, bindings=True, repaint=False, init=False)

    def __init__(self, sitting_id: str) -> None:
        super().__init__()
        self._sitting_id = sitting_id

    def compose(self) -> ComposeResult:
        """Top line, the result, keys."""
        yield TopLine(words("The result", "bold"))
        with VerticalScroll(id="result", can_focus=False), Vertical(id="column"):
            yield Passage(id="figures")
        yield KeyLine()

    def on_mount(self) -> None:
        """Work out the result and show it."""
        self.read_again()

    def read_again(self, _: object = None) -> None:
        """Mark the paper anew and show it, as after a correction."""
        self._do(lambda: self.service.result(self._sitting_id, alone=True))

    def _do(self, call: Callable[[], ExamResult]) -> None:
        try:
            self._show(call())
        except QuizError as error:
            if self.found is None:
                sign = self.quiz.signs.wrong
                told = Content.styled(f"{sign} ", "bold $wrong") + words(str(error))
                self.query_one("#figures", Passage).show([said(told)])
            else:
                self.say(str(error), severity="error")

    def _show(self, found: ExamResult) -> None:
        """Show the paper at once, and other sittings of it as they were until they are marked again."""
        others = () if self.found is None else [each for each in self.found.attempts if each.id != found.id]
        self.found = replace(found, attempts=(*others, found.attempt()))
        self._read_others(self.found)

    @work(thread=True, group="results", exclusive=True)
    def _read_others(self, shown: ExamResult) -> None:
        try:
            self.post_message(self.Marked(shown, self.service.result(self._sitting_id)))
        except QuizError:  # the paper itself is shown already
            return

    @on(Marked)
    def _show_others(self, message: Marked) -> None:
        if self.found is message.shown:
            self.found = message.found

    def watch_found(self, found: ExamResult | None) -> None:
        """Show the result."""
        if found is None:
            return
        ended = f"{wording.short_date(found.ended.date())}, {found.ended:%H:%M}"
        self.query_one(TopLine).show(one_line(found.blueprint.title, "bold"), right=words(ended, "$muted"))
        shown = tuple(exam_result_words.everything(found, self.quiz.signs))
        self.query_one("#figures", Passage).show(shown)

    def decks_changed(self) -> None:
        """Mark anew: a deck may have another key now."""
        self.read_again()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something wrong to look at, to mark by hand, to take back."""
        found = self.found
        match action:
            case "review":
                return found is not None and bool(found.chosen(Filter(str(parameters[0]))))
            case "give_marks":
                return found is not None and bool(found.waiting)
            case "switch_schedule":
                return found is not None and found.entered.answers > 0
            case _:
                return True

    def footer_label(self, command_id: str) -> str | None:
        """How many were wrong, and where the schedule stands."""
        found = self.found
        if found is None:
            return None
        if command_id == "exam-result.wrong":
            return f"What was wrong ({len(found.chosen(Filter.WRONG))})"
        if command_id == "exam-result.schedule" and not found.entered.stands:
            return "Into the schedule again"
        return None

    def action_review(self, wanted: str) -> None:
        """Go through the questions."""
        self._review(Filter(wanted))

    def _review(self, wanted: Filter, at: int = 0) -> None:
        from quizapp.tui.screens.exam_review import ExamReviewScreen  # here, not above: it is shown when asked for

        if self.found is not None:
            self.app.push_screen(ExamReviewScreen(self.found, wanted, at), self.read_again)

    def action_give_marks(self) -> None:
        """Give marks to the first question that waits for them."""
        from quizapp.tui.giving_marks import give_marks  # here, not above: few papers have essays

        if self.found is not None and self.found.waiting:
            first = self.found.waiting[0]
            each = next(each for each in self.found.questions if each.number == first)
            give_marks(self.quiz, self._sitting_id, each, self._marked)

    def _marked(self, found: ExamResult, each: Sat) -> None:
        self._show(found)
        left = wording.counted(len(found.waiting), "question")
        self.say(f"Question {each.number} is marked." + (f" {left} still to mark." if found.waiting else ""))

    def action_switch_schedule(self) -> None:
        """Take what the paper gave to the schedule back, or give it again."""
        if self.found is None:
            return
        stood = self.found.entered.stands
        self._do(lambda: (self.service.take_back if stood else self.service.give_again)(self._sitting_id))
        if self.found.entered.stands is not stood:
            self.say("Taken out of the schedule; t gives it again." if stood else "In the schedule again.")
            self.quiz.refresh_home()

    def action_others(self) -> None:
        """Show all papers that were handed in."""
        from quizapp.tui.screens.exam_history import ExamHistoryScreen  # here, not above: it leads to this screen

        self.app.push_screen(ExamHistoryScreen(), self.read_again)

    def action_leave(self) -> None:
        """Go back to where one was."""
        self.dismiss()
