"""`quizapp stats`: the figures of Insights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizapp.cli.lazy import Command
from quizapp.cli.opening import current_services
from quizapp.cli.output import count, json_option, put, put_json, put_table, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.domain.exam_attempts import Attempt
    from quizapp.domain.fact_mastery import FactMastery
    from quizapp.domain.insight import Insights, Retention, Share
    from quizapp.domain.leeches import Leech
    from quizapp.domain.missed import Missed

_SHOWN = {"day": "today", "week": "7 days", "month": "30 days", "all": "all"}


@click.command(cls=Command)
@json_option
def stats(as_json: bool) -> None:
    """Show how you stand, in numbers.

    What comes, what you recalled, the marks to expect, where you are weak, what you take for the answer, how papers
    went, how long it took.

    The same figures as the screen Insights; docs/insights.md says how each is reckoned, and docs/expected-marks.md how
    marks are. `quizapp report` makes a page
    of them.
    """
    services = current_services()
    found = services.insights.everything()
    facts, missed = services.weak_points.facts(), services.weak_points.missed()
    leeches, papers = services.weak_points.leeches(), services.exam_results.papers()
    marks = services.expecting.everything()
    from quizapp.cli import stats_marks

    if as_json:
        from quizapp.cli.stats_json import plain

        put_json({**plain(found, facts, missed, leeches, papers), **stats_marks.plain(marks)})
        return
    _put_days(found)
    stats_marks.put_marks(marks)
    _put_papers(papers)
    _put_missed(missed)
    _put_leeches(leeches)
    _put_topics(found)
    _put_facts(facts)


def percent(share: float | None) -> str:
    """A share in whole percent, or a dash where there is none."""
    return "-" if share is None else f"{share * 100:.0f} %"


def _put_days(found: Insights) -> None:
    week, month = sum(found.forecast[1:7]), sum(found.forecast[1:])
    put(f"reviews due   today {found.forecast[0]}, the next 6 days {week}, the next 29 days {month}\n")
    put_table(("true retention", "young", "mature", "all"), [_recalled(name, found.retention[name]) for name in _SHOWN])
    put("")
    paces = [(_SHOWN[name], found.time[name]) for name in _SHOWN]
    heads = ("time", "days", "answers", "minutes a day", "seconds an answer")
    put_table(heads, [(n, p.days, p.answers, f"{p.minutes_a_day:.1f}", f"{p.seconds_an_answer:.1f}") for n, p in paces])


def _recalled(name: str, each: Retention) -> tuple[str, ...]:
    return (_SHOWN[name], *(_words(share) for share in (each.young, each.mature, each.all)))


def _words(share: Share) -> str:
    return f"{percent(share.share)} of {share.of}" if share.of else "-"


def _put_papers(papers: Sequence[Attempt]) -> None:
    if papers:
        put("")
        results = {True: "passed", False: "not passed", None: "-"}
        heads = ("paper", "date", "marks", "of", "needed", "result")
        rows = [(wording(each.title), f"{each.ended:%Y-%m-%d}", *_marks(each), results[each.passed]) for each in papers]
        put_table(heads, rows)


def _marks(each: Attempt) -> tuple[str, ...]:
    return f"{each.marks:g}", f"{each.of:g}", f"{each.needed:g}" if each.needed else "-"


def _put_missed(missed: Sequence[Missed]) -> None:
    if missed:
        put("\nmost missed")
    for each in missed:
        put(f"  {each.misses} of {each.answers}  {each.card}: {each.prompt}")
        if each.confusion:
            put(f"          {each.confusion.often(each.misses)}")


def _put_leeches(leeches: Sequence[Leech]) -> None:
    if leeches:
        put("\nleeches")
    for each in leeches:
        aside = ", put aside" if each.put_aside else ""
        put(f"  {each.misses} of {each.answers}  {each.card}: {each.prompt} ({each.advice.reason.value}{aside})")
        put(f"          {each.advice.text}")


def _put_topics(found: Insights) -> None:
    met = [each for each in found.topics if each.seen]
    put("")
    put_table(
        ("topic, weakest first", "deck", "recall", "seen", "cards"),
        [(wording(t.topic), t.deck, percent(t.recall), t.seen, t.cards) for t in met],
    )
    _put_unmet("topic", len(found.topics) - len(met))


def _put_facts(facts: Sequence[FactMastery]) -> None:
    met = [each for each in facts if each.seen]
    if facts:
        put("")
        heads = ("fact, weakest first", "must", "recall", "seen", "cards")
        put_table(heads, [(f.fact, "must" if f.must else "-", percent(f.recall), f.seen, f.cards) for f in met])
        _put_unmet("fact", len(facts) - len(met))


def _put_unmet(noun: str, number: int) -> None:
    if number:
        put(f"{count(number, noun)} never met yet: `quizapp stats --json` names them.")
