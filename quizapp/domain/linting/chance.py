"""How likely chance alone is to bring what a deck shows."""

from __future__ import annotations

from collections.abc import Sequence
from math import erfc, exp, lgamma, log, sqrt

_EXACT = 200


def at_least(hits: int, chances: Sequence[float]) -> float:
    """The probability of `hits` or more, when each trial succeeds with its own chance."""
    if len(chances) > _EXACT:
        mean = sum(chances)
        spread = sqrt(sum(chance * (1 - chance) for chance in chances))
        return erfc((hits - 0.5 - mean) / (spread * sqrt(2))) / 2 if spread else float(hits <= mean)
    row = [1.0]
    for chance in chances:
        row = [
            (row[place] * (1 - chance) if place < len(row) else 0.0) + (row[place - 1] * chance if place else 0.0)
            for place in range(len(row) + 1)
        ]
    return sum(row[hits:])


def uneven(counts: Sequence[int]) -> float:
    """The probability of counts at least as uneven as these, when every place is as likely (chi-square)."""
    expected = sum(counts) / len(counts)
    statistic = sum((count - expected) ** 2 for count in counts) / expected
    return _upper_gamma((len(counts) - 1) / 2, statistic / 2)


def _upper_gamma(shape: float, value: float) -> float:
    """The regularised upper incomplete gamma function, by its series (enough for small shapes)."""
    if value <= 0:
        return 1.0
    if value > 100:
        return 0.0
    term = total = 1 / shape
    for step in range(1, 500):
        term *= value / (shape + step)
        total += term
        if term < total * 1e-12:
            break
    return max(0.0, 1 - total * exp(shape * log(value) - value - lgamma(shape)))
