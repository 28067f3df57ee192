"""`quizapp export` and `quizapp schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Quizapp


def test_the_export_has_every_question_once(quizapp: Quizapp) -> None:
    """All questions of all decks, in the shape that is promised to other programs."""
    document = json.loads(quizapp("export", "json").out)
    keys = [(question["deck"], question["id"]) for question in document["questions"]]
    assert len(keys) == len(set(keys)) >= 40
    promised = {"deck", "id", "kind", "topic", "prompt", "options", "answers", "explanation", "sources", "difficulty",
                "as_of", "tags"}  # fmt: skip
    assert all(promised <= set(question) for question in document["questions"])
    assert all(question["sources"] for question in document["questions"])


def test_a_file_and_stdout_get_the_same_bytes(quizapp: Quizapp, tmp_path: Path) -> None:
    """`-o FILE` writes what would have been printed, and the same every time."""
    printed = quizapp("export", "json", "-o", "-").out
    file = tmp_path / "questions.json"
    outcome = quizapp("export", "json", "--output", file)
    assert (outcome.code, outcome.out) == (0, "")
    assert file.read_bytes() == printed.encode()


def test_a_place_that_cannot_be_written_is_a_sentence(quizapp: Quizapp, tmp_path: Path) -> None:
    """Nothing is written in part, and the file is named."""
    file = tmp_path / "missing" / "questions.json"
    outcome = quizapp("export", "json", "-o", file)
    assert outcome.code == 1
    assert str(file) in outcome.err
    assert "mistake of its own" not in outcome.err


def test_an_unknown_deck_exports_nothing(quizapp: Quizapp) -> None:
    """A misspelt slug is not silently an empty export."""
    outcome = quizapp("export", "json", "no-such-deck")
    assert (outcome.code, outcome.out) == (1, "")


@pytest.mark.parametrize("which", ["deck", "source", "paper", "export"])
def test_every_schema_is_a_json_schema(which: str, quizapp: Quizapp) -> None:
    """The schemas are JSON and name their dialect."""
    assert "json-schema.org" in json.loads(quizapp("schema", which).out)["$schema"]
