"""Whose numbers predict the next answers best, by the length of the log. `python -m benchmarks fits`.

Learners with known memories study as quizapp schedules by default; each log is cut after so many reviews, parameters
are fitted to what came before, and the answers that came next are predicted.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.planner.exam import Cell, Exam
from benchmarks.planner.learners import DEFAULTS, Learner, chosen, from_file, made_up
from benchmarks.planner.logs import Log
from benchmarks.planner.memory import Memory
from benchmarks.planner.policies import Fixed
from benchmarks.planner.simulator import Answers, simulate
from quizapp.domain.fitting import Outcome, Trained, fitted
from quizapp.domain.scheduling import parameter_bounds
from quizapp.planning.fitting import losses, most_probable

SIZES = (100, 150, 200, 400, 800, 1600, 3000, 5000)
NEXT = 1000
"""Answers that are predicted."""

_NEW, _MINUTES = 20, 90
_EPOCHS = 20
"""Rounds of fsrs-rs; with the five that are usual its fits come out worse."""

_HEAD = (
    "| reviews | to learn from | defaults | plain fit | shrunk fit | quizapp | truth | taken | most lost |\n"
    "|---|---|---|---|---|---|---|---|---|"
)

Learnable = list[tuple[int, Trained]]
"""How many reviews there were up to an answer that can be learnt from, and the answer with all before it."""


@dataclass(frozen=True, slots=True)
class Predicted:
    """The mean log loss of the next answers of one learner, and whether quizapp took its fit."""

    learnt: int
    taken: bool
    defaults: float
    plain: float
    shrunk: float
    used: float
    truth: float


def main(arguments: list[str]) -> int:
    """Simulate, fit, and print a line for each length of the log."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks fits", description=__doc__)
    parser.add_argument(
        "--learners", type=Path, metavar="FILE", help="learners to simulate (default: a few made-up ones)"
    )
    parser.add_argument("--users", default="", metavar="1-30", help="only these learners")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="reviews in the log")
    parser.add_argument("--json", action="store_true", help="print JSON, a line for each length and learner")
    asked = parser.parse_args(arguments)
    learners = chosen(from_file(asked.learners) if asked.learners else made_up(), asked.users)
    found: dict[int, list[Predicted]] = {size: [] for size in map(int, asked.sizes.split(","))}
    for learner, log in zip(learners, logs(learners, max(found) + 2 * NEXT), strict=True):
        for size, each in predicted(learner, log, tuple(found)):
            found[size].append(each)
        print(f"learner {learner.user}", file=sys.stderr, flush=True)
    if asked.json:
        print(json.dumps({size: [_plain(each) for each in line] for size, line in found.items()}))
        return 0
    print(f"{len(learners)} learners; log loss of the next {NEXT:,} answers, in nats\n\n{_HEAD}")
    for size, line in found.items():
        print(row(size, line))
    return 0


def logs(learners: Sequence[Learner], most: int) -> list[Learnable]:
    """The first `most` reviews of each learner, scheduled with the defaults at a retention of 0.9, 20 new a day."""
    truth = Memory([each.parameters for each in learners])
    belief = Memory(np.tile(DEFAULTS, (len(learners), 1)))
    answers: list[Answers] = []
    days = 30 + most // 40  # who forgets least answers about fifty a day
    exam = Exam(Cell(days * _NEW, days, _MINUTES))
    seeds = np.array([each.user + 500_000 for each in learners])
    simulate(exam, truth, belief, Fixed(0.9, _NEW, mixed=True), seeds, answers)
    return [_log(answers, row, most) for row in range(len(learners))]


def _log(answers: Sequence[Answers], row: int, most: int) -> Learnable:
    log = Log()
    for day, rows, cards, grades in answers:
        log.add(day, cards[rows == row], grades[rows == row])
        if log.reviews > most:
            break
    return log.learnable


def predicted(learner: Learner, log: Learnable, sizes: Sequence[int]) -> Iterator[tuple[int, Predicted]]:
    """How well the next answers are predicted after so many reviews."""
    bounds = parameter_bounds()
    for size in sizes:
        before = [answer for reviews, answer in log if reviews <= size]
        after = [answer for reviews, answer in log if reviews > size][:NEXT]
        fit = fitted(before, DEFAULTS, lambda answers: most_probable(answers, DEFAULTS, bounds), losses)
        shrunk = most_probable(before, DEFAULTS, bounds)
        taken = fit.outcome is Outcome.BETTER
        ways = (DEFAULTS, plain_fit(before), shrunk, fit.after if taken else DEFAULTS, learner.parameters)
        means = [statistics.mean(losses(after, parameters)) for parameters in ways]
        yield size, Predicted(len(before), taken, *means)


def plain_fit(answers: Sequence[Trained]) -> tuple[float, ...]:
    """What fsrs-rs finds, the optimiser of Anki."""
    from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview, TrainingConfig

    items = [FSRSItem([FSRSReview(rating, days) for days, rating in each.answers]) for each in answers]
    cards = [each.card for each in answers]
    config = TrainingConfig(num_epochs=_EPOCHS)
    return tuple(FSRS(DEFAULT_PARAMETERS).compute_parameters(items, card_ids=cards, training_config=config))


def row(size: int, found: Sequence[Predicted]) -> str:
    """Means over the learners as a row of the table."""
    ways = ("defaults", "plain", "shrunk", "used", "truth")
    means = [f"{statistics.mean(getattr(each, way) for each in found):.4f}" for way in ways]
    learnt = f"{statistics.mean(each.learnt for each in found):.0f}"
    taken = f"{sum(each.taken for each in found)} of {len(found)}"
    worse = max(each.used - each.defaults for each in found)
    return "| " + " | ".join([f"{size:,}", learnt, *means, taken, f"{worse:+.4f}"]) + " |"


def _plain(each: Predicted) -> dict[str, object]:
    return {name: getattr(each, name) for name in Predicted.__slots__}
