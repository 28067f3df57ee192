"""What the screens about papers that were sat have in common: where results come from, and a body that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from quizapp.tui.screens.base import Page

if TYPE_CHECKING:
    from quizapp.bootstrap import Services
    from quizapp.services.exam_results import ExamResultService


class ResultPage(Page[None]):
    """A screen whose body has the id `result`."""

    @property
    def services(self) -> Services:
        """All services, which are open while this is shown."""
        if self.quiz.services is None:
            raise RuntimeError("nothing is open")
        return self.quiz.services

    @property
    def service(self) -> ExamResultService:
        """The results of papers."""
        return self.services.exam_results

    @property
    def body(self) -> VerticalScroll:
        """What scrolls."""
        return self.query_one("#result", VerticalScroll)

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.body.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll most of a page."""
        self.body.scroll_relative(y=by * max(1, self.body.size.height - 2), animate=False)
