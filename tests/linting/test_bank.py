"""The bank that comes with quizapp: its figures are true, and what is asked of it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.bank_figures import KINDS, README, Bank, page, read_bank
from benchmarks.guesser import LIMIT
from quizapp.domain.coverage import covered
from quizapp.domain.questions import Choice
from quizapp.storage.deck_folders import Folders

DOCUMENTS = 5
"""From so many documents at least are questions drawn."""

LARGEST_SHARE = 0.55
"""The share of the questions that one document may have."""

FEWEST = {"choice": 300, "cloze, typed, basic": 100, "ordering, matching": 15, "essay": 18}
"""So many questions of these kinds there are at least."""

RECALL = 0.6
"""The share of the choice questions that may ask for nothing but recall."""

MUST_CHOSEN, SUPPORTING = 1.0, 0.9
"""The shares of the facts that are examined at least: must facts by a choice question, supporting ones by anything."""


@pytest.fixture(scope="module")
def bank() -> Bank:
    """The bank as it lies in the tree."""
    return read_bank()


def test_the_page_of_figures_is_true(bank: Bank) -> None:
    """What decks/README.md says is what counting the files gives."""
    written = README.read_text(encoding="utf-8") if README.exists() else ""
    if written != page(bank):
        pytest.fail("decks/README.md is not what the bank is now: run `make bank`, and commit what it writes")


def test_the_page_of_figures_is_no_deck() -> None:
    """What stands beside the decks is not read as one."""
    files = Folders(README.parent, README.parent / "none", ()).files()
    assert {Path(file.path).suffix for file in files} == {".yaml", ".revisions"}


def test_the_bank_examines_knowledge(bank: Bank) -> None:
    """No way of guessing gets more than 30 % of the choice questions right."""
    assert {each.way: round(each.share, 2) for each in bank.guessed if each.share > LIMIT} == {}


def test_the_bank_draws_on_its_documents(bank: Bank) -> None:
    """No document has more than its share of the questions, and every question has a source."""
    drawn = {each.sheet.document: each.first / len(bank.questions) for each in bank.coverage.documents if each.first}
    assert len(drawn) >= DOCUMENTS
    assert {document: share for document, share in drawn.items() if share > LARGEST_SHARE} == {}
    assert bank.coverage.without_source == 0


def test_the_bank_has_questions_of_every_kind(bank: Bank) -> None:
    """So many at least of those that are chosen, produced, arranged and argued."""
    counts = {name: bank.of(*KINDS[name]) for name in FEWEST}
    assert {name: counts[name] for name, fewest in FEWEST.items() if counts[name] < fewest} == {}


def test_the_bank_asks_for_more_than_recall(bank: Bank) -> None:
    """Every choice question has four options and one level, and those that ask for recall alone are few enough."""
    chosen = [question for question in bank.questions if isinstance(question, Choice)]
    assert [question.id for question in chosen if len(question.options) != 4] == []
    assert bank.levels["none"] == 0
    assert bank.levels["recall"] <= RECALL * len(chosen)


def test_the_bank_covers_its_facts(bank: Bank) -> None:
    """Facts that must be known are asked by choice questions, and most of the others by something."""
    figures = covered(bank.coverage.facts)
    assert (figures.chosen.share or 0) >= MUST_CHOSEN
    assert (figures.supporting.share or 0) >= SUPPORTING
