"""The learner's own numbers for the memory model: fitted to the log, and taken only where they predict better.

The fitting is done by fsrs-rs (the optional package fsrs-rs-python); the histories it learns from, the trial it must
pass and the decision are here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quizapp.domain.errors import QuizError
from quizapp.domain.events import Event, EventType
from quizapp.domain.recall import retrievability
from quizapp.domain.replaying import Correction, in_order, moves_memory, standing

EPOCHS = 20
"""Rounds of training; with the five that are usual, fits to real logs came out worse than no fit."""

LEAST = 150
"""Answers that must be there to learn from; below about a hundred the fit returns what it began with."""

TRIAL_SHARE = 5
"""One in so many of the answers, the newest, is kept for the trial."""

CERTAINTY = 1.64
"""By how many standard errors a fit must be better: chance alone does that once in twenty trials."""

_LONGEST = 128
"""Answers of one card that a history holds at most, the first ones."""


class OptimizerMissing(QuizError):
    """The optional package that fits is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Fitting needs an optional package that is not installed. "
            "Install it beside quizapp: pip install 'fsrs-rs-python>=0.9.3'"
        )


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
    """A fit and its trial: log loss in nats for each answer of the newest fifth, lower is better.

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
        answers: list[tuple[int, int]] = []
        last_day: int | None = None
        for event in in_order(standing(events), corrections):
            if event.type is not EventType.REVIEW or not moves_memory(event) or len(answers) == _LONGEST:
                continue
            days = 0 if last_day is None else max(0, event.day - last_day)
            answers.append((days, event.rating or 1))
            last_day = event.day
            if days > 0:
                found.append(Trained(event.instant, number, tuple(answers)))
    # The order changes the fit: by time, the newest answers shape it last.
    return sorted(found, key=lambda trained: (trained.instant, trained.card))


def fitted(answers: Sequence[Trained], before: tuple[float, ...]) -> Fit:
    """Fit to the older answers and try on the newest fifth, against the numbers in force (`before`, 21 of them).

    Raises OptimizerMissing. The same answers in the same order give the same fit.
    """
    trial = len(answers) // TRIAL_SHARE
    if len(answers) < LEAST:
        return Fit(Outcome.TOO_FEW, len(answers), before)
    after = _trained(answers[:-trial])
    old, new = _losses(answers[-trial:], before), _losses(answers[-trial:], after)
    gains = [was - now for was, now in zip(old, new, strict=True)]
    gain = sum(gains) / trial
    margin = math.sqrt(sum((each - gain) ** 2 for each in gains) / (trial - 1) / trial)
    outcome = Outcome.BETTER if gain > CERTAINTY * margin else Outcome.NOT_BETTER
    return Fit(outcome, len(answers), before, after, sum(old) / trial, sum(new) / trial, margin)


def _trained(answers: Sequence[Trained]) -> tuple[float, ...]:
    try:
        from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview, TrainingConfig
    except ImportError as error:
        raise OptimizerMissing from error
    items = [FSRSItem([FSRSReview(rating, days) for days, rating in each.answers]) for each in answers]
    found = FSRS(DEFAULT_PARAMETERS).compute_parameters(
        items, card_ids=[each.card for each in answers], training_config=TrainingConfig(num_epochs=EPOCHS)
    )
    return tuple(round(number, 4) for number in found)  # single precision has no more to say


def _losses(answers: Sequence[Trained], parameters: tuple[float, ...]) -> list[float]:
    """The log loss of each answer: minus the logarithm of the probability that was given to what happened."""
    try:
        from fsrs_rs_python import FSRS, FSRSItem, FSRSReview
    except ImportError as error:
        raise OptimizerMissing from error
    earlier = [FSRSItem([FSRSReview(rating, days) for days, rating in each.answers[:-1]]) for each in answers]
    memories = FSRS(list(parameters)).memory_state_batch(earlier)
    losses = []
    for each, memory in zip(answers, memories, strict=True):
        recall = retrievability(each.answers[-1][0], memory.stability, parameters[-1])
        recall = min(max(recall, 1e-6), 1 - 1e-6)
        losses.append(-math.log(recall if each.recalled else 1 - recall))
    return losses
