"""`quizapp stats`: the figures of Insights."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.lazy import Command
from quizapp.cli.opening import current_services
from quizapp.cli.output import json_option, put, put_json, put_table, wording

if TYPE_CHECKING:
    from quizapp.domain.insight import Insights, Retention, Share

_SHOWN = {"day": "today", "week": "7 days", "month": "30 days", "all": "all"}


@click.command(cls=Command)
@json_option
def stats(as_json: bool) -> None:
    """Show how you stand, in numbers.

    What comes, what you recalled, where you are weak, how long it took.

    The same figures as the screen Insights; docs/insights.md says how each is reckoned.
    """
    found = current_services().insights.everything()
    if as_json:
        put_json(plain(found))
        return
    _put_forecast(found)
    put("")
    put_table(("true retention", "young", "mature", "all"), [_recalled(name, found.retention[name]) for name in _SHOWN])
    put("")
    paces = [(_SHOWN[name], found.time[name]) for name in _SHOWN]
    heads = ("time", "days", "answers", "minutes a day", "seconds an answer")
    put_table(heads, [(n, p.days, p.answers, f"{p.minutes_a_day:.1f}", f"{p.seconds_an_answer:.1f}") for n, p in paces])
    put("")
    put_table(
        ("topic, weakest first", "deck", "recall", "seen", "cards"),
        [(wording(t.topic), t.deck, percent(t.recall), t.seen, t.cards) for t in found.topics],
    )


def plain(found: Insights) -> dict[str, Any]:
    """The figures as JSON has them; shares are from 0 to 1, days are dates."""
    from quizapp.domain.study_day import date_of

    first = found.day - len(found.heat) + 1
    return {
        "day": date_of(found.day).isoformat(),
        "wanted_retention": found.wanted,
        "forecast": {date_of(found.day + ahead).isoformat(): n for ahead, n in enumerate(found.forecast)},
        "true_retention": {
            name: {group: _share(getattr(each, group)) for group in ("young", "mature", "all")}
            for name, each in found.retention.items()
        },
        "answers": {date_of(first + number).isoformat(): n for number, n in enumerate(found.heat) if n},
        "topics": [{**asdict(topic), "unseen": topic.unseen} for topic in found.topics],
        "time": {
            name: {**asdict(pace), "minutes_a_day": pace.minutes_a_day, "seconds_an_answer": pace.seconds_an_answer}
            for name, pace in found.time.items()
        },
    }


def percent(share: float | None) -> str:
    """A share in whole percent, or a dash where there is none."""
    return "-" if share is None else f"{share * 100:.0f} %"


def _put_forecast(found: Insights) -> None:
    week, month = sum(found.forecast[1:7]), sum(found.forecast[1:])
    put(f"reviews due   today {found.forecast[0]}, the next 6 days {week}, the next 29 days {month}")


def _recalled(name: str, each: Retention) -> tuple[str, ...]:
    return (_SHOWN[name], *(_words(share) for share in (each.young, each.mature, each.all)))


def _words(share: Share) -> str:
    return f"{percent(share.share)} of {share.of}" if share.of else "-"


def _share(share: Share) -> dict[str, float | int | None]:
    return {"recalled": share.hits, "reviews": share.of, "share": share.share}
