"""What the rules about writing find in deck files, at its place in the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from quizapp.domain.errors import Problem
from quizapp.domain.linting.linter import LintedDeck, lint
from quizapp.domain.linting.values import Rule
from quizapp.domain.question_format import question_from_plain

if TYPE_CHECKING:  # reading decks imports yaml and pydantic, 110 ms that an unchanged sync saves
    from quizapp.storage.deck_files import DeckReading


def findings(readings: Iterable[DeckReading], today: date, rules: Sequence[Rule]) -> list[Problem]:
    """What these rules find in decks that were read, by place; questions with errors are passed over."""
    from quizapp.storage.yaml_events import collector_still

    found: list[Problem] = []
    with collector_still():
        for reading in readings:
            found += _in_file(reading, today, rules)
    return sorted(found)


def _in_file(result: DeckReading, today: date, rules: Sequence[Rule]) -> list[Problem]:
    from quizapp.storage.question_places import QuestionPlaces

    if not result.plains:
        return []
    entries = result.reading.value["questions"]
    questions = [
        (number, question_from_plain(id, entries[number]["kind"], entries[number]["topic"], plain))
        for number, id, plain in result.plains
    ]
    fpsc = result.deck is not None and "fpsc" in result.deck.style
    places = QuestionPlaces(result.reading)
    found = []
    for finding in lint(LintedDeck(questions, fpsc, result.allowed), today, rules):
        line, column = places.place(finding.number, finding.flaw.steps)
        rule = finding.rule
        found.append(Problem(result.reading.path, line, column, finding.flaw.sentence, rule.severity, rule.code))
    return found
