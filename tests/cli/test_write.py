"""`quizapp write`: essays with what they earned, as a table, as JSON and as a page; the app only on a terminal."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.bootstrap import open_services
from quizapp.domain.questions import CardKey
from quizapp.domain.writing import Had, Stage
from quizapp.settings import Paths
from tests.cli.conftest import Quizapp

DECK = """\
deck: water
title: Water
questions:
  - id: dams
    kind: essay
    topic: Rivers
    prompt: Do **dams** serve?
    marks: 20
    outline: [{id: power, text: Power.}, {id: silt, text: Silt.}]
    rubric: {full: F., half: H., none: N.}
"""


@pytest.fixture
def water(home: Path, quizapp: Quizapp) -> Quizapp:
    """A home with an essay of one's own that was written once."""
    folder = home / "data" / "decks"
    folder.mkdir(parents=True)
    (folder / "water.yaml").write_text(DECK, encoding="utf-8")
    services = open_services(Paths.find({"QUIZAPP_HOME": str(home)}))
    desk = services.writing.essay(CardKey("water", "dams"))
    attempt = services.writing.begin(desk, Stage.WRITE)
    marking = {"power": Had.FULL, "silt": Had.NONE}
    services.writing.file(replace(attempt, text="Yes\x1b[2J, they do.", marking=marking, marks=9.5, writing=90_000))
    services.store.close()
    return quizapp


def test_the_list_says_what_each_earned(water: Quizapp) -> None:
    """A line an essay, the unwritten ones first."""
    shown = water("write", "--list")
    assert shown.code == 0
    last = shown.out.splitlines()[-1].split()
    assert last[:4] == ["water/dams", "20", "1", "9.5"]
    assert last[-3:] == ["Do", "dams", "serve?"]
    assert "\x1b" not in shown.out


def test_json_has_every_attempt(water: Quizapp) -> None:
    """With text, points and what was missed."""
    (told,) = json.loads(water("write", "dams", "--json").out)
    assert (told["card"], told["minutes"], told["words"], told["unfinished"]) == ("water/dams", 37.5, 800, None)
    (attempt,) = told["attempts"]
    assert attempt["points"] == {"power": "had", "silt": "missed"}
    assert (attempt["missed"], attempt["marks"], attempt["words"]) == (["silt"], 9.5, 3)
    assert attempt["text"] == "Yes\x1b[2J, they do."


def test_attempts_become_a_page(water: Quizapp, tmp_path: Path) -> None:
    """A file or stdout, in which nothing acts on a terminal."""
    assert water("write", "water/dams", "-o", tmp_path / "dams.md").code == 0
    page = (tmp_path / "dams.md").read_text(encoding="utf-8")
    assert page.startswith("# Do dams serve?\n\n20 marks.\n\n## Attempt 1, ")
    assert "- missed: Silt." in page
    assert "\x1b" not in page
    assert water("write", "dams", "-o", "-").out == page


def test_what_cannot_be_is_said(water: Quizapp) -> None:
    """An essay that is none, a page of nothing, and no terminal."""
    assert "no essay question 'nile'" in water("write", "nile", "--list").err
    assert water("write", "-o", "x.md").code == 2
    assert "needs a terminal" in water("write").err
