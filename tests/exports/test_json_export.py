"""Laws of the JSON export: it follows its schema, holds no markup, and the same questions give the same bytes."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.questions import Basic, Kind, Question, Typed, kind_of
from quizapp.exports.json_export import ExportedQuestion, export_json, export_schema
from tests.support.every_kind import QUESTIONS

TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "array": list,
    "object": dict,
    "null": type(None),
}


def faults(value: Any, schema: dict[str, Any], place: str = "$") -> list[str]:
    """Where a value breaks a schema, for the keywords that our schema uses; another keyword is a fault of the test."""
    unknown = set(schema) - {
        *("$schema", "title", "type", "properties", "required", "items", "enum", "const"),
        *("minimum", "maximum", "pattern", "anyOf", "allOf", "if", "then"),
    }
    assert not unknown, unknown
    found = []
    if "type" in schema:
        names = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        if not any(type(value) is TYPES[name] for name in names):
            return [f"{place}: {value!r} is no {names}"]
    if "const" in schema and value != schema["const"]:
        found.append(f"{place}: {value!r} is not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{place}: {value!r} is none of {schema['enum']}")
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        found.append(f"{place}: {value} is out of range")
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        found.append(f"{place}: {value!r} does not match")
    if isinstance(value, dict):
        found += [f"{place}: {name} is missing" for name in schema.get("required", ()) if name not in value]
        for name, inner in schema.get("properties", {}).items():
            found += faults(value[name], inner, f"{place}.{name}") if name in value else []
    if isinstance(value, list) and "items" in schema:
        found += [fault for n, each in enumerate(value) for fault in faults(each, schema["items"], f"{place}[{n}]")]
    if "anyOf" in schema and all(faults(value, each, place) for each in schema["anyOf"]):
        found.append(f"{place}: fits no alternative")
    for rule in schema.get("allOf", ()):
        if not faults(value, rule["if"], place):
            found += faults(value, rule["then"], place)
    return found


def exported(*questions: Question) -> list[dict[str, Any]]:
    """The questions of an export, read back."""
    document = json.loads(export_json(ExportedQuestion("deck", question) for question in questions))
    assert faults(document, export_schema()) == []
    return list(document["questions"])


def test_every_kind_follows_the_schema() -> None:
    """An export of all nine kinds is what the schema says."""
    assert [each["kind"] for each in exported(*QUESTIONS)] == [kind_of(question).value for question in QUESTIONS]
    assert {kind_of(question) for question in QUESTIONS} == set(Kind)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_the_schema_notices_what_is_missing(question: Question) -> None:
    """Without any one of its keys a question breaks the schema."""
    (record,) = exported(question)
    for name in record:
        document = {"format": "quizapp-questions", "version": 1, "questions": [{**record}]}
        del document["questions"][0][name]  # type: ignore[index]
        assert faults(document, export_schema()) != []


def test_a_choice_is_exported_whole_and_plain() -> None:
    """Keys come in a fixed order and every text without its Markdown."""
    (record,) = exported(QUESTIONS[0])
    assert list(record.items()) == [
        ("deck", "deck"),
        ("id", "choice"),
        ("kind", "choice"),
        ("topic", "Joint exercises"),
        ("prompt", "Which one?\n- a list"),
        (
            "options",
            [
                {"id": "a", "text": "Pabbi", "correct": True, "why": ""},
                {"id": "b", "text": "Orenburg", "correct": False, "why": "Held there."},
            ],
        ),
        ("answers", ["Pabbi"]),
        ("explanation", "Because *so*."),
        ("sources", [{"document": "css-essay-2025", "fact": "pabbi-2021"}]),
        ("difficulty", 3),
        ("as_of", "2021-10"),
        ("valid_until", "2027-01-01"),
        ("tags", ["exercise"]),
        ("image", {"file": "map.png", "alt": "A map"}),
    ]


@pytest.mark.parametrize(
    ("id", "key", "value"),
    [
        ("true-false", "answers", ["False"]),
        (
            "true-false",
            "options",
            [
                {"id": "true", "text": "True", "correct": False, "why": ""},
                {"id": "false", "text": "False", "correct": True, "why": ""},
            ],
        ),
        ("basic", "answers", ["A"]),
        ("basic", "options", []),
        ("cloze", "prompt", "RATS sits in [...], not [...]."),
        ("cloze", "answers", ["Tashkent", "Beijing"]),
        (
            "cloze",
            "gaps",
            [
                {"number": 1, "answer": "Tashkent", "hint": "city", "accept": ["Toshkent"]},
                {"number": 2, "answer": "Beijing", "hint": "", "accept": []},
            ],
        ),
        ("typed", "answers", ["Tashkent", "Toshkent"]),
        ("ordering", "answers", ["first", "second"]),
        ("matching", "answers", ["RATS – Tashkent"]),
        ("matching", "distractors", ["Beijing"]),
        ("essay", "answers", ["Background"]),
        ("essay", "marks", 20),
        ("essay", "outline", [{"id": "x", "text": "Background", "facts": [{"document": "d", "fact": "f"}]}]),
    ],
)
def test_what_each_kind_gives(id: str, key: str, value: Any) -> None:
    """Every kind says its answers in the same place and what is its own beside them."""
    (record,) = exported(*(question for question in QUESTIONS if question.id == id))
    assert record[key] == value


def test_the_same_questions_give_the_same_bytes_in_their_order() -> None:
    """Exporting twice changes nothing, and the text ends in one newline."""
    entries = [ExportedQuestion("deck", question) for question in QUESTIONS]
    text = export_json(entries)
    assert text == export_json(iter(entries))
    assert text.endswith("}\n")
    assert [each["id"] for each in json.loads(text)["questions"]] == [question.id for question in QUESTIONS]


def test_nothing_to_export_is_an_empty_list() -> None:
    """A bank without questions is still a document."""
    assert exported() == []


@given(st.text(st.characters(codec=None, exclude_categories=[])))
def test_no_text_carries_a_control_character(text: str) -> None:
    """Whatever a deck says, the export is UTF-8 without anything unseen but line breaks."""
    (record,) = exported(Typed(id="q", topic=text, prompt=text, answer=text, accept=(text,), tags=(text,)))
    for shown in (record["topic"], record["prompt"], *record["answers"], *record["tags"]):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    export_json([ExportedQuestion("deck", Basic(id="q", topic=text, prompt=text, answer=text))]).encode()
