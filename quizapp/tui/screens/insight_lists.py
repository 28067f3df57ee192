"""The lines of the lists of Insights: topics, facts, questions that are missed, leeches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.content import Content

from quizapp.domain.exam_attempts import Attempt
from quizapp.domain.fact_mastery import FactMastery
from quizapp.domain.insight import TopicMastery
from quizapp.domain.leeches import Leech
from quizapp.domain.missed import Missed
from quizapp.tui import wording
from quizapp.tui.screens.exam_result_words import attempt_line
from quizapp.tui.screens.insights_words import head, percent
from quizapp.tui.signs import Signs
from quizapp.tui.text import cut, joined, one_line, words
from quizapp.tui.widgets.gauges import against_line, gauge
from quizapp.tui.widgets.passage import Paragraph, said
from quizapp.tui.widgets.ranking import Entry

SHOWN = 200
"""So many topics and facts are listed; `quizapp stats` lists all."""

_TOPIC, _WIDEST_TOPIC, _WITH_DECK = 30, 66, 48
_BAR, _SMALL_BAR, _ROOMY = 16, 10, 90
_NUMBERS = 24
_ATTEMPTS = 17
"""So many of the latest attempts fit beside each other on a narrow screen."""


def topic_entries(topics: Sequence[TopicMastery], signs: Signs) -> list[Entry]:
    """A line a topic; the deck is named where there are several."""
    several = len({topic.deck for topic in topics}) > 1
    return [partial(_topic, topic, signs, several) for topic in topics[:SHOWN]]


def _topic(topic: TopicMastery, signs: Signs, several: bool, width: int) -> list[Content]:
    """One topic: its name, a bar, its recall, and how many of its questions were never met."""
    bar = _BAR if width >= _ROOMY else _SMALL_BAR
    room = max(_TOPIC, min(_WIDEST_TOPIC, width - _NUMBERS - bar))
    name = one_line(topic.topic or "No topic")
    if several and room >= _WITH_DECK:
        name = joined([name, one_line(topic.deck_title, "$muted")], f" {signs.dot} ")
    name = cut(name, room - 2, signs)
    return [name.pad_right(room - name.cell_length) + _mastery(topic, signs, bar)]


def _mastery(each: TopicMastery | FactMastery, signs: Signs, bar: int = _BAR) -> Content:
    known = words(f" {percent(each.recall):>5}" if each.seen else " " * 6)
    unseen = each.cards - each.seen
    rest = "all met" if not unseen else f"{unseen:,} of {each.cards:,} new"
    return gauge(each.recall, signs, width=bar) + known + words(f"  {rest}", "$muted")


def fact_entries(facts: Sequence[FactMastery], signs: Signs) -> list[Entry]:
    """Three lines a fact at most: how well it is known, and what it says."""
    return [partial(_fact, fact, signs) for fact in facts[:SHOWN]]


def _fact(fact: FactMastery, signs: Signs, width: int) -> list[Content]:
    place = [*([fact.locator] if fact.locator else []), fact.document_title]
    where = one_line(f"  {f' {signs.dot} '.join(place)}", "$muted")
    must = words(f"  {signs.flag} must" if fact.must else "", "$accent")
    head = _mastery(fact, signs) + must + where
    return [cut(head, width, signs), *wrapped(fact.text or fact.fact, width, signs)]


def missed_entries(found: Sequence[Missed], signs: Signs) -> list[Entry]:
    """How often it was missed, what it asks, and what is taken for its answer."""
    return [partial(_missed, each, signs) for each in found]


def _missed(each: Missed, signs: Signs, width: int) -> list[Content]:
    lines = [cut(_score(each, signs), width, signs)]
    lines += wrapped(each.prompt, width, signs)
    if each.confusion is not None:
        lines += wrapped(f"{signs.wrong} {each.confusion.often(each.misses)}", width, signs, "$nearly")
    return lines


def leech_entries(found: Sequence[Leech], signs: Signs) -> list[Entry]:
    """How often it was missed, why, what it asks, and what to do."""
    return [partial(_leech, each, signs) for each in found]


def _leech(each: Leech, signs: Signs, width: int) -> list[Content]:
    return [
        cut(_score(each, signs, each.advice.reason.value), width, signs),
        *wrapped(each.prompt, width, signs),
        *wrapped(f"{signs.dash} {each.advice.text}", width, signs, "$accent", most=4),
    ]


def _score(each: Missed | Leech, signs: Signs, reason: str = "") -> Content:
    bar = gauge(each.misses / each.answers if each.answers else 0.0, signs, width=_BAR, style="$wrong")
    count = words(f" {each.misses} of {each.answers} wrong".ljust(17))
    why = words(f"  {reason}", "bold $nearly") if reason else Content("")
    aside = words("  put aside" if each.put_aside else "", "$muted")
    return bar + count + why + aside + one_line(f"  {each.deck_title}", "$muted")


def progress(found: Sequence[Attempt], signs: Signs) -> list[Paragraph]:
    """A picture of all attempts at the paper that was sat last, the oldest first."""
    latest = found[0]
    same = [each for each in found if each.title == latest.title][:_ATTEMPTS]
    attempts = wording.counted(len(same), "attempt")
    line = latest.needed / latest.of if latest.needed and latest.of else None
    rows = against_line([each.share for each in reversed(same)], line, signs)
    aside = f"{latest.title}: {attempts} against the line that passes" if line else f"{latest.title}: {attempts}"
    return [head("PAPERS", aside, space_before=0), *[said(row) for row in rows]]


def paper_entries(found: Sequence[Attempt], signs: Signs) -> list[Entry]:
    """A paper in two lines: what it was, and its marks against the line."""
    return [partial(_paper, each, signs) for each in found]


def _paper(each: Attempt, signs: Signs, width: int) -> list[Content]:
    title = cut(one_line(each.title, "bold"), width, signs)
    return [title, Content("  ") + cut(attempt_line(each, signs), width - 2, signs)]


def wrapped(text: str, width: int, signs: Signs, style: str = "", *, most: int = 2) -> list[Content]:
    """A text on so many lines at most, set in by two cells, the last cut where it is longer."""
    lines = one_line(text, style).wrap(max(8, width - 2))
    if len(lines) > most:
        lines = [*lines[: most - 1], cut(joined(lines[most - 1 :], " "), width - 2, signs)]
    return [Content("  ") + line for line in lines]
