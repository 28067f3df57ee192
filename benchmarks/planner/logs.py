"""What a simulated learner answered, as quizapp learns from it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from benchmarks.planner.memory import AGAIN, GOOD, Ints
from quizapp.domain.fitting import Trained

_START = datetime(2026, 1, 1, tzinfo=UTC)


class Log:
    """The answers of one learner."""

    def __init__(self) -> None:
        self.reviews = 0
        """Answers in all, with the Good that relearns after Again."""
        self.learnable: list[tuple[int, Trained]] = []
        """How many reviews there were up to an answer that can be learnt from, and the answer with all before it."""
        self._answers: dict[int, tuple[tuple[int, int], ...]] = {}
        self._last: dict[int, int] = {}

    def history(self, card: int) -> tuple[tuple[int, int], ...]:
        """The answers of a card: days since the one before, and the grade."""
        return self._answers.get(card, ())

    def add(self, day: int, cards: Ints, grades: Ints) -> None:
        """The answers of a day, in their order."""
        for card, grade in zip(cards.tolist(), grades.tolist(), strict=True):
            away = day - self._last.get(card, day)
            self._answers[card] = (*self._answers.get(card, ()), (away, grade))
            self._last[card] = day
            self.reviews += 1
            if away > 0:
                self.learnable.append((self.reviews, Trained(_START + timedelta(days=day), card, self._answers[card])))
            if grade == AGAIN:
                self._answers[card] = (*self._answers[card], (0, GOOD))
                self.reviews += 1
