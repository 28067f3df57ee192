"""The bar of a promise: the marks to expect on the day of the exam, with the line to pass and the marks wanted."""

from __future__ import annotations

from textual.content import Content

from quizapp.domain.plans import Promise
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, words


def promise_bar(promise: Promise, signs: Signs, width: int) -> Content:
    """The marks that the decks hold as a bar: full up to the low end of the interval, half full to the high one.

    The lines stand between two cells, as far as the decks hold so many marks.
    """
    full, some, none, line, target = _signs(signs)
    low, high = (_cells(each, promise, width) for each in (promise.low, promise.high))
    cells = [Content.styled(full, "$primary")] * low
    cells += [Content.styled(some, "$primary")] * (high - low)
    cells += [Content.styled(none, "$rule")] * (width - high)
    lines = [(promise.needed, line), (promise.target, target)]
    for marks, sign in sorted(lines, reverse=True):
        if 0 < marks <= promise.most and not promise.unknown:
            cells.insert(_cells(marks, promise, width), Content.styled(sign, "bold $accent"))
    return joined(cells)


def promise_legend(promise: Promise, signs: Signs) -> Content:
    """What the parts of the bar mean."""
    full, some, _, line, target = _signs(signs)
    parts = [f"{full} nine of ten get this", f"{some} one of ten gets more"]
    parts += [f"{line} to pass"] if promise.needed and not promise.unknown else []
    parts += [f"{target} your target"] if promise.target and not promise.unknown else []
    return words("   ".join(parts), "$muted")


def _signs(signs: Signs) -> tuple[str, ...]:
    return tuple("█▒░│║" if signs.unicode else "#=.|T")


def _cells(marks: float, promise: Promise, width: int) -> int:
    return max(0, min(width, round(marks / promise.most * width))) if promise.most else 0
