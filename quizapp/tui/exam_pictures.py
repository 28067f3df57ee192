"""Pictures of a paper: marks against the line that passes, and the time of every question above what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from quizapp.domain.exam_results import Sat
from quizapp.domain.marking import Outcome
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, words
from quizapp.tui.widgets.bars import bars

_STYLES = {Outcome.RIGHT: "$right", Outcome.PARTLY: "$nearly", Outcome.WRONG: "$wrong", Outcome.BLANK: "$muted"}


def outcome_sign(outcome: Outcome, signs: Signs) -> str:
    """The sign of what became of a question; it stands beside the word, or above a line that names all signs."""
    return {
        Outcome.RIGHT: signs.right,
        Outcome.PARTLY: signs.partly,
        Outcome.WRONG: signs.wrong,
        Outcome.BLANK: signs.dash,
    }[outcome]


def outcome_style(outcome: Outcome) -> str:
    """The colour of what became of a question."""
    return _STYLES[outcome]


def line_at(needed: float, of: float, width: int) -> int | None:
    """The cell of a bar that the line which passes stands in; None where there is no line."""
    return min(width - 1, round(needed / of * width)) if needed and of else None


def marks_bar(marks: float, of: float, needed: float, signs: Signs, width: int, style: str = "$primary") -> Content:
    """A bar filled as far as the marks go, to half a cell, with the line that passes standing in it."""
    full, half, empty, line = ("█", "▌", "░", "│") if signs.unicode else ("#", "#", ".", "|")
    halves = round(max(0.0, min(1.0, marks / of if of else 0.0)) * width * 2)
    cells = [full] * (halves // 2) + ([half] if halves % 2 else [])
    filled = len(cells)
    cells += [empty] * (width - filled)
    pieces = [Content.styled(cell, style if place < filled else "$rule") for place, cell in enumerate(cells)]
    at = line_at(needed, of, width)
    if at is not None:
        pieces[at] = Content.styled(line, "bold $accent")
    return joined(pieces)


def pass_mark(needed: float, of: float, signs: Signs, width: int) -> Content:
    """What stands below a bar where the line is: how many marks pass."""
    at = line_at(needed, of, width)
    if at is None:
        return Content("")
    sign, said = ("▴" if signs.unicode else "^"), f"{needed:g} to pass"
    if at + len(said) + 2 <= width:
        return words(" " * at) + words(f"{sign} {said}", "$accent")
    return words(" " * max(0, at - len(said) - 1)) + words(f"{said} {sign}", "$accent")


def time_strip(questions: Sequence[Sat], signs: Signs, width: int) -> Iterator[Content]:
    """A column a question, as high as the time it took, with the sign of what became of it below.

    Few questions have broad columns with their numbers below; many go on in a second strip.
    """
    most = max((each.milliseconds for each in questions), default=0)
    cells = max(1, min(3, width // max(1, len(questions))))
    for start in range(0, len(questions), width // cells):
        part = questions[start : start + width // cells]
        for row in bars([each.milliseconds for each in part], signs, height=3, gap_every=len(part) + 1, most=most):
            yield words("".join(_broad(cell, cells) for cell in row.plain).rstrip(), "$primary")
        below = [words(outcome_sign(each.outcome, signs), outcome_style(each.outcome)) for each in part]
        yield joined([sign.pad_right(cells - 1) for sign in below])
        yield words(_numbers([each.number for each in part], cells), "$muted")


def _broad(cell: str, cells: int) -> str:
    """A cell of a column, as broad as there is room, with a space after it where that is two cells or more."""
    return (cell * max(1, cells - 1)).ljust(cells)


def _numbers(numbers: Sequence[int], cells: int) -> str:
    """The numbers below their columns; where there is no room for all, the first and every tenth."""
    line = [" "] * (len(numbers) * cells + 4)
    every, free = 1 if cells > 2 else 10, 0
    for place, number in enumerate(numbers):
        said, at = str(number), place * cells
        if (place == 0 or number % every == 0) and at >= free:
            line[at : at + len(said)] = said
            free = at + len(said) + (1 if every > 1 else 0)
    return "".join(line).rstrip()
