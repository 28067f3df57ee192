"""What Home says: today a line for each, the decks, and the last weeks as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.domain.study_day import date_of
from quizapp.tui import wording
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, one_line, words
from quizapp.tui.widgets.bars import bars
from quizapp.tui.widgets.decks import DeckFace
from quizapp.tui.widgets.gauges import gauge
from quizapp.tui.widgets.passage import Paragraph, said

if TYPE_CHECKING:
    from quizapp.domain.clock import Clock
    from quizapp.domain.insight import TopicMastery
    from quizapp.domain.overview import Overview

_TOPIC = 22
"""Cells for the name of a weak topic."""


def _head(text: str) -> Paragraph:
    return said(Content.styled(text, "bold $muted"))


def today(overview: Overview, clock: Clock, signs: Signs, key: str) -> list[Paragraph]:
    """The exam whose day it is; what there is to do, how long it takes, and the key that starts it."""
    exams = [said(one_line(f"{exam} is today. All the best!", "bold"), space_before=1) for exam in overview.exams_today]
    return [_head("TODAY"), *exams, *_to_do(overview, clock, signs, key)]


def _to_do(overview: Overview, clock: Clock, signs: Signs, key: str) -> list[Paragraph]:
    if not overview.cards:
        return [
            said(Content.styled("There are no questions yet.", "bold"), space_before=1),
            said(words("Put a deck file into your deck folder; `quizapp paths` says where that is."), space_before=1),
        ]
    if not overview.to_ask and overview.beyond is not None:
        from quizapp.tui.screens import goal_words  # here, not above: most have no plan

        return goal_words.done(overview, signs, key)
    if not overview.to_ask:
        return [
            said(Content.styled("Done for today.", "bold $right"), space_before=1),
            _next(overview, clock),
        ]
    parts = [
        wording.counted(number, one, many)
        for number, one, many in (
            (overview.due, "review", ""),
            (overview.learning, "question coming back", "questions coming back"),
            (overview.new, "new question", ""),
        )
        if number
    ]
    start = Content.assemble((f"{signs.pointer} {key}", "bold $accent"), "  start")
    planned = "" if overview.beyond is None else ", by the plan"
    return [
        # A line each: beside the weakest topics there is no room for a sentence at 80 columns.
        *(said(words(part, "bold"), space_before=0 if number else 1) for number, part in enumerate(parts)),
        said(words(f"about {wording.counted(max(1, round(overview.minutes)), 'minute')}{planned}", "$muted")),
        said(start, space_before=1),
    ]


def weakest(topics: Sequence[TopicMastery], signs: Signs, key: str) -> list[Paragraph]:
    """The topics of which least would be recalled today, each with a bar, and the key that practises them."""
    if not topics:
        return []
    lines = []
    for number, topic in enumerate(topics):
        name = one_line(topic.topic or "No topic").truncate(_TOPIC, ellipsis=True)
        bar = gauge(topic.recall, signs, width=8)
        line = name.pad_right(_TOPIC + 1 - name.cell_length) + bar + words(f" {(topic.recall or 0) * 100:3.0f} %")
        lines.append(said(line, space_before=0 if number else 1))
    these = Content.assemble((f"{signs.pointer} {key}", "bold $accent"), "  practise these")
    return [_head("WEAKEST"), *lines, said(these, space_before=1)]


def _next(overview: Overview, clock: Clock) -> Paragraph:
    due = overview.next_due
    if due is None:
        return said(words("Nothing is waiting.", "$muted"))
    if isinstance(due, datetime):
        return said(
            words(f"The next question comes at {wording.clock_time(due, clock.offset_minutes(due))}.", "$muted")
        )
    days = (due - date_of(overview.day)).days
    when = "tomorrow" if days == 1 else f"in {days} days"
    return said(words(f"The next questions come {when},\n{wording.short_date(due)}.", "$muted"))


def deck_rows(overview: Overview) -> list[DeckFace]:
    """A row for each deck, and one for all when there are several."""
    rows = [
        DeckFace((deck.slug,), deck.title, deck.due + deck.learning, deck.new, deck.total) for deck in overview.decks
    ]
    if len(rows) < 2 and overview.beyond is None:
        return rows
    name = "All decks" if overview.beyond is None else "All decks, by the plan"
    everything = DeckFace((), name, overview.due + overview.learning, overview.new, overview.cards)
    return [everything, *rows]


def weeks(overview: Overview, signs: Signs) -> list[Paragraph]:
    """Answers a day over the last weeks as bars, with what the tallest stands for."""
    most = max(overview.weeks, default=0)
    if not most:
        return []
    today = wording.counted(overview.answered_today, "answer") + " today"
    legend = joined([words(today), words(f"most in a day: {most}", "$muted")], f"  {signs.dot}  ")
    picture = [said(line) for line in bars(overview.weeks, signs)]
    return [_head("LAST FOUR WEEKS"), *picture, said(legend)]


def trouble(sentence: str, signs: Signs, key: str) -> list[Paragraph]:
    """Why nothing can be shown, and the key that tries again."""
    return [
        said(Content.styled(f"{signs.wrong} The question bank did not open", "bold $wrong")),
        said(words(sentence), space_before=1),
        said(words(f"{key} tries again.", "$muted"), space_before=1),
    ]
