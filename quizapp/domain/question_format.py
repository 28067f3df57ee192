"""Questions as plain mappings in the shape of a deck file, and back: exact inverses of each other."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from quizapp.domain.questions import (
    Basic,
    Choice,
    Citation,
    Cloze,
    Essay,
    Gap,
    Item,
    Kind,
    Matching,
    Multiple,
    Option,
    Ordering,
    OutlinePoint,
    Pair,
    Picture,
    Question,
    Rubric,
    TrueFalse,
    Typed,
    kind_of,
)

GAP = re.compile(r"\{\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\}")
"""One cloze gap as written; group 1 is what stands between the braces (single braces may stand inside in pairs)."""

MAX_GAP = 99


class GapsBroken(ValueError):
    """The gaps of a cloze prompt do not follow the format; `str()` is the sentence to show."""


def question_from_plain(id: str, kind: str, topic: str, plain: Mapping[str, Any]) -> Question:
    """The question that a checked mapping describes; raises KeyError or ValueError for one that was not checked."""
    until = plain.get("valid_until")
    image = plain.get("image")
    common: dict[str, Any] = {
        "id": id,
        "topic": topic,
        "prompt": plain["prompt"],
        "explanation": plain.get("explanation", ""),
        "sources": tuple([citation(text) for text in plain.get("sources", ())]),
        "difficulty": plain.get("difficulty", 2),
        "tags": tuple(plain.get("tags", ())),
        "as_of": plain.get("as_of"),
        "valid_until": date.fromisoformat(until) if until else None,
        "image": Picture(image["file"], image["alt"]) if image else None,
    }
    return _READERS[Kind(kind)](common, plain)


def question_to_plain(question: Question) -> dict[str, Any]:
    """The question's mapping in the shape of the deck file, without id, kind and topic, defaults left out."""
    plain: dict[str, Any] = {"prompt": question.prompt}
    plain.update(_WRITERS[type(question)](question))
    if question.explanation:
        plain["explanation"] = question.explanation
    if question.sources:
        plain["sources"] = [f"{source.document}#{source.fact}" for source in question.sources]
    if question.difficulty != 2:
        plain["difficulty"] = question.difficulty
    if question.tags:
        plain["tags"] = list(question.tags)
    if question.as_of:
        plain["as_of"] = question.as_of
    if question.valid_until:
        plain["valid_until"] = question.valid_until.isoformat()
    if question.image:
        plain["image"] = {"file": question.image.file, "alt": question.image.alt}
    return plain


body_of: Callable[[Mapping[str, Any]], str] = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True
).encode
"""The mapping as the database keeps it: canonical JSON, compact, keys sorted."""


def fingerprint(kind: str, topic: str, body: str) -> str:
    """16 hex digits that change exactly when what the question says changes; `body` is what `body_of` gives."""
    text = f'{{"body":{body},"kind":{json.dumps(kind)},"topic":{json.dumps(topic)}}}'
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def fingerprint_of(question: Question) -> str:
    """The fingerprint of a question at hand."""
    return fingerprint(kind_of(question), question.topic, body_of(question_to_plain(question)))


def citation(text: str) -> Citation:
    """Read `document#fact`."""
    document, _, fact = text.partition("#")
    return Citation(document, fact)


def read_gaps(prompt: str, accept: Mapping[str, Any] | None = None) -> tuple[Gap, ...]:
    """The gaps of a cloze prompt, in the order they stand in; raises GapsBroken with a sentence for its author."""
    accept = accept or {}
    rest = GAP.sub("", prompt)
    if "{{" in rest:
        raise GapsBroken("a gap opens with {{ and is not closed, or holds another gap: write {{1::answer}}")
    if "}}" in rest:
        raise GapsBroken("}} stands here without the {{ that opens a gap")
    gaps = []
    for match in GAP.finditer(prompt):
        parts = [part.strip() for part in match.group(1).split("::")]
        number = parts[0]
        if not re.fullmatch(r"[1-9][0-9]?", number):
            raise GapsBroken(f"the gap {match.group()} needs a number from 1 to {MAX_GAP} first: {{{{1::answer}}}}")
        if len(parts) not in (2, 3) or not parts[1]:
            raise GapsBroken(
                f"write the gap {match.group()} as {{{{{number}::answer}}}} or {{{{{number}::answer::hint}}}}"
            )
        gaps.append(Gap(int(number), parts[1], parts[2] if len(parts) == 3 else "", tuple(accept.get(number, ()))))
    if not gaps:
        raise GapsBroken("a cloze prompt needs a gap: write {{1::answer}} around what is to be produced")
    return tuple(gaps)


def filled_in(prompt: str) -> str:
    """The prompt with its gaps filled in; other double braces keep what stands in them."""
    return GAP.sub(lambda match: [*match[1].split("::"), match[1]][1], prompt)


def _options(plain: Mapping[str, Any]) -> tuple[Option, ...]:
    return tuple(
        [Option(each["id"], each["text"], each.get("correct", False), each.get("why", "")) for each in plain["options"]]
    )


def _read_essay(common: dict[str, Any], plain: Mapping[str, Any]) -> Essay:
    points = tuple(
        OutlinePoint(each["id"], each["text"], tuple(citation(fact) for fact in each.get("facts", ())))
        for each in plain["outline"]
    )
    rubric = plain["rubric"]
    return Essay(
        **common,
        marks=plain["marks"],
        outline=points,
        rubric=Rubric(rubric["full"], rubric["half"], rubric["none"]),
    )


_READERS: dict[Kind, Callable[[dict[str, Any], Mapping[str, Any]], Question]] = {
    Kind.CHOICE: lambda common, plain: Choice(**common, options=_options(plain)),
    Kind.MULTIPLE: lambda common, plain: Multiple(**common, options=_options(plain)),
    Kind.TRUE_FALSE: lambda common, plain: TrueFalse(**common, answer=plain["answer"]),
    Kind.BASIC: lambda common, plain: Basic(**common, answer=plain["answer"]),
    Kind.CLOZE: lambda common, plain: Cloze(**common, gaps=read_gaps(plain["prompt"], plain.get("accept"))),
    Kind.TYPED: lambda common, plain: Typed(**common, answer=plain["answer"], accept=tuple(plain.get("accept", ()))),
    Kind.ORDERING: lambda common, plain: Ordering(
        **common, items=tuple(Item(each["id"], each["text"]) for each in plain["items"])
    ),
    Kind.MATCHING: lambda common, plain: Matching(
        **common,
        pairs=tuple(Pair(each["id"], each["left"], each["right"]) for each in plain["pairs"]),
        distractors=tuple(plain.get("distractors", ())),
    ),
    Kind.ESSAY: _read_essay,
}


def _write_options(question: Choice | Multiple) -> dict[str, Any]:
    written = []
    for option in question.options:
        plain: dict[str, Any] = {"id": option.id, "text": option.text}
        if option.correct:
            plain["correct"] = True
        if option.why:
            plain["why"] = option.why
        written.append(plain)
    return {"options": written}


def _write_accept(question: Cloze) -> dict[str, Any]:
    accept = {str(gap.number): list(gap.accept) for gap in question.gaps if gap.accept}
    return {"accept": accept} if accept else {}


def _write_typed(question: Typed) -> dict[str, Any]:
    plain: dict[str, Any] = {"answer": question.answer}
    if question.accept:
        plain["accept"] = list(question.accept)
    return plain


def _write_matching(question: Matching) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "pairs": [{"id": pair.id, "left": pair.left, "right": pair.right} for pair in question.pairs]
    }
    if question.distractors:
        plain["distractors"] = list(question.distractors)
    return plain


def _write_essay(question: Essay) -> dict[str, Any]:
    outline = []
    for point in question.outline:
        plain: dict[str, Any] = {"id": point.id, "text": point.text}
        if point.facts:
            plain["facts"] = [f"{fact.document}#{fact.fact}" for fact in point.facts]
        outline.append(plain)
    rubric = question.rubric
    return {
        "marks": question.marks,
        "outline": outline,
        "rubric": {"full": rubric.full, "half": rubric.half, "none": rubric.none},
    }


_WRITERS: dict[type[Any], Callable[[Any], dict[str, Any]]] = {
    Choice: _write_options,
    Multiple: _write_options,
    TrueFalse: lambda question: {"answer": question.answer},
    Basic: lambda question: {"answer": question.answer},
    Cloze: _write_accept,
    Typed: _write_typed,
    Ordering: lambda question: {"items": [{"id": item.id, "text": item.text} for item in question.items]},
    Matching: _write_matching,
    Essay: _write_essay,
}
