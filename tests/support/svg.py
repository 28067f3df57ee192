"""A screen as a small SVG: a rectangle for each stretch of another ground, a text for each stretch of one style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color as Ground

WIDE, HIGH, SIZE = 8.4, 17, 14
"""A cell in pixels, and the size of the letters in it."""

_EDGE = 8
_FONT = f"{SIZE}px DejaVu Sans Mono,Menlo,Consolas,monospace"


def picture(app: App[None], instead: Mapping[str, str]) -> str:
    """What the terminal shows; the texts of `instead` are written in place of those that they are for."""
    strips = app.screen._compositor.render_strips()
    ground = app.screen.background_colors[1]
    for line_filter in app._filters:
        strips = [strip.apply_filter(line_filter, ground) for strip in strips]
    classes: dict[str, str] = {}
    body = [each for row, strip in enumerate(strips) for each in _line(row, strip, ground, classes, instead)]
    width, height = app.size.width * WIDE + 2 * _EDGE, app.size.height * HIGH + 2 * _EDGE
    styles = "".join(f".{name}{{{style}}}" for style, name in classes.items())
    frame = (
        f'<rect x=".5" y=".5" width="{width - 1:g}" height="{height - 1:g}" rx="6" fill="{ground.hex}" stroke="#888"/>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}">'
        f"<style>text{{font:{_FONT};white-space:pre}}{styles}</style>{frame}{''.join(body)}</svg>\n"
    )


def _line(
    row: int, strip: Iterable[Segment], ground: Ground, classes: dict[str, str], instead: Mapping[str, str]
) -> Iterator[str]:
    column = 0
    for style, group in groupby(strip, lambda segment: segment.style or Style.null()):
        text = "".join(segment.text for segment in group)
        cells = Segment(text).cell_length
        fill = _hex(style.bgcolor)
        if fill and fill != ground.hex.lower():
            place = f'x="{_at(column)}" y="{_EDGE + row * HIGH}" width="{cells * WIDE:.4g}" height="{HIGH}"'
            yield f'<rect {place} fill="{fill}"/>'
        shown = text.strip()
        if shown:
            yield _text(column + len(text) - len(text.lstrip()), row, shown, style, classes, instead)
        column += cells


def _text(column: int, row: int, text: str, style: Style, classes: dict[str, str], instead: Mapping[str, str]) -> str:
    for here, there in instead.items():
        text = text.replace(here, there)
    look = f"fill:{_hex(style.color)}"
    look += ";font-weight:bold" if style.bold else ""
    look += ";font-style:italic" if style.italic else ""
    lines = [line for line, drawn in (("underline", style.underline), ("line-through", style.strike)) if drawn]
    look += f";text-decoration:{' '.join(lines)}" if lines else ""
    name = classes.setdefault(look, "abcdefghijklmnopqrstuvwxyz"[len(classes) % 26] * (1 + len(classes) // 26))
    place = f'x="{_at(column)}" y="{_EDGE + row * HIGH + SIZE - 1}"'
    length = f"{Segment(text).cell_length * WIDE:.4g}"
    return f'<text class="{name}" {place} textLength="{length}">{escape(text, quote=False)}</text>'


def _at(column: int) -> str:
    return f"{_EDGE + column * WIDE:.5g}"


def _hex(color: Color | None) -> str:
    return "" if color is None else color.get_truecolor().hex.lower()
