"""The signs and terms of a search query, each with its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple, NoReturn

from quizapp.domain.errors import QuizError
from quizapp.domain.search_words import BREAK, plain_words

MOST_CHARACTERS = 500

FIELDS = ("topic", "deck", "kind", "tag", "source", "difficulty", "is")
"""What may stand before a colon."""

_TOKEN = re.compile(
    r"""(?P<space>\s+)|(?P<sign>[()])|(?P<not>-(?=[^\s)]))|(?P<field>[^\W\d_]+):(?=\S)"""
    r"""|(?P<empty>(?:topic|deck|kind|tag|source|difficulty|is):(?!\S))|"(?P<quoted>[^"]*)(?P<closed>"?)|(?P<bare>[^\s()"]+)""",
    re.IGNORECASE,
)
_VALUE = re.compile(r'"(?P<quoted>[^"]*)(?P<closed>"?)|(?P<bare>[^\s()"]+)')


class SearchRefused(QuizError):
    """A query that cannot be read; `column` counts from 1."""

    def __init__(self, column: int, sentence: str) -> None:
        self.column = column
        super().__init__(f"Column {column}: {sentence}")


class Token(NamedTuple):
    """One piece of a query: a `sign` (a parenthesis, `-`, `or`, `and`), or a term with its field and text."""

    column: int
    sign: str
    field: str = ""
    text: str = ""
    quoted: bool = False


def tokens(text: str) -> list[Token]:
    """The pieces of a query that mean something; raises SearchRefused when one is broken, or when none is left.

    A word without a letter or digit, such as a dash or an ampersand between words, is passed over.
    """
    if len(text) > MOST_CHARACTERS:
        raise SearchRefused(MOST_CHARACTERS + 1, f"a search may have {MOST_CHARACTERS} characters at most.")
    found = list(_pieces(text))
    idle = [each for each in found if not (each.sign or each.field or each.quoted or _has_words(each.text))]
    places = {each.column for each in idle}
    places |= {each.column for each in found if each.sign == "-" and each.column + 1 in places}
    kept = [each for each in found if each.column not in places]
    if idle and not kept:
        refuse_wordless(idle[0])
    return kept


def _pieces(text: str) -> Iterator[Token]:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        assert match is not None, text[position:]  # the pattern takes every character
        column, position = position + 1, match.end()
        if match["space"]:
            continue
        if match["empty"]:
            raise SearchRefused(column, f"“{match['empty']}” needs a word right after it.")
        if match["sign"] or match["not"]:
            yield Token(column, match["sign"] or "-")
        elif match["field"]:
            field = _known_field(match["field"], column)
            value = _VALUE.match(text, position)
            if value is None:
                raise SearchRefused(column, f"“{field}:” needs a word right after it.")
            yield _term(value, column, field)
            position = value.end()
        else:
            yield _term(match, column)


def _term(match: re.Match[str], column: int, field: str = "") -> Token:
    if match["quoted"] is not None:
        if not match["closed"]:
            raise SearchRefused(match.start() + 1, "this quotation mark is not closed.")
        return Token(column, "", field, match["quoted"], quoted=True)
    word = match["bare"]
    joins = not field and word.lower() in ("or", "and")
    return Token(column, word.lower() if joins else "", field, word)


def _known_field(name: str, column: int) -> str:
    if (field := name.lower()) in FIELDS:
        return field
    near = get_close_matches(field, FIELDS, 1, 0.6)
    named = ", ".join(f"{each}:" for each in FIELDS)
    hint = f"did you mean “{near[0]}:”" if near else f"there are {named}"
    raise SearchRefused(column, f"there is no “{name}:”; {hint}, or put the text in quotation marks.")


def refuse_wordless(token: Token) -> NoReturn:
    """Say that there is nothing in the term to look for."""
    raise SearchRefused(token.column, f"“{token.text}” has no letter and no digit to look for.")


def _has_words(text: str) -> bool:
    return any(word != BREAK for word in plain_words(text))
