"""Numbers, roman numerals and dates in typed answers, each brought to one form, whether in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
_SMALL = {word: number for number, word in enumerate(_ONES.split())}
_TEN = {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
_NTH = {word: number for number, word in enumerate(_ORDINALS.split(), 1)} | {
    f"{word[:-1]}ieth": number for word, number in _TEN.items()
}
_SCALES = {
    "thousand": 10**3,
    "lakh": 10**5,
    "lac": 10**5,
    "million": 10**6,
    "mn": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}
_SCALES |= {f"{word}s": scale for word, scale in _SCALES.items() if len(word) > 2}
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_DIGITS = re.compile(r"[0-9]{1,30}")
_DECIMAL = re.compile(r"[0-9]{0,30}\.[0-9]{1,30}")
_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan جنوری",
            "february feb فروری",
            "march mar مارچ",
            "april apr اپریل",
            "may میی",
            "june jun جون",
            "july jul جولایی",
            "august aug اگست",
            "september sep sept ستمبر",
            "october oct اکتوبر",
            "november nov نومبر",
            "december dec دسمبر",
        ),
        1,
    )
    for name in names.split()
}
_WRITTEN_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})|([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


def roman(word: str) -> int | None:
    """The value of a roman numeral in small letters; a single letter counts only as i, v or x."""
    if not word or (len(word) == 1 and word not in "ivx") or _ROMAN.fullmatch(word) is None:
        return None
    values = [_ROMAN_VALUES[letter] for letter in word]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def amount(words: Sequence[str], start: int) -> tuple[str, int] | None:
    """The number that begins at a word, in digits, and how many words it takes; an ordinal counts as its number."""
    total, current, place = 0, None, start
    while place < len(words):
        word = words[place]
        if word in _SCALES and (current is not None or place == start):
            total, current = total + (1 if current is None else current) * _SCALES[word], None
        elif word == "hundred" and (current is None or current < 100) and (place == start or current is not None):
            current = 100 * (1 if current is None else current)
        elif word == "and" and place > start and _continues(words, place):
            pass
        elif (added := _added(word, current, words[place - 1] if place > start else "", total)) is not None:
            current = added
            if word in _NTH:
                place += 1
                break
        else:
            break
        place += 1
    if place == start:
        return None
    if place < len(words) and words[place] in _SUFFIXES:
        place += 1
    return str(total + (current or 0)), place - start


def _continues(words: Sequence[str], place: int) -> bool:
    before, after = words[place - 1], words[place + 1] if place + 1 < len(words) else ""
    return (before == "hundred" or before in _SCALES) and (after in _SMALL or after in _TEN or after in _NTH)


def _added(word: str, current: int | None, before: str, total: int) -> int | None:
    """What the number is with this word after it, or None when the word does not go on with it."""
    if _DIGITS.fullmatch(word):
        value = int(word)
        # "5 crore 20 lakh" goes on; "12 1949" and "242 338" are two numbers.
        return value if current is None and (not before or value < 1000 <= total) else None
    if (word in _TEN or word in _SMALL or word in _NTH) and not before.isdecimal():
        value = _TEN.get(word) or _SMALL.get(word) or _NTH.get(word) or 0
        if current is None:
            return value
        room = 100 if current % 100 == 0 and current >= 100 else 10 if current % 10 == 0 and current % 100 > 10 else 0
        return current + value if 0 < value < room else None
    return None


def decimal(words: Sequence[str], start: int) -> tuple[str, int] | None:
    """The decimal number at a word with the scale after it (`1.5 million`), exactly, and how many words it takes."""
    if not _DECIMAL.fullmatch(words[start]):
        return None
    # Needed for few answers, and its import costs two milliseconds.
    from fractions import Fraction

    value, used = Fraction(words[start]), 1
    while start + used < len(words) and words[start + used] in _SCALES:
        value *= _SCALES[words[start + used]]
        used += 1
    return str(value), used


def written_date(word: str) -> str | None:
    """The ISO form of `1949-03-12` or `12/3/1949` (day first), or None when it is no date."""
    found = _WRITTEN_DATE.fullmatch(word)
    if found is None:
        return None
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def worded_date(words: Sequence[str], start: int) -> tuple[str, int] | None:
    """The date with a month's name that begins at a word, as `YYYY-MM-DD` with dashes for what is not said."""
    parts: dict[str, int] = {}
    place = start
    while place < len(words) and (found := _date_part(words, place, parts)) is not None:
        name, value, used = found
        parts[name] = value
        place += used
    if "month" not in parts or len(parts) < 2:
        return None
    year = f"{parts['year']:04}" if "year" in parts else "----"
    day = f"{parts['day']:02}" if "day" in parts else "--"
    return f"{year}-{parts['month']:02}-{day}", place - start


def _date_part(words: Sequence[str], place: int, parts: dict[str, int]) -> tuple[str, int, int] | None:
    word = words[place]
    if word in _MONTHS:
        return ("month", _MONTHS[word], 1) if "month" not in parts else None
    if word == "of" and list(parts) == ["day"]:
        following = _date_part(words, place + 1, parts) if place + 1 < len(words) else None
        return (following[0], following[1], following[2] + 1) if following and following[0] == "month" else None
    number = amount(words, place)
    if number is None or len(number[0]) > 4:
        return None
    value, used = int(number[0]), number[1]
    if 1 <= value <= 31 and "day" not in parts and (not parts or "month" in parts):
        return "day", value, used
    if 100 <= value <= 2999 and "year" not in parts and (not parts or "month" in parts):
        return "year", value, used
    return None
