"""From a choice to a paper: beginning one, going on with one, with the question about a doubtful clock before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.domain.errors import QuizError

if TYPE_CHECKING:
    from quizapp.domain.exam_sitting import ExamSitting
    from quizapp.tui.app import QuizApp


def choose(quiz: QuizApp, wanted: str = "", ran_out: ExamSitting | None = None, *, going_on: bool = False) -> None:
    """Show the papers, with the one under way first; of one that ran out meanwhile the result.

    With `going_on` the paper under way is sat at once, if it was begun on this machine.
    """
    from quizapp.tui.screens.exam_papers import ExamPapersScreen  # here, not above: it imports this module

    if quiz.services is None:
        return
    try:
        unfinished = ran_out or quiz.services.exams.unfinished()
    except QuizError as error:
        quiz.say(str(error), "error")
        return
    if unfinished is not None and (unfinished.ended is not None or (going_on and not unfinished.elsewhere)):
        enter_room(quiz, unfinished)
    else:
        quiz.show_above_home(ExamPapersScreen(quiz.services, unfinished, wanted))


def begin(quiz: QuizApp, blueprint: str, seed: int | None = None) -> None:
    """Draw a paper and sit it, at once; a doubtful clock is asked about before, another open paper offered instead."""
    from quizapp.domain.answering import ClockDoubtful
    from quizapp.services.exams import AnotherOpen

    services = quiz.services
    if services is None:
        return
    try:
        sitting = services.exams.begin(services.papers.blueprint(blueprint), seed)
    except ClockDoubtful as doubt:
        quiz.ask_about_clock(doubt, lambda: begin(quiz, blueprint, seed))
    except AnotherOpen as error:
        quiz.say(str(error), "warning")
        choose(quiz, blueprint)
    except QuizError as error:
        quiz.say(str(error), "error")
    else:
        enter_room(quiz, sitting)


def enter_room(quiz: QuizApp, sitting: ExamSitting) -> None:
    """Sit down at a paper, its clock running; where its time is over it is handed in, and its result comes."""
    from quizapp.tui.exam_seat import Seat
    from quizapp.tui.screens.exam_result import ExamResultScreen
    from quizapp.tui.screens.exam_room import ExamRoomScreen  # here, not above: it imports this module

    if quiz.services is None:
        return
    exams = quiz.services.exams
    try:
        sitting = exams.expire(exams.carry_on(sitting) if sitting.ended is None else sitting)
    except QuizError as error:
        quiz.say(str(error), "error")
        return
    if sitting.ended is not None:
        quiz.say("The time of this paper ran out while you were away: it was handed in as it stood.", "warning")
        quiz.show_above_home(ExamResultScreen(sitting.id))
    else:
        quiz.clear_notifications()  # what was said of the paper outside of the room holds no more
        quiz.show_above_home(ExamRoomScreen(Seat(exams, sitting)))
