"""One thing in two wordings: what is left of an option when spelling, articles and the order of a list do not count."""

from __future__ import annotations

import re
from functools import lru_cache

from quizapp.domain.linting.quantities import quantity
from quizapp.domain.linting.words import WORD, listed

_ORDER_WORDS = frozenset(listed("from to before after than over by into under against then through via versus not"))
_EMPTY = frozenset(("a", "an", "the", "and", "or", "of"))
_SAME = (
    ("rise", "rises rose risen increase increases increased grow grows grew climb climbs climbed"),
    ("fall", "falls fell fallen decrease decreases decreased decline declines declined drop drops dropped"),
    ("start", "starts started begin begins began begun"),
    ("end", "ends ended stop stops stopped finish finishes finished"),
    ("big", "large"),
    ("fast", "quick rapid swift"),
    ("ban", "bans banned forbid forbids forbade forbidden prohibit prohibits prohibited outlaw outlaws outlawed"),
    ("allow", "allows allowed permit permits permitted"),
    ("help", "helps helped aid aids aided assist assists assisted"),
    ("buy", "buys bought purchase purchases purchased"),
    ("choose", "chooses chose chosen select selects selected"),
    ("yearly", "annual annually"),
    ("mistake", "mistakes error errors"),
    ("disease", "diseases illness illnesses"),
    ("liberty", "freedom"),
)
_COMMON_WORD = {word: common for common, listed in _SAME for word in listed.split()}
_ALIKE = frozenset(_COMMON_WORD) | {common for common, _ in _SAME}
_ALIASES = {
    "usa": "us", "united states": "us", "united states america": "us", "america": "us", "u s": "us", "u s a": "us",
    "uk": "britain", "united kingdom": "britain", "great britain": "britain", "u k": "britain",
    "ussr": "soviet union", "prc": "china", "people's republic china": "china", "uae": "united arab emirates",
}  # fmt: skip
_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=on|av|ab|ol|rb|um|ig|vi|hb)our"), "or"),
    (re.compile(r"(?<=nt|at|tr|ib)re$"), "er"),
    (re.compile(r"(?<=ef|ff)ence$"), "ense"),
    (re.compile(r"programme"), "program"),
)
_TWO_SPELLINGS = re.compile(r"our|is[ei]|isa|[bt]re\b|[ef]ence|programme")
_GENERIC = frozenset(("river", "mount", "mt"))
_ARABIC_ARTICLE = re.compile(r"\b(?:al|el|ul|ar|as|ash|ad|at|az)-(?=\w{3})", re.I)
_ONE_NAME = {
    other: name
    for name, others in (
        ("ibn", "bin ben"), ("muhammad", "mohammad mohammed muhammed mohamed"), ("ahmad", "ahmed"), ("umar", "omar"),
        ("usman", "uthman osman"), ("hussain", "husain hussein husayn"), ("hasan", "hassan"),
        ("mahmud", "mehmood mahmood"), ("yusuf", "yousuf yousaf"), ("medina", "madinah madina"),
        ("sheikh", "shaikh shaykh"), ("syed", "sayyid sayid saiyid"), ("aisha", "ayesha"), ("mecca", "makkah makka"),
        ("ramadan", "ramazan ramzan"), ("quran", "koran qur'an"),
    )
    for other in others.split()
}  # fmt: skip
_NAMED_TWICE = frozenset(_ONE_NAME)
_TRANSLITERATED = re.compile(r"(?<=[a-z])[- ]?[-\s](e|i|ul|al|el|ur|us)[- ](?=[a-z])", re.I)


def canonical(text: str, spoken: list[str], spelling: bool) -> tuple[str, ...]:
    """What is left of an option when spelling, articles and the order of a list do not count."""
    number = quantity(text)
    if number is not None:
        return (number.form, number.unit, str(float(number.value)))
    if "-" in text or "l " in text:
        plain = _ARABIC_ARTICLE.sub("", text) if spelling else text
        spoken = WORD.findall(_TRANSLITERATED.sub(" ", plain).lower())
    kept = [word for word in spoken if word not in _EMPTY]
    if spelling and not _NAMED_TWICE.isdisjoint(kept):
        kept = [_ONE_NAME.get(word, word) for word in kept]
    alias = _ALIASES.get(" ".join(kept)) if len(kept) <= 3 else None
    if alias:
        return tuple(sorted(alias.split()))
    if not _ALIKE.isdisjoint(kept) and text[1:] == text[1:].lower():  # a Liberty Party is no Freedom Party
        kept = [_COMMON_WORD.get(word, word) for word in kept]
    if spelling and _TWO_SPELLINGS.search(text):
        kept = [_spelt(word) for word in kept]
    if len(kept) == 2 and not _GENERIC.isdisjoint(kept):
        kept = [word for word in kept if word not in _GENERIC]
    return tuple(kept if not _ORDER_WORDS.isdisjoint(spoken) else sorted(kept))


@lru_cache(maxsize=65536)
def _spelt(word: str) -> str:
    """The word as Americans spell it: rough, but the same for both ways."""
    for pattern, other in _SPELLINGS:
        word = pattern.sub(other, word)
    return word
