"""Questions as JSON: the stable machine interface, every text plain; docs/json-export.md describes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from quizapp.domain.asking import gapped_prompt, right_answers
from quizapp.domain.questions import (
    Choice,
    Citation,
    Cloze,
    Essay,
    Gap,
    Kind,
    Matching,
    Multiple,
    Option,
    Ordering,
    Question,
    TrueFalse,
    kind_of,
)
from quizapp.domain.text import plain
from quizapp.exports.json_schema import TEXT, TRUTH, WHOLE, or_null, record, records

FORMAT = "quizapp-questions"
VERSION = 1
"""Raised when a reader of the last version could misread the next; keys may be added without raising it."""

_encode: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, indent=2).encode


@dataclass(frozen=True, slots=True)
class ExportedQuestion:
    """A question and the slug of the deck it stands in."""

    deck: str
    question: Question


def export_json(questions: Iterable[ExportedQuestion]) -> str:
    """The questions in the order given, as one JSON text that ends in a newline; the same questions, the same bytes."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "questions": [_question(each.deck, each.question) for each in questions],
    }
    return _encode(document) + "\n"


def _question(deck: str, question: Question) -> dict[str, Any]:
    prompt = gapped_prompt(question) if isinstance(question, Cloze) else question.prompt
    return {
        "deck": deck,
        "id": question.id,
        "kind": kind_of(question).value,
        "topic": plain(question.topic),
        "prompt": plain(prompt),
        "options": _options(question),
        "answers": list(right_answers(question)),
        **_of_its_kind(question),
        "explanation": plain(question.explanation),
        "sources": _citations(question.sources),
        "difficulty": question.difficulty,
        "as_of": question.as_of,
        "valid_until": question.valid_until.isoformat() if question.valid_until else None,
        "tags": [plain(tag) for tag in question.tags],
        "image": {"file": plain(question.image.file), "alt": plain(question.image.alt)} if question.image else None,
    }


def _options(question: Question) -> list[dict[str, Any]]:
    match question:
        case Choice() | Multiple():
            options: Sequence[Option] = question.options
        case TrueFalse():
            options = (Option("true", "True", question.answer), Option("false", "False", not question.answer))
        case _:
            options = ()
    return [
        {"id": option.id, "text": plain(option.text), "correct": option.correct, "why": plain(option.why)}
        for option in options
    ]


def _of_its_kind(question: Question) -> dict[str, Any]:
    """What only one kind of question has."""
    match question:
        case Cloze():
            return {"gaps": [_gap(gap) for gap in question.gaps]}
        case Ordering():
            return {"items": [{"id": item.id, "text": plain(item.text)} for item in question.items]}
        case Matching():
            pairs = [{"id": pair.id, "left": plain(pair.left), "right": plain(pair.right)} for pair in question.pairs]
            return {"pairs": pairs, "distractors": [plain(text) for text in question.distractors]}
        case Essay():
            return _essay(question)
        case _:
            return {}


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "number": gap.number,
        "answer": plain(gap.answer),
        "hint": plain(gap.hint),
        "accept": [plain(text) for text in gap.accept],
    }


def _essay(question: Essay) -> dict[str, Any]:
    rubric = question.rubric
    outline = [
        {"id": point.id, "text": plain(point.text), "facts": _citations(point.facts)} for point in question.outline
    ]
    return {
        "marks": question.marks,
        "outline": outline,
        "rubric": {"full": plain(rubric.full), "half": plain(rubric.half), "none": plain(rubric.none)},
    }


def _citations(sources: Iterable[Citation]) -> list[dict[str, str]]:
    return [{"document": source.document, "fact": source.fact} for source in sources]


_TEXTS = {"type": "array", "items": TEXT}
_CITATIONS = records(document=TEXT, fact=TEXT)


def _when(kind: Kind, **properties: Any) -> dict[str, Any]:
    """A rule of the schema: a question of this kind has these properties."""
    only = {"properties": {"kind": {"const": kind.value}}, "required": ["kind"]}
    return {"if": only, "then": {"properties": properties, "required": list(properties)}}


def export_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `export_json` writes; unknown keys are allowed, later ones may come."""
    document = record(
        format={"const": FORMAT}, version={"const": VERSION}, questions={"type": "array", "items": _question_schema()}
    )
    schema = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": schema, "title": "Questions exported by quizapp", **document}


def _question_schema() -> dict[str, Any]:
    common = record(
        deck=TEXT,
        id=TEXT,
        kind={"enum": [kind.value for kind in Kind]},
        topic=TEXT,
        prompt=TEXT,
        options=records(id=TEXT, text=TEXT, correct=TRUTH, why=TEXT),
        answers=_TEXTS,
        explanation=TEXT,
        sources=_CITATIONS,
        difficulty={"type": "integer", "minimum": 1, "maximum": 3},
        as_of={"type": ["string", "null"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
        valid_until={"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        tags=_TEXTS,
        image=or_null(record(file=TEXT, alt=TEXT)),
    )
    return {**common, "allOf": _kind_schemas()}


def _kind_schemas() -> list[dict[str, Any]]:
    return [
        _when(Kind.CLOZE, gaps=records(number=WHOLE, answer=TEXT, hint=TEXT, accept=_TEXTS)),
        _when(Kind.ORDERING, items=records(id=TEXT, text=TEXT)),
        _when(Kind.MATCHING, pairs=records(id=TEXT, left=TEXT, right=TEXT), distractors=_TEXTS),
        _when(
            Kind.ESSAY,
            marks=WHOLE,
            outline=records(id=TEXT, text=TEXT, facts=_CITATIONS),
            rubric=record(full=TEXT, half=TEXT, none=TEXT),
        ),
    ]
