"""On Home: the marks to expect of the paper sat last, or of the usual one, reckoned in a thread a moment later."""

from __future__ import annotations

from time import sleep
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from quizapp.domain.errors import QuizError
from quizapp.tui.text import words
from quizapp.tui.widgets.passage import Paragraph, Passage, said

if TYPE_CHECKING:
    from quizapp.bootstrap import Services
    from quizapp.domain.overview import Overview
    from quizapp.tui.app import QuizApp
    from quizapp.tui.widgets.promised import Promised

_AFTER = 0.4
"""Seconds for a key that leads away from Home, and for what it shows first."""


class WillIPass(Passage):
    """Two lines whose room is kept from the start, so that nothing moves when the number comes."""

    DEFAULT_CSS = """
    WillIPass { margin: 1 0 0 0; display: none; }
    """

    class Reckoned(Message):
        """What is to be expected, in words."""

        def __init__(self, paragraphs: list[Paragraph]) -> None:
            super().__init__()
            self.paragraphs = paragraphs

    def __init__(self) -> None:
        super().__init__(id="will-i-pass")
        self._promised: Promised | None = None

    @property
    def _quiz(self) -> QuizApp:
        return cast("QuizApp", self.app)

    def look(self, services: Services, overview: Overview) -> None:
        """Keep the room, and begin; what was shown before stays until there is something newer.

        With an exam ahead, what is promised for it stands here instead.
        """
        if overview.goals or self._promised:
            self._look_ahead(services, overview)
        if overview.goals:
            return
        if not self.display:
            self.display = True
            quiet = words(f"reckoning {self._quiz.signs.ellipsis}", "$muted")
            self.show([said(Content.styled("WILL I PASS", "bold $muted")), said(quiet)])
        self.reckon(services)

    def _look_ahead(self, services: Services, overview: Overview) -> None:
        from quizapp.tui.widgets.promised import Promised  # here, not above: most have no goal

        if self._promised is None:
            self._promised = Promised()
            self.screen.query_one("#column").mount(self._promised, before=self)
        self._promised.display = bool(overview.goals)
        if overview.goals:
            self.display = False
            self._promised.look(services, overview)

    @work(thread=True, group="will-i-pass", exclusive=True)
    def reckon(self, services: Services) -> None:
        """Reckon in a thread; where that fails Home does without."""
        worker = get_current_worker()
        sleep(_AFTER)
        if not self._is_seen or worker.is_cancelled:
            return
        from quizapp.tui.screens import marks_words  # here, not above: it brings with it all that reckons

        try:
            found = services.expecting.next(lambda: self._is_seen and not worker.is_cancelled)
        except QuizError:
            found = None
        if self._is_seen and not worker.is_cancelled:
            self.post_message(self.Reckoned(marks_words.will_i_pass(found, self._quiz.signs)))

    @property
    def _is_seen(self) -> bool:
        return self.is_attached and self.app.screen_stack[-1:] == [self.screen]

    @on(Reckoned)
    def _show_it(self, message: Reckoned) -> None:
        self.show(message.paragraphs)
