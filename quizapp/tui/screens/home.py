"""Home: what to do now, with which deck, and how the last weeks went."""

from __future__ import annotations

from time import sleep
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.worker import get_current_worker

from quizapp.domain.errors import QuizError
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens.base import Page
from quizapp.tui.text import words
from quizapp.tui.widgets.decks import DeckList
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.passage import Passage, said
from quizapp.tui.widgets.waiting_paper import WaitingPaper
from quizapp.tui.widgets.will_i_pass import WillIPass

if TYPE_CHECKING:
    from quizapp.bootstrap import Services
    from quizapp.domain.insight import TopicMastery
    from quizapp.domain.overview import Overview

WEAKEST = 3
"""So many of the weakest topics are named, and practised together."""


_WEAKEST_AFTER = 0.2
"""Seconds for a key that leads away from Home: reckoning the weakest topics would take turns with it."""


class LeadingScreen(Page[None]):
    """Leads to everything else."""

    def action_undo(self) -> None:
        """Take back the last answer."""
        self.quiz.undo_from_home()

    def action_browse(self) -> None:
        """Look at all questions."""
        self.quiz.browse()

    def action_practice(self) -> None:
        """Choose what to practise."""
        from quizapp.tui.practising import choose  # here, not above: the first paint does without it

        choose(self.quiz)

    def action_write(self) -> None:
        """Choose an essay to write."""
        from quizapp.tui.writing import show_essays  # here, not above: the first paint does without it

        show_essays(self.quiz)

    def action_plan(self) -> None:
        """Show the way to the exam, or ask for one."""
        from quizapp.tui.aiming import show_plan  # here, not above: the first paint does without it

        show_plan(self.quiz)

    def action_insights(self) -> None:
        """Show how the learner stands."""
        from quizapp.tui.screens.insights import InsightsScreen  # here, not above: shown when asked for

        if self.quiz.services is not None:
            self.quiz.push_screen(InsightsScreen(self.quiz.services))

    def action_decks(self) -> None:
        """Look at all decks."""
        self.quiz.show_decks()

    def action_settings(self) -> None:
        """Show everything that can be chosen."""
        from quizapp.tui.screens.settings import SettingsScreen  # here, not above: shown when asked for

        if self.quiz.services is not None:
            self.quiz.push_screen(SettingsScreen(self.quiz.services.settings))


class HomeScreen(LeadingScreen):
    """Answers at one glance: what is due, how long it takes, and which key starts."""

    PLACE = Place.HOME
    BINDINGS = bindings(Place.HOME)

    overview: reactive[Overview | None] = reactive(None, bindings=True)
    trouble: reactive[str] = reactive("", bindings=True)
    weak: reactive[tuple[TopicMastery, ...]] = reactive((), bindings=True)

    class Weakest(Message):
        """The topics that are remembered least."""

        def __init__(self, topics: tuple[TopicMastery, ...]) -> None:
            super().__init__()
            self.topics = topics

    wants_start = False
    """Whether the start was asked for before there was anything to start."""

    def compose(self) -> ComposeResult:
        """The frame, painted before anything is read."""
        yield TopLine(Content.styled("quizapp", "bold"))
        with VerticalScroll(id="home", can_focus=False), Vertical(id="column"):
            yield WaitingPaper()
            with Horizontal(id="now"):
                yield Passage(id="today")
                yield Passage(id="weakest")
            yield WillIPass()
            yield DeckList(self.quiz.signs)
            yield Passage(id="weeks")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Read again what is due when coming back."""
        self.quiz.refresh_home()
        self._look_round()  # also where nothing of that has changed meanwhile

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Starting needs something to ask, undoing something to be open, and retrying that opening failed."""
        match action:
            case "start":
                return not self.trouble and (
                    self.overview is None or self.overview.to_ask + (self.overview.beyond or 0) > 0
                )
            case "plan" | "undo" | "practice" | "exam" | "papers" | "browse" | "insights" | "decks" | "settings":
                return self.overview is not None
            case "write":
                return self.overview is not None
            case "practise_weakest":
                return bool(self.weak)
            case "reopen":
                return bool(self.trouble)
            case _:
                return True

    def footer_label(self, command_id: str) -> str | None:
        """A paper that waits is gone on with."""
        return "Go on" if command_id == "home.exam" and self.query_one(WaitingPaper).waits else None

    def watch_overview(self, overview: Overview | None) -> None:
        """Show what is due."""
        if overview is None:
            return
        from quizapp.domain.study_day import date_of  # here, not above: the first paint does without these
        from quizapp.tui import wording
        from quizapp.tui.screens import home_words

        signs = self.quiz.signs
        date = wording.short_date(date_of(overview.day))
        day = f" {signs.dot} day {overview.day_number}" if overview.day_number > 0 else ""
        self.query_one(TopLine).show(Content.styled("quizapp", "bold"), right=words(f"{date}{day}", "$muted"))
        self.query_one("#today", Passage).show(
            home_words.today(overview, self.quiz.clock, signs, self.quiz.key_cap("home.start"))
        )
        self.query_one(DeckList).show(home_words.deck_rows(overview))
        self.query_one("#weeks", Passage).show(home_words.weeks(overview, signs))
        self._look_round()

    def _look_round(self) -> None:
        """Reckon what is shown a moment later; before the first answer there is only an exam ahead to speak of."""
        services, overview = self.quiz.services, self.overview
        if services is None or overview is None:
            return
        if not overview.first_time or overview.goals:
            self.query_one(WillIPass).look(services, overview)
        if not overview.first_time:
            self.call_after_refresh(self._look_for_weakest)
            self.query_one(WaitingPaper).look(services)

    def _look_for_weakest(self) -> None:
        if self._is_on_top and self.quiz.services is not None:
            self.find_weakest(self.quiz.services)

    @property
    def _is_on_top(self) -> bool:
        # `is_current` alone is true too of a screen that another one lies on.
        return self.is_current and self.app.screen_stack[-1:] == [self]

    @work(thread=True, group="weakest", exclusive=True)
    def find_weakest(self, services: Services) -> None:
        """Reckon in a thread where the learner is weak; where that fails Home does without."""
        worker = get_current_worker()
        sleep(_WEAKEST_AFTER)
        if not self._is_on_top or worker.is_cancelled:
            return
        try:
            found = services.insights.weakest(WEAKEST, lambda: self._is_on_top and not worker.is_cancelled)
            self.post_message(self.Weakest(found))
        except QuizError:
            self.post_message(self.Weakest(()))

    @on(Weakest)
    def show_weakest(self, message: Weakest) -> None:
        """Name the weakest topics beside what there is to do."""
        from quizapp.tui.screens import home_words  # here, not above: see `watch_overview`

        self.weak = message.topics
        key = self.quiz.key_cap("home.weakest")
        self.query_one("#weakest", Passage).show(home_words.weakest(message.topics, self.quiz.signs, key))

    def watch_trouble(self, sentence: str) -> None:
        """Say why nothing can be shown."""
        if sentence:
            from quizapp.tui.screens import home_words  # here, not above: see `watch_overview`

            self.query_one("#today", Passage).show(
                home_words.trouble(sentence, self.quiz.signs, self.quiz.key_cap("home.retry"))
            )

    def say_opening(self) -> None:
        """Say what the wait is for, when there is one."""
        if self.overview is None and not self.trouble:
            self.query_one("#today", Passage).show([said(words("Opening the question bank…", "$muted"))])

    def action_start(self) -> None:
        """Study the deck under the pointer; before the bank is open this is kept until it is."""
        if self.overview is None:
            self.wants_start = True
        else:
            self.quiz.start(self.query_one(DeckList).chosen)

    def action_move(self, by: int) -> None:
        """Move the pointer among the decks."""
        decks = self.query_one(DeckList)
        line = decks.point(by)
        body = self.query_one("#home", VerticalScroll)
        if line == decks.size.height - 1:  # at the last deck what stands below the decks is shown too
            body.scroll_end(animate=False)
        body.scroll_to_region(Region(0, decks.virtual_region.y + line, 1, 1), animate=False)

    def action_exam(self) -> None:
        """Go on with the paper that was begun, or choose one to sit."""
        from quizapp.tui.exam_sitting import choose  # here, not above: the first paint does without it

        choose(self.quiz, ran_out=self.query_one(WaitingPaper).take(), going_on=True)

    def action_papers(self) -> None:
        """Show all papers, also while one is under way."""
        from quizapp.tui.exam_sitting import choose  # here, not above: the first paint does without it

        choose(self.quiz)

    def action_practise_weakest(self) -> None:
        """Practise the topics that are named."""
        from quizapp.tui.practising import practise_topics  # here, not above: the first paint does without it

        practise_topics(self.quiz, self.weak)

    def action_reopen(self) -> None:
        """Try to open the question bank again."""
        self.trouble = ""
        self.quiz.open_bank()
