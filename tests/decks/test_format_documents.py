"""The documents of the formats are true: every example in them is read, and every limit they give is held."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from quizapp.domain.questions import Kind
from quizapp.storage.deck_files import read_deck
from quizapp.storage.deck_spec import SPECS, DeckHeadSpec, OptionSpec, QuestionSpec
from quizapp.storage.source_sheets import CautionSpec, FactSpec, SheetHeadSpec, read_sheet
from quizapp.storage.stamping import stamped

DOCS = Path(__file__).parents[2] / "docs"
DECKS = DOCS / "deck-format.md"
SHEETS = DOCS / "source-sheets.md"


def examples(document: Path) -> list[str]:
    """Every block of YAML in a document."""
    return re.findall(r"^```yaml\n(.*?)^```", document.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(
    "text", examples(DECKS), ids=lambda text: re.findall(r"^(?:deck|corrects): (.*)", text, re.M)[0]
)
def test_every_deck_in_the_document_is_sound(text: str) -> None:
    """What a tutor copies from the page is accepted."""
    content, _ = stamped(text.encode(), "f")
    assert read_deck(content, "f").problems == []


def test_every_kind_has_an_example() -> None:
    """All nine kinds are shown."""
    assert {kind for kind in Kind if re.search(rf"kind: {kind}\b", "".join(examples(DECKS)))} == set(Kind)


@pytest.mark.parametrize("text", examples(SHEETS))
def test_every_sheet_in_the_document_is_sound(text: str) -> None:
    """The example of a source sheet is one."""
    assert read_sheet(text.encode(), "f").problems == []


def fields_of(*models: type[BaseModel]) -> set[str]:
    """The names of all fields of these models."""
    return {name for model in models for name in model.model_fields}


def test_every_field_is_named() -> None:
    """No field that the reader knows is missing from the documents."""
    decks = fields_of(DeckHeadSpec, QuestionSpec, OptionSpec, *SPECS.values())
    sheets = fields_of(SheetHeadSpec, FactSpec, CautionSpec)
    assert {name for name in decks if f"`{name}`" not in DECKS.read_text(encoding="utf-8")} == set()
    assert {name for name in sheets if f"`{name}`" not in SHEETS.read_text(encoding="utf-8")} == set()


@pytest.mark.parametrize(("field", "limit"), [("title", 120), ("description", 2_000), ("subject", 80), ("licence", 80)])
def test_the_limits_of_the_head_are_held(field: str, limit: int) -> None:
    """The longest text that the document allows is read; one letter more is refused with a sentence."""
    head = {"deck": "x", "title": "T", "questions": "[]"}
    for length, expected in ((limit, []), (limit + 1, [f"`{field}` is {limit + 1:,} characters long"])):
        text = "".join(f"{key}: {value}\n" for key, value in {**head, field: "a" * length}.items())
        errors = [problem for problem in read_deck(text.encode(), "f").problems if problem.severity == "error"]
        assert [problem.sentence.partition(";")[0] for problem in errors] == expected


@pytest.mark.parametrize(
    ("field", "limit"), [("topic", 80), ("prompt", 4_000), ("explanation", 6_000), ("answer", 2_000)]
)
def test_the_limits_of_a_question_are_held(field: str, limit: int) -> None:
    """So it is for the texts of questions."""
    for length, count in ((limit, 0), (limit + 1, 1)):
        fields = {"id": "a", "kind": "basic", "topic": "T", "prompt": "P", "answer": "A", field: "a" * length}
        entry = ", ".join(f"{key}: {value}" for key, value in fields.items())
        problems = read_deck(f"deck: x\ntitle: T\nquestions:\n  - {{{entry}}}\n".encode(), "f").problems
        assert len(problems) == count
