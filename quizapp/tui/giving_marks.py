"""Giving marks by hand to what a paper cannot mark itself, from the result and from the review alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import floor
from typing import TYPE_CHECKING

from quizapp.domain.errors import QuizError
from quizapp.domain.questions import Essay

if TYPE_CHECKING:
    from quizapp.domain.exam_results import ExamResult, Sat
    from quizapp.tui.app import QuizApp

_STEPS = (1.0, 0.5, 0.0)
"""What a question without an outline is given in turn: all of its marks, half of them, none."""


def give_marks(quiz: QuizApp, sitting_id: str, each: Sat, then: Callable[[ExamResult, Sat], None]) -> None:
    """Mark one question by hand: an essay beside its outline, another one by the next of all, half or no marks."""
    if quiz.services is None:
        return
    service = quiz.services.exam_results

    def grade(share: float) -> None:
        try:
            found = service.grade(sitting_id, each.number, share)
        except QuizError as error:
            quiz.say(str(error), "error")
        else:
            then(found, each)

    if not isinstance(each.question, Essay):
        given = None if each.waits else each.marks / each.of
        grade(_STEPS[0] if given not in _STEPS else _STEPS[(_STEPS.index(given) + 1) % len(_STEPS)])
        return
    from quizapp.tui.screens.writing_marking import MarkingScreen  # here, not above: few papers have essays

    try:
        text = service.written(sitting_id, each.number)
    except QuizError as error:
        quiz.say(str(error), "error")
        return
    # Out of the marks that its paper gives: those that its deck has in mind may be others.
    asked = replace(each.question, marks=int(each.of)) if each.of == int(each.of) else each.question
    quiz.push_screen(MarkingScreen(asked, text, lambda share, _: grade(_in_steps(share, each.of))))


def _in_steps(share: float, of: float) -> float:
    """The share that makes marks in half steps, never rounded up."""
    return floor(share * of * 2 + 1e-9) / (of * 2)
