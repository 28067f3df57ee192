"""Charts as inline SVG: shapes alone, coloured by the style of the page; words stand beside them as text.

A chart stretches to the width there is, so nothing in it is written: letters would stretch too. What it shows is told
by its label, for whoever does not see it, and by the title of every part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizapp.domain.insight import shade
from quizapp.exports.html import escaped

_CELL, _GAP = 10, 2


def svg(
    shapes: Iterable[str], width: float, height: float, label: str, css: str = "", *, stretched: bool = True
) -> str:
    """A picture of these shapes; a stretched one is as wide as its place and as high as its style says."""
    free = ' preserveAspectRatio="none"' if stretched else ""
    return (
        f'<svg class="{css}" viewBox="0 0 {width:g} {height:g}"{free} role="img" aria-label="{escaped(label)}">'
        f"{''.join(shapes)}</svg>"
    )


def box(x: float, y: float, width: float, height: float, css: str, title: str = "", round_by: float = 0) -> str:
    """A rectangle; its title is shown where a mouse rests on it."""
    told = f"<title>{escaped(title)}</title>" if title else ""
    corner = f' rx="{round_by:g}"' if round_by else ""
    return (
        f'<rect class="{css}" x="{x:.4g}" y="{y:.4g}" width="{max(0.0, width):.4g}" '
        f'height="{max(0.0, height):.4g}"{corner}>{told}</rect>'
    )


def rule(x1: float, y1: float, x2: float, y2: float, css: str) -> str:
    """A line that stays as thin however the chart is stretched."""
    return f'<line class="{css}" x1="{x1:.4g}" y1="{y1:.4g}" x2="{x2:.4g}" y2="{y2:.4g}"/>'


def columns(
    values: Sequence[float], titles: Sequence[str], label: str, *, line: float | None = None, top: float = 0
) -> str:
    """Values as columns from the left, tallest for the largest or for `top`, with a line across at a value."""
    most = max([*values, top, line or 0, 1e-9])
    shapes = [
        box(place + 0.12, 100 - 100 * value / most, 0.76, 100 * value / most, "bar", title)
        if value
        else box(place + 0.12, 99, 0.76, 1, "none", title)
        for place, (value, title) in enumerate(zip(values, titles, strict=True))
    ]
    if line is not None:
        shapes.append(rule(0, 100 - 100 * line / most, len(values), 100 - 100 * line / most, "line"))
    return svg(shapes, max(1, len(values)), 100, label, "columns")


def bar(
    share: float | None,
    label: str,
    *,
    line: float | None = None,
    css: str = "bar",
    spread: tuple[float, float] | None = None,
) -> str:
    """A share of a whole as a bar from the left, with a line at another; a spread is drawn paler around its end."""
    shapes = [box(0, 0, 100, 10, "ground")]
    if spread is not None:
        low, high = (100 * max(0.0, min(1.0, end)) for end in spread)
        shapes += [box(0, 0, low, 10, css), box(low, 0, high - low, 10, "spread")]
    elif share is not None:
        shapes.append(box(0, 0, 100 * max(0.0, min(1.0, share)), 10, css))
    if line is not None:
        shapes += [rule(100 * line, 0, 100 * line, 10, css) for css in ("halo", "line")]
    return svg(shapes, 100, 10, label, "share")


def calendar(values: Sequence[int], weekday: int, titles: Sequence[str], label: str) -> str:
    """Weeks as columns and weekdays as rows, the last value on `weekday` (Monday is 0), in five shades."""
    most, before = max(values, default=0), (7 - (len(values) + 6 - weekday) % 7) % 7
    side = _CELL + _GAP
    shapes = []
    for place, (value, title) in enumerate(zip(values, titles, strict=True), start=before):
        week, day = divmod(place, 7)
        shapes.append(box(week * side, day * side, _CELL, _CELL, f"shade{shade(value, most)}", title, round_by=2))
    weeks = -(-(before + len(values)) // 7)
    return svg(shapes, weeks * side - _GAP, 7 * side - _GAP, label, "calendar", stretched=False)


def against_diagonal(points: Sequence[tuple[float, float, float]], label: str, titles: Sequence[str]) -> str:
    """Predicted against actual shares with the diagonal on which they agree; a point is as large as its weight says."""
    most = max([weight for *_, weight in points] or [1])
    shapes = [box(0, 0, 100, 100, "ground"), rule(0, 100, 100, 0, "line")]
    for (predicted, actual, weight), title in zip(points, titles, strict=True):
        place = f'cx="{100 * predicted:.4g}" cy="{100 - 100 * actual:.4g}" r="{1.5 + 3 * (weight / most) ** 0.5:.3g}"'
        shapes.append(f'<circle class="bar" {place}><title>{escaped(title)}</title></circle>')
    return svg(shapes, 100, 100, label, "square", stretched=False)
