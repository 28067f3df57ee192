"""The sides of a card, put together from its template and the fields of its note as Anki does it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quizapp.imports.markup import LONGEST, TooLong

_TOKEN = re.compile(r"\{\{([^{}]*)\}\}")
_EMPTY = re.compile(r"(?:\s|&nbsp;|</?(?:br|div)\s?/?>)*\Z")
_ANSWER = re.compile(r"<hr[^<>]*\bid\s*=\s*[\"']?answer\b[^<>]*>", re.IGNORECASE)
_DEEPEST = 20


def front_of(template: str, fields: Mapping[str, str]) -> str:
    """The front; what is typed or hidden there until it is asked for is left out. Raises TooLong."""
    return _filled(template, fields, hidden=True)


def back_of(template: str, fields: Mapping[str, str]) -> str:
    """The back without the front, which many repeat above a line. Raises TooLong."""
    return _ANSWER.split(_filled(template, fields, hidden=False), maxsplit=1)[-1]


def typed_field(template: str) -> str:
    """The name of the field whose words are typed on this front, or "" when nothing is typed."""
    names = (token.strip().split(":") for token in _TOKEN.findall(template))
    return next((parts[-1].strip() for parts in names if parts[0] == "type" and "cloze" not in parts), "")


def is_empty(html: str) -> bool:
    """Whether Anki takes a field for empty."""
    return _EMPTY.match(html) is not None


def _filled(template: str, fields: Mapping[str, str], *, hidden: bool) -> str:
    if len(template) > LONGEST:
        raise TooLong
    pieces: list[str] = []
    shown: list[bool] = []
    at = length = 0
    for token in _TOKEN.finditer(template):
        if all(shown):
            pieces.append(template[at : token.start()])
        at = token.end()
        told = token[1].strip()
        if told[:1] in ("#", "^"):
            shown.append(is_empty(fields.get(told[1:].strip(), "")) == (told[0] == "^"))
            if len(shown) > _DEEPEST:
                raise TooLong
        elif told[:1] == "/":
            del shown[-1:]
        elif all(shown) and told[:1] != "!":
            pieces.append(_value(told, fields, hidden=hidden))
            length += len(pieces[-1])
            if length > 4 * LONGEST:  # tags and embedded pictures still go
                raise TooLong
    if all(shown):
        pieces.append(template[at:])
    return "".join(pieces)


def _value(told: str, fields: Mapping[str, str], *, hidden: bool) -> str:
    *filters, name = (part.strip() for part in told.split(":"))
    if (hidden and {"type", "hint"} & set(filters)) or any(each.startswith("tts") for each in filters):
        return ""
    return fields.get(name, "")
