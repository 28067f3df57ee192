"""What part of the marks an answer in several parts earns, from 0 to 1; docs/ratings.md gives the rules and why."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations

from quizapp.domain.answers import Chose, Matched, Ordered, Recalled, Verdict
from quizapp.domain.asking import right_sides
from quizapp.domain.questions import Essay, Matching, Multiple, Ordering


def share_chosen(question: Multiple, response: Chose) -> float:
    """Right options chosen less wrong ones, over all right ones, never below 0; raises ValueError for no option."""
    _known(response.options, [option.id for option in question.options])
    right = {option.id for option in question.options if option.correct}
    net = len(response.options & right) - len(response.options - right)
    return max(0, net) / len(right)


def share_ordered(question: Ordering, response: Ordered) -> float:
    """Pairs of items in their right order less those in the wrong one, over all pairs, never below 0.

    That is Kendall's tau (A New Measure of Rank Correlation, Biometrika 30, 1938) without its negative half. A pair
    of which an item was not placed counts for neither. Raises ValueError for no such item or one placed twice.
    """
    _known(response.items, [item.id for item in question.items])
    place = {item.id: number for number, item in enumerate(question.items)}
    net = sum(1 if place[first] < place[second] else -1 for first, second in combinations(response.items, 2))
    return max(0, net) / (len(place) * (len(place) - 1) // 2)


def share_matched(question: Matching, response: Matched) -> float:
    """Right pairs over all pairs; raises ValueError for no such side or a side that was used twice."""
    _known([left for left, _ in response.pairs], [pair.id for pair in question.pairs])
    _known([right for _, right in response.pairs], right_sides(question))
    return sum(left == right for left, right in response.pairs) / len(question.pairs)


def share_recalled(question: Essay, response: Recalled) -> float:
    """Points recalled over all points of the outline, all of one weight; raises ValueError for no such point.

    A point that was there in part counts half.
    """
    _known([*response.points, *response.halves], [point.id for point in question.outline])
    return (len(response.points) + len(response.halves) / 2) / len(question.outline)


def verdict_of(share: float) -> Verdict:
    """The verdict that a share of the marks earns: half of them is partly right."""
    if share == 1:
        return Verdict.RIGHT
    return Verdict.PARTLY if share >= 0.5 else Verdict.WRONG


def _known(used: Collection[str], offered: Collection[str]) -> None:
    for each in used:
        if each not in offered:
            raise ValueError(f"no such part: {each}")
    if len(set(used)) < len(used):
        raise ValueError("a part is used twice")
