"""The learner's own numbers for the memory model: fitted to the log, and taken only where they predict better.

The arithmetic is in `quizapp.planning.fitting`; the histories it learns from, the trial a fit must pass and the
decision are here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from quizapp.domain.events import Event, EventType
from quizapp.domain.replaying import Correction, in_order, moves_memory, standing

LEAST = 20
"""Answers that must be there to learn from; below that the trial says nothing."""

FIFTHS = 5
TRIED = 3
"""The newest three fifths of the answers are the trial, each predicted by a fit to what came before it."""

CERTAINTY = 1.0
"""By how many standard errors a fit must be better; the fits are shrunk, so that a wrong one does little harm."""

_LONGEST = 128
"""Answers of one card that a history holds at most, the first ones."""


@dataclass(frozen=True, slots=True)
class Trained:
    """One answer to learn from: when it was given, and the card's answers up to it as (days since the last, rating)."""

    instant: datetime
    card: int
    answers: tuple[tuple[int, int], ...]

    @property
    def recalled(self) -> bool:
        """Whether the last of the answers was not a lapse."""
        return self.answers[-1][1] > 1


class Outcome(StrEnum):
    """What became of a fit."""

    BETTER = "better"
    NOT_BETTER = "not better"
    TOO_FEW = "too few answers"


@dataclass(frozen=True, slots=True)
class Fit:
    """A fit and its trial: log loss in nats for each answer of the trial, lower is better.

    `margin` is the standard error of the difference; a fit must be better by `CERTAINTY` times that.
    """

    outcome: Outcome
    answers: int
    before: tuple[float, ...]
    after: tuple[float, ...] = ()
    loss_before: float | None = None
    loss_after: float | None = None
    margin: float | None = None


def histories(cards: Iterable[Sequence[Event]], corrections: Sequence[Correction] = ()) -> list[Trained]:
    """What the log teaches, ordered by time: every answer a day or more after the one before, with all before it."""
    found = []
    for number, events in enumerate(cards):
        answered = history(events, corrections)
        answers = tuple([(days, rating) for _, days, rating in answered])
        found += [
            Trained(instant, number, answers[: nth + 1]) for nth, (instant, days, _) in enumerate(answered) if days > 0
        ]
    # The order changes the fit: by time, the newest answers shape it last.
    return sorted(found, key=lambda trained: (trained.instant, trained.card))


def history(events: Sequence[Event], corrections: Sequence[Correction] = ()) -> list[tuple[datetime, int, int]]:
    """The answers of one card that moved its memory: when, days since the one before (0 for the first), rating."""
    answers: list[tuple[datetime, int, int]] = []
    last_day: int | None = None
    for event in in_order(standing(events), corrections):
        if event.type is EventType.REVIEW and moves_memory(event) and len(answers) < _LONGEST:
            days = 0 if last_day is None else max(0, event.day - last_day)
            answers.append((event.instant, days, event.rating or 1))
            last_day = event.day
    return answers


Fitter = Callable[[Sequence[Trained]], tuple[float, ...]]
"""Finds the numbers that suit the answers."""

Losses = Callable[[Sequence[Trained], Sequence[float]], list[float]]
"""Tells the log loss of each answer, given the numbers."""


def fitted(answers: Sequence[Trained], before: tuple[float, ...], fit: Fitter, losses: Losses) -> Fit:
    """Fit to the answers, and try fits to the older ones on the newer, against the numbers in force (`before`, 21).

    The same answers give the same fit.
    """
    if len(answers) < LEAST:
        return Fit(Outcome.TOO_FEW, len(answers), before)
    old: list[float] = []
    new: list[float] = []
    ends = [len(answers) * fifth // FIFTHS for fifth in range(FIFTHS - TRIED, FIFTHS + 1)]
    for end, later in pairwise(ends):
        old += losses(answers[end:later], before)
        new += losses(answers[end:later], fit(answers[:end]))
    gains = [was - now for was, now in zip(old, new, strict=True)]
    tried, gain = len(gains), sum(gains) / len(gains)
    margin = math.sqrt(sum((each - gain) ** 2 for each in gains) / (tried - 1) / tried)
    outcome = Outcome.BETTER if gain > CERTAINTY * margin else Outcome.NOT_BETTER
    return Fit(outcome, len(answers), before, fit(answers), sum(old) / tried, sum(new) / tried, margin)
