"""Insights: what comes, what stays, where it is weak and what it costs, reckoned in a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from quizapp.domain.errors import QuizError
from quizapp.domain.study_day import date_of
from quizapp.tui import wording
from quizapp.tui.commands import Place, bindings
from quizapp.tui.practising import practise_topics
from quizapp.tui.screens import insights_words
from quizapp.tui.screens.base import Page, quiet
from quizapp.tui.screens.home import WEAKEST
from quizapp.tui.text import words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.passage import Passage, said

if TYPE_CHECKING:
    from quizapp.domain.insight import Insights, TopicMastery
    from quizapp.services.insights import InsightService


class InsightsScreen(Page[None]):
    """Pictures of how the learner stands."""

    PLACE = Place.INSIGHTS
    BINDINGS = bindings(Place.INSIGHTS)

    weak: reactive[tuple[TopicMastery, ...]] = reactive((), bindings=True)

    class Reckoned(Message):
        """The figures are there, or a sentence why not."""

        def __init__(self, found: Insights | None, trouble: str = "") -> None:
            super().__init__()
            self.found, self.trouble = found, trouble

    def __init__(self, service: InsightService) -> None:
        super().__init__()
        self._service = service

    def compose(self) -> ComposeResult:
        """Top line, pictures that scroll, keys."""
        yield TopLine(words("Insights", "bold"))
        with VerticalScroll(id="insights", can_focus=False), Vertical(id="column"):
            yield Passage(id="pictures")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin to reckon once the frame is there."""
        self.query_one("#pictures", Passage).show([said(quiet("Reckoning ..."))])
        self.reckon()

    @work(thread=True, group="insights", exclusive=True)
    def reckon(self) -> None:
        """Read the figures; a hundred thousand cards take about a second."""
        try:
            self.post_message(self.Reckoned(self._service.everything()))
        except QuizError as error:
            self.post_message(self.Reckoned(None, str(error)))

    @on(Reckoned)
    def show_figures(self, message: Reckoned) -> None:
        """Show the figures, or why there are none."""
        passage = self.query_one("#pictures", Passage)
        if message.found is None:
            sign = self.quiz.signs.wrong
            passage.show([said(Content.styled(f"{sign} ", "bold $wrong") + words(message.trouble))])
            return
        day = wording.short_date(date_of(message.found.day))
        self.query_one(TopLine).show(words("Insights", "bold"), right=words(day, "$muted"))
        self.weak = tuple([topic for topic in message.found.topics if topic.seen][:WEAKEST])
        passage.show(tuple(insights_words.everything(message.found, self.quiz.signs)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There are weakest topics once something was answered."""
        return bool(self.weak) if action == "practise_weakest" else True

    def action_practise_weakest(self) -> None:
        """Practise the topics that are named first."""
        practise_topics(self.quiz, self.weak)

    def action_scroll(self, by: int) -> None:
        """Scroll by so many lines."""
        self.query_one("#insights", VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll most of a page."""
        body = self.query_one("#insights", VerticalScroll)
        body.scroll_relative(y=by * max(1, body.size.height - 2), animate=False)

    def action_close(self) -> None:
        """Go back to where one was."""
        self.dismiss()
