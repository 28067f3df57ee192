"""`quizapp search`: data to stdout, a verdict, and queries that begin with a minus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Quizapp

DECK = """\
deck: rivers
title: Rivers
questions:
  - id: indus
    kind: basic
    topic: Asia
    prompt: Where does the **Indus** rise?
    answer: In Tibet.
    tags: [source]
  - id: nile
    kind: basic
    topic: Africa
    prompt: Where does the White Nile rise?
    answer: In the lakes.
"""


@pytest.fixture
def rivers(home: Path, quizapp: Quizapp) -> Quizapp:
    """A home with a deck of two questions beside the bundled ones."""
    folder = home / "data" / "decks"
    folder.mkdir(parents=True)
    (folder / "rivers.yaml").write_text(DECK, encoding="utf-8")
    return quizapp


def test_what_is_found_goes_to_stdout(rivers: Quizapp) -> None:
    """A card a line, with its kind, its state and its question without Markdown."""
    found = rivers("search", "deck:rivers", "rises")
    assert found.code == 0
    lines = found.out.splitlines()
    assert lines[0].split() == ["card", "kind", "state", "prompt"]
    assert lines[1].split(maxsplit=3) == ["rivers/indus", "basic", "new", "Where does the Indus rise?"]
    assert len(lines) == 3


def test_a_minus_leaves_out_and_a_limit_cuts(rivers: Quizapp) -> None:
    """A query may begin with a minus, and what is cut is said on stderr."""
    assert "nile" not in rivers("search", "-topic:africa", "deck:rivers").out
    cut = rivers("search", "deck:rivers", "--limit", "1")
    assert len(cut.out.splitlines()) == 2
    assert "2 cards found; the first 1 are shown." in cut.err


def test_json_has_every_field(rivers: Quizapp) -> None:
    """For other programs: who the card is, what it asks, and its state."""
    (card,) = json.loads(rivers("search", "indus", "--json", "tag:source").out)
    assert card == {
        "card": "rivers/indus",
        "deck": "rivers",
        "question": "indus",
        "gap": 0,
        "kind": "basic",
        "topic": "Asia",
        "prompt": "Where does the **Indus** rise?",
        "state": ["new"],
        "due": None,
    }


def test_nothing_found_and_no_query_are_verdicts(rivers: Quizapp) -> None:
    """1 with a sentence for both, and no data."""
    nothing = rivers("search", "zebra")
    assert (nothing.code, nothing.out) == (1, "")
    assert "0 cards found." in nothing.err
    broken = rivers("search", "is:dew")
    assert (broken.code, broken.out) == (1, "")
    assert "Column 1: there is no state “dew”; did you mean “is:new”?" in broken.err
