"""A whole deck written as a file that reads like one by hand: plain where YAML lets it, quoted where it must."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from quizapp.domain.errors import QuizError, Severity
from quizapp.domain.taking_over import LeftOut, NewDeck, NewQuestion
from quizapp.storage.deck_files import ID_LISTS, DeckReading, Surroundings, complete_ids, read_deck

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,.'()/?%;_-]*\Z")
_BLOCK = re.compile(r"[^ \t\n](?:[^\t\n]|\n(?![ \t]))*\Z")
_FLOW = re.compile(r"[\[\]{},]")
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
_ERRONEOUS = "Taken over as its author wrote it."
_FIRST = ("prompt", "answer", "options", "accept", "explanation", "image", "tags")


def deck_text(deck: NewDeck, description: str, allowed: Iterable[str] = ()) -> bytes:
    """The bytes of a deck file; `allowed` are the codes of findings that are accepted as they are."""
    head = [
        "# yaml-language-server: $schema=./deck.schema.json",
        f"deck: {deck.slug}",
        f"title: {_quoted(deck.title)}",
        f"description: {_quoted(description)}",
        "language: en",
    ]
    codes = sorted(allowed)
    head += ["allow:", *[f"  {code}: {_ERRONEOUS}" for code in codes]] if codes else []
    return "\n".join([*head, "questions:", *map(_entry, deck.questions), ""]).encode()


def sound_part(deck: NewDeck, path: Path) -> tuple[NewDeck, DeckReading, tuple[LeftOut, ...]]:
    """The deck without questions that a deck file may not hold, as it is read back, and what was left out and why."""
    left_out: list[LeftOut] = []
    while True:
        reading = read_deck(deck_text(deck, ""), str(path), Surroundings())
        errors = [problem for problem in reading.problems if problem.severity is Severity.ERROR]
        if not errors:
            _compare(deck, reading)
            return deck, reading, tuple(left_out)
        faulty = {_number_at(reading, problem.line): problem.sentence for problem in errors}
        if None in faulty:
            raise QuizError(f"{path} cannot be written: {faulty[None]}")
        left_out += [
            LeftOut(deck.questions[number].id, sentence) for number, sentence in faulty.items() if number is not None
        ]
        kept = tuple(each for number, each in enumerate(deck.questions) if number not in faulty)
        deck = NewDeck(deck.slug, deck.title, kept, deck.pictures)


def _number_at(reading: DeckReading, line: int) -> int | None:
    """Which question stands at this line."""
    starts = reading.reading.lines.get("questions", {})
    return max((number for number, start in starts.items() if start <= line), default=None)


def _compare(deck: NewDeck, reading: DeckReading) -> None:
    """Raise QuizError unless the file says what it was written to say."""
    for question, (_, id, told) in zip(deck.questions, reading.plains, strict=True):
        wanted = dict(question.plain)
        complete_ids(wanted)
        if id != question.id or any(told.get(key) != value for key, value in wanted.items()):
            raise QuizError(f"{reading.reading.path} cannot be written: the question `{question.id}` would change")


def _entry(question: NewQuestion) -> str:
    plain = json.loads(json.dumps(question.plain))
    complete_ids(plain)
    lines = [f"  - id: {question.id}", f"    kind: {question.kind}", f"    topic: {_quoted(question.topic)}"]
    for key in sorted(plain, key=lambda key: (_FIRST.index(key) if key in _FIRST else len(_FIRST), key)):
        value = plain[key]
        if key in ID_LISTS:
            lines.append(f"    {key}:")
            lines += [_option(each) for each in value]
        elif isinstance(value, Mapping):
            lines.append(
                f"    {key}: {{{', '.join(f'{name}: {_quoted(text, flow=True)}' for name, text in value.items())}}}"
            )
        elif isinstance(value, list):
            lines.append(f"    {key}: [{', '.join(_quoted(text, flow=True) for text in value)}]")
        elif isinstance(value, str) and "\n" in value and _BLOCK.match(value):
            lines += [f"    {key}: |", *(f"      {line}" if line else "" for line in value.split("\n"))]
        else:
            lines.append(f"    {key}: {_scalar(value)}")
    return "\n".join(lines)


def _option(option: Mapping[str, Any]) -> str:
    keys = ("id", "text", "correct", "why")
    told = [f"{key}: {_scalar(option[key])}" for key in keys if key in option]
    return "\n".join(f"      {'-' if number == 0 else ' '} {line}" for number, line in enumerate(told))


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _quoted(str(value))


def _quoted(text: str, *, flow: bool = False) -> str:
    """The text as one scalar."""
    bare = _PLAIN.match(text) and text.lower() not in _WORDS and not text.endswith(" ")
    if bare and not (flow and _FLOW.search(text)):
        return text
    return json.dumps(text, ensure_ascii=False)
