"""What the rules about writing find in deck files, at its place in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from quizapp.domain.errors import Problem
from quizapp.domain.linting.linter import Finding, LintedDeck, lint_together
from quizapp.domain.linting.values import Rule
from quizapp.domain.question_format import question_from_plain

if TYPE_CHECKING:  # reading decks imports yaml and pydantic, 110 ms that an unchanged sync saves
    from quizapp.storage.deck_files import DeckReading


def findings(readings: Iterable[DeckReading], today: date, rules: Sequence[Rule]) -> list[Problem]:
    """What these rules find in decks that were read, by place; questions with errors are passed over.

    Decks are compared with each other too, each as corrections leave it.
    """
    from quizapp.storage.yaml_events import collector_still

    read = [reading for reading in readings if reading.plains]
    corrected = {
        (reading.corrects, id): number
        for number, reading in enumerate(read)
        if reading.corrects
        for _, id, _ in reading.plains
    }
    with collector_still():
        decks = [_linted(reading, number, corrected) for number, reading in enumerate(read)]
        found = lint_together(decks, today, rules)
        return sorted(problem for reading, each in zip(read, found, strict=True) for problem in _placed(reading, each))


def _linted(result: DeckReading, number: int, corrected: Mapping[tuple[str, str], int]) -> LintedDeck:
    entries = result.reading.value["questions"]
    questions = [
        (place, question_from_plain(id, entries[place]["kind"], entries[place]["topic"], plain))
        for place, id, plain in result.plains
    ]
    fpsc = result.deck is not None and "fpsc" in result.deck.style
    replaced = [place for place, id, _ in result.plains if corrected.get((result.slug, id), number) != number]
    return LintedDeck(questions, fpsc, result.allowed, result.slug, frozenset(replaced))


def _placed(result: DeckReading, found: Iterable[Finding]) -> Iterable[Problem]:
    """Findings at their places in the file."""
    from quizapp.storage.question_places import QuestionPlaces

    places = QuestionPlaces(result.reading)
    for finding in found:
        line, column = places.place(finding.number, finding.flaw.steps)
        rule = finding.rule
        yield Problem(result.reading.path, line, column, finding.flaw.sentence, rule.severity, rule.code)
