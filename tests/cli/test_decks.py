"""`quizapp decks`: from a new file to a corrected question."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Quizapp

DECK = """\
deck: rivers
title: Rivers
questions:
  - id: longest
    kind: typed
    topic: Asia
    prompt: What is the longest river of Pakistan?
    answer: Indus
  - id: mouth
    kind: true-false
    topic: Asia
    prompt: The Indus flows into the Arabian Sea.
    answer: true
"""


@pytest.fixture
def rivers(home: Path) -> Path:
    """A small deck in the person's folder."""
    file = home / "data" / "decks" / "rivers.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(DECK)
    return file


def test_all_that_is_bundled_is_sound(quizapp: Quizapp) -> None:
    """The decks and source sheets that come with quizapp pass its own check, without a warning."""
    outcome = quizapp("decks", "check")
    assert (outcome.code, outcome.out) == (0, "")
    assert "0 errors, 0 warnings" in outcome.err


def test_a_deck_is_checked_by_its_name(quizapp: Quizapp, rivers: Path) -> None:
    """`check` takes a slug where `stamp`, `show` and `export` do; a file of that name comes first."""
    rivers.write_text(DECK.replace("answer: Indus", "anser: Indus"))
    outcome = quizapp("decks", "check", "rivers")
    assert outcome.code == 1
    assert f"{rivers}:8:5: " in outcome.out
    assert quizapp("decks", "check", "sco-economy").code == 0


def test_problems_are_data_and_the_summary_is_not(quizapp: Quizapp, rivers: Path) -> None:
    """Each problem is a line `file:line:column: sentence` on stdout; the counts go to stderr; errors fail."""
    rivers.write_text(DECK.replace("answer: Indus", "anser: Indus").replace("answer: true", "answer: perhaps"))
    outcome = quizapp("decks", "check", rivers)
    assert outcome.code == 1
    lines = outcome.out.splitlines()
    assert all(line.startswith(f"{rivers}:") for line in lines)
    assert any(line.startswith(f"{rivers}:8:5: ") and "answer" in line for line in lines)
    assert any(line.startswith(f"{rivers}:13:") for line in lines)
    assert "errors" in outcome.err


def test_problems_have_a_json_form(quizapp: Quizapp, rivers: Path) -> None:
    """With --json an editor gets path, line, column, sentence and severity of each."""
    rivers.write_text(DECK.replace("kind: typed", "kind: tpyed"))
    (problem, *_) = json.loads(quizapp("decks", "check", "--json", rivers).out)
    assert problem["path"] == str(rivers)
    assert (problem["line"], problem["severity"]) == (5, "error")
    assert "typed" in problem["sentence"]


def test_a_deck_can_be_piped_into_the_check(quizapp: Quizapp, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is the deck on stdin."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"deck: 7\n\xff")))
    outcome = quizapp("decks", "check", "-")
    assert outcome.code == 1
    assert outcome.out.startswith("-:2:1: ")


def test_a_dry_run_says_what_a_sync_does_and_changes_nothing(quizapp: Quizapp, rivers: Path) -> None:
    """The plan of --dry-run is the one that is carried out next, and is empty after that."""
    planned = quizapp("decks", "sync", "--dry-run").out
    assert "added    rivers/longest" in planned.splitlines()
    done = quizapp("decks", "sync")
    assert done.out == planned
    assert quizapp("decks", "sync").out == ""


def test_a_question_leaves_and_returns(quizapp: Quizapp, rivers: Path) -> None:
    """What is gone from the file is put aside, what is back returns, and a typo is a change."""
    quizapp("decks", "sync")
    rivers.write_text(DECK.partition("  - id: mouth")[0].replace("longest river", "longest of the rivers"))
    assert quizapp("decks", "sync").out.splitlines() == ["changed  rivers/longest", "put aside rivers/mouth"]
    rivers.write_text(DECK)
    assert quizapp("decks", "sync").out.splitlines() == ["changed  rivers/longest", "returned rivers/mouth"]


def test_a_deck_with_errors_stays_as_it_was(quizapp: Quizapp, rivers: Path) -> None:
    """A sync refuses a faulty file with its problems and keeps what it read before."""
    quizapp("decks", "sync")
    rivers.write_text(DECK.replace("answer: Indus", ""))
    refused = quizapp("decks", "sync")
    assert refused.code == 1
    assert str(rivers) in refused.err
    assert "longest" in quizapp("decks", "show", "rivers").out


def test_decks_are_listed_in_two_forms(quizapp: Quizapp, rivers: Path) -> None:
    """The table and the JSON name the same decks; looking takes new files in first."""
    listed = json.loads(quizapp("decks", "list", "--json").out)
    (own,) = [deck for deck in listed if deck["slug"] == "rivers"]
    assert (own["questions"], own["cards"], own["bundled"]) == (2, 2, False)
    assert [line.split()[0] for line in quizapp("decks", "list").out.splitlines()[1:]] == [d["slug"] for d in listed]


def test_a_deck_is_shown_with_the_place_of_each_question(quizapp: Quizapp, rivers: Path) -> None:
    """`show` lists the questions in their order; its JSON says where each stands."""
    shown = json.loads(quizapp("decks", "show", "rivers", "--json").out)
    assert [(q["id"], q["line"], q["path"]) for q in shown["questions"]] == [
        ("longest", 4, str(rivers)),
        ("mouth", 9, str(rivers)),
    ]
    assert "true-false" in quizapp("decks", "show", "rivers").out


def test_a_deck_that_is_not_there_is_a_sentence(quizapp: Quizapp, rivers: Path) -> None:
    """A misspelt slug fails with the nearest name."""
    outcome = quizapp("decks", "show", "river")
    assert outcome.code == 1
    assert "rivers" in outcome.err


def test_a_new_deck_passes_the_check_and_is_never_overwritten(quizapp: Quizapp, home: Path) -> None:
    """`new` writes a sound first file, once."""
    made = Path(quizapp("decks", "new", "my-deck", "--title", "Mine").out.strip())
    assert made == home / "data" / "decks" / "my-deck.yaml"
    assert quizapp("decks", "check", made).code == 0
    before = made.read_bytes()
    assert quizapp("decks", "new", "my-deck").code == 1
    assert made.read_bytes() == before


def test_stamping_is_done_once(quizapp: Quizapp, rivers: Path) -> None:
    """Ids and dates that are missing are written; a second stamp changes no byte."""
    rivers.write_text(DECK.replace("  - id: longest\n    kind", "  - kind"))
    assert "1 id written, 2 questions changed" in quizapp("decks", "stamp", "rivers").out
    kept = (rivers.read_bytes(), rivers.with_suffix(".revisions").read_bytes())
    assert "0 ids written, 0 questions changed" in quizapp("decks", "stamp").out
    assert (rivers.read_bytes(), rivers.with_suffix(".revisions").read_bytes()) == kept


def test_a_correction_of_a_bundled_question_counts(quizapp: Quizapp) -> None:
    """`correct` copies the question into a file of one's own, and what is written there is what is asked."""
    slug = json.loads(quizapp("decks", "list", "--json").out)[0]["slug"]
    first = json.loads(quizapp("decks", "show", slug, "--json").out)["questions"][0]
    place = quizapp("decks", "correct", slug, first["id"]).out.strip()
    file, _, line = place.rpartition(":")
    text = Path(file).read_text()
    assert first["id"] in text.splitlines()[int(line) - 1]
    Path(file).write_text(text.replace("prompt:", "prompt: Corrected,", 1) if "prompt: |" not in text else text)
    again = json.loads(quizapp("decks", "show", slug, "--json").out)["questions"][0]
    assert (again["id"], again["path"]) == (first["id"], file)
    assert quizapp("decks", "correct", slug, first["id"]).out.strip() == place


def test_the_deck_in_the_readme_is_sound(quizapp: Quizapp, tmp_path: Path) -> None:
    """Whoever begins with the README's example begins without an error or a warning."""
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    example = tmp_path / "my-deck.yaml"
    example.write_text(readme.partition("```yaml\n")[2].partition("```")[0])
    outcome = quizapp("decks", "check", "--strict", example)
    assert outcome.code == 0
    assert "1 deck, 1 question, 0 source sheets: 0 errors, 0 warnings" in outcome.err
