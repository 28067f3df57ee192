"""What planning and writing have in common: a clock that is looked at, and a manuscript that is kept."""

from __future__ import annotations

from contextlib import suppress

from quizapp.domain.errors import QuizError
from quizapp.tui.manuscripts import Manuscript
from quizapp.tui.screens.base import Page


class StageScreen(Page[None]):
    """One stage of an attempt; what it says when something could not be saved is up to it."""

    AUTO_FOCUS = ""

    def __init__(self, manuscript: Manuscript) -> None:
        super().__init__()
        self._manuscript = manuscript
        self._looked_at = 0.0

    def _milliseconds_since_last_look(self) -> int:
        now = self.quiz.clock.monotonic()
        spent, self._looked_at = now - self._looked_at, now
        return round(spent * 1000)

    def _saved(self) -> str:
        """Save the manuscript, and return why that failed, or nothing; may be called from any thread."""
        try:
            self._manuscript.save()
        except QuizError as error:
            return f"Not saved: {error}"
        return ""

    def on_unmount(self) -> None:
        """Keep the last letters, however the program ends."""
        with suppress(QuizError):  # there is no screen left to say it on
            self._manuscript.save()
