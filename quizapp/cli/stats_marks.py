"""The marks to expect, and what such numbers were worth, as `quizapp stats` prints them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from quizapp.cli.output import count, put, put_table, wording
from quizapp.domain.outlook import said_chance
from quizapp.domain.study_day import date_of

if TYPE_CHECKING:
    from quizapp.domain.calibration import Bin
    from quizapp.domain.outlook import Expectation, Outlook
    from quizapp.domain.prospects import Calibration, Prospects, Sat


def put_marks(found: Prospects) -> None:
    """A line for every paper, those with questions of several sections with a line for each of these."""
    put("")
    heads = ("marks to expect today", "marks", "80 of 100", "of", "pass", "chance", "unknown")
    put_table(heads, [row for paper in found.papers for row in _rows(paper)])
    _put_calibration(found.calibration)


def plain(found: Prospects) -> dict[str, Any]:
    """The same for programs; docs/insights.md describes every key."""
    told = found.calibration
    return {
        "expected": [paper(each) for each in found.papers],
        "calibration": {
            "tested": told.tested,
            "bins": [asdict(each) for each in told.bins],
            "trial": None if told.trial is None else asdict(told.trial),
            "papers": [_sat(each) for each in told.sat],
        },
    }


def paper(each: Expectation) -> dict[str, Any]:
    """The marks to expect of one paper, for programs."""
    sections = [{"section": part.name, **_outlook(part)} for part in each.sections]
    return {"paper": each.total.name, **_outlook(each.total), "sections": sections}


def sentence(each: Outlook) -> str:
    """The marks to expect of a paper in a sentence."""
    if not each.of:
        return "To expect today: your decks hold no question of it."
    line = f"To expect today: {each.marks:.1f} of {each.of:g} marks, 80 of 100 times {each.low:.1f} to {each.high:.1f}"
    if each.chance is not None:
        return f"{line}; {each.needed:g} or more with {said_chance(each.chance)}."
    return f"{line}; nothing is known of the other {each.unknown:.0f}." if each.unknown > 0.5 else f"{line}."


def _rows(paper: Expectation) -> list[tuple[str, ...]]:
    sections = [each for each in paper.sections if each.of] if len(paper.sections) > 1 else []
    return [_row(paper.total, ""), *[_row(each, "  ") for each in sections]]


def _row(each: Outlook, lead: str) -> tuple[str, ...]:
    if not each.of:
        return (lead + wording(each.title), "-", "-", "0", "-", "-", f"{each.whole:g}")
    return (
        lead + wording(each.title),
        f"{each.marks:.1f}",
        f"{each.low:.1f} to {each.high:.1f}",
        f"{each.of:g}",
        "-" if each.chance is None else f"{each.needed:g}",
        "-" if each.chance is None else said_chance(each.chance),
        f"{each.unknown:.0f}" if each.unknown > 0.5 else "-",
    )


def _put_calibration(told: Calibration) -> None:
    if not told.tested:
        put("\nno prediction was tested by an answer yet")
        return
    put(f"\n{count(told.tested, 'prediction')} tested by an answer")
    rows = [_bin_row(each) for each in told.bins]
    put_table(("predicted", "right", "answers", "95 of 100"), rows)
    if told.trial is not None:
        tried = (("by memory alone", told.trial.model), ("corrected", told.trial.corrected))
        figures = [(name, f"{each.log_loss:.3f}", f"{each.rmse_bins:.3f}") for name, each in tried]
        put_table((f"the newest {told.trial.answers}", "log loss", "RMSE (bins)"), figures)
    for sat in told.sat:
        low, high = f"{sat.expected.low:.1f}", f"{sat.expected.high:.1f}"
        place = "within" if sat.within else "outside"
        put(f"{date_of(sat.day)}  {wording(sat.title)}: {low} to {high} expected, {sat.got:g} got, {place}")


def _bin_row(each: Bin) -> tuple[str, ...]:
    between = f"{_percent(each.low)} to {_percent(each.high)}"
    return _percent(each.predicted), _percent(each.share), str(each.of), between


def _outlook(each: Outlook) -> dict[str, Any]:
    names = ("title", "marks", "of", "whole", "low", "high", "needed", "chance", "met")
    return {name: _rounded(getattr(each, name)) for name in names}


def _sat(each: Sat) -> dict[str, Any]:
    told = each.expected
    return {
        "id": each.id,
        "title": each.title,
        "day": date_of(each.day).isoformat(),
        "expected": _rounded(told.marks),
        "low": _rounded(told.low),
        "high": _rounded(told.high),
        "of": _rounded(told.of),
        "got": _rounded(each.got),
        "within": each.within,
    }


def _rounded(value: Any) -> Any:
    """A number without what adding left over."""
    return round(value, 6) if isinstance(value, float) else value


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"
