"""Rules about options that only stand for others, though options are shuffled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from quizapp.domain.errors import Severity
from quizapp.domain.linting.values import Examined, Flaw, Rule
from quizapp.domain.linting.words import quoted

_SAID = r"(mentioned|given|listed|named|stated|said)"
_GROUP = (
    rf"(above|below|these|those|them|preceding|foregoing|aforesaid|(above|afore)?-?{_SAID}"
    rf"|({_SAID} )?(options?|choices?|answers?|alternatives?))"
)
_ALL = re.compile(rf"\W*(all|any|each)( of)?( the)?( {_GROUP})+( (is|are) \w+)?\W*", re.I)
_NONE = re.compile(
    rf"\W*((none|neither|no one)(( of)?( the)?( other)?( {_GROUP}| others)+( (is|are) \w+)?)?"
    r"|no( such)? (option|answer|choice|correct answer)s?( above| given| (is|are) \w+)?)\W*",
    re.I,
)
_REFERENCE = r"\(?(?:[A-Fa-f]|[1-6]|i{1,3}|iv|I{1,3}|IV)\)?"
_REFERENCES = rf"{_REFERENCE}(?:\s*(?:,|and|&|or|nor)\s*{_REFERENCE})+"
_LETTER = r"(\(?[A-Fa-f]\)|[A-F]\b)"
_LETTERS = re.compile(
    rf"\W*(?:(?i:both|either|neither|only)(?: of)?\s+{_REFERENCES}|{_REFERENCES}\s+(?i:both|together)"
    rf"|{_LETTER}(\s*(,|and|&|or|nor)\s*{_LETTER})+(\s+only)?)\W*"
)
_SINGLE = re.compile(r"\b[A-Fa-f]\b")
_BOTH = re.compile(
    rf"\W*(both|either) (of )?(the )?(first|last|{_GROUP})( two| of (them|these))?( (are|is) \w+)?\W*", re.I
)
_MARK = r"\(?(?:[ivx]{1,4}|[IVX]{1,4}|[1-9]|[A-Fa-f])\)?\.?"
_MARKS = rf"{_MARK}(?P<more>\s*(?:,|and|&|or|nor|, and)\s*{_MARK})*"
_COMBINED = re.compile(rf"(?P<word>only |both |neither |all of )?{_MARKS}(?P<only>,? only| alone)?", re.I)
_HOLDS = r"(?:(?:is |are |(?:is|are) both )?(?:true|false|correct|incorrect|right|wrong|valid|invalid)|follows?|holds?)"
_CLAIMS = r"(?:statement|assertion|conclusion|argument|assumption|inference)s?"
_TRUTHS = re.compile(
    rf"(?:both |only |neither )?(?:{_CLAIMS} )?{_MARKS} {_HOLDS}"
    rf"(?:,?(?: and| but| while| whereas)? (?:{_CLAIMS} )?{_MARK} {_HOLDS})?"
    rf"|(?:only )?{_CLAIMS} {_MARK}(?: only| alone)?"
    rf"|(?:both|neither)(?: of them| (?:of )?(?:the )?(?:two )?{_CLAIMS}| {_HOLDS}|(?: of them| {_CLAIMS}) {_HOLDS})",
    re.I,
)
_LISTED = re.compile(r"(?:^|[\s:.;])\(?(?:2|ii|II|[bB])(?:[.)]|\s*[:-])\s")
_STANDING = re.compile(rf"\W*(?:all|any|each|none|neither|no|only|both|[ivx]+|\d|[a-f]|{_CLAIMS})\b", re.I)


_ALL_WORDS = frozenset(("all", "any", "each"))
_NONE_WORDS = frozenset(("none", "neither", "no"))
_BOTH_WORDS = frozenset(("both", "either", "neither", "only"))
_LONGEST_MARK = 3


def _first_word(item: Examined, place: int) -> str:
    """The first word of an option: most patterns need be tried only where it is one of theirs."""
    return item.option_spoken[place][0] if item.option_spoken[place] else ""


def all_of_the_above(item: Examined) -> Iterable[Flaw]:
    """An option that stands for all the others."""
    for place, text in enumerate(item.texts):
        if _first_word(item, place) in _ALL_WORDS and _ALL.fullmatch(text):
            yield Flaw(
                ("options", place, "text"),
                f"{quoted(text)} points to options that are shuffled; two right ones give it away",
            )


def none_of_the_above(item: Examined) -> Iterable[Flaw]:
    """An option that stands for none of the others, but where a deck follows FPSC papers and it comes last."""
    counted = "how many" in item.lowered
    for place, text in enumerate(item.texts):
        if _first_word(item, place) not in _NONE_WORDS or not _NONE.fullmatch(text) or (counted and len(text) < 6):
            continue
        if item.conditions.fpsc and place == len(item.texts) - 1:
            continue
        sentence = f"{quoted(text)} shows what is wrong, not what is known"
        if item.conditions.fpsc:
            sentence = f"{quoted(text)} comes last in papers of this style"
        yield Flaw(("options", place, "text"), sentence)


def both_options(item: Examined) -> Iterable[Flaw]:
    """An option that joins two of the others, by letter or by repeating them."""
    listed: bool | None = None
    for place, text in enumerate(item.texts):
        start = _first_word(item, place)
        refers = start in _BOTH_WORDS or len(start) <= _LONGEST_MARK
        if refers and _BOTH.fullmatch(text):
            yield Flaw(("options", place, "text"), f"{quoted(text)} names other options, which are shuffled")
        elif refers and _LETTERS.fullmatch(text):
            if listed is None:
                listed = _speaks_of_letters(item)
            if not listed:
                yield Flaw(("options", place, "text"), f"{quoted(text)} names other options, which are shuffled")
        elif _joined(item, place):
            yield Flaw(("options", place, "text"), f"{quoted(text)} joins two of the other options")


def _speaks_of_letters(item: Examined) -> bool:
    """Whether letters are the matter: statements in the stem, sides of a figure, or the names of vitamins."""
    named = {letter.lower() for text in item.texts if _LETTERS.fullmatch(text) for letter in _SINGLE.findall(text)}
    told = (
        bool(named - {"a"})
        and named <= item.vocabulary
        and not any(f" {each.upper()}" in item.prompt for each in named)
    )
    standing = sum(bool(_LETTERS.fullmatch(text) or _COMBINED.fullmatch(text)) for text in item.texts)
    return told or bool(_LISTED.search(item.prompt)) or len(item.texts) - standing < 2


def _joined(item: Examined, place: int) -> bool:
    if _COMBINED.fullmatch(item.texts[place]):
        return False
    if " and " not in item.texts[place] and "," not in item.texts[place] and "&" not in item.texts[place]:
        return False
    whole = item.option_words[place]
    parts = [found for other, found in enumerate(item.option_words) if other != place and found and found < whole]
    return any(not (one & other) and one | other == whole for one, other in combinations(parts, 2))


def k_type(item: Examined) -> Iterable[Flaw]:
    """Options that are combinations of numbered or lettered statements."""
    if len(item.texts) < 3 or not _LISTED.search(item.prompt):
        return
    found = [_COMBINED.fullmatch(text.strip()) for text in item.texts]
    truths = sum(_TRUTHS.fullmatch(text.strip()) is not None for text in item.texts)
    combined = sum(match is not None for match in found)
    if combined + truths >= 3 and (
        truths or any(match and any(match.group("word", "more", "only")) for match in found)
    ):
        yield Flaw(
            ("options",), "the options are combinations of numbered statements: one half-known statement decides"
        )


def is_stand_in(text: str) -> bool:
    """Whether an option only stands for others: all or none of them, or a combination of numbers or letters."""
    if not _STANDING.match(text):
        return False
    if _ALL.fullmatch(text) or _NONE.fullmatch(text) or _TRUTHS.fullmatch(text):
        return True
    found = _COMBINED.fullmatch(text)
    return bool(found and (any(found.group("word", "more", "only")) or text[0] in "ivxIVX"))


RULES = (
    Rule(
        "Q201", "all-of-the-above", Severity.ERROR,
        "Options are shuffled, so nothing is above; and whoever knows two of them knows the answer.",
        "Which gas is in air? | Argon | Nitrogen | Oxygen | *All of the above",
        "Which gas makes up most of air? | Argon | Carbon dioxide | *Nitrogen | Oxygen",
        all_of_the_above,
    ),
    Rule(
        "Q202", "none-of-the-above", Severity.WARNING,
        "It shows that one knows what is wrong, not what is right; only a deck in FPSC style may have it, last.",
        "Which planet is the largest? | Earth | *Jupiter | Mars | None of these",
        "Which planet is the largest? | Earth | *Jupiter | Mars | Saturn",
        none_of_the_above,
    ),
    Rule(
        "Q203", "both-options", Severity.ERROR,
        "An option that joins two others refers to places that change, and is guessed from either.",
        "Which states founded it? | China | India | Iran | *Both A and B",
        "Which two states founded it? | China and Iran | *China and Russia | India and Iran | India and Russia",
        both_options,
    ),
    Rule(
        "Q204", "k-type", Severity.WARNING,
        "Combinations of statements test logic: knowing one statement strikes out half of the options.",
        "1. Iron rusts. 2. Gold rusts. Which holds? | *1 only | 2 only | 1 and 2 | neither 1 nor 2",
        "Which metal rusts? | Copper | Gold | *Iron | Zinc",
        k_type,
    ),
)  # fmt: skip
