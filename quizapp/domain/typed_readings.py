"""How a typed answer is read: as tokens whose keys are equal when two writings mean the same.

Case, diacritics, vowel signs, punctuation and articles do not count; numbers, dates, roman numerals, units and
negations are brought to one form and then have to be equal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from quizapp.domain.text import visible
from quizapp.domain.typed_numbers import amount, decimal, roman, worded_date, written_date
from quizapp.domain.typed_words import ACRONYMS, NEGATIONS, SPELLINGS, UNITS
from quizapp.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One word of an answer: as written, its key for comparing, and what has to be equal beyond the key."""

    shown: str
    key: str
    exact: bool = False
    unit: bool = False
    negation: str = ""

    def says_the_same_as(self, other: Token) -> bool:
        """Whether both mean the same, however they are written."""
        return self.key == other.key and self.negation == other.negation


_FOLDED_LETTERS = str.maketrans(
    {
        "ك": "ک",
        "ي": "ی",
        "ى": "ی",
        # The two-eyed he of Urdu is a letter of its own (it makes aspirates) and stays.
        "ه": "ہ",
        "ة": "ہ",
        "ە": "ہ",
        "ۃ": "ہ",
        "ـ": "",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
    }
)
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed"
# Vowel signs and the like; a code without a character in this version of Unicode is no part of a word.
_INDIC_MARKS = "".join(mark for mark in map(chr, range(0x900, 0xE00)) if unicodedata.category(mark)[0] == "M")
_DROPPED = re.compile(f"[{_MARKS}'’‘`´ʼʻʿʾ]")
UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters without a shape, which no comparison counts."""
_REWRITTEN = (
    (re.compile(r"\bcan(?:not|['’]t)\b", re.IGNORECASE), "can not"),
    (re.compile(r"\bwon['’]t\b", re.IGNORECASE), "will not"),
    (re.compile(r"n['’]t\b", re.IGNORECASE), " not"),
    (re.compile(r"\bnon(?=[^\W\d_]{4})", re.IGNORECASE), "non "),
    (re.compile(r"\bkm2\b", re.IGNORECASE), "square km"),
    (re.compile(r"\bper\s+cent\b", re.IGNORECASE), "percent"),
    (re.compile(r"\bU\.?S\.?\s?(?=\$|dollars?\b)", re.IGNORECASE), ""),
)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_GROUPED = re.compile(r"(?<![\d.,/-])[1-9]\d{0,2}(?:(?:,\d{2,3})*,\d{3}|(?: \d{3})+)(?![\d,])")
_WORD = re.compile(
    r"(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?!\d)|(?<!\d)\d{1,2}([/.-])\d{1,2}\1\d{4}(?!\d)"
    r"|(?<!\w)[-−](?=\.?\d)|(?<=\b[A-Z])[-−](?!\w)|\d+(?:\.\d+)?|(?<!\w)\.\d+"
    rf"|[^\W\d_](?:[^\W\d_]|[{_MARKS}{_INDIC_MARKS}'’‘`´](?!\s))*"
    r"|[%$£€₨°&<>=≤≥≠≈±×÷√∞∝+^−]"
)
_SIGNS = frozenset("<>=≤≥≠≈±×÷√∞∝+^−-")
_ENDED_IN_IZ = re.compile(r"(?<=\w{3})iz(e|ed|es|er|ers|ing|ation|ations|ational)$")
_CURRENCIES = frozenset({"dollar", "pound", "euro", "rupee"})


def fold(word: str) -> str:
    """The word without what does not count: case, diacritics, vowel signs, kinds of one Arabic letter or digit."""
    if word.isascii():
        return word.casefold().replace("'", "").replace("`", "")
    bare = _DROPPED.sub("", unicodedata.normalize("NFD", word.casefold()))
    folded = unicodedata.normalize("NFC", bare).translate(_FOLDED_LETTERS)
    return "".join([str(unicodedata.digit(each)) if each.isdecimal() else each for each in folded])


def read(text: str, asked: str | None = None) -> tuple[Token, ...]:
    """The tokens of an answer; given the question, full names become acronyms unless it shows either form."""
    words = _words(text)
    keys = [key for _, key in words]
    if len(words) > 1 and (keys[0] in ("a", "an") or (keys[0] in ("in", "on") and _begins_count(keys))):
        words = words[1:]
    if len(words) > 1:
        words = [word for word in words if word[1] != "the"]
    return _tokens(words if asked is None else _shortened(words, asked))


def _begins_count(keys: Sequence[str]) -> bool:
    """Whether a date or number follows the first word: "in 2001" says no more than "2001"."""
    return (worded_date(keys, 1) or amount(keys, 1)) is not None


def _words(text: str) -> list[tuple[str, str]]:
    """Every word as written and its key, abbreviations closed up and the digits of a number brought together."""
    text = unicodedata.normalize("NFKC", UNSEEN.sub("", text))
    if not text.isascii():
        text = "".join([str(unicodedata.digit(each)) if each.isdecimal() else each for each in text])
    for pattern, instead in _REWRITTEN:
        text = pattern.sub(instead, text)
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    text = _GROUPED.sub(lambda found: found[0].replace(",", "").replace(" ", ""), text)
    return [(found[0], one_spelling(fold(found[0]))) for found in _WORD.finditer(text)]


def one_spelling(folded: str) -> str:
    """The folded word in the one of its spellings that stands for all: `centre` for `center`."""
    return SPELLINGS.get(folded) or _ENDED_IN_IZ.sub(r"is\1", folded)


@cache
def _full_names() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """The acronyms by the first word of their full names, the longest name first."""
    names: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for short, full in ACRONYMS:
        keys = tuple(key for _, key in _words(full))
        names.setdefault(keys[0], []).append((short, keys))
    for each in names.values():
        each.sort(key=lambda entry: -len(entry[1]))
    return names


def _shortened(words: list[tuple[str, str]], asked: str) -> list[tuple[str, str]]:
    """The words with full names written as their acronyms."""
    names = _full_names()
    keys = [key for _, key in words]
    if names.keys().isdisjoint(keys):
        return words
    asked_keys = [key for _, key in _words(asked)]
    place, result = 0, []
    while place < len(words):
        short, length = words[place][1], 1
        for name, full in names.get(keys[place], ()):
            if tuple(keys[place : place + len(full)]) == full and not _names(asked_keys, name, full):
                short, length = name, len(full)
                break
        result.append((" ".join(shown for shown, _ in words[place : place + length]), short))
        place += length
    return result


def _names(keys: Sequence[str], short: str, full: tuple[str, ...]) -> bool:
    return short in keys or any(tuple(keys[start : start + len(full)]) == full for start in range(len(keys)))


def _tokens(words: Sequence[tuple[str, str]]) -> tuple[Token, ...]:
    keys = [key for _, key in words]
    tokens: list[Token] = []
    negation: list[int] = []
    place = 0
    while place < len(words):
        token, used = _token(words, keys, place)
        if token is None:
            negation.append(place)
        else:
            turned = [words[index] for index in negation]
            tokens.append(_negated(token, turned) if turned else token)
            negation.clear()
        place += used
    # A negation with nothing after it turns what was said before: it stands for itself.
    tokens += [Token(visible(words[index][0]), keys[index], exact=True) for index in negation]
    return tuple(_units_after(tokens))


def _negated(token: Token, turned: list[tuple[str, str]]) -> Token:
    shown = " ".join([*(visible(word) for word, _ in turned), token.shown])
    return Token(shown, token.key, token.exact, token.unit, " ".join(key for _, key in turned))


def _token(words: Sequence[tuple[str, str]], keys: Sequence[str], place: int) -> tuple[Token | None, int]:
    """The token that begins at a word and how many words it takes; None for a negation, which joins the next one."""
    key = keys[place]
    following = keys[place + 1] if place + 1 < len(keys) else ""
    if key in "-−" and following[:1].isdecimal():
        number, used = _number(keys, place + 1) or (following, 1)
        return _exact(words, place, used + 1, f"-{number}"), used + 1
    if key in NEGATIONS:
        if key == "no" and following.isdecimal():
            # "No. 1373" is a number's label.
            number, used = _number(keys, place + 1) or (following, 1)
            return _exact(words, place, used + 1, number), used + 1
        return None, 1
    if (found := worded_date(keys, place) or _number(keys, place)) is not None:
        return _exact(words, place, found[1], found[0]), found[1]
    if key in UNITS:
        return Token(visible(words[place][0]), UNITS[key], exact=True, unit=True), 1
    if (value := roman(key)) is not None:
        return _exact(words, place, 1, str(value)), 1
    # An "a" at the end is no article: hepatitis A.
    exact = key in _SIGNS or written_date(key) is not None or (key == "a" and place + 1 == len(words))
    return Token(visible(words[place][0]), written_date(key) or key, exact=exact), 1


def _number(keys: Sequence[str], place: int) -> tuple[str, int] | None:
    found = amount(keys, place) or decimal(keys, place)
    if found is None and keys[place][:1].isdecimal():
        return written_date(keys[place]) or keys[place], 1
    return found


def _exact(words: Sequence[tuple[str, str]], place: int, used: int, key: str) -> Token:
    return Token(visible(" ".join(shown for shown, _ in words[place : place + used])), key, exact=True)


def _units_after(tokens: list[Token]) -> list[Token]:
    """Put a currency that stands before its number after it, and take a unit without a number as a word."""
    result = list(tokens)
    for place in range(len(result) - 1):
        first, second = result[place], result[place + 1]
        if first.unit and first.key in _CURRENCIES and _counts(second) and not (place and _counts(result[place - 1])):
            result[place], result[place + 1] = second, first
    return [
        Token(token.shown, token.key, negation=token.negation)
        if token.unit and not (place and (_counts(result[place - 1]) or result[place - 1].unit))
        else token
        for place, token in enumerate(result)
    ]


def _counts(token: Token) -> bool:
    return token.exact and not token.unit and token.key.lstrip("-")[:1].isdecimal()
