"""Item analysis: what the answers of many say about each question, by the formulas of Moodle's quiz statistics.

Facility, discrimination index and discriminative efficiency are those of `question/classes/statistics/questions/
calculator.php` there: with n - 1 below variances, and nothing where they are undefined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from math import fsum, sqrt
from typing import NamedTuple

from quizapp.domain.values import dataclass

ENOUGH = 10
"""So many attempts at a question it takes before anything is said against its key."""


class Given(NamedTuple):
    """One answer: its share of the marks (0 for a blank), and the option that was picked ("" for none)."""

    share: float
    option: str = ""


class Suspicion(StrEnum):
    """Why a key looks wrong."""

    NEGATIVE = "who is better at the rest gets this one wrong more often"
    BEATEN = "the better half picks another option more often than the key"


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """The figures of a question in percent; None where they are undefined. `options` counts what was picked.

    `facility` is the mean share of the marks. `discrimination` is how this question goes with the rest of the paper
    (from -100 to 100), `efficiency` what part of the discrimination that its spread allows it reaches.
    """

    item: str
    attempts: int
    facility: float | None
    deviation: float | None
    discrimination: float | None
    efficiency: float | None
    options: Mapping[str, int]
    suspicions: tuple[Suspicion, ...] = ()


def analyse(attempts: Sequence[Mapping[str, Given]], keys: Mapping[str, str] | None = None) -> tuple[ItemFigures, ...]:
    """The figures of every question that was in one of these attempts, in the order of its first appearance.

    `keys` names the right option where a question has one. The rest of a paper is the mean share of its other
    questions, so that attempts at papers drawn differently can be put together.
    """
    items = dict.fromkeys(item for attempt in attempts for item in attempt)
    totals = [fsum(given.share for given in attempt.values()) for attempt in attempts]
    found = []
    for item in items:
        rows = [
            (attempt[item], (total - attempt[item].share) / (len(attempt) - 1))
            for attempt, total in zip(attempts, totals, strict=True)
            if item in attempt and len(attempt) > 1
        ]
        alone = [attempt[item] for attempt in attempts if item in attempt and len(attempt) == 1]
        found.append(_figures(item, rows, alone, (keys or {}).get(item, "")))
    return tuple(found)


def _figures(item: str, rows: list[tuple[Given, float]], alone: list[Given], key: str) -> ItemFigures:
    given = [each for each, _ in rows] + alone
    shares, rests = [each.share for each, _ in rows], [rest for _, rest in rows]
    facility = 100 * fsum(each.share for each in given) / len(given) if given else None
    spread = _covariance([each.share for each in given], [each.share for each in given])
    index = _correlation(shares, rests)
    options = Counter(each.option for each in given)
    return ItemFigures(
        item=item,
        attempts=len(given),
        facility=facility,
        deviation=None if spread is None else 100 * sqrt(spread),
        discrimination=index,
        efficiency=_efficiency(shares, rests),
        options=dict(sorted(options.items())),
        suspicions=tuple(_suspicions(rows, key, index)) if len(rows) >= ENOUGH else (),
    )


def _covariance(first: Sequence[float], second: Sequence[float]) -> float | None:
    """The covariance with n - 1; None for fewer than two pairs."""
    number = len(first)
    if number < 2:
        return None
    one, other = fsum(first) / number, fsum(second) / number
    return fsum((x - one) * (y - other) for x, y in zip(first, second, strict=True)) / (number - 1)


def _correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """The correlation in percent; None where one of both does not vary."""
    together, one, other = _covariance(first, second), _covariance(first, first), _covariance(second, second)
    if together is None or not one or not other or min(one, other) < _NOTHING:
        return None
    return 100 * together / sqrt(one * other)


def _efficiency(shares: Sequence[float], rests: Sequence[float]) -> float | None:
    """The covariance in percent of the greatest there could be with these marks: both in order."""
    together, most = _covariance(shares, rests), _covariance(sorted(shares), sorted(rests))
    if together is None or most is None or most < _NOTHING:
        return None
    return 100 * together / most


_NOTHING = 1e-12
"""Below this a variance is the rounding of one that is zero."""


def _suspicions(rows: Iterable[tuple[Given, float]], key: str, index: float | None) -> Iterable[Suspicion]:
    if index is not None and index < 0:
        yield Suspicion.NEGATIVE
    if not key:
        return
    ordered = sorted(rows, key=lambda row: -row[1])
    better = Counter(given.option for given, _ in ordered[: len(ordered) // 2] if given.option)
    if better and max(better.values()) > better[key]:
        yield Suspicion.BEATEN
