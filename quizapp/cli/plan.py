"""`quizapp plan`: what to study until the exam, and the marks it leads to."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from quizapp.cli.lazy import Command
from quizapp.cli.opening import current_services, services
from quizapp.cli.output import json_option, put, put_json, say

if TYPE_CHECKING:
    from quizapp.domain.plans import DayPlan

_DIGITS = {"minutes": 1, "available": 1, "reviews": 1, "new": 1, "seconds": 1}
"""How many digits these have behind the point; marks have two, and what one card brings four."""


@click.command(cls=Command)
@click.option("--days", type=click.IntRange(1, 730), default=14, show_default=True, help="How many days to show.")
@click.option("--again", is_flag=True, help="Plan anew, also where a plan of today is there.")
@click.option("--keep", "silently", is_flag=True, hidden=True, help="Plan if there is no plan of today; for the app.")
@json_option
def plan(days: int, again: bool, silently: bool, as_json: bool) -> int:
    """Show what to study until the exam, day by day, and the marks it leads to.

    Planning takes some seconds the first time, and is done anew on each day.
    """
    if silently:
        return _keep(again)
    service = current_services().planning
    outdated = again or service.is_outdated()
    found = service.plan(_progress if sys.stderr.isatty() else None) if outdated else service.kept()
    if found is None:
        if as_json:
            put_json(None)
        say('No exam is ahead. `quizapp goal set --exam "CSS MPT" --date 2027-02-21 --minutes 30` sets one.')
        return 0 if as_json else 1
    if as_json:
        put_json(_plain(found, days))
        return 0
    from quizapp.cli.plan_words import put_plan

    put_plan(found, days)
    return 0


def _keep(again: bool) -> int:
    """Plan behind the app, which reads how far it is and syncs the decks itself."""
    gc.disable()  # what is imported and gathered stays; looking for garbage in it takes a tenth of the time
    try:
        service = services().planning
        if again or service.is_outdated():
            service.plan(lambda share, what: put(f"{share:.2f} {what}"))
    finally:
        gc.enable()
    return 0


def _progress(share: float, what: str) -> None:
    """A line that is written over, as long as a person looks at it."""
    sys.stderr.write(f"\r\x1b[K{what} {share:4.0%}" if share < 1 else "\r\x1b[K")
    sys.stderr.flush()


def _plain(found: DayPlan, days: int) -> dict[str, Any]:
    from quizapp.domain.study_day import date_of

    return {
        "day": str(date_of(found.day)),
        "minutes": round(found.seconds / 60, 1),
        "exams": [{**_rounded(each), "day": str(date_of(each.day))} for each in found.promises],
        "days": [{**_rounded(each), "day": str(date_of(each.day))} for each in found.days[:days]],
        "otherwise": [_rounded(each) for each in found.otherwise],
        "left_out": [each._asdict() for each in found.left_out],
        "today": [
            {**_rounded(each), "why": _rounded(found.why[each.card], 4) if each.card in found.why else None}
            for each in found.fitting({each.card for each in found.order}, found.seconds)
        ],
    }


def _rounded(row: NamedTuple, digits: int = 2) -> dict[str, Any]:
    """The fields of a row without digits that mean nothing."""
    return {name: _plainly(value, _DIGITS.get(name, digits)) for name, value in row._asdict().items()}


def _plainly(value: Any, digits: int) -> Any:
    if isinstance(value, tuple):
        return [_plainly(each, digits) for each in value]
    return round(value, digits) if isinstance(value, float) else value
