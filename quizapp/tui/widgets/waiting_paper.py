"""On Home: the paper that was begun and not handed in, offered as soon as it is known, with its clock."""

from __future__ import annotations

from time import sleep
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.message import Message
from textual.reactive import reactive

from quizapp.domain.errors import QuizError
from quizapp.tui.widgets.passage import Passage

if TYPE_CHECKING:
    from quizapp.bootstrap import Services
    from quizapp.domain.exam_sitting import ExamSitting
    from quizapp.tui.app import QuizApp

_AFTER = 0.2
"""Seconds for a key that leads away from Home: looking for a paper would take turns with it."""

_EVERY = 1.0


class WaitingPaper(Passage):
    """Takes no room while no paper waits."""

    DEFAULT_CSS = """
    WaitingPaper { margin: 0 0 1 0; display: none; }
    """

    sitting: reactive[ExamSitting | None] = reactive(None, repaint=False)
    """The paper that waits, or one whose time ran out while nobody sat at it."""

    class Found(Message):
        """What waits."""

        def __init__(self, sitting: ExamSitting | None) -> None:
            super().__init__()
            self.sitting = sitting

    def __init__(self) -> None:
        super().__init__(id="waiting")

    @property
    def _quiz(self) -> QuizApp:
        return cast("QuizApp", self.app)

    def on_mount(self) -> None:
        """Let its clock be seen to run."""
        self.set_interval(_EVERY, self.tick)

    @work(thread=True, group="waiting", exclusive=True)
    def look(self, services: Services) -> None:
        """Look in a thread whether a paper waits; where that fails Home does without, and the exam room says why."""
        sleep(_AFTER)
        if not self._is_seen:
            return
        try:
            self.post_message(self.Found(services.exams.unfinished()))
        except QuizError:
            self.post_message(self.Found(None))

    @property
    def _is_seen(self) -> bool:
        return self.app.screen_stack[-1:] == [self.screen]

    @on(Found)
    def _keep(self, message: Found) -> None:
        if message.sitting is not None or self.sitting is None or self.sitting.ended is None:
            self.sitting = message.sitting
        self.tick()
        self.screen.refresh_bindings()

    @property
    def waits(self) -> bool:
        """Whether a paper can be gone on with."""
        return self.sitting is not None and self.sitting.ended is None

    def take(self) -> ExamSitting | None:
        """The paper whose time ran out, once: its result is about to be seen."""
        found = self.sitting
        if found is None or found.ended is None:
            return None
        self.sitting = None
        self.tick()
        return found

    def tick(self) -> None:
        """Show what waits as it stands now."""
        sitting = self.sitting
        self.display = sitting is not None
        if sitting is None or not self._is_seen or (services := self._quiz.services) is None:
            return
        from quizapp.tui.screens import exam_paper_words  # here, not above: hardly ever does a paper wait

        key = self._quiz.key_cap("home.exam")
        if sitting.ended is not None:
            self.show([exam_paper_words.ran_out(sitting, key)])
        elif sitting.is_over(services.exams.now(sitting)):
            self.look(services)
        else:
            left = sitting.left(services.exams.now(sitting))
            self.show(list(exam_paper_words.under_way(sitting, left, key, self._quiz.signs)))
