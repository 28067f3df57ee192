"""What leaves for another program: a question with all that an issue of it must say, and what came of its cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from quizapp.domain.decks import Deck
from quizapp.domain.questions import Question


@dataclass(frozen=True, slots=True)
class IssuedQuestion:
    """A question as it is given out: `changed` is when it last came to say what it says, or left its deck."""

    deck: Deck
    question: Question
    changed: datetime
    retired: bool = False
    picture: bytes | None = None

    def expired(self, today: date) -> bool:
        """Whether the day until which the answer holds has passed."""
        return self.question.valid_until is not None and self.question.valid_until < today
