"""What the parts of a report are made of: headings, tables, and numbers in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from quizapp.exports.html import escaped

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def section(title: str, about: str, inside: Iterable[str], *, wide: bool = False) -> str:
    """A part of the page under its heading; `inside` is HTML, the words before it are text."""
    css = ' class="wide"' if wide else ""
    return f'<section{css}><h2>{escaped(title)}</h2><p class="about">{escaped(about)}</p>{"".join(inside)}</section>'


def table(heads: Iterable[str], rows: Iterable[str], css: str = "") -> str:
    """Rows, which are HTML, under their heads, which are text."""
    named = f' class="{css}"' if css else ""
    shown = "".join(f"<th>{escaped(head)}</th>" for head in heads)
    return f"<table{named}><thead><tr>{shown}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def percent(share: float | None) -> str:
    """A share in whole percent, or a dash where there is none."""
    return "–" if share is None else f"{100 * share:.0f} %"


def counted(number: int, noun: str) -> str:
    """A number and its noun: `1 answer`, `2 answers`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def long_date(day: date) -> str:
    """A date: `22 Nov 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """A date without its year: `22 Nov`."""
    return f"{day.day} {MONTHS[day.month - 1]}"
