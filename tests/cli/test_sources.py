"""`quizapp sources`: documents, facts, and the questions that examine them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Quizapp

SHEET = """\
document: rats-notes
title: Notes on *RATS*
author: unknown
kind: lecture notes
date: '2024'
trust: Good for dates; figures are rounded, so that whoever needs them looks them up elsewhere before asking.
facts:
  - {id: rats-seat, text: RATS sits in Tashkent., locator: second paragraph, importance: must}
  - id: rats-start
    text: RATS has worked since 2004.
    locator: third paragraph
    caution: {says: Founded in 2004., best: It began to work in 2004.}
  - {id: rats-seat-again, text: Its seat is Tashkent., locator: last paragraph, same_as: [rats-notes#rats-seat]}
"""
DECK = """\
deck: rats
title: RATS
questions:
  - id: seat
    kind: typed
    topic: RATS
    prompt: Where does RATS sit?
    answer: Tashkent
    sources: [rats-notes#rats-seat]
  - {id: own, kind: typed, topic: RATS, prompt: What does RATS fight?, answer: Terrorism}
"""


@pytest.fixture
def notes(home: Path) -> Path:
    """A source sheet and a deck in the person's folders."""
    (home / "data" / "decks").mkdir(parents=True)
    (home / "data" / "seeds").mkdir()
    (home / "data" / "decks" / "rats.yaml").write_text(DECK)
    file = home / "data" / "seeds" / "rats-notes.yaml"
    file.write_text(SHEET)
    return file


def test_documents_have_their_figures_and_what_to_think_of_them(quizapp: Quizapp, notes: Path) -> None:
    """One's own sheets stand beside those that are bundled; nothing is wider than a terminal of 80 columns."""
    outcome = quizapp("sources")
    assert (outcome.code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    rows = [line.split() for line in lines if line.startswith("rats-notes ")]
    assert rows[0][1:5] == ["3", "1", "1", "1"]
    assert " ".join(rows[1][1:]) == "0 of 1 1 of 1 1 of 2"
    assert "    Notes on RATS" in lines
    assert "    lecture notes; author: unknown; date: 2024" in lines
    assert "\n1 question of " in outcome.out
    assert " cites no fact.\n" in outcome.out
    assert max(map(len, lines)) <= 80


def test_a_document_lists_its_facts_with_their_questions(quizapp: Quizapp, notes: Path) -> None:
    """Each fact has its importance, caution, locator and questions, those of facts that say the same too."""
    listed = quizapp("sources", "rats-notes").out
    assert listed.endswith(
        """
rats-notes#rats-seat: must, no choice question
    RATS sits in Tashkent. (second paragraph)
    typed      rats/seat

rats-notes#rats-start: supporting, caution, no question
    RATS has worked since 2004. (third paragraph)

rats-notes#rats-seat-again: supporting
    Its seat is Tashkent. (last paragraph)
    typed      rats/seat (by a linked fact)
"""
    )


def test_facts_without_a_question_are_listed_alone(quizapp: Quizapp, notes: Path) -> None:
    """--unexamined leaves nothing else on stdout."""
    outcome = quizapp("sources", "--unexamined", "rats-notes")
    assert [line for line in outcome.out.splitlines() if "#" in line] == [
        "rats-notes#rats-start: supporting, caution, no question"
    ]
    assert "1 fact of 3 without a question" in outcome.err


def test_the_json_has_all_of_it(quizapp: Quizapp, notes: Path) -> None:
    """For a document and for all, with cautions in full."""
    found = json.loads(quizapp("sources", "--json", "rats-notes").out)
    (document,) = found["documents"]
    assert document["path"] == str(notes)
    assert document["counts"] == {"facts": 3, "must": 1, "supporting": 2, "caution": 1}
    assert (document["questions"]["first"], document["questions"]["citing"]) == (1, 1)
    assert document["coverage"]["must_with_cloze_or_typed"] == {"hits": 1, "of": 1}
    seat, start, again = document["facts"]
    assert seat["questions"] == [{"question": "rats/seat", "kind": "typed"}]
    assert start["caution"]["best"] == "It began to work in 2004."
    assert (again["questions"], again["examined"], again["same_as"]) == ([], True, ["rats-notes#rats-seat"])
    everything = json.loads(quizapp("sources", "--json").out)
    assert len(everything["documents"]) > 1
    assert everything["questions"] == found["questions"] > 2
    left = json.loads(quizapp("sources", "--json", "--unexamined", "rats-notes").out)
    assert [fact["id"] for fact in left["documents"][0]["facts"]] == ["rats-start"]


def test_a_document_that_is_not_there_is_a_sentence(quizapp: Quizapp, notes: Path) -> None:
    """A misspelt name fails with the nearest."""
    outcome = quizapp("sources", "rats-note")
    assert outcome.code == 1
    assert "Did you mean `rats-notes`?" in outcome.err


def test_a_sheet_with_errors_is_told(quizapp: Quizapp, notes: Path) -> None:
    """It is left out, and where to look is said."""
    notes.write_text(SHEET.replace("author: unknown\n", ""))
    outcome = quizapp("sources")
    assert outcome.code == 0
    assert f"Not read, because of errors: {notes}" in outcome.err
