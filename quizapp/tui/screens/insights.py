"""Insights: pages of how the learner stands, each read in a thread when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive

from quizapp.domain.study_day import date_of
from quizapp.tui import wording
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens.base import Page
from quizapp.tui.screens.insight_page import InsightPage
from quizapp.tui.screens.insight_pages import FactsPage, OverviewPage, TopicsPage
from quizapp.tui.screens.insight_questions import LeechesPage, MissedPage, PapersPage
from quizapp.tui.screens.marks_pages import MarksPage
from quizapp.tui.text import words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.tabs import TabLine

if TYPE_CHECKING:
    from quizapp.bootstrap import Services

PAGES: tuple[type[InsightPage], ...] = (
    OverviewPage,
    MarksPage,
    TopicsPage,
    FactsPage,
    MissedPage,
    LeechesPage,
    PapersPage,
)
"""The pages in the order of their tabs, of which a number key reaches nine."""

_OF_A_PAGE = frozenset({"practise", "practise_weakest", "read"})


class InsightsScreen(Page[None]):
    """Tabs above, the page below; a page stays as it was read while the screen is open."""

    PLACE = Place.INSIGHTS
    BINDINGS = bindings(Place.INSIGHTS)
    AUTO_FOCUS = ""
    CSS = """
    InsightsScreen #top { height: 1; border: none; }
    #insights { height: 1fr; width: 100%; padding: 0; }
    """

    shown: reactive[int] = reactive(0, bindings=True, repaint=False, init=False)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._opened: dict[int, InsightPage] = {}

    def compose(self) -> ComposeResult:
        """Top line, tabs, the page, keys."""
        yield TopLine(words("Insights", "bold"))
        yield TabLine([page.NAME for page in PAGES], self.quiz.signs)
        yield Vertical(id="insights")
        yield KeyLine()

    def on_mount(self) -> None:
        """Open the first page."""
        clock = self.quiz.clock
        now = clock.now()
        day = wording.short_date(date_of(self._services.insights.day_of(now)))
        self.query_one(TopLine).show(words("Insights", "bold"), right=words(day, "$muted"))
        self._open(0)

    @property
    def page(self) -> InsightPage | None:
        """The page that is shown."""
        return self._opened.get(self.shown)

    def watch_shown(self, page: int) -> None:
        """Show the page, which is read when it is opened for the first time."""
        self._open(page)

    def _open(self, number: int) -> None:
        if number not in self._opened:
            self._opened[number] = PAGES[number](self._services)
            self.query_one("#insights", Vertical).mount(self._opened[number])
        for place, page in self._opened.items():
            page.display = place == number
        self.query_one(TabLine).show(number)

    @on(InsightPage.Changed)
    def _look_at_keys(self) -> None:
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What a page can do is the page's to say; there are as many pages as there are."""
        if action in _OF_A_PAGE:
            return self.page is not None and self.page.can(action)
        return parameters[0] < len(PAGES) if action == "show" else True  # type: ignore[operator]

    def footer_label(self, command_id: str) -> str | None:
        """The footer names the page that comes next, and what can be opened on this one."""
        if command_id == "insights.read" and self.page is not None:
            return self.page.READS
        if command_id == "insights.next":
            return PAGES[(self.shown + 1) % len(PAGES)].NAME
        return None

    @on(TabLine.Chosen)
    def _show_clicked(self, message: TabLine.Chosen) -> None:
        self.shown = message.page

    def action_show(self, page: int) -> None:
        """Show the page of this number, from 0."""
        self.shown = page

    def action_turn(self, by: int) -> None:
        """Show the page before or after, round the ends."""
        self.shown = (self.shown + by) % len(PAGES)

    def action_practise(self) -> None:
        """Practise what is pointed at."""
        if self.page is not None:
            self.page.practise()

    def action_practise_weakest(self) -> None:
        """Practise what is named first."""
        if self.page is not None:
            self.page.practise_weakest()

    def action_read(self) -> None:
        """Read the question that is pointed at."""
        if self.page is not None:
            self.page.open_question()

    def action_scroll(self, by: int) -> None:
        """Scroll, or move the pointer, by so many."""
        if self.page is not None:
            self.page.scroll_lines(by)

    def action_page(self, by: int) -> None:
        """Scroll, or move the pointer, by most of a screen."""
        if self.page is not None:
            self.page.scroll_pages(by)

    def action_close(self) -> None:
        """Go back to where one was."""
        self.dismiss()
