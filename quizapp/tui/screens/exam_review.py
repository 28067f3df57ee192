"""Review: the questions of a paper one by one, with the key, the reasons and the time; doubts and corrected keys."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from quizapp.domain.exam_results import ExamResult, Filter, Sat
from quizapp.tui import faces
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens import exam_review_words
from quizapp.tui.screens.base import quiet
from quizapp.tui.screens.exam_remarks import RemarkingScreen
from quizapp.tui.text import one_line, words
from quizapp.tui.widgets.lines import FooterItem, KeyLine, TopLine
from quizapp.tui.widgets.passage import Passage, said

_NEEDS_QUESTION = frozenset({"dispute", "correct", "edit"})


class ExamReviewScreen(RemarkingScreen):
    """Shows one question at a time of those that a filter lets through."""

    DEFAULT_CSS = """
    ExamReviewScreen #filters { height: 1; padding: 0 1; text-wrap: nowrap; }
    ExamReviewScreen #doubt { margin: 0 2; }
    """
    PLACE = Place.EXAM_REVIEW
    AUTO_FOCUS = ""
    BINDINGS = bindings(Place.EXAM_REVIEW)

    def __init__(self, found: ExamResult, wanted: Filter = Filter.ALL, number: int = 0) -> None:
        """Review a result, with the question of this number in view, or the first of the filter."""
        super().__init__(found, number)
        self._wanted = wanted
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
        self.attempt(self._read_titles)
        self._point()
        self.show_question()

    def _read_titles(self) -> None:
        self._titles = self.services.papers.titles()

    # What is shown

    @property
    def _chosen(self) -> tuple[Sat, ...]:
        return self._found.chosen(self._wanted)

    @property
    def pointed(self) -> Sat | None:
        """The question in view; it stays there when the filter lets it through no longer, as after a correction."""
        return next((each for each in self._found.questions if each.number == self._number), None)

    def _point(self) -> None:
        """Go to the first question of the filter that does not stand before the one in view."""
        chosen = self._chosen
        found = next((each for each in chosen if each.number >= self._number), chosen[-1] if chosen else None)
        self._number = found.number if found else 0

    def show_question(self) -> None:
        """Show the question in view, from its first line."""
        each, chosen = self.pointed, self._chosen
        self.query_one("#filters", Static).update(exam_review_words.filters(self._found, self._wanted))
        passage = self.query_one("#figures", Passage)
        if each is None:
            self.query_one(TopLine).show(one_line(self._found.blueprint.title, "bold"))
            passage.show([said(quiet("No question of this paper is among these."))])
        else:
            of_all = f"question {each.number} of {len(self._found.questions)}"
            place = f" ({chosen.index(each) + 1} of {len(chosen)} {self._wanted})" if each in chosen else ""
            where = words(of_all + (place if self._wanted is not Filter.ALL else ""), "$muted")
            topic = (
                words(f" {self.quiz.signs.dot} ") + one_line(each.question.topic) if each.question.topic else words("")
            )
            self.query_one(TopLine).show(one_line(self._found.blueprint.title, "bold"), topic, where)
            passage.show(tuple(exam_review_words.question(each, self.quiz.signs, self._titles)))
        self.refresh_bindings()
        self.show_keys()

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
                return any(each.number != self._number for each in self._chosen)
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
        if by > 0:
            self._go(next((each for each in self._chosen if each.number > self._number), None))
        else:
            self._go(next((each for each in reversed(self._chosen) if each.number < self._number), None))

    def action_end(self, last: bool) -> None:
        """Go to the first question, or to the last."""
        if self._chosen:
            self._go(self._chosen[-1 if last else 0])

    def _go(self, each: Sat | None) -> None:
        if each is not None and each.number != self._number:
            self._number = each.number
            self.body.scroll_home(animate=False)
            self.show_question()

    def action_show(self, wanted: str) -> None:
        """Look at these questions alone."""
        self._wanted = Filter(wanted)
        self._number = self._number or 1
        self._point()
        self.body.scroll_home(animate=False)
        self.show_question()

    def action_leave(self) -> None:
        """Leave the field, or go back to the result."""
        if self.noting:
            self.end_note()
        else:
            self.dismiss()
