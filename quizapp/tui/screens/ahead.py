"""The plan until the exam: what it promises, the weeks ahead, and the way to change what one aims at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message

from quizapp.domain.errors import QuizError
from quizapp.tui.commands import Place, bindings
from quizapp.tui.planning import Standing
from quizapp.tui.screens import ahead_words
from quizapp.tui.screens.base import Page
from quizapp.tui.text import one_line, words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.passage import Column, Paragraph, Passage, said

if TYPE_CHECKING:
    from datetime import date

    from quizapp.bootstrap import Services
    from quizapp.domain.goals import Goal


class AheadScreen(Page[None]):
    """Shows one exam at a time; the weeks are those of all."""

    PLACE = Place.AHEAD
    AUTO_FOCUS = ""
    BINDINGS = bindings(Place.AHEAD)

    class Told(Message):
        """How the plan stands."""

        def __init__(self, standing: Standing) -> None:
            super().__init__()
            self.standing = standing

    def __init__(self, services: Services, goal: str = "") -> None:
        """Begin with the goal of this id, or with the nearest."""
        super().__init__()
        self._services, self._wanted = services, goal
        self._goals: tuple[Goal, ...] = ()
        self._at = 0
        self._today: date | None = None
        self._standing = Standing()
        self._sure = ""

    def compose(self) -> ComposeResult:
        """Top line, one column to read, keys."""
        yield TopLine(words("Plan", "bold"))
        with VerticalScroll(id="ahead", can_focus=False), Column(id="column"):
            yield Passage(id="plan-ahead")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Read the goals again, which may have been changed, and follow their plan."""
        try:
            goals, self._today = self._services.goals.ahead(), self._services.goals.today()
        except QuizError as error:
            self.say(str(error), severity="error")
            return
        if goals != self._goals:
            self._standing = Standing()
        self._goals = goals
        ids = [goal.id for goal in goals]
        self._at = ids.index(self._wanted) if self._wanted in ids else min(self._at, max(0, len(ids) - 1))
        self._show()
        if goals:
            self.read(goals)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """What is done to an exam needs one."""
        match action:
            case "change_goal" | "remove_goal":
                return bool(self._goals)
            case "turn":
                return len(self._goals) > 1
            case _:
                return True

    def footer_label(self, command_id: str) -> str | None:
        """Removing asks once more."""
        return "Remove it" if command_id == "ahead.remove" and self._sure else None

    @property
    def _goal(self) -> Goal | None:
        return self._goals[self._at] if self._goals else None

    @work(thread=True, group="plan", exclusive=True)
    def read(self, goals: tuple[Goal, ...]) -> None:
        """Read the plan in a thread, and have it made anew where that is due."""
        self.quiz.planner.look(self._services, goals, self._hear)

    def _hear(self, standing: Standing) -> None:
        self.post_message(self.Told(standing))

    @on(Told)
    def _keep(self, message: Told) -> None:
        self._standing = message.standing
        self._show()

    def _show(self) -> None:
        goal = self._goal
        several = f"  {self._at + 1} of {len(self._goals)} exams" if len(self._goals) > 1 else ""
        news = self._standing.news if self._goals else ""
        self.query_one(TopLine).show(words("Plan", "bold"), words(several, "$muted"), one_line(news, "$muted"))
        self.query_one("#plan-ahead", Passage).show(tuple(self._paragraphs(goal)))
        self.refresh_bindings()

    def _paragraphs(self, goal: Goal | None) -> Iterator[Paragraph]:
        if goal is None or self._today is None:
            yield said(words("No exam is ahead.", "bold"))
            yield said(words("With one, each day is planned so that the most marks are made on its day.", "$muted"))
            return
        signs, plan = self.quiz.signs, self._standing.plan
        yield from ahead_words.aimed(goal, self._today, signs)
        ids = [each.goal for each in plan.promises] if plan is not None else []
        if plan is None or goal.id not in ids:
            yield said(words(self._standing.news or "There is no plan yet.", "$muted"), space_before=1)
            return
        place = ids.index(goal.id)
        yield from ahead_words.promise(plan.promises[place], signs)
        yield from ahead_words.otherwise(plan, place)
        yield from ahead_words.weeks(plan, self._goals, self._today, signs)
        yield from ahead_words.next_days(plan, self._goals, signs)
        yield from ahead_words.left_out(plan.left_out)

    def action_turn(self, by: int) -> None:
        """Show another exam."""
        self._at = (self._at + by) % len(self._goals)
        self._wanted, self._sure = self._goals[self._at].id, ""
        self._show()

    def action_set_goal(self) -> None:
        """Aim at one more exam."""
        from quizapp.tui.aiming import set_goal

        set_goal(self.quiz)

    def action_change_goal(self) -> None:
        """Change what was said of the exam."""
        from quizapp.tui.aiming import set_goal

        self._sure = ""
        set_goal(self.quiz, self._goal)

    def action_remove_goal(self) -> None:
        """Give the exam up, when asked twice."""
        goal = self._goal
        if goal is None:
            return
        if self._sure != goal.id:
            self._sure = goal.id
            key = self.quiz.key_cap("ahead.remove")
            self.say(f"{key} once more gives up {goal.exam}; your answers and the schedule stay.")
            self.refresh_bindings()
            return
        self._sure = ""
        try:
            self._services.goals.remove(goal.id)
        except QuizError as error:
            self.say(str(error), severity="error")
        self.on_screen_resume()

    def action_scroll(self, by: int) -> None:
        """Scroll a line."""
        self.query_one("#ahead", VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll most of a page."""
        body = self.query_one("#ahead", VerticalScroll)
        body.scroll_relative(y=by * max(1, body.size.height - 2), animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()

    def on_unmount(self) -> None:
        """There is nobody to be told any more."""
        self.quiz.planner.forget(self._hear)
