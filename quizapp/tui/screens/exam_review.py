"""Review: the questions of a paper one by one, with the key, the reasons and the time; doubts and corrected keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.reactive import reactive
from textual.widgets import Input, Static

from quizapp.domain.errors import QuizError
from quizapp.domain.exam_results import Filter
from quizapp.tui import faces, wording
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens import exam_review_words
from quizapp.tui.screens.base import Page, quiet
from quizapp.tui.text import one_line, words
from quizapp.tui.widgets.field import AnswerField
from quizapp.tui.widgets.lines import FooterItem, KeyLine, TopLine
from quizapp.tui.widgets.passage import Passage, said

if TYPE_CHECKING:
    from quizapp.domain.exam_changes import Correction
    from quizapp.domain.exam_results import ExamResult, Sat
    from quizapp.services.exam_results import ExamResultService

_NEEDS_QUESTION = frozenset({"dispute", "correct", "edit"})


class ExamReviewScreen(Page[None]):
    """Shows one question at a time of those that a filter lets through."""

    DEFAULT_CSS = """
    ExamReviewScreen #filters { height: 1; padding: 0 1; text-wrap: nowrap; }
    ExamReviewScreen #doubt { margin: 0 2; }
    """
    PLACE = Place.EXAM_REVIEW
    AUTO_FOCUS = ""
    BINDINGS = bindings(Place.EXAM_REVIEW)

    noting: reactive[bool] = reactive(False, bindings=True, repaint=False, init=False)

    def __init__(self, found: ExamResult, wanted: Filter = Filter.ALL, number: int = 0) -> None:
        """Review a result, with the question of this number in view, or the first of the filter."""
        super().__init__()
        self._found, self._wanted = found, wanted
        self._number = number
        self._titles: Mapping[str, str] = faces.NO_TITLES

    def compose(self) -> ComposeResult:
        """Top line, the filters, one question, keys."""
        yield TopLine(words("Review", "bold"))
        yield Static(id="filters", markup=False)
        with VerticalScroll(id="result", can_focus=False), Vertical(id="column"):
            yield Passage(id="figures")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first question."""
        self._try(self._read_titles)
        self.show_question()

    def _read_titles(self) -> None:
        self._titles = self.service.titles()

    @property
    def service(self) -> ExamResultService:
        """The results of papers."""
        if self.quiz.services is None:
            raise RuntimeError("nothing is open")
        return self.quiz.services.exam_results

    def _try(self, call: Callable[[], object]) -> bool:
        try:
            call()
        except QuizError as error:
            self.say(str(error), severity="error")
            return False
        return True

    # What is shown

    @property
    def _chosen(self) -> tuple[Sat, ...]:
        return self._found.chosen(self._wanted)

    @property
    def pointed(self) -> Sat | None:
        """The question in view; one that the filter lets through no longer makes room for the next."""
        chosen = self._chosen
        return next((each for each in chosen if each.number >= self._number), chosen[-1] if chosen else None)

    def show_question(self) -> None:
        """Show the question in view, from its first line."""
        each, chosen = self.pointed, self._chosen
        self.query_one("#filters", Static).update(exam_review_words.filters(self._found, self._wanted))
        passage = self.query_one("#figures", Passage)
        if each is None:
            self.query_one(TopLine).show(one_line(self._found.blueprint.title, "bold"))
            passage.show([said(quiet("No question of this paper is among these."))])
        else:
            self._number = each.number
            of_all = f"question {each.number} of {len(self._found.questions)}"
            place = f" ({chosen.index(each) + 1} of {len(chosen)} {self._wanted})"
            where = words(of_all + (place if self._wanted is not Filter.ALL else ""), "$muted")
            topic = (
                words(f" {self.quiz.signs.dot} ") + one_line(each.question.topic) if each.question.topic else words("")
            )
            self.query_one(TopLine).show(one_line(self._found.blueprint.title, "bold"), topic, where)
            passage.show(tuple(exam_review_words.question(each, self.quiz.signs, self._titles)))
        self.refresh_bindings()
        self.show_keys()

    def show_result(self, found: ExamResult) -> None:
        """Show the question as it is after something was said of it."""
        self._found = found
        self.show_question()

    def decks_changed(self) -> None:
        """Mark anew: a deck may have another key now."""
        self._try(lambda: self.show_result(self.service.result(self._found.id)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While a note is typed only leaving is possible; marks are given by hand to some questions alone."""
        if self.noting:
            return action == "leave"
        each = self.pointed
        if action in _NEEDS_QUESTION:
            return each is not None
        match action:
            case "settle":
                return each is not None and each.dispute is not None
            case "give_marks":
                return each is not None and each.by_hand
            case "turn" | "end":
                return len(self._chosen) > 1
            case _:
                return True

    def footer_lead(self) -> tuple[FooterItem, ...]:
        """The field takes enter for itself, so the screen names it."""
        return (FooterItem("enter", words("Doubt it with this note"), ""),) if self.noting else ()

    def footer_label(self, command_id: str) -> str | None:
        """What leaving leaves."""
        return "Back" if command_id == "exam-review.leave" and self.noting else None

    # Moving about

    def action_turn(self, by: int) -> None:
        """Go to the question after, or before; at the ends nothing happens."""
        chosen, each = self._chosen, self.pointed
        if each is not None:
            self._go(chosen[max(0, min(chosen.index(each) + by, len(chosen) - 1))])

    def action_end(self, last: bool) -> None:
        """Go to the first question, or to the last."""
        if self._chosen:
            self._go(self._chosen[-1 if last else 0])

    def _go(self, each: Sat) -> None:
        if each.number != self._number:
            self._number = each.number
            self.query_one("#result", VerticalScroll).scroll_home(animate=False)
            self.show_question()

    def action_show(self, wanted: str) -> None:
        """Look at these questions alone."""
        self._wanted = Filter(wanted)
        self.query_one("#result", VerticalScroll).scroll_home(animate=False)
        self.show_question()

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one("#result", VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll most of a page."""
        body = self.query_one("#result", VerticalScroll)
        body.scroll_relative(y=by * max(1, body.size.height - 2), animate=False)

    # Saying something of a question

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
        self._end_note()
        if self._dispute(note):
            self.say("Doubted and flagged: Browse finds it by is:flagged.")

    def action_settle(self) -> None:
        """Take the doubt back."""
        if self._dispute(None):
            self.say("The doubt is taken back, and the flag with it.")

    def _dispute(self, note: str | None) -> bool:
        id, number = self._found.id, self._number
        return self._try(lambda: self.show_result(self.service.dispute(id, number, note)))

    def _end_note(self) -> None:
        self.query_one("#doubt").remove()
        self.noting = False
        self.set_focus(None)

    def action_correct(self) -> None:
        """Say what counts as right."""
        from quizapp.tui.screens.exam_key import ExamKeyScreen  # here, not above: few keys are ever corrected

        if (each := self.pointed) is not None:
            self.app.push_screen(ExamKeyScreen(each), self._corrected)

    def _corrected(self, chosen: tuple[Correction | None] | None) -> None:
        if chosen is None:
            return
        id, number = self._found.id, self._number

        def correct() -> None:
            rescored = self.service.correct(id, number, chosen[0])
            self.show_result(self.service.result(id))
            others = [each for each in rescored if each.id != id]
            also = f" So are {wording.counted(len(others), 'other paper')} that had it." if others else ""
            self.say(f"This paper is marked again.{also}" if rescored else "No marks change by that.")

        self._try(correct)

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

    def action_leave(self) -> None:
        """Leave the field, or go back to the result."""
        if self.noting:
            self._end_note()
        else:
            self.dismiss()
