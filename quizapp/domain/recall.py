"""How likely a card is still known: the forgetting curve of FSRS-6."""

from __future__ import annotations

from functools import lru_cache


def retrievability(days: int, stability: float, decay: float) -> float:
    """The probability that a card is recalled so many whole study days after it was last answered.

    `stability` is the number of days after which it is 90 %, `decay` the last of the model's 21 parameters (w20).
    The curve is R(t, S) = (1 + f t / S) ^ -w20 with f = 0.9 ^ (-1 / w20) - 1, so that R(S, S) is 0.9 whatever the
    decay. Source: "The Algorithm", FSRS-6, wiki of open-spaced-repetition/awesome-fsrs; `fsrs.Scheduler` computes the
    same. Raises ValueError for a stability or a decay that is not above zero.
    """
    if stability <= 0 or decay <= 0:
        raise ValueError("stability and decay are above zero")
    if days <= 0:
        return 1.0
    recalled: float = (1 + _factor(decay) * days / stability) ** -decay
    return recalled


@lru_cache(maxsize=8)
def _factor(decay: float) -> float:
    return float(0.9 ** (-1 / decay) - 1)
