"""Bars of marks and intervals, of characters every terminal has; colour adds, it never tells alone."""

from __future__ import annotations

from textual.content import Content

from quizapp.domain.outlook import Outlook
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, words


def marks_bar(outlook: Outlook, signs: Signs, width: int = 24) -> Content:
    """The marks that are there to be had as a bar: full up to the low end of the interval, half full to the high one.

    The pass line stands between two cells, where there is a chance to tell of.
    """
    full, some, none = ("█", "▒", "░") if signs.unicode else ("#", "=", ".")
    low, high, line = (_cells(each, outlook.of, width) for each in (outlook.low, outlook.high, outlook.needed))
    cells = [Content.styled(full, "$primary")] * low
    cells += [Content.styled(some, "$primary")] * (high - low)
    cells += [Content.styled(none, "$rule")] * (width - high)
    if outlook.chance is not None:
        cells.insert(line, Content.styled("│" if signs.unicode else "|", "bold $accent"))
    return joined(cells)


def marks_legend(signs: Signs) -> Content:
    """What the parts of the bar mean."""
    full, some, line = ("█", "▒", "│") if signs.unicode else ("#", "=", "|")
    return words(f"{full} nine papers of ten reach it   {some} up to here one of ten gets more   {line} pass", "$muted")


def against(said: float, came: float, low: float, high: float, signs: Signs, *, first: float, width: int) -> Content:
    """What was said against what came with its interval, on a line from `first` to 1; all are shares."""
    dot, stop_left, stop_right, dash, mark, both, rest = "●├┤─│◉·" if signs.unicode else "*[]-|#."
    cells = [Content.styled(rest, "$rule")] * width
    places = [_place(each, first, width) for each in (low, high, said, came)]
    for place in range(places[0], places[1] + 1):
        cells[place] = Content.styled(dash, "$primary")
    cells[places[0]] = Content.styled(stop_left, "$primary")
    cells[places[1]] = Content.styled(stop_right, "$primary")
    cells[places[2]] = Content.styled(mark, "bold $accent")
    cells[places[3]] = Content.styled(both if places[2] == places[3] else dot, "bold $primary")
    return joined(cells)


def against_legend(signs: Signs) -> Content:
    """What the marks on such a line mean."""
    dot, stop_left, stop_right, dash, mark, both, _ = "●├┤─│◉·" if signs.unicode else "*[]-|#."
    between = f"{stop_left}{dash}{stop_right} where the truth is, 95 times of 100"
    return words(f"{mark} predicted   {dot} came   {both} both   {between}", "$muted")


def _cells(marks: float, of: float, width: int) -> int:
    return max(0, min(width, round(marks / of * width))) if of else 0


def _place(share: float, first: float, width: int) -> int:
    return max(0, min(width - 1, round((share - first) / (1 - first) * (width - 1))))
