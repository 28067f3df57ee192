"""Words as a test-wise reader sees them: content words, cut to what their forms have in common."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def listed(text: str) -> tuple[str, ...]:
    """The words of a text: for lists of words in code, which read better without quotes."""
    return tuple(text.split())


STOP_WORDS = frozenset(
    listed(
        """
        a an the and or nor but if as at by for from in into of off on onto out over per since than that this these
        those to under until up upon via with within without about above across after against along among around
        before behind below beneath beside between beyond during toward towards through is are was were be been
        being am do does did done doing has have had having will would shall should can could may might must it its
        it's he she him her his hers they them their theirs we us our you your i me my who whom whose which what
        when where why how there here then so such not no yes none also only own same too very just more most much
        many some any each every all both either neither other another one ones s t isn't aren't wasn't doesn't
        don't didn't following statement statements option options true false correct incorrect right wrong best
        mainly chiefly called known name named term word words means meaning happen happens happened become became
        belong belongs make makes made take takes took give gives gave get gets got use uses used say says said part
        parts kind kinds type types
        """
    )
)
"""Words that carry nothing of the matter, and those that only ask."""

_ENDINGS = (
    "isations", "izations", "isation", "ization", "ational", "ations", "ation", "ements", "ement", "ments", "ment",
    "ances", "ance", "ences", "ence", "ities", "ity", "ising", "izing", "ised", "ized", "ise", "ize", "ings", "ing",
    "edly", "ally", "ists", "ist", "ism", "ians", "ian", "ions", "ion", "ness", "ive", "ers", "ors", "ed", "er", "or",
    "ic", "al", "ly", "es", "e", "s",
)  # fmt: skip
_SHORTEST = 4


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The common part of the forms of a word: rough, but the same for condense, condensing and condensation."""
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if len(word) <= _SHORTEST or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


_ASKED_ALIKE = {
    "antonym": "opposite", "antonyms": "opposite", "contrary": "opposite",
    "synonym": "nearest", "synonyms": "nearest", "closest": "nearest",
}  # fmt: skip
"""Words that ask for the same thing."""


@lru_cache(maxsize=65536)
def content(word: str) -> str:
    """The stem of a content word, "" for any other; a single letter counts only as a number does."""
    lowered = word.lower()
    if lowered in STOP_WORDS or (len(word) == 1 and not word.isdigit()):
        return ""
    return stem(_ASKED_ALIKE.get(lowered, word))


_SMALL = "of|on|the|in|and|to|for|a|an|is|but|with|by|at|or|from"
_CAPITAL = "[A-Z0-9][\\w'’.-]*"
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")
_NAME = re.compile(
    rf"\b(?:(?:Never|Always|Nobody|Nothing|Everything|Everyone|Everybody|Nowhere|Impossible)(?:['’]s)?"
    rf" {_CAPITAL}(?: (?:(?:{_SMALL}) )*{_CAPITAL})*"
    rf"|(?:All|Every|No|Each|None)(?:(?:['’]s)?[ -](?:(?:{_SMALL}) )*{_CAPITAL}){{2,}}(?<!s)"
    r"(?=$|\W*$|[,.;:?!)’'”]|\s(?:is|was|has|had|won|began|met|took|tells|opens|became|came|deals|describes|stands)\b))"
)
_NAME_WORDS = frozenset(_SMALL.split("|"))


def without_names(text: str) -> str:
    """A text less what is quoted, and less names that begin with an absolute word, as in Never Let Me Go."""
    return _NAME.sub(" ", _QUOTED.sub(" ", text))


def is_title(text: str) -> bool:
    """Whether a text as a whole is a name of several words, as All Quiet on the Western Front is."""
    if text.startswith("Only"):
        return False
    parts = text.split()
    if len(parts) < 2 or parts[1] in ("in", "on", "at", "by"):
        return False
    capitals = sum(not part[0].islower() for part in parts[1:])
    rest = [part for part in parts if part[0].islower() and part.lower() not in _NAME_WORDS]
    return not parts[0][0].islower() and not rest and (capitals >= 2 or capitals == len(parts) - 1)


def words(text: str) -> list[str]:
    """All words of a text, as written."""
    return WORD.findall(text)


def content_words(text: str) -> list[str]:
    """The stems of the content words of a text, in their order."""
    return [found for word in WORD.findall(text) if (found := content(word))]


def quoted(text: str, limit: int = 40) -> str:
    """A text in quotation marks for a sentence, cut when it is long."""
    short = " ".join(text.split())
    return f"“{short if len(short) <= limit else short[: limit - 1].rstrip() + '…'}”"
