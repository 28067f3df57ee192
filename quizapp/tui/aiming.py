"""Aiming at an exam from wherever one is: the plan until then, or the form where there is no exam yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.domain.errors import QuizError

if TYPE_CHECKING:
    from quizapp.domain.goals import Goal
    from quizapp.tui.app import QuizApp


def show_plan(quiz: QuizApp) -> None:
    """Show the plan; where no exam is set, ask for one."""
    from quizapp.tui.screens.ahead import AheadScreen

    if quiz.services is None:
        return
    try:
        goals = quiz.services.goals.ahead()
    except QuizError as error:
        quiz.say(str(error), "error")
        return
    if goals:
        quiz.push_screen(AheadScreen(quiz.services))
    else:
        set_goal(quiz)


def set_goal(quiz: QuizApp, goal: Goal | None = None) -> None:
    """Ask for an exam, or for what is to be changed of one; then show what comes of it."""
    from quizapp.tui.screens.ahead import AheadScreen
    from quizapp.tui.screens.goal import GoalScreen

    if quiz.services is None:
        return

    def then(kept: Goal | None) -> None:
        if kept is not None and quiz.services is not None and not isinstance(quiz.screen, AheadScreen):
            quiz.push_screen(AheadScreen(quiz.services, kept.id))

    quiz.push_screen(GoalScreen(quiz.services.goals, quiz.services.papers, goal), then)
