"""An essay in the making as the screens share it: changed at every key, and never on disk in an older state."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Any

from quizapp.domain.writing import attempt_to_text

if TYPE_CHECKING:
    from quizapp.domain.scheduling import Due
    from quizapp.domain.writing import Attempt
    from quizapp.services.writing import EssayDesk, Filed, WritingService


class Manuscript:
    """One attempt, saved from any thread: the newest state wins, and nothing is saved once it was filed."""

    def __init__(self, service: WritingService, desk: EssayDesk, attempt: Attempt) -> None:
        self.desk, self.attempt = desk, attempt
        self._service = service
        self._saved: Attempt | None = desk.unfinished
        self._lock = Lock()
        self._over = False
        self._drafts: set[str | None] = {desk.draft}

    def change(self, **fields: Any) -> None:
        """Change fields of the attempt; `save` puts it on disk."""
        self.attempt = replace(self.attempt, **fields)

    @property
    def is_saved(self) -> bool:
        """Whether all that was written is on disk; time that ran since does not count."""
        saved, now = self._saved, self.attempt
        if saved is None:
            return now.is_empty
        return replace(saved, writing=now.writing, planning=now.planning) == now

    def save(self) -> None:
        """Put the attempt on disk as it is now, unless nothing was done in it yet; raises QuizError."""
        with self._lock:
            attempt = self.attempt
            if self._over or attempt == self._saved or (self._saved is None and attempt.is_empty):
                return
            text, before = attempt_to_text(attempt), self._drafts
            self._drafts = before | {text}  # of a save that fails it is not known whether it reached the disk
            self._service.save(attempt, before)
            self._saved, self._drafts = attempt, {text}

    def settle_plan(self) -> Due | None:
        """Schedule the card by a plan that is complete; raises QuizError."""
        return self._service.settle_plan(self.attempt)

    def file(self) -> Filed:
        """Put the attempt into the log, and its draft away; raises QuizError."""
        with self._lock:
            filed = self._service.file(self.attempt, self._drafts)
            self._over = True
        return filed
