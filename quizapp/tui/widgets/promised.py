"""On Home, with an exam ahead: what the plan promises for it; a plan that is out of date is made anew meanwhile."""

from __future__ import annotations

from time import sleep
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from quizapp.domain.study_day import date_of
from quizapp.tui.planning import Standing
from quizapp.tui.screens import goal_words
from quizapp.tui.widgets.passage import Passage

if TYPE_CHECKING:
    from quizapp.bootstrap import Services
    from quizapp.domain.overview import Overview
    from quizapp.tui.app import QuizApp

_AFTER = 0.2
"""Seconds for a key that leads away from Home."""


class Promised(Passage):
    """Three lines, there as long as an exam is ahead."""

    DEFAULT_CSS = """
    Promised { margin: 1 0 0 0; }
    """

    class Told(Message):
        """How the plan stands."""

        def __init__(self, standing: Standing) -> None:
            super().__init__()
            self.standing = standing

    def __init__(self) -> None:
        super().__init__(id="promised")
        self.standing = Standing()
        self._overview: Overview | None = None

    @property
    def _quiz(self) -> QuizApp:
        return cast("QuizApp", self.app)

    def look(self, services: Services, overview: Overview) -> None:
        """Show what is known of these goals, and read the plan; of other goals nothing is known yet."""
        if self._overview is not None and self._overview.goals != overview.goals:
            self.standing = Standing()
        self._overview = overview
        self._say()
        self.read(services, overview)

    @work(thread=True, group="plan", exclusive=True)
    def read(self, services: Services, overview: Overview) -> None:
        """Read in a thread what is promised, and have it made anew where that is due."""
        worker = get_current_worker()
        sleep(_AFTER)
        if self.is_attached and self.app.screen_stack[-1:] == [self.screen] and not worker.is_cancelled:
            self._quiz.planner.look(services, overview.goals, self._hear)

    def _hear(self, standing: Standing) -> None:
        self.post_message(self.Told(standing))

    @on(Told)
    def _keep(self, message: Told) -> None:
        self.standing = message.standing
        self._say()
        if message.standing.fresh:
            self._quiz.refresh_home()

    def _say(self) -> None:
        if self._overview is not None:
            key, today = self._quiz.key_cap("home.plan"), date_of(self._overview.day)
            goals, signs = self._overview.goals, self._quiz.signs
            self.show(goal_words.promised(self.standing.plan, goals, today, signs, key, self.standing.news))

    def on_unmount(self) -> None:
        """There is nobody to be told any more."""
        self._quiz.planner.forget(self._hear)
