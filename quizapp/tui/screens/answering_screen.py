"""Answering the card on the desk: recorded first, then judged on the screen; an answer that cannot be saved stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from quizapp.domain.answering import Answered
from quizapp.domain.answers import Graded, Response
from quizapp.domain.errors import QuizError
from quizapp.tui.screens import study_words
from quizapp.tui.screens.desk_screen import DeskScreen
from quizapp.tui.stages import Stage


class AnsweringScreen(DeskScreen):
    """Gives answers to the service and shows what it says of them."""

    def _answer(self, response: Response) -> None:
        self._record(lambda: self.desk.answer(response))

    def _record(self, call: Callable[[], Answered]) -> None:
        try:
            answered = call()
        except QuizError as error:
            self._keep_unsaved(str(error))
        else:
            self._show_verdict(answered)

    def _keep_unsaved(self, sentence: str) -> None:
        if self.desk.step and self.desk.response:
            self.card.choose(self.desk.step, self.desk.response)
        self.card.explain(study_words.not_saved(sentence, self.quiz.signs))
        self.standing = replace(self.standing, stage=Stage.UNSAVED, typing=False)

    def _show_verdict(self, answered: Answered) -> None:
        step, response = self.desk.step, self.desk.response
        if isinstance(response, Graded):
            self._advance()
        elif step and response:
            self._hint("")
            self.card.judge(step, response, answered)
            self._labels = study_words.due_labels(answered)
            self.standing = replace(self.standing, stage=Stage.JUDGED, verdict=answered.verdict, typing=False)
            self.refresh_bindings()  # for the labels of the footer, also where a claim changes nothing else
            self._show_place(step, answered=True)
