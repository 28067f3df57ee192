"""All papers that were handed in, newest first: the day, the marks against the line, whether it passed."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Region
from textual.message import Message

from quizapp.domain.errors import QuizError
from quizapp.domain.exam_attempts import Attempt
from quizapp.domain.exam_results import marks_in_words
from quizapp.tui import wording
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens.base import quiet
from quizapp.tui.screens.exam_result_page import ResultPage
from quizapp.tui.text import words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.paper_list import PaperList
from quizapp.tui.widgets.passage import Passage, said


class ExamHistoryScreen(ResultPage):
    """A list with a pointer; every paper leads to its result."""

    PLACE = Place.EXAM_HISTORY
    BINDINGS = bindings(Place.EXAM_HISTORY)

    class Read(Message):
        """The papers there are, and what to say where there are none."""

        def __init__(self, papers: tuple[Attempt, ...], otherwise: str) -> None:
            super().__init__()
            self.papers, self.otherwise = papers, otherwise

    def compose(self) -> ComposeResult:
        """Top line, the papers, keys."""
        yield TopLine(words("Papers you sat", "bold"))
        with VerticalScroll(id="result", can_focus=False), Vertical(id="column"):
            yield Passage(id="figures")
            yield PaperList(self.quiz.signs)
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the papers."""
        self.read_again()

    @property
    def _list(self) -> PaperList:
        return self.query_one(PaperList)

    def read_again(self, _: object = None) -> None:
        """Read the papers and show them, as after one of them was corrected."""
        self._read_papers()

    @work(thread=True, group="results", exclusive=True)
    def _read_papers(self) -> None:
        """In a thread: each of many papers takes its time to be marked."""
        try:
            self.post_message(self.Read(self.service.papers(), "No paper was handed in yet."))
        except QuizError as error:
            self.post_message(self.Read((), str(error)))

    @on(Read)
    def show_papers(self, message: Read) -> None:
        """Show the papers, or why there are none."""
        papers = message.papers
        self.query_one("#figures", Passage).show([] if papers else [said(quiet(message.otherwise))])
        self._list.show(papers)
        best = max(papers, key=lambda each: each.share, default=None)
        if best is not None:
            told = f"{wording.counted(len(papers), 'paper')}, best: {marks_in_words(best.marks, best.of)}"
            self.query_one(TopLine).show(words("Papers you sat", "bold"), right=words(told, "$muted"))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There must be a paper to open."""
        return self.is_mounted and self._list.pointed is not None if action == "open" else True

    def action_move(self, by: int) -> None:
        """Move the pointer."""
        self._list.point(by)
        top = self._list.virtual_region.y + self._list.line
        self.body.scroll_to_region(Region(0, max(0, top - 1), 1, 4), animate=False)

    @on(PaperList.Pressed)
    def action_open(self) -> None:
        """Show the result of the paper under the pointer."""
        from quizapp.tui.screens.exam_result import ExamResultScreen  # here, not above: it leads to this screen

        if self._list.pointed is not None:
            self.app.push_screen(ExamResultScreen(self._list.pointed.id), self.read_again)

    def action_leave(self) -> None:
        """Go back to where one was."""
        self.dismiss()
