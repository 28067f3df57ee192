"""Two answers side by side: which words are the same, changed, missing or extra."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from quizapp.domain.values import dataclass

if TYPE_CHECKING:
    # The screens import this module, and the patterns of the readings take milliseconds to compile.
    from quizapp.domain.typed_readings import Token


class Change(StrEnum):
    """How one piece of the typed answer compares with the expected one."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Difference:
    """One piece of an answer, expected and typed, safe to show; MISSING has no typed text, EXTRA no expected text."""

    change: Change
    expected: str
    typed: str


_MOST_TOKENS = 40
_LIKE = 0.5
_UNLIKE = 1.5  # dearer than leaving one word out, cheaper than leaving one out and putting one in

_Step = tuple[float, int, int, Change]
_Alike = Callable[["Token", "Token"], bool]


def differences(expected: Sequence[Token], written: Sequence[Token], alike: _Alike) -> tuple[Difference, ...]:
    """The two answers token by token with as much as possible in its place; nothing for answers past forty tokens.

    A word that stands elsewhere is extra at one place and missing at the other; `alike` words are paired first.
    """
    if max(len(expected), len(written)) > _MOST_TOKENS:
        return ()
    steps = _best_steps(expected, written, alike)
    found, i, j = [], 0, 0
    while i < len(expected) or j < len(written):
        _, down, right, change = steps[i][j]
        found.append(Difference(change, expected[i].shown if down else "", written[j].shown if right else ""))
        i, j = i + down, j + right
    return tuple(found)


def _best_steps(expected: Sequence[Token], written: Sequence[Token], alike: _Alike) -> list[list[_Step]]:
    """For the expected tokens from i on and the written ones from j on: the total cost and the first step."""
    done = (0.0, 0, 0, Change.SAME)
    best = [[done] * (len(written) + 1) for _ in range(len(expected) + 1)]
    for i in range(len(expected), -1, -1):
        for j in range(len(written), -1, -1):
            steps: list[_Step] = []
            if i < len(expected) and j < len(written):
                cost, change = _pairing(expected[i], written[j], alike)
                steps.append((cost + best[i + 1][j + 1][0], 1, 1, change))
            if i < len(expected):
                steps.append((1 + best[i + 1][j][0], 1, 0, Change.MISSING))
            if j < len(written):
                steps.append((1 + best[i][j + 1][0], 0, 1, Change.EXTRA))
            if steps:
                best[i][j] = min(steps, key=lambda step: step[0])
    return best


def _pairing(expected: Token, written: Token, alike: _Alike) -> tuple[float, Change]:
    if expected.says_the_same_as(written):
        return 0.0, Change.SAME
    return (_LIKE if alike(expected, written) else _UNLIKE), Change.CHANGED
