"""What stands before a learner today, in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from quizapp.domain.memories import Moment
from quizapp.domain.values import dataclass

if TYPE_CHECKING:
    from quizapp.domain.goals import Goal

NEW_SECONDS = 20.0
"""How long a new card takes with its steps, as long as nothing better is known."""

REVIEW_SECONDS = 12.0
"""How long a review or a step takes, as long as nothing better is known."""

ENOUGH_ANSWERS = 20
"""From so many answers on, the learner's own pace is used."""

WEEKS_DAYS = 28


@dataclass(frozen=True, slots=True)
class DeckCount:
    """What one deck asks today within its limits, and how many cards it has that can be asked at all."""

    slug: str
    title: str
    new: int
    due: int
    learning: int
    total: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The home screen in values. `weeks` holds answers a day, oldest first, today last.

    Where a plan is followed `new`, `due` and `minutes` are those of the plan, and `beyond` says how many more cards
    could be asked today; it is None without a plan. `goals` are the exams ahead, the nearest first,
    `exams_today` what those of this day are called.
    """

    moment: Moment
    day: int
    day_number: int
    decks: tuple[DeckCount, ...]
    new: int
    due: int
    learning: int
    minutes: int
    next_due: date | datetime | None
    weeks: tuple[int, ...]
    answered_today: int
    first_time: bool
    cards: int
    beyond: int | None = None
    goals: tuple[Goal, ...] = ()
    exams_today: tuple[str, ...] = ()

    @property
    def to_ask(self) -> int:
        """How many cards wait today."""
        return self.new + self.due + self.learning


def within(counts: Iterable[DeckCount], new_left: int, due_left: int) -> tuple[DeckCount, ...]:
    """The counts cut to what all decks together may still give, deck by deck in turn for new cards."""
    decks = list(counts)
    new = _shared([deck.new for deck in decks], new_left)
    due = _shared([deck.due for deck in decks], due_left)
    return tuple([replace(deck, new=n, due=d) for deck, n, d in zip(decks, new, due, strict=True)])


def minutes(new: int, others: int, answers: int, milliseconds: int) -> int:
    """About how long today will take, at the learner's own pace once it is known, rounded up."""
    pace = 1.0
    if answers >= ENOUGH_ANSWERS:
        pace = min(max(milliseconds / 1000 / answers, 2.0), 120.0) / REVIEW_SECONDS
    seconds = (new * NEW_SECONDS + others * REVIEW_SECONDS) * pace
    return int(-(-seconds // 60))


def weeks(answers: Mapping[int, int], day: int) -> tuple[int, ...]:
    """Answers of the last 28 study days, oldest first."""
    return tuple([answers.get(each, 0) for each in range(day - WEEKS_DAYS + 1, day + 1)])


def _shared(wanted: list[int], left: int) -> list[int]:
    """Give each in turn one at a time until all have what they want or nothing is left."""
    given = [0] * len(wanted)
    open_places = [place for place, want in enumerate(wanted) if want > 0]
    while open_places and left > 0:
        each = max(1, left // len(open_places))
        for place in open_places:
            step = min(each, wanted[place] - given[place], left)
            given[place] += step
            left -= step
        open_places = [place for place in open_places if given[place] < wanted[place]]
    return given
