"""Rules about cues: what gives the key away to somebody who does not know it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quizapp.domain.errors import Severity
from quizapp.domain.linting.claim_rules import cites_law
from quizapp.domain.linting.quantities import quantity
from quizapp.domain.linting.stand_in_rules import is_stand_in
from quizapp.domain.linting.values import Examined, Flaw, Rule
from quizapp.domain.linting.words import content, is_title, listed, quoted, without_names, words

_ABSOLUTE = re.compile(
    r"\b(always|never|absolutely|completely|entirely|invariably|exclusively|solely|totally|impossible|nobody|no one|"
    r"everybody|everyone|everything|nothing|under no circumstances|without exception|in (?:all|every|no) cases?|"
    r"can(?:not|'t|’t) ever|every(?! (?:\w+ )?(?:other|few|years?|months?|weeks?|days?)\b)|whatsoever)\b",
    re.I,
)
_HINT = re.compile(r"[Aa]l[lw]|[Nn]o|[Nn]ev|[Ee]ve|[Oo]nly|[Ee]ach|[Mm]ust|ly\b|[Ii]mposs|what|ever|with")
_AMOUNT = re.compile(r"^(?:[Aa]ll|[Nn]one|[Nn]o|[Oo]nly|[Ee]ach)(?: of)?(?: the)? [a-z]")
_INNER_ALL = re.compile(r"\b(?:must|be|will|shall|can) all\b|\ball of (?:the|its|their)\b|\bonly\b|\bmust\b.*\ball\b")
_ONLY = re.compile(r"\bonly\b(?! (?:in|on|after|since|from|until|at|when|if|by|\d))|\bmust\b.*\ball\b")
_ARTICLE = re.compile(r"\b(a|an)[\s:_.…?-]*$", re.I)
_VOWEL_SOUND = re.compile(r"(?!eu|one\b|once\b)(?:[aeio]|u(?!ni|s[ei])|hon(?:est|ou?r)|hour|heir)", re.I)
_COUNTED = re.compile(r"\b(?:which|what|name the|these|the)\s+(?:two|three|four|five|pair of)\b", re.I)
_PLURAL_END = re.compile(
    r"\b(?:are|were|include|have|become|remain)(?: all| both)?(?: called| named| known as)?(?: the| these)?[\s:_.…]*$",
    re.I,
)
_LONG, _LONG_START, _ADDED = 6, 7, 3
"""Letters of a word of the stem that tells a longer one, of one that begins it, and of what that one has besides."""

_TURNING = frozenset(("inter", "non", "anti", "counter", "trans"))
_NATIONAL = frozenset(listed("a n i s an ian ia ese ish ey y e ce k ain and in nish")) | {""}
_SEVERAL = re.compile(r"\band\b|,|&|\+")


def clang(item: Examined) -> Iterable[Flaw]:
    """A content word of the stem that returns in the key and in no distractor."""
    if item.key is None or len(item.texts) < 3:
        return
    right = item.option_words[item.key] & item.prompt_words
    right |= _grown(item, item.key)
    if not right:
        return
    others: set[str] = set()
    for place, found in enumerate(item.option_words):
        if place != item.key:
            others |= found
    telling = {word for word in right - others if len(word) >= 3 and not word.isdigit()}
    if telling:
        as_written = [word for word in words(item.texts[item.key]) if content(word) in telling]
        if all(_named_for(word, item) or _of_one_country(word, item) for word in as_written):
            return
        listed = ", ".join(dict.fromkeys(as_written))
        yield Flaw(
            ("options", item.key, "text"), f"the stem's {quoted(listed)} returns in the key and in no other option"
        )


def _grown(item: Examined, key: int) -> frozenset[str]:
    """Words of the key that a long word of the stem begins or ends, as thyroid does parathyroids."""
    grown = [
        (word, part)
        for word in item.option_spoken[key]
        if len(word) >= _LONG + _ADDED
        for part in item.vocabulary
        if len(part) >= _LONG and part in word and _holds(word.removesuffix("s"), part.removesuffix("s"))
    ]
    if not grown:
        return frozenset()
    others = [word for place, spoken in enumerate(item.option_spoken) if place != key for word in spoken]
    return frozenset(
        [content(word) for word, part in grown if content(part) and not any(part in other for other in others)]
    )


def _holds(word: str, part: str) -> bool:
    if len(word) < len(part) + _ADDED:
        return False
    return (len(part) >= _LONG_START and word.startswith(part)) or (
        word.endswith(part) and word.removesuffix(part) not in _TURNING
    )


def _of_one_country(word: str, item: Examined) -> bool:
    """Whether another option has the noun or the adjective of this name, as India and Indian."""
    return word[0].isupper() and any(
        other[0].isupper() and _adjective(word, other)
        for place, text in enumerate(item.texts)
        if place != item.key
        for other in words(text)
    )


def _adjective(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    same = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    return same >= 3 and one[same:] in _NATIONAL and other[same:] in _NATIONAL


def _named_for(word: str, item: Examined) -> bool:
    """Whether the plural of a name meets its common noun: no state is given away by United States."""
    return word[0].isupper() and word.endswith("s") and word[:-1].lower() in item.vocabulary - {word.lower()}


def absolute_distractor(item: Examined) -> Iterable[Flaw]:
    """A distractor with an absolute word, where the key has none."""
    if item.key is None or len(item.texts) < 3 or absolute_word(item.texts[item.key]):
        return
    for place, text in enumerate(item.texts):
        if place != item.key and not is_stand_in(text) and (word := absolute_word(text)):
            if word.lower() == "only" and cites_law(item):
                continue
            yield Flaw(("options", place, "text"), f"{quoted(word)} marks it as wrong: the key is not as absolute")


def absolute_word(text: str) -> str:
    """The absolute word in an option; "" where there is none."""
    if not _HINT.search(text) or is_title(text):
        return ""
    text = without_names(text)
    if found := _ABSOLUTE.search(text) or _ONLY.search(text):
        return found.group()
    if len(text.split()) >= 4 and (found := _AMOUNT.match(text)):
        return found.group().split()[0]
    found = _INNER_ALL.search(text)
    return found.group() if found else ""


def grammar_cue(item: Examined) -> Iterable[Flaw]:
    """An article or a plural that fits only some of the options."""
    texts = item.texts
    if len(texts) < 3:
        return
    if item.spoken[-1:] in (("a",), ("an",)) and (found := _ARTICLE.search(item.prompt)):
        vowels = [bool(_VOWEL_SOUND.match(text)) for text in texts]
        wrong = [place for place, vowel in enumerate(vowels) if vowel != (found.group(1).lower() == "an")]
        if wrong and len(wrong) < len(texts):
            article = quoted(found.group(1))
            yield Flaw(
                ("prompt",), f"{article} at the end fits only some options: write a(n), or put it into the options"
            )
            return
    if item.key is not None and (_COUNTED.search(item.prompt) or _PLURAL_END.search(item.prompt)):
        several = [bool(_SEVERAL.search(text)) or _is_plural(text) for text in texts]
        if several[item.key] and not any(several[: item.key] + several[item.key + 1 :]):
            yield Flaw(("options", item.key, "text"), "the stem asks for several, and only the key names several")


def _is_plural(text: str) -> bool:
    last = words(text)[-1:] or [""]
    return last[0].islower() and last[0].endswith("s") and not last[0].endswith("ss")


def length_cue(item: Examined) -> Iterable[Flaw]:
    """A key that is far longer than every distractor, or far shorter."""
    if item.key is None or len(item.texts) < 3 or quantity(item.texts[item.key]):
        return
    lengths = [len(text) for text in item.texts]
    key = lengths.pop(item.key)
    longest, shortest, mean = max(lengths), min(lengths), sum(lengths) / len(lengths)
    if (key >= 1.5 * longest and key >= longest + 15) or (key >= 1.9 * mean and key >= longest + 12):
        yield Flaw(("options", item.key, "text"), f"the key has {key} characters, the longest distractor {longest}")
    elif 2 * key <= shortest and shortest >= key + 15:
        yield Flaw(("options", item.key, "text"), f"the key has {key} characters, the shortest distractor {shortest}")


RULES = (
    Rule(
        "Q301", "clang", Severity.WARNING,
        "A word of the stem that returns in the key alone points to it.",
        "What did the Shanghai meeting sign? | Charter of Ufa | Pact of Astana | *Shanghai Convention | Act of Delhi",
        "What did the founders sign? | Charter of Ufa | Pact of Astana | *Shanghai Convention | Act of Delhi",
        clang,
    ),
    Rule(
        "Q302", "absolute-distractor", Severity.WARNING,
        "Few things hold always or never, so absolute options are struck out unread.",
        "What does a veto do? | It always ends a war | *It blocks a decision | It never works | It expels a state",
        "What does a veto do? | It ends a session | *It blocks a decision | It delays a debate | It expels a state",
        absolute_distractor,
    ),
    Rule(
        "Q303", "grammar-cue", Severity.WARNING,
        "An option that does not fit the grammar of the stem is struck out without knowledge.",
        "A person who draws maps is a | architect | *cartographer | engineer | artist",
        "Who draws maps? | An architect | *A cartographer | An engineer | An artist",
        grammar_cue,
    ),
    Rule(
        "Q304", "length-cue", Severity.WARNING,
        "Authors qualify what is right, so the test-wise choose by length.",
        "What is a veto? | A law | A vote | *The right of one member to stop what all the others want | A seat",
        "What is a veto? | A right to call a vote | A right to speak | *A right to stop a decision | A right to sit",
        length_cue,
    ),
)  # fmt: skip
