"""Editing and adding questions from the command line, with a real program as the editor."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Quizapp

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")

DECK = """\
deck: rivers
title: Rivers
questions:
  # the longest
  - {id: longest, kind: basic, topic: R, prompt: Which is the longest?, answer: Indus}
"""


@pytest.fixture
def rivers(home: Path) -> Path:
    """A deck of one's own."""
    path = home / "data" / "decks" / "rivers.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(DECK)
    return path


@pytest.fixture(autouse=True)
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that is to be written, set as the editor in quotes since its path holds a space."""
    path = tmp_path / "my programs" / "vi"
    path.parent.mkdir()
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{path}' -n")
    return path


def become(editor: Path, script: str) -> None:
    """Make the editor do this with the file, which is its last argument, and leave its arguments beside it."""
    editor.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" > "$0.seen"\nfor file; do :; done\n{script}\n')
    editor.chmod(0o755)


def test_edit_opens_the_line_and_takes_the_change_in(quizapp: Quizapp, rivers: Path, editor: Path) -> None:
    """What is printed says where the question stands; comments stay."""
    become(editor, "sed -i 's/longest?/longest of all?/' \"$file\"")
    outcome = quizapp("decks", "edit", "rivers/longest")
    assert (outcome.code, outcome.out) == (0, f"{rivers}:5\n")
    assert editor.with_name("vi.seen").read_text() == f"-n +5 {rivers}\n"
    assert rivers.read_text() == DECK.replace("longest?", "longest of all?")
    shown = json.loads(quizapp("decks", "show", "rivers", "--json").out)
    assert shown["questions"][0]["prompt"] == "Which is the longest of all?"


def test_errors_are_told_and_the_text_is_kept(quizapp: Quizapp, rivers: Path, editor: Path) -> None:
    """Without a person to ask, nothing of the author's is thrown away."""
    become(editor, "sed -i 's/kind: basic/kind: basics/' \"$file\"")
    outcome = quizapp("decks", "edit", "rivers/longest")
    assert outcome.code == 1
    assert f"{rivers}:5:25: there is no kind `basics`" in outcome.err
    assert "basics" in rivers.read_text()


def test_a_bundled_question_left_as_it_is_leaves_no_file(quizapp: Quizapp, home: Path, editor: Path) -> None:
    """Looking is not correcting."""
    become(editor, "true")
    slug = json.loads(quizapp("decks", "list", "--json").out)[0]["slug"]
    first = json.loads(quizapp("decks", "show", slug, "--json").out)["questions"][0]["id"]
    outcome = quizapp("decks", "edit", f"{slug}/{first}")
    assert (outcome.code, outcome.err) == (0, "Nothing was changed.\n")
    assert not (home / "data" / "decks" / f"{slug}.yaml").exists()


def test_add_begins_a_deck_with_a_template(quizapp: Quizapp, home: Path, editor: Path) -> None:
    """Filled in it is a deck with ids; left empty it is none."""
    path = home / "data" / "decks" / "lakes.yaml"
    become(editor, "true")
    assert quizapp("decks", "add", "lakes", "--kind", "basic").code == 0
    assert not path.exists()
    become(editor, "sed -i 's/prompt: .*/prompt: Which?/; s/answer: .*/answer: That one/' \"$file\"")
    assert quizapp("decks", "add", "lakes", "--kind", "basic", "--topic", "Lakes", "--title", "The lakes").code == 0
    assert '- id: which\n    kind: basic\n    topic: "Lakes"' in path.read_text()
    listing = json.loads(quizapp("decks", "list", "--json").out)
    assert [deck["title"] for deck in listing if deck["slug"] == "lakes"] == ["The lakes"]


def test_without_an_editor_the_sentence_says_what_to_do(
    quizapp: Quizapp, rivers: Path, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No editor named, or one that is not there."""
    assert "was not found" in quizapp("decks", "edit", "rivers/longest").err
    monkeypatch.delenv("EDITOR")
    outcome = quizapp("decks", "edit", "rivers/longest")
    assert outcome.code == 1
    assert "export EDITOR=" in outcome.err
    assert quizapp("decks", "edit", "rivers").code == 2
    assert rivers.read_text() == DECK
    assert not editor.exists()
