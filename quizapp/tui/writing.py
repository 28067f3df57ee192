"""The way through written practice: from the list of essays to one, and from its plan to the text and its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.domain.answering import ClockDoubtful
from quizapp.domain.errors import QuizError
from quizapp.domain.questions import CardKey
from quizapp.domain.writing import Points, Stage
from quizapp.tui import wording
from quizapp.tui.manuscripts import Manuscript
from quizapp.tui.screens import writing_words

if TYPE_CHECKING:
    from textual.screen import Screen

    from quizapp.services.writing import EssayDesk, Filed
    from quizapp.tui.app import QuizApp


def show_essays(quiz: QuizApp) -> None:
    """Show all essay questions."""
    from quizapp.tui.screens.writing_list import WritingScreen  # here, not above: it imports this module

    if quiz.services is not None:
        quiz.push_screen(WritingScreen(quiz.services.writing))


def show_essay(quiz: QuizApp, card: CardKey) -> None:
    """Show one essay question with the attempts at it."""
    from quizapp.tui.screens.writing_essay import EssayScreen  # here, not above: it imports this module

    if quiz.services is not None:
        quiz.push_screen(EssayScreen(quiz.services.writing, card))


def begin_with(quiz: QuizApp, name: str) -> None:
    """What `quizapp write` opens: the list, or the essay of this name above it."""
    show_essays(quiz)
    if name and quiz.services is not None:
        try:
            show_essay(quiz, quiz.services.writing.named(name))
        except QuizError as error:
            quiz.say(str(error), "error")


def begin(quiz: QuizApp, desk: EssayDesk, stage: Stage) -> None:
    """Begin an attempt at this stage; a doubtful clock is asked about before."""
    if quiz.services is None:
        return
    try:
        attempt = quiz.services.writing.begin(desk, stage)
    except ClockDoubtful as doubt:
        quiz.ask_about_clock(doubt, lambda: begin(quiz, desk, stage))
    except QuizError as error:
        quiz.say(str(error), "error")
    else:
        quiz.push_screen(_stage(quiz, Manuscript(quiz.services.writing, desk, attempt)))


def resume(quiz: QuizApp, desk: EssayDesk, stage: Stage | None = None) -> None:
    """Go on where the unfinished attempt was left, or at another stage of it."""
    if quiz.services is not None and desk.unfinished is not None:
        manuscript = Manuscript(quiz.services.writing, desk, desk.unfinished)
        manuscript.change(stage=stage or desk.unfinished.stage)
        quiz.push_screen(_stage(quiz, manuscript))


def go_on(quiz: QuizApp, manuscript: Manuscript, stage: Stage) -> bool:
    """Lead to the next stage in place of the screen that is shown; false when what was done could not be saved."""
    try:
        if manuscript.attempt.stage is Stage.PLAN:
            manuscript.settle_plan()
        manuscript.change(stage=stage)
        manuscript.save()
    except QuizError as error:
        quiz.say(str(error), "error")
        return False
    quiz.switch_screen(_stage(quiz, manuscript))
    return True


def file(quiz: QuizApp, manuscript: Manuscript) -> bool:
    """Put the attempt into the log and say what it came to; false when it could not be saved."""
    try:
        filed = manuscript.file()
    except QuizError as error:
        quiz.say(str(error), "error")
        return False
    quiz.say(_told(filed))
    quiz.back_up(after_sitting=True)
    return True


def _told(filed: Filed) -> str:
    back = f" The question comes back {wording.long_span(filed.due)}." if filed.due else ""
    return f"Kept: {writing_words.result(filed.attempt)}.{back}"


def _stage(quiz: QuizApp, manuscript: Manuscript) -> Screen[None]:
    from quizapp.tui.screens.writing_plan import PlanScreen  # here, not above: it imports this module
    from quizapp.tui.screens.writing_text import WriteScreen  # here, not above: it imports this module

    match manuscript.attempt.stage:
        case Stage.PLAN:
            return PlanScreen(manuscript)
        case Stage.WRITE:
            return WriteScreen(manuscript)
        case Stage.MARK:
            return _marking(quiz, manuscript)


def _marking(quiz: QuizApp, manuscript: Manuscript) -> Screen[None]:
    from quizapp.tui.screens.writing_marking import MarkingScreen  # here, not above: loads what marking alone needs

    attempt, question = manuscript.attempt, manuscript.desk.question

    def keep(points: Points, marks: float | None) -> None:
        manuscript.change(marking=dict(points), marks=marks)
        try:
            manuscript.save()
        except QuizError as error:
            quiz.say(str(error), "error")

    def finish(share: float, points: Points) -> None:
        manuscript.change(marking=dict(points), marks=round(share * question.marks * 2) / 2)
        file(quiz, manuscript)

    return MarkingScreen(question, attempt.text, finish, points=attempt.marking, marks=attempt.marks, on_change=keep)
