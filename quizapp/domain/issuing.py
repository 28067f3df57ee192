"""What leaves for another program: a question with all that an issue of it must say, and what came of its cards."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

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


def guid(deck: str, question: str) -> str:
    """What Anki knows the note of a question by: sixteen characters, the same on every machine and for life.

    It is made of the ids alone, so a corrected question stays the note it was.
    """
    return urlsafe_b64encode(digest("note", deck, question)[:12]).decode()


def digest(*parts: str) -> bytes:
    """A hash of some names; each counts with its length, so that no two lists of names look the same."""
    return sha256("".join(f"{len(part)}:{part}" for part in ("quizapp", *parts)).encode()).digest()
