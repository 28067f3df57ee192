"""Pictures of shares and of a year, of characters every terminal has; colour adds, it never tells alone."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from quizapp.domain.insight import shade
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, words

_SHADES = " ░▒▓█"
_PLAIN_SHADES = " .:*#"
_INKS = ("", "$muted", "$secondary", "$primary", "$primary")
_DAY_NAMES = ("Mo", "", "We", "", "Fr", "", "Su")


def gauge(share: float | None, signs: Signs, *, width: int = 20, style: str = "$primary") -> Content:
    """A bar filled as far as the share says, to half a cell; an empty one where there is no share."""
    full, half, empty = ("█", "▌", "░") if signs.unicode else ("#", "", ".")
    halves = round((share or 0.0) * width * 2)
    filled = full * (halves // 2) + (half if halves % 2 else "")
    if not half and halves % 2:
        filled += full
    return Content.styled(filled, style) + Content.styled(empty * (width - len(filled)), "$rule")


def calendar(values: Sequence[int], weekday: int, signs: Signs) -> list[Content]:
    """Weeks as columns and weekdays as rows, the last value on `weekday` (Monday is 0); five shades, darkest the most.

    A day of the week still to come is left blank, as is one on which nothing was answered.
    """
    shades = _SHADES if signs.unicode else _PLAIN_SHADES
    most = max(values, default=0)
    padded = [0] * ((7 - (len(values) + 6 - weekday) % 7) % 7) + list(values) + [0] * (6 - weekday)
    steps = [shade(value, most) for value in padded]
    rows = []
    for day, name in enumerate(_DAY_NAMES):
        cells = [Content.styled(shades[step], _INKS[step]) for step in steps[day::7]]
        rows.append(words(name.ljust(3), "$muted") + joined(cells))
    return rows


def legend(signs: Signs) -> Content:
    """The shades from none to most."""
    shades = _SHADES if signs.unicode else _PLAIN_SHADES
    cells = [Content.styled(shades[step], _INKS[step]) for step in range(1, 5)]
    return words("none, few ", "$muted") + joined(cells) + words(" many", "$muted")


def against_line(shares: Sequence[float], line: float | None, signs: Signs, *, height: int = 5) -> list[Content]:
    """Shares as columns in their order with a line across at another one; below each whether it reaches the line."""
    steps, rows = len(signs.bars), []
    dash = "╌" if signs.unicode else "-"
    at = None if line is None else min(height - 1, int(line * height))
    for row in range(height - 1, -1, -1):
        pieces = []
        for share in shares:
            filled = max(0, min(steps, round(share * height * steps) - row * steps))
            block = words((signs.bars[filled - 1] if filled else dash if row == at else " ") * 3)
            pieces.append(block.stylize("$primary" if filled else "$accent"))
        rows.append(joined(pieces, dash if row == at else " ") + words(" pass" if row == at else "", "$accent"))
    if line is not None:
        reached = [(signs.right, "$right") if share >= line else (signs.wrong, "$wrong") for share in shares]
        rows.append(joined([words(f" {sign} ", style) for sign, style in reached], " "))
    return rows
