"""Questions with options, as people put them into Anki: options in fields or in the text, with a key.

Anki has no such note type of its own; what is known here are the usual names of fields and the usual ways of lists.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizapp.domain.text import plain

MOST_OPTIONS, MOST_RIGHT_OR_WRONG = 6, 8
_LONGEST = {"option": 500, "why": 1000}

_OPTION = re.compile(
    r"(option|choice|opt|answer|alternative|alt|distractor|response|possible answer|answer choice|q|) ?([1-9]|[a-h])"
)
_WRONG = re.compile(r"(?:incorrect|wrong|false|distractor)(?: (?:answer|option|choice))? ?([1-9])?s?")
_WHY = re.compile(
    r"(?:explanation|why|rationale|feedback|comment|reason)s? ?(?:for )?(?:option |answer )?([1-9]|[a-h])"
)
_KEYS = (
    "correct", "correct answer", "correct answers", "correct option", "correct options", "correct choice",
    "correct key", "answer", "answers", "right answer", "right answers", "right option", "key", "answer key", "ans",
    "solution",
)  # fmt: skip
_REASONS = (
    "explanation", "rationale", "reason", "comment", "comments", "feedback", "extra", "extra 1", "back extra", "note",
    "notes", "remarks", "more", "solution", "source", "sources", "reference", "references",
)  # fmt: skip
_STEMS = ("question", "question text", "front", "prompt", "stem", "text", "problem")

_LISTED = re.compile(r"(?:- )?[(\[]?([A-Ha-h1-9])\s?[).:\]]\s*(\S.*)")
_SAID = re.compile(
    r"(?:(?:the )?(?:correct |right )?(?:answers?|ans|options?|choices?|key)(?: is| are)?\s*[:.=-]*\s*)?(.+)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[(\[]?([A-Ha-h1-9])[)\]]?(?:\s*(?:,|;|/|&|\+|and|\s)\s*[(\[]?([A-Ha-h1-9])[)\]]?)*[.)]?\Z")
_TOGETHER = re.compile(r"A?B?C?D?E?F?G?H?\Z")
_LETTER_FIRST = re.compile(r"[(\[]?([A-Ha-h1-9])(?:\s?[).:\]]|\s[-–])\s*(\S.*)")


@dataclass(frozen=True, slots=True)
class Offered:
    """A question with its options as Markdown, and which of them are right."""

    prompt: str
    options: tuple[str, ...]
    right: frozenset[int]
    explanation: str = ""
    whys: tuple[str, ...] = ()
    several: bool = False

    def question(self) -> tuple[str, dict[str, Any]] | None:
        """The kind and the fields of its own, or None when it makes no question of ours."""
        most = MOST_RIGHT_OR_WRONG if self.several or len(self.right) > 1 else MOST_OPTIONS
        kind = "multiple" if self.several or len(self.right) > 1 else "choice"
        if len(self.options) > most and kind == "choice":
            kind, most = "multiple", MOST_RIGHT_OR_WRONG
        seen = {_seen(each) for each in self.options}
        if not (2 <= len(self.options) <= most and self.right and self.prompt) or len(seen) < len(self.options):
            return None
        if any(len(each) > _LONGEST["option"] for each in self.options):
            return None
        whys = self.whys or ("",) * len(self.options)
        options = []
        for number, (text, why) in enumerate(zip(self.options, whys, strict=True)):
            option: dict[str, Any] = {"text": text}
            if number in self.right:
                option["correct"] = True
            if why and len(why) <= _LONGEST["why"]:
                option["why"] = why
            options.append(option)
        return kind, {"options": options}


def in_fields(fields: Mapping[str, str]) -> Offered | None:
    """Options that stand in fields of their own; `fields` are Markdown by the names that people read."""
    named = {_simple(name): text for name, text in fields.items()}
    listed = _option_fields(named)
    reasons = [named[name] for name in _REASONS if named.get(name)]
    if listed is None:
        return _right_and_wrong(named, reasons)
    labels, options = listed
    key_name = next((name for name in _KEYS if named.get(name) and name not in labels.values()), "")
    kind = next((text for name, text in named.items() if name.startswith("qtype")), "")
    filled = [label for label in labels if options[label]]
    if kind.strip() in ("0", "1", "2") or re.fullmatch(r"[01](?:[\s,;]*[01])+", named.get(key_name, "")):
        mask = re.findall("[01]", named.get(key_name, ""))
        right = {place for place, label in enumerate(filled) if mask[_index(label) : _index(label) + 1] == ["1"]}
    else:
        right = key_of(named.get(key_name, ""), [options[label] for label in filled])[0]
    stem = next((named[name] for name in _STEMS if named.get(name)), "")
    reasons = [text for text in reasons if text != named.get(key_name)]
    whys = {match[1]: text for name, text in named.items() if (match := _WHY.fullmatch(name)) and text}
    return Offered(
        stem, tuple(options[label] for label in filled), frozenset(right), "\n\n".join(reasons),
        tuple(whys.get(label, "") for label in filled), several=kind.strip() in ("0", "1"),
    )  # fmt: skip


def in_text(front: str, back: str) -> Offered | None:
    """Options that are listed at the end of the question, with a key on the back."""
    for labels in ("abcdefgh", "123456789"):
        listed = _listed(front.split("\n"), labels)
        if listed is None:
            continue
        stem, options = listed
        right, rest = key_of(back, options)
        if right:
            return Offered(stem, tuple(options), frozenset(right), rest)
    return None


def key_of(told: str, options: Sequence[str]) -> tuple[set[int], str]:
    """Which options a key names, by their text, letters or numbers, and what is said after it; none when unclear."""
    first, _, rest = told.strip().partition("\n")
    said = plain(first).strip()
    texts = [_seen(each) for each in options]
    match = _SAID.fullmatch(said)
    for candidate in (said, match[1].strip() if match else said):
        if _seen(candidate) in texts:
            return {texts.index(_seen(candidate))}, rest.strip()
    candidate = match[1].strip() if match else said
    if _TOGETHER.match(candidate):
        places = {_index(each.lower()) for each in candidate}
    elif _LETTERS.match(candidate):
        letters = re.findall(r"(?<![A-Za-z])[A-Ha-h1-9](?![A-Za-z])", candidate)
        places = {_index(each.lower()) for each in letters}
    elif led := _LETTER_FIRST.fullmatch(candidate):
        places = {_index(led[1].lower())}
        place = min(places)
        if place < len(texts) and _seen(led[2]) != texts[place]:
            rest = led[2] + ("\n" + rest if rest else "")
    else:
        return set(), ""
    if not places or not all(place < len(options) for place in places):
        return set(), ""
    return places, rest.strip()


def _option_fields(named: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]] | None:
    """The labels of the options with the names of their fields, and the options by label; None for fewer than two."""
    families: dict[str, dict[str, str]] = {}
    for name in named:
        match = _OPTION.fullmatch(name)
        if match and (match[1] or match[2].isalpha()):
            families.setdefault(match[1], {})[match[2]] = name
    best = max(families.values(), key=lambda family: sum(bool(named[name]) for name in family.values()), default={})
    labels = {label: best[label] for label in sorted(best)}
    if not {"1", "a"} & set(labels) or sum(bool(named[name]) for name in labels.values()) < 2:
        return None
    return labels, {label: named[name] for label, name in labels.items()}


def _right_and_wrong(named: Mapping[str, str], reasons: Sequence[str]) -> Offered | None:
    wrong = [text for name, text in named.items() if _WRONG.fullmatch(name) and text]
    right = next((named[name] for name in _KEYS if named.get(name)), "")
    stem = next((named[name] for name in _STEMS if named.get(name)), "")
    if not wrong or not right:
        return None
    return Offered(stem, (right, *wrong), frozenset({0}), "\n\n".join(text for text in reasons if text != right))


def _listed(lines: Sequence[str], labels: str) -> tuple[str, list[str]] | None:
    """The stem and the options of a list whose labels follow each other from the first on."""
    found = [match if (match := _LISTED.fullmatch(_bare(line))) else None for line in lines]
    starts = [number for number, match in enumerate(found) if match and match[1].lower() == labels[0]]
    if not starts or starts[-1] == 0:
        return None
    options: list[str] = []
    for line, match in zip(lines[starts[-1] :], found[starts[-1] :], strict=True):
        if match and len(options) < len(labels) and match[1].lower() == labels[len(options)]:
            options.append(match[2].strip())
        elif line.strip():
            options[-1] += "\n" + line.strip()
    stem = "\n".join(lines[: starts[-1]]).strip()
    return (stem, options) if len(options) >= 2 and stem else None


def _bare(line: str) -> str:
    """The line without stars around its label, so that the rest keeps its own."""
    return re.sub(r"^\*+([(\[]?[A-Ha-h1-9]\s?[).:\]])\*+", r"\1", line.strip())


def _index(label: str) -> int:
    return int(label) - 1 if label.isdecimal() else ord(label) - ord("a")


def _simple(name: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", name).lower()))


def _seen(text: str) -> str:
    return " ".join(plain(text).split()).casefold().rstrip(".")
