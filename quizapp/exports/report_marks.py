"""The parts of a report about marks: what to expect of every paper, and what such predictions were worth."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.calibration import Bin
from quizapp.domain.outlook import Expectation, Outlook, said_chance
from quizapp.domain.prospects import Calibration, Prospects, Sat
from quizapp.domain.study_day import date_of
from quizapp.exports import charts
from quizapp.exports.html import escaped
from quizapp.exports.report_parts import counted, long_date, percent, section, table

PAPERS = 8
"""So many of the latest papers are held against what was expected of them."""


def marks_part(found: Prospects) -> str:
    """A bar for every paper that the decks hold something of, its interval paler, the line that passes across it."""
    rows = [row for paper in found.papers if paper.total.of for row in _rows(paper)]
    about = (
        "If you sat the paper today: 8 times of 10 the marks fall within the paler stretch. The line is what passes."
    )
    heads = ("paper", "", "marks", "pass")
    return section("Marks to expect", about, [table(heads, rows)], wide=True) if rows else ""


def _rows(paper: Expectation) -> Iterator[str]:
    yield _row(paper.total, f"<b>{escaped(paper.total.title)}</b>")
    parts = [each for each in paper.sections if each.of]
    if len(parts) > 1:
        yield from (_row(each, f"<small>{escaped(each.title)}</small>") for each in parts)


def _row(each: Outlook, name: str) -> str:
    said = f"{each.low:.1f} to {each.high:.1f}"
    line = each.needed / each.of if each.needed else None
    spread = (each.low / each.of, each.high / each.of)
    picture = charts.bar(None, f"{each.title}: {said} of {each.of:g}", line=line, spread=spread)
    partly = f"<small>of {each.whole:g} in the paper</small>" if each.unknown > 0.5 else ""
    marks = f"{each.marks:.1f} of {each.of:g}<small>{said}</small>{partly}"
    return (
        f'<tr><th dir="auto">{name}</th><td class="picture">{picture}</td><td>{marks}</td>'
        f"<td>{'–' if each.chance is None else said_chance(each.chance)}</td></tr>"
    )


def calibration_part(found: Calibration) -> str:
    """Predicted against actual: on the diagonal they agree; then the papers against what was expected of them."""
    if not found.tested:
        return ""
    points = [(each.predicted, each.share, each.of) for each in found.bins]
    titles = [_told(each) for each in found.bins]
    picture = charts.against_diagonal(points, f"Predicted against right: {'; '.join(titles)}", titles)
    ends = '<div class="days"><span>0 % predicted</span><span>100 %</span></div>'
    about = f"{counted(found.tested, 'prediction')} of recall against what came: on the line both agree."
    return section("Calibration", about, [picture, ends]) + _sat(found)


def _told(each: Bin) -> str:
    return f"{percent(each.predicted)} predicted, {percent(each.share)} of {each.of} right"


def _sat(found: Calibration) -> str:
    """The papers that were sat, in a part beside the picture."""
    rows = [_sat_row(each) for each in found.sat[:PAPERS]]
    within = sum(each.within for each in found.sat)
    about = f"What was expected when each began, and what came: {within} of {counted(len(found.sat), 'paper')} within."
    return section("Papers as expected", about, [table(("paper", "", "expected", "got"), rows)]) if rows else ""


def _sat_row(each: Sat) -> str:
    told = each.expected
    said = f"{told.low:.1f} to {told.high:.1f}"
    spread = (told.low / told.of, told.high / told.of) if told.of else None
    got = each.got / told.of if told.of else None
    picture = charts.bar(None, f"{said} expected, {each.got:g} got", line=got, spread=spread)
    sign = "" if each.within else " ✗"
    return (
        f'<tr><th dir="auto">{escaped(each.title)}<small>{escaped(long_date(date_of(each.day)))}</small></th>'
        f'<td class="picture">{picture}</td><td>{said}</td><td>{each.got:g}{sign}</td></tr>'
    )
