"""Predicted against what came: how far the recall that the model names is to be believed, and a correction of it.

docs/expected-marks.md has the formulas with their sources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import exp, floor, log, pi, sqrt

from quizapp.domain.memories import Memory
from quizapp.domain.recall import retrievability
from quizapp.domain.values import dataclass

Vector = tuple[float, float, float]

PRIOR_SPREAD: Vector = (1.0, 0.3, 0.1)
"""How far the correction may be from none, before anything is known: standard deviations of its three numbers."""

DOUBT = 0.15
"""What no correction of this kind takes away, as a standard deviation in logits; found with simulated learners."""

USUAL_DAYS = 5
"""The days after which the third number of a correction says nothing."""

EDGES = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
"""Where the bins of the calibration part."""

_Z95 = 1.959963984540054
_ROUNDS, _LONGEST_STEP = 100, 1.0
_TRIAL = 5


@dataclass(frozen=True, slots=True)
class Prediction:
    """A prediction that an answer put to the test: the recall that was believed, and whether the answer was right.

    `days` passed since the answer before, which was the `number`-th but one; `lapses` had been by then. `picked` tells
    answers that picked one of several options from those that were produced. `when` orders them.
    """

    recall: float
    days: int
    right: bool
    number: int = 1
    lapses: int = 0
    picked: bool = True
    when: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """From the recall that the model names to the chance of a right answer: logit p = a + b logit R + c ln(days / 5).

    `covariance` tells how sure the three numbers are, row by row; `answers` from how many they were learnt.
    """

    numbers: Vector
    covariance: tuple[Vector, Vector, Vector]
    answers: int = 0

    def chance(self, recall: float, days: int) -> tuple[float, Vector]:
        """The chance of a right answer, and by how much it moves with each of the three numbers.

        It is the mean over what is not known of them: sure at 0.5, and nearer to it the less is known (MacKay 1992).
        """
        a, b, c = self.numbers
        one, two, three = self.covariance
        x, y = logit(recall), log(max(1, days) / USUAL_DAYS)
        spread = one[0] + 2 * (one[1] * x + one[2] * y + two[2] * x * y) + two[1] * x * x + three[2] * y * y
        shrunk = 1 / sqrt(1 + pi / 8 * (spread + DOUBT * DOUBT))
        p = _expit((a + b * x + c * y) * shrunk)
        slope = p * (1 - p) * shrunk
        return p, (slope, slope * x, slope * y)

    def variance(self, slope: Vector) -> float:
        """How unsure a sum of chances is because the correction is, given how it moves with the three numbers."""
        known = sum(slope[i] * self.covariance[i][j] * slope[j] for i in range(3) for j in range(3))
        return known + (DOUBT * slope[0]) ** 2


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of like height: their mean, the mean of the corrected ones, and how many answers were right.

    `low` and `high` bound the true share with 95 % (Wilson 1927).
    """

    predicted: float
    corrected: float
    right: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """What came."""
        return self.right / self.of


@dataclass(frozen=True, slots=True)
class Scores:
    """How well predictions did: the mean log loss in nats, and RMSE (bins); of both less is better."""

    log_loss: float
    rmse_bins: float


@dataclass(frozen=True, slots=True)
class Trial:
    """The newest fifth of the predictions, as the model made them and as a correction from the older ones has them."""

    answers: int
    model: Scores
    corrected: Scores


def logit(p: float) -> float:
    """The logarithm of the odds; a probability beyond 0.0001 and 0.9999 counts as that."""
    p = min(max(p, 1e-4), 1 - 1e-4)
    return log(p / (1 - p))


def believed(memory: Memory, day: int, decay: float) -> list[float] | None:
    """What the log keeps of a prediction that an answer on this study day tests; None where it tests none.

    The recall by the memory before the answer, the days since the last one, and how many answers and lapses there were.
    An answer tests one when the card was met before and not yet today.
    """
    if memory.stability is None or memory.last_day is None or memory.last_day >= day:
        return None
    days = day - memory.last_day
    return [round(retrievability(days, memory.stability, decay), 4), days, memory.reps, memory.lapses]


def corrected(tested: Iterable[Prediction]) -> Correction:
    """The correction that these answers call for, held back towards none where they are few.

    A logistic regression on the logit of the prediction (Platt 1999) and on the logarithm of the days, with a normal
    prior: the most probable numbers by Newton's method, and their covariance there (Laplace).
    """
    cells, answers = _cells(tested)
    spread = PRIOR_SPREAD
    precision = [[1 / spread[i] ** 2 if i == j else 0.0 for j in range(3)] for i in range(3)]
    numbers = [0.0, 1.0, 0.0]
    for _ in range(_ROUNDS):
        pull = [-numbers[0] / spread[0] ** 2, (1 - numbers[1]) / spread[1] ** 2, -numbers[2] / spread[2] ** 2]
        curve = [row[:] for row in precision]
        for x, y, of, right in cells:
            p = _expit(numbers[0] + numbers[1] * x + numbers[2] * y)
            features, weight = (1.0, x, y), of * p * (1 - p)
            for i in range(3):
                pull[i] += (right - of * p) * features[i]
                for j in range(3):
                    curve[i][j] += weight * features[i] * features[j]
        covariance = _inverse(curve)
        step = [sum(covariance[i][j] * pull[j] for j in range(3)) for i in range(3)]
        size = max(map(abs, step))
        if size < 1e-8:
            break
        held = min(1.0, _LONGEST_STEP / size)  # far from the goal Newton's step may lead away from it
        numbers = [number + held * by for number, by in zip(numbers, step, strict=True)]
    return Correction((numbers[0], numbers[1], numbers[2]), covariance, answers)


def binned(tested: Iterable[Prediction], correction: Callable[[Prediction], Correction]) -> tuple[Bin, ...]:
    """The predictions in bins from low to high, each with its correction; empty bins are left out."""
    groups: dict[int, list[Prediction]] = {}
    for each in tested:
        groups.setdefault(sum(each.recall >= edge for edge in EDGES), []).append(each)
    return tuple([_bin(groups[place], correction) for place in sorted(groups)])


def wilson(right: int, of: int, z: float = _Z95) -> tuple[float, float]:
    """The interval of a share by Wilson (1927), which stays between 0 and 1; for 95 % unless another z is given."""
    share, square = right / of, z * z / of
    middle = (share + square / 2) / (1 + square)
    half = z / (1 + square) * sqrt(share * (1 - share) / of + square / (4 * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def scores(tested: Sequence[Prediction], predicted: Sequence[float]) -> Scores:
    """Log loss and RMSE (bins) of predictions; raises ZeroDivisionError of none."""
    loss = sum(-log(_sure(p if each.right else 1 - p)) for each, p in zip(tested, predicted, strict=True))
    return Scores(loss / len(tested), rmse_bins(tested, predicted))


def rmse_bins(tested: Sequence[Prediction], predicted: Sequence[float]) -> float:
    """The weighted root mean square of predicted less right over bins by days, number and lapses.

    The bins are those of the srs-benchmark (`rmse_matrix` of open-spaced-repetition/srs-benchmark).
    """
    sums: dict[tuple[float, float, float], list[float]] = {}
    for each, p in zip(tested, predicted, strict=True):
        place = _step(each.days, 3.62), _step(each.number, 1.89), _step(each.lapses, 1.73)
        found = sums.setdefault(place, [0.0, 0.0])
        found[0] += p - each.right
        found[1] += 1
    return sqrt(sum(difference**2 / of for difference, of in sums.values()) / len(tested))


def tried(tested: Sequence[Prediction]) -> Trial | None:
    """The trial on the newest fifth; None where that would be less than ten answers."""
    in_order = sorted(tested, key=lambda each: each.when)
    newest = in_order[len(in_order) - len(in_order) // _TRIAL :]
    if len(newest) < 10:
        return None
    by_format = {
        picked: corrected(each for each in in_order[: -len(newest)] if each.picked is picked)
        for picked in (True, False)
    }
    better = [by_format[each.picked].chance(each.recall, each.days)[0] for each in newest]
    return Trial(len(newest), scores(newest, [each.recall for each in newest]), scores(newest, better))


def _bin(group: Sequence[Prediction], correction: Callable[[Prediction], Correction]) -> Bin:
    of, right = len(group), sum(each.right for each in group)
    predicted = sum(each.recall for each in group) / of
    after = sum(correction(each).chance(each.recall, each.days)[0] for each in group) / of
    return Bin(predicted, after, right, of, *wilson(right, of))


def _cells(tested: Iterable[Prediction]) -> tuple[list[tuple[float, float, int, int]], int]:
    """Like answers put together: mean logit, mean logarithm of the days, how many they are, how many were right."""
    sums: dict[tuple[int, int], list[float]] = {}
    answers = 0
    for each in tested:
        x, y = logit(each.recall), log(max(1, each.days) / USUAL_DAYS)
        found = sums.setdefault((round(x * 8), round(y * 4)), [0.0, 0.0, 0, 0])
        for place, value in enumerate((x, y, 1, each.right)):
            found[place] += value
        answers += 1
    return [(x / of, y / of, int(of), int(right)) for x, y, of, right in sums.values()], answers


def _inverse(m: Sequence[Sequence[float]]) -> tuple[Vector, Vector, Vector]:
    """The inverse of a symmetric matrix of three rows."""
    (a, b, c), (_, d, e), (_, _, f) = m
    one, two, three = d * f - e * e, c * e - b * f, b * e - c * d
    whole = a * one + b * two + c * three
    four, five, six = a * f - c * c, b * c - a * e, a * d - b * b
    return (
        (one / whole, two / whole, three / whole),
        (two / whole, four / whole, five / whole),
        (three / whole, five / whole, six / whole),
    )


def _step(number: int, base: float) -> float:
    """The power of the base at or below a number; those of nothing are apart."""
    return float(floor(log(number) / log(base))) if number > 0 else -1.0


def _expit(odds: float) -> float:
    """The inverse of the logit."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def _sure(p: float) -> float:
    return min(max(p, 1e-6), 1.0)
