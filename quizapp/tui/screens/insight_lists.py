"""The lines of the lists of Insights: topics, facts, questions that are missed, leeches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.content import Content

from quizapp.domain.fact_mastery import FactMastery
from quizapp.domain.insight import TopicMastery
from quizapp.domain.leeches import Leech
from quizapp.domain.missed import Missed
from quizapp.tui.screens.insights_words import percent
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, one_line, words
from quizapp.tui.widgets.gauges import gauge
from quizapp.tui.widgets.ranking import Entry

SHOWN = 200
"""So many topics and facts are listed; `quizapp stats` lists all."""

_TOPIC, _WIDEST_TOPIC = 34, 60
_BAR = 16
_NUMBERS = 40


def topic_entries(topics: Sequence[TopicMastery], signs: Signs) -> list[Entry]:
    """A line a topic; the deck is named where there are several."""
    several = len({topic.deck for topic in topics}) > 1
    return [partial(_topic, topic, signs, several) for topic in topics[:SHOWN]]


def _topic(topic: TopicMastery, signs: Signs, several: bool, width: int) -> list[Content]:
    """One topic: its name, a bar, its recall, and how many of its questions were never met."""
    room = max(_TOPIC, min(_WIDEST_TOPIC, width - _NUMBERS))
    name = one_line(topic.topic or "No topic")
    if several:
        name = joined([name, one_line(topic.deck_title, "$muted")], f" {signs.dot} ")
    name = name.truncate(room - 2, ellipsis=True)
    return [name.pad_right(room - name.cell_length) + _mastery(topic, signs)]


def _mastery(each: TopicMastery | FactMastery, signs: Signs) -> Content:
    known = words(f" {percent(each.recall):>5}" if each.seen else " " * 6)
    unseen = each.cards - each.seen
    rest = "all met" if not unseen else f"{unseen:,} of {each.cards:,} new"
    return gauge(each.recall, signs, width=_BAR) + known + words(f"  {rest}", "$muted")


def fact_entries(facts: Sequence[FactMastery], signs: Signs) -> list[Entry]:
    """Three lines a fact at most: how well it is known, and what it says."""
    return [partial(_fact, fact, signs) for fact in facts[:SHOWN]]


def _fact(fact: FactMastery, signs: Signs, width: int) -> list[Content]:
    place = [fact.document_title, *([fact.locator] if fact.locator else [])]
    where = one_line(f"  {f' {signs.dot} '.join(place)}", "$muted")
    must = words(f"  {signs.flag} must" if fact.must else "", "$accent")
    head = _mastery(fact, signs) + must + where
    return [head.truncate(width, ellipsis=True), *wrapped(fact.text or fact.fact, width, most=2)]


def missed_entries(found: Sequence[Missed], signs: Signs) -> list[Entry]:
    """How often it was missed, what it asks, and what is taken for its answer."""
    return [partial(_missed, each, signs) for each in found]


def _missed(each: Missed, signs: Signs, width: int) -> list[Content]:
    lines = [_score(each.misses, each.answers, each.put_aside, each.deck_title, signs).truncate(width, ellipsis=True)]
    lines += wrapped(each.prompt, width, most=2)
    if each.confusion is not None:
        told = f"{each.confusion.sentence}, {each.confusion.times} of {times(each.misses)}"
        lines += wrapped(f"{signs.wrong} {told}", width, "$nearly", most=2)
    return lines


def leech_entries(found: Sequence[Leech], signs: Signs) -> list[Entry]:
    """How often it was missed, why, what it asks, and what to do."""
    return [partial(_leech, each, signs) for each in found]


def _leech(each: Leech, signs: Signs, width: int) -> list[Content]:
    head = _score(each.misses, each.answers, each.put_aside, each.deck_title, signs)
    reason = words(f"  {each.advice.reason.value}", "bold $nearly")
    return [
        (head + reason).truncate(width, ellipsis=True),
        *wrapped(each.prompt, width, most=2),
        *wrapped(f"{signs.pointer} {each.advice.text}", width, "$accent", most=4),
    ]


def _score(misses: int, answers: int, aside: bool, title: str, signs: Signs) -> Content:
    bar = gauge(misses / answers if answers else 0.0, signs, width=_BAR, style="$wrong")
    count = words(f" {misses} of {answers} wrong".ljust(17))
    where = one_line(f"  {title}", "$muted")
    return bar + count + where + words("  put aside" if aside else "", "$muted")


def wrapped(text: str, width: int, style: str = "", *, most: int = 2) -> list[Content]:
    """A text on so many lines at most, set in by two cells, the last cut where it is longer."""
    lines = one_line(text, style).wrap(max(8, width - 2))
    if len(lines) > most:
        lines = [*lines[: most - 1], joined(lines[most - 1 :], " ").truncate(width - 2, ellipsis=True)]
    return [Content("  ") + line for line in lines]


def times(number: int) -> str:
    """How often: `1 time`, `3 times`."""
    return f"{number} time{'' if number == 1 else 's'}"
