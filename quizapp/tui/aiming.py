"""Aiming at an exam from wherever one is: the plan until then, or the form where there is no exam yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.domain.errors import QuizError

if TYPE_CHECKING:
    from quizapp.domain.goals import Goal
    from quizapp.domain.sitting import Sitting, Step
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


def ask_at_first(quiz: QuizApp) -> None:
    """Two questions that can be passed over; whoever aims at an exam already sees its plan."""
    from quizapp.tui.screens.goal import GoalScreen

    services = quiz.services
    if services is None:
        return
    if services.goals.ahead():
        show_plan(quiz)
        return

    def then(kept: Goal | None) -> None:
        if kept is not None:
            key = quiz.key_cap("home.plan")
            quiz.say(f"{kept.exam} is set. Home follows the plan until then; {key} there shows it.")

    quiz.push_screen(GoalScreen(services.goals, services.papers, first=True), then)


def why(quiz: QuizApp, sitting: Sitting, step: Step) -> str:
    """Why this card is asked today, in one sentence."""
    from quizapp.domain.memories import Phase
    from quizapp.domain.scheduling import parameters_in_force
    from quizapp.tui.screens import why_words

    services = quiz.services
    reviewed = step.memory.phase in (Phase.NEW, Phase.REVIEW)
    if services is not None and sitting.planned and reviewed and (found := services.planning.why(str(step.card))):
        return why_words.planned(found)
    settings = sitting.settings
    decay = parameters_in_force(settings.parameters)[-1]
    return why_words.scheduled(step.memory, sitting.day, decay, settings.retention_in(step.card.deck))
