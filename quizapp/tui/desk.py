"""The desk: the sitting, the card that lies on it and what was answered; all the study screen asks of the service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from quizapp.domain.answering import Answered, Attempt
from quizapp.domain.answers import Claim, Rating, Response
from quizapp.domain.sitting import Finished, Pause, Sitting, Step

if TYPE_CHECKING:
    from quizapp.domain.scheduling import Due
    from quizapp.services.study import StudyService


class Seconds(Protocol):
    """A clock that measures durations."""

    def monotonic(self) -> float:
        """Seconds since some fixed moment, never going back."""
        ...


class Desk:
    """One card at a time; a method that fails leaves everything as it was, so that it can be tried again."""

    def __init__(self, study: StudyService, sitting: Sitting, clock: Seconds) -> None:
        self.study, self.sitting, self._clock = study, sitting, clock
        self.step: Step | None = None
        self.response: Response | None = None
        self.answered: Answered | None = None
        self._attempt: Attempt | None = None
        self._laid_at = 0.0
        self._milliseconds = 0

    def advance(self, *, early: bool = False) -> Step | Pause | Finished:
        """Lay the next card on the desk, or say why there is none now."""
        found = self.study.step(self.sitting, early=early)
        self.step = found if isinstance(found, Step) else None
        self.response = self.answered = self._attempt = None
        self._laid_at = self._clock.monotonic()
        return found

    def is_outdated(self) -> bool:
        """Whether the deck of the card now says something else than was laid down."""
        if self.step is None:
            return False
        fresh = self.study.reread(self.sitting, self.step)
        return fresh is None or fresh.question != self.step.question

    def reread(self) -> Step | None:
        """Lay down the same card as its deck has it now; None when it is there no more. What was answered stays."""
        if self.step is not None:
            self.step = self.study.reread(self.sitting, self.step)
        return self.step

    def answer(self, response: Response) -> Answered:
        """Answer the card; the time taken is measured from when it was laid down."""
        self.response = response
        self._milliseconds = round((self._clock.monotonic() - self._laid_at) * 1000)
        return self.save()

    def save(self) -> Answered:
        """Record the answer given; after a failure the same attempt is used, so that none is ever recorded twice."""
        if self.step is None or self.response is None:
            raise RuntimeError("nothing was answered")
        self._attempt = self._attempt or self.study.prepare(self.step)
        answered = self.study.answer(
            self.sitting, self.step, self.response, milliseconds=self._milliseconds, attempt=self._attempt
        )
        return self._settled(answered)

    def toggle(self, claim: Claim) -> Answered:
        """Say this about the answer, or take it back when it was said already."""
        if self.answered is None:
            raise RuntimeError("nothing was answered")
        wanted = Claim.NONE if self.answered.claim is claim else claim
        return self._settled(self.study.claim(self.sitting, self.answered, wanted))

    def _settled(self, answered: Answered) -> Answered:
        self.sitting = answered.sitting
        self.answered = answered
        return answered

    def outcomes(self) -> Mapping[Rating, Due]:
        """When the card would come back, by grade."""
        return self.study.outcomes(self.step) if self.step else {}

    def undo_size(self) -> int:
        """How many cards the next undo is about."""
        return self.study.undo_size(self.sitting)

    def undo(self) -> bool:
        """Take back the last answer; false when there is none."""
        self.sitting, card = self.study.undo(self.sitting)
        return card is not None

    def bury(self) -> None:
        """Put the card aside until tomorrow."""
        if self.step:
            self.sitting = self.study.bury(self.sitting, self.step)

    def suspend(self) -> None:
        """Put the card aside for good."""
        if self.step:
            self.sitting = self.study.suspend(self.sitting, self.step)

    def flag(self) -> None:
        """Mark the card as doubtful, or take the mark off."""
        if self.step:
            self.sitting = self.study.flag(self.sitting, self.step)
            self.step = replace(self.step, flagged=not self.step.flagged)
