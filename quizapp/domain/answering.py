"""What passes between a screen and the study service around one answer."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from quizapp.domain.answers import Claim, Rating, Verdict
from quizapp.domain.errors import QuizError
from quizapp.domain.judging import Judgement
from quizapp.domain.questions import CardKey
from quizapp.domain.scheduling import Due
from quizapp.domain.sitting import Sitting, Step
from quizapp.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answering of one card: the id its review will have, the same for every try to write it."""

    card: CardKey
    id: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that is on disk, what it was worth, and the sitting after it; `counts` says if it moved the due day."""

    sitting: Sitting
    step: Step
    verdict: Verdict
    judgement: Judgement
    rating: Rating
    claim: Claim
    review_id: str
    next_due: Due
    leech_now: bool
    counts: bool = True


class ClockChoice(StrEnum):
    """What the learner says about a clock that does not fit the log."""

    CLOCK_IS_RIGHT = "clock is right"
    GO_ON = "go on"


class ClockDoubtful(QuizError):
    """The clock stands before the last answer (`behind`), or more than 400 days after it."""

    def __init__(self, last: datetime, now: datetime) -> None:
        self.last, self.now, self.behind = last, now, now < last
        if self.behind:
            sentence = (
                f"The clock says {now:%Y-%m-%d %H:%M} UTC, but the last answer was given at {last:%Y-%m-%d %H:%M} UTC. "
                "If the clock is right now, the answers dated in the future can be counted as given today."
            )
        else:
            days = (now - last).days
            sentence = (
                f"The clock says {now:%Y-%m-%d %H:%M} UTC, {days} days after the last answer. "
                "Is the clock right? Due days are counted from it."
            )
        super().__init__(sentence)
