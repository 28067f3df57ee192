"""Small bar pictures of eighth blocks, readable without colour: a day without answers is a dot, not a gap."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from quizapp.tui.signs import Signs


def bars(
    values: Sequence[int], signs: Signs, *, height: int = 2, gap_every: int = 7, most: int | None = None
) -> list[Content]:
    """Lines of vertical bars, tallest for the largest value or for `most`; a gap between groups, from the end."""
    highest = max(values, default=0) if most is None else most
    steps = len(signs.bars) * height
    rows: list[str] = []
    for row in range(height - 1, -1, -1):
        cells = [_cell(value, highest, steps, row, signs) for value in values]
        rows.append("".join(_spaced(cells, gap_every)))
    return [Content.styled(row, "$primary") for row in rows]


def _cell(value: int, highest: int, steps: int, row: int, signs: Signs) -> str:
    if not value:
        return signs.nothing if row == 0 else " "
    size = max(1, round(value / highest * steps)) - row * len(signs.bars)
    if size <= 0:
        return " "
    return signs.bars[min(size, len(signs.bars)) - 1]


def _spaced(cells: list[str], gap_every: int) -> list[str]:
    count = len(cells)
    return [
        cell + (" " if (count - number - 1) % gap_every == 0 and number + 1 < count else "")
        for number, cell in enumerate(cells)
    ]
