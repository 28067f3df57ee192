"""The words that searching compares: folded as typed answers are, and brought to one form (`treaties` is `treaty`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from quizapp.domain.typed_readings import UNSEEN, fold, one_spelling

BREAK = "_"
"""Stands between parts of a question in its words, so that no phrase reaches from one option into the next."""

_ASCII = re.compile(r"[a-z0-9]+|_")
_ANY = re.compile(r"(?:[^\W_]|[\u0900-\u0dff])+|_")
_GAP = re.compile(r"\{\{[0-9]+::")
_PASSED_OVER = frozenset({"id", "sources", "facts", "tags", "valid_until", "as_of", "file"})
_UNINFLECTED = frozenset({"news", "series", "species", "always", "perhaps", "thus", "hundred", "united", "during"})
_VOWELS = frozenset("aeiouy")
_MOST_FORMS = 200_000


def plain_words(text: str) -> list[str]:
    """The words of a text, folded but not yet in one form; `BREAK` stands where the text has an underscore."""
    if text.isascii():
        return _ASCII.findall(text.lower().replace("'", "").replace("`", ""))
    return _ANY.findall(fold(unicodedata.normalize("NFKC", UNSEEN.sub("", text))))


def word_form(word: str) -> str:
    """The form that a folded word shares with its plural and its other endings; English only, by a few rules."""
    word = one_spelling(word)
    if not word.isascii() or not word.isalpha() or len(word) < 4 or word in _UNINFLECTED:
        return word
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            word = word[: -len(ending)] + instead
            break
    else:
        if word[-1] == "s" and word[-2] not in "sui":
            word = word[:-1]
    if word.endswith("eed") and len(word) > 4:
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) > 2 and _VOWELS.intersection(rest):
            word = rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest
            break
    return word[:-1] if len(word) > 3 and word[-1] == "e" and word[-2] != "e" else word


class _Forms(dict[str, str]):
    """The form of every word met so far: a bank of 100,000 questions has ten million words, and few different ones."""

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST_FORMS:
            self.clear()
        form = self[word] = word_form(word)
        return form


_forms = _Forms()


def word_forms(text: str) -> list[str]:
    """The words of a text, each in its one form, `BREAK` among them."""
    return [_forms[word] for word in plain_words(text)]


def question_words(id: str, topic: str, plain: Mapping[str, Any]) -> list[str]:
    """Every word of a question by which it is found, from its mapping as the database keeps it."""
    tags = plain.get("tags", ())
    return word_forms(f" {BREAK} ".join((id, topic, *tags, *map(_without_gaps, _texts(plain)))))


def tag_words(plain: Mapping[str, Any]) -> list[str]:
    """The words of a question's tags."""
    return word_forms(f" {BREAK} ".join(plain.get("tags", ())))


def source_words(plain: Mapping[str, Any]) -> list[str]:
    """The words of a question's sources (`document#fact`), and of the facts that an essay's outline names."""
    outline = [fact for point in plain.get("outline", ()) for fact in point.get("facts", ())]
    return word_forms(f" {BREAK} ".join((*plain.get("sources", ()), *outline)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _PASSED_OVER:
                yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _without_gaps(text: str) -> str:
    return _GAP.sub(" ", text) if "{{" in text else text
