"""After the last exam: back to steady retention, without an avalanche on the first morning."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.recall import retrievability
from quizapp.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Overdue:
    """A card that is due or past due today by its schedule; `seconds` is what a review of it takes on average."""

    stability: float
    since: int
    seconds: float = 9.0


def spread_out(
    overdue: Sequence[Overdue], seconds: Sequence[float], decay: float, most_days: int = 60
) -> tuple[int, ...]:
    """For each card the day from today (0, 1, ...) on which to ask it, so that each day holds what it has time for.

    `seconds` are those of each coming day; beyond their end the last week repeats. The card that would lose the most
    probability of recall by waiting a day comes first; what has not found room by `most_days` comes on that day.
    """
    losses = [_loss(card, decay) for card in overdue]
    order = sorted(range(len(overdue)), key=lambda place: (-losses[place], place))
    days = [0] * len(overdue)
    day, left = 0, _available(seconds, 0)
    for place in order:
        while day < most_days and left < overdue[place].seconds:
            day += 1
            left = _available(seconds, day)
        left -= overdue[place].seconds
        days[place] = day
    return tuple(days)


def _loss(card: Overdue, decay: float) -> float:
    """The probability of recall that one more day without a review costs, for each second a review takes."""
    now = retrievability(card.since, card.stability, decay)
    return (now - retrievability(card.since + 1, card.stability, decay)) / card.seconds


def _available(seconds: Sequence[float], day: int) -> float:
    """The seconds of a day; past the end, those of the same weekday in the last week that is given."""
    if day < len(seconds):
        return seconds[day]
    week = seconds[-7:]
    return week[(day - len(seconds)) % len(week)] if week else 0.0
