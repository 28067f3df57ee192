"""What must hold between the parts of one question; a part alone is checked where the file is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quizapp.domain.errors import Severity
from quizapp.domain.question_format import GapsBroken, read_gaps
from quizapp.domain.questions import Kind

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a question, and the steps that lead to the place within its mapping."""

    steps: Steps
    sentence: str
    severity: Severity = Severity.ERROR
    at_key: bool = False


def faults(kind: str, plain: Mapping[str, Any]) -> Iterator[Fault]:
    """Everything wrong with a question whose parts are each in order; `plain` has the shape of the deck file."""
    rule = _RULES.get(kind)
    if rule is not None:
        yield from rule(plain)
    if "sources" in plain:
        yield from _twice(("sources",), plain["sources"], "source")
    if "tags" in plain:
        yield from _twice(("tags",), plain["tags"], "tag")
    if "valid_until" in plain and "as_of" in plain and plain["valid_until"] < plain["as_of"]:
        yield Fault(("valid_until",), "`valid_until` lies before `as_of`")
    if "{{" in plain["prompt"] and kind != Kind.CLOZE:
        sentence = f"{{{{ }}}} makes gaps in cloze questions only; this one is of kind {kind}"
        yield Fault(("prompt",), sentence, Severity.WARNING)


def _choice(plain: Mapping[str, Any]) -> Iterator[Fault]:
    right = [number for number, option in enumerate(plain["options"]) if option.get("correct")]
    if not right:
        yield Fault(("options",), "no option is marked `correct: true`")
    elif len(right) > 1:
        sentence = "a second option is marked `correct: true`; a choice question has one best answer"
        yield Fault(("options", right[1], "correct"), sentence)
    yield from _options(plain)


def _multiple(plain: Mapping[str, Any]) -> Iterator[Fault]:
    if not any(option.get("correct") for option in plain["options"]):
        yield Fault(("options",), "no option is marked `correct: true`; at least one must be right")
    yield from _options(plain)


def _options(plain: Mapping[str, Any]) -> Iterator[Fault]:
    options = plain["options"]
    texts = [option["text"] for option in options]
    if len(set(texts)) < len(texts) or len({_seen(text) for text in texts}) < len(texts):
        yield from _twice(("options",), texts, "option text", "text")
    ids = [option["id"] for option in options]
    if len(set(ids)) < len(ids):
        yield from _twice(("options",), ids, "option id", "id")


def _cloze(plain: Mapping[str, Any]) -> Iterator[Fault]:
    try:
        numbers = {str(gap.number) for gap in read_gaps(plain["prompt"])}
    except GapsBroken as error:
        yield Fault(("prompt",), str(error))
        return
    for number, accepted in plain.get("accept", {}).items():
        if number not in numbers:
            known = ", ".join(sorted(numbers, key=int))
            yield Fault(("accept", number), f"the prompt has no gap `{number}` (its gaps: {known})", at_key=True)
        elif not accepted:
            yield Fault(("accept", number), f"the list for gap {number} is empty: leave it out")


def _ordering(plain: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _twice(("items",), [item["text"] for item in plain["items"]], "item text", "text")
    yield from _twice(("items",), [item["id"] for item in plain["items"]], "item id", "id")


def _matching(plain: Mapping[str, Any]) -> Iterator[Fault]:
    pairs = plain["pairs"]
    for part in ("left", "right", "id"):
        yield from _twice(("pairs",), [pair[part] for pair in pairs], f"`{part}`", part)
    rights = {_seen(pair["right"]) for pair in pairs}
    distractors = plain.get("distractors", [])
    for number, text in enumerate(distractors):
        if _seen(text) in rights:
            yield Fault(("distractors", number), "a distractor must belong to none of the pairs; this one does")
    yield from _twice(("distractors",), distractors, "distractor")


def _essay(plain: Mapping[str, Any]) -> Iterator[Fault]:
    points = plain["outline"]
    yield from _twice(("outline",), [point["text"] for point in points], "outline point", "text")
    yield from _twice(("outline",), [point["id"] for point in points], "outline id", "id")
    for number, point in enumerate(points):
        yield from _twice(("outline", number, "facts"), point.get("facts", ()), "fact")


_RULES: dict[str, Callable[[Mapping[str, Any]], Iterator[Fault]]] = {
    Kind.CHOICE: _choice,
    Kind.MULTIPLE: _multiple,
    Kind.CLOZE: _cloze,
    Kind.ORDERING: _ordering,
    Kind.MATCHING: _matching,
    Kind.ESSAY: _essay,
}


def _seen(text: str) -> str:
    """What a reader takes for the same text: case and spacing do not count."""
    return " ".join(text.split()).casefold()


def _twice(base: Steps, texts: Iterable[str], name: str, field: str = "") -> Iterator[Fault]:
    first: dict[str, int] = {}
    for number, text in enumerate(texts):
        seen = _seen(text)
        if seen in first:
            steps = (*base, number, field) if field else (*base, number)
            yield Fault(steps, f"this {name} repeats entry {first[seen] + 1}: each must differ")
        first.setdefault(seen, number)
