"""How likely a card is still known: the forgetting curve of FSRS-6."""

from __future__ import annotations


def retrievability(days: int, stability: float, decay: float) -> float:
    """The probability that a card is recalled so many whole study days after it was last answered.

    `stability` is the number of days after which it is 90 %, `decay` the last of the model's 21 parameters (w20).
    The curve is R(t, S) = (1 + f t / S) ^ -w20 with f = 0.9 ^ (-1 / w20) - 1, so that R(S, S) is 0.9 whatever the
    decay. Source: "The Algorithm", FSRS-6, wiki of open-spaced-repetition/awesome-fsrs; `fsrs.Scheduler` computes the
    same. Raises ValueError for a stability or a decay that is not above zero.
    """
    if stability <= 0 or decay <= 0:
        raise ValueError("stability and decay are above zero")
    factor = 0.9 ** (-1 / decay) - 1
    return float((1 + factor * max(0, days) / stability) ** -decay)
