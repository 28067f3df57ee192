"""The figures of Insights as plain values, for `quizapp stats --json`; docs/insights.md describes every key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from quizapp.domain.exam_attempts import Attempt
from quizapp.domain.fact_mastery import FactMastery
from quizapp.domain.insight import Insights, Share
from quizapp.domain.leeches import Leech
from quizapp.domain.missed import Confusion, Missed
from quizapp.domain.study_day import date_of


def plain(
    found: Insights,
    facts: Sequence[FactMastery],
    missed: Sequence[Missed],
    leeches: Sequence[Leech],
    papers: Sequence[Attempt],
) -> dict[str, Any]:
    """All figures; shares are from 0 to 1, days are dates."""
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
        "time": {
            name: {**asdict(pace), "minutes_a_day": pace.minutes_a_day, "seconds_an_answer": pace.seconds_an_answer}
            for name, pace in found.time.items()
        },
        "topics": [{**asdict(topic), "unseen": topic.unseen} for topic in found.topics],
        "facts": [_fact(each) for each in facts],
        "missed": [_missed(each) for each in missed],
        "leeches": [_leech(each) for each in leeches],
        "papers": [{**asdict(each), "ended": each.ended.isoformat(), "share": each.share} for each in papers],
    }


def _share(share: Share) -> dict[str, float | int | None]:
    return {"recalled": share.hits, "reviews": share.of, "share": share.share}


def _fact(each: FactMastery) -> dict[str, Any]:
    kept = asdict(each)
    del kept["keys"]  # what cards are called in this database alone
    return {**kept, "unseen": each.unseen}


def _missed(each: Missed) -> dict[str, Any]:
    return {
        "card": str(each.card),
        "prompt": each.prompt,
        "topic": each.question.topic,
        "deck_title": each.deck_title,
        "answers": each.answers,
        "misses": each.misses,
        "last_day": date_of(each.last_day).isoformat(),
        "put_aside": each.put_aside,
        "confusion": _confusion(each.confusion),
    }


def _leech(each: Leech) -> dict[str, Any]:
    pair = each.advice.pair
    return {
        "card": str(each.card),
        "prompt": each.prompt,
        "deck_title": each.deck_title,
        "answers": each.answers,
        "misses": each.misses,
        "put_aside": each.put_aside,
        "confusion": _confusion(each.confusion),
        "reason": each.advice.reason.value,
        "advice": each.advice.text,
        "pair": None if pair is None else str(pair.card),
    }


def _confusion(found: Confusion | None) -> dict[str, Any] | None:
    return None if found is None else asdict(found)
