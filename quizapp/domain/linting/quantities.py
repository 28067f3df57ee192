"""Numbers, dates and ranges in options, read just far enough to compare them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from quizapp.domain.linting.words import listed, stem

_MONTHS = listed("january february march april may june july august september october november december")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_DATES = (
    ("day", re.compile(rf"(?:on )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?P<year>\d{{3,4}})")),
    ("day", re.compile(rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{3,4}})")),
    ("day of the year", re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}")),
    ("month", re.compile(rf"(?:in )?{_MONTH},? (?P<year>\d{{3,4}})")),
)
_SPELT = {
    word: value
    for value, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty"
        )
    )
}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "lac": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9,
    "trillion": 1e12,
}  # fmt: skip
_TIMES = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629746, "year": 31556952}
_DIGIT = re.compile(r"\d")
_TIMES = {stem(word): seconds for word, seconds in _TIMES.items()}
_PERCENT = frozenset(("%", "per cent", "percent"))
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_ERAS = {"ad": 1, "ce": 1, "a.d": 1, "bc": -1, "bce": -1, "b.c": -1}
_SINGULARS = {"feet": "foot", "men": "man", "women": "woman", "people": "person", "children": "child", "oxen": "ox"}
_NUMBER = re.compile(
    r"(?:about |around |nearly |some |approximately |c\. ?|in )?(?P<money>rs\.? ?|pkr |usd |us\$|[$£€₹] ?)?"
    r"(?P<value>[-−–+]?\d[\d,]*(?:\.\d+)?)(?:/(?P<below>\d+))?(?P<unit>.*)"
)
_BETWEEN = re.compile(
    r"(?:(?:from )?(?P<low>\d[\d,.]*) ?(?:-|–|—|to) ?(?P<high>\d[\d,.]*)"
    r"|between (?P<least>\d[\d,.]*) and (?P<most>\d[\d,.]*))"
    r"(?P<unit>[^\d]*)"
)
_BELOW = re.compile(
    r"(?P<strict>less than|under|below|fewer than|up to|at most|not more than) (?P<value>\d[\d,.]*)(.*)"
)
_ABOVE = re.compile(
    r"(?P<strict>more than|over|above|greater than|at least|not less than|not fewer than) (?P<value>\d[\d,.]*)(.*)"
)
_OR_MORE = re.compile(r"(?P<value>\d[\d,.]*)(.*?) (?:or|and) (?P<way>more|above|over|older|less|fewer|below|under)(.*)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a date: `form` says which, with the precision of a date; `unit` is "" for a bare number."""

    form: str
    unit: str
    value: float


@dataclass(frozen=True, slots=True)
class Span:
    """A range of numbers; an end that belongs to it is `closed`."""

    low: float
    high: float
    low_closed: bool = True
    high_closed: bool = True
    between: bool = False


@lru_cache(maxsize=65536)
def quantity(text: str) -> Quantity | None:
    """The number or date that a text is as a whole, with its unit; None for anything else."""
    text = " ".join(text.lower().split()).rstrip(".")
    if text in _SPELT:
        return Quantity("number", "", _SPELT[text])
    if not _DIGIT.search(text):
        return None
    for form, pattern in _DATES:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            day, month = int(parts.get("day") or 0), _MONTHS.index(parts["month"]) + 1
            return Quantity(form, "", int(parts.get("year") or 0) * 372 + month * 31 + day)
    found = _NUMBER.fullmatch(text)
    return _number(found) if found else None


def _number(found: re.Match[str]) -> Quantity | None:
    value = _float(found["value"])
    if found["below"]:
        value /= float(found["below"]) or 1.0
    names = found["unit"].strip().split()
    if len(names) > 3 or (names and any(character.isdigit() for character in names[0])):
        return None
    if names and names[0] in _SCALES:
        value *= _SCALES[names.pop(0)]
    if names and names[0] in _ORDINALS:
        names.pop(0)
    unit = " ".join([*names[:-1], _SINGULARS.get(names[-1], stem(names[-1]))]) if names else ""
    if unit in _PERCENT:
        return Quantity("number", "percent", value)
    if unit in _TIMES:
        return Quantity("number", "time", value * _TIMES[unit])
    if unit in _ERAS:
        return Quantity("number", "", value * _ERAS[unit])
    if found["money"]:
        unit = f"{found['money'].strip(' .')} {unit}".strip()
    elif unit.startswith(("-", "–", ",", "/", ":")) or re.search(r"\b(and|or|to)\b", unit):
        return None
    return Quantity("number", unit, value)


def _float(text: str) -> float:
    cleaned = text.replace(",", "").replace("−", "-").replace("–", "-").rstrip(".")
    try:
        return float(cleaned)
    except ValueError:  # such as 1.2.3, a version or a section
        return 0.0


@lru_cache(maxsize=65536)
def span(text: str) -> Span | None:
    """The range that a text is as a whole, such as 10-20, less than 5, or 50 and above."""
    if not _DIGIT.search(text):
        return None
    text = " ".join(text.lower().split()).rstrip(".")
    if found := _OR_MORE.fullmatch(text):
        value = _float(found["value"])
        upward = found["way"] in ("more", "above", "over", "older")
        return Span(value, inf) if upward else Span(-inf, value)
    if found := _BELOW.fullmatch(text):
        closed = found["strict"] in ("up to", "at most", "not more than")
        return Span(-inf, _float(found["value"]), high_closed=closed)
    if found := _ABOVE.fullmatch(text):
        closed = found["strict"].startswith(("at least", "not"))
        return Span(_float(found["value"]), inf, low_closed=closed)
    if found := _BETWEEN.fullmatch(text):
        low, high = _float(found["low"] or found["least"]), _float(found["high"] or found["most"])
        return Span(low, high, between=True) if low < high else None
    return None


def overlap(one: Span, other: Span) -> bool:
    """Whether some number lies in both."""
    first, second = sorted((one, other), key=lambda each: (each.low, each.high))
    if second.low < first.high:
        return True
    return second.low == first.high and second.low_closed and first.high_closed


def complementary(one: Span, other: Span) -> bool:
    """Whether every number lies in one of the two."""
    first, second = sorted((one, other), key=lambda each: (each.low, each.high))
    if first.low != -inf or second.high != inf:
        return False
    touching = second.low == first.high and (second.low_closed or first.high_closed)
    return second.low < first.high or touching
