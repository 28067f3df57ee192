"""Rules about two questions: those that ask the same, and those of which one gives away the other.

Comparing all pairs of 10,000 questions would take minutes. Questions are first put into blocks by their rarest words,
and only those that share a block are compared.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from math import log

from quizapp.domain.errors import Severity
from quizapp.domain.linting.values import Examined, Flaw, Questions, Rule
from quizapp.domain.linting.words import WORD, content, quoted
from quizapp.domain.questions import Choice, Cloze, Matching, Ordering, TrueFalse, Typed

SAME_KEY = 0.6
"""Share of common words from which two questions with the same key are the same; all, whatever their keys."""

COVERED = 0.6
"""Share of a question's (rare) words that another must repeat beside the key to give it away."""

TOLD_IN_CLAUSE, FEWEST_IN_ROW = 0.35, 4
"""The share, where the key stands beside a clause that says what it is; and the words in a row that say the same."""

_SEGMENT = re.compile(r"\s*[,;:()–—?.!]+\s*")
_RELATIVE = re.compile(r"(?:(?:of|in|by|on|at|to|for|from|with|under|through) )?(?:which|who|whose|whom|where|that)\b")
_APPOSITION = re.compile(r"(?:which|who|whose|whom|where|the|a|an)\b")
_INTERROGATIVES = frozenset(("which", "what", "who", "whom", "whose", "where", "when", "why", "how"))
_ONLY_ARTICLE = frozenset(("", "the", "a", "an"))
_RAREST, _BLOCK, _MOST_IN_BLOCK = 4, 3, 16


def _keys(item: Examined) -> list[str]:
    question = item.question
    if isinstance(question, Choice):
        return [option.text for option in question.options if option.correct]
    if isinstance(question, Typed):
        return [question.answer]
    if isinstance(question, Cloze):
        return [gap.answer for gap in question.gaps]
    return []


def _arranged(item: Examined) -> list[str]:
    """What is put into place: such prompts are often alike where the matter is not."""
    question = item.question
    if isinstance(question, Ordering):
        return [each.text for each in question.items]
    return [each.right for each in question.pairs] if isinstance(question, Matching) else []


def _key_of(item: Examined) -> tuple[str, ...]:
    if isinstance(item.question, TrueFalse):
        return (str(item.question.answer),)
    return tuple(sorted(word.lower() for text in _keys(item) + _arranged(item) for word in WORD.findall(text)))


def _distinguished(item: Examined, other: Examined) -> bool:
    """Whether each of two prompts names what the other does not: other names or numbers are other questions."""
    ones, others = item.prompt_words - other.prompt_words, other.prompt_words - item.prompt_words
    return bool(ones and others and _names(item, ones) and _names(other, others))


def _names(item: Examined, differing: frozenset[str]) -> bool:
    for place, word in enumerate(WORD.findall(item.prompt)):
        if (word[0].isdigit() or (place and word[0].isupper())) and content(word) in differing:
            return True
    return False


def near_duplicates(questions: Questions, across: bool = False) -> Iterable[Flaw]:
    """Two questions of a deck that ask the same; or `across`, of two decks."""
    seen: set[int] = set()
    words = [item.prompt_words for item in questions]
    decks = [item.deck for item in questions]
    for first, second in _likely(questions):
        if across == (decks[first] == decks[second]) or second in seen:
            continue
        ones, others = words[first], words[second]
        common = len(ones & others)
        if common < SAME_KEY * (len(ones) + len(others) - common) or not common:
            continue
        one, other = questions[first], questions[second]
        if (ones == others and not _arranged(one)) or (
            _key_of(one) == _key_of(other) and not _distinguished(one, other)
        ):
            seen.add(second)
            yield other.flaw(("prompt",), f"this asks the same as `{one.name_beside(other)}`")


def _likely(questions: Questions) -> Iterator[tuple[int, int]]:
    """Pairs that share three of their four rarest words (or all but one they have, when those are fewer)."""
    frequency = Counter(word for item in questions for word in item.prompt_words)
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, item in enumerate(questions):
        rarest = sorted([(frequency[word], word) for word in item.prompt_words])[:_RAREST]
        size = min(_BLOCK, max(1, len(rarest) - 1))
        earlier: set[int] = set()
        for block in combinations(sorted([word for _, word in rarest]), size):
            members = blocks[block]
            earlier.update(members[-_MOST_IN_BLOCK:])
            members.append(place)
        for other in sorted(earlier):
            yield other, place


@dataclass(frozen=True, slots=True)
class _Secret:
    """A key that another stem might tell, as ` words in small letters `, and what says which question it answers."""

    place: int
    text: str
    phrase: str
    about: frozenset[str]


def gives_away(questions: Questions, across: bool = False) -> Iterable[Flaw]:
    """A stem that says the key of another question of the deck with what that one asks; or `across`, of another."""
    frequency = Counter(word for item in questions for word in item.prompt_words)
    weight = {word: log(1 + len(questions) / count) for word, count in frequency.items()}
    secrets = _secrets(questions)
    told: set[int] = set()
    for place, item in enumerate(questions):
        if isinstance(item.question, TrueFalse) and not item.question.answer:
            continue
        speech = f" {' '.join(item.spoken)} "
        for word in item.vocabulary & secrets.keys():
            for secret in secrets[word]:
                if secret.phrase not in speech or secret.place == place or secret.place in told:
                    continue
                other = questions[secret.place]
                if across == (item.deck == other.deck):
                    continue
                common = secret.about & item.prompt_words
                share = sum(weight[each] for each in common) / sum(weight[each] for each in secret.about)
                if (len(common) >= 2 and share >= COVERED) or (
                    share >= TOLD_IN_CLAUSE and _says_in_clause(item, secret, other)
                ):
                    told.add(secret.place)
                    sentence = f"the stem says {quoted(secret.text)}, the answer to `{other.name_beside(item)}`"
                    yield item.flaw(("prompt",), sentence)


def _says_in_clause(item: Examined, secret: _Secret, other: Examined) -> bool:
    """Whether a clause beside the key tells of it what the other question asks."""
    asked_for = secret.about - {_kind_asked_for(other)}
    for clause in _clauses(item, secret.phrase):
        spoken = WORD.findall(clause)
        if len({found for word in spoken if (found := content(word)) in asked_for}) >= 2:
            return True
        said, asked = f" {' '.join(spoken)} ", other.spoken
        for start in range(1, len(asked) - FEWEST_IN_ROW + 1):
            row = asked[start : start + FEWEST_IN_ROW]
            if f" {' '.join(row)} " in said and any(content(word) in secret.about for word in asked[start:]):
                return True
    return False


def _kind_asked_for(item: Examined) -> str:
    """The noun that follows which or what: every answer is of this kind, so it tells nothing."""
    words = iter(item.spoken)
    if any(word in ("which", "what") for word in words):
        return next((found for word in words if (found := content(word))), "")
    return ""


def _clauses(item: Examined, phrase: str) -> Iterator[str]:
    """What the stem says of a key in a relative clause or an apposition, with the noun that it belongs to."""
    parts = _SEGMENT.split(item.lowered)
    for place, part in enumerate(parts):
        speech = f" {' '.join(WORD.findall(part))} "
        if phrase not in speech:
            continue
        before, _, after = speech.partition(phrase)
        if place and _RELATIVE.match(part) and not _INTERROGATIVES.isdisjoint(WORD.findall(" ".join(parts[:place]))):
            yield f"{parts[place - 1]} {part}"
        if after.strip():
            continue
        if place and before.strip() in _ONLY_ARTICLE:
            yield parts[place - 1]
        if place + 1 < len(parts) and _APPOSITION.match(parts[place + 1]):
            yield parts[place + 1]


def _secrets(questions: Questions) -> dict[str, list[_Secret]]:
    """The keys that some stem may say, by their rarest word."""
    frequency = Counter(word for item in questions for word in item.vocabulary)
    found: dict[str, list[_Secret]] = defaultdict(list)
    for place, item in enumerate(questions):
        for text in _keys(item):
            key = WORD.findall(text.lower())
            stems = {stem for word in key if (stem := content(word))}
            about = item.prompt_words - stems
            if not about or not any(len(stem) > 1 for stem in stems - item.prompt_words):
                continue
            rarest = min(key, key=lambda word: frequency.get(word, 0))
            if frequency.get(rarest, 0):
                found[rarest].append(_Secret(place, text, f" {' '.join(key)} ", about))
    return found


RULES = (
    Rule(
        "Q104", "near-duplicate-question", Severity.WARNING,
        "Two questions that ask the same examine one fact twice, and the second is answered by the first.",
        "A deck with “Where does RATS sit?” and “In which city does RATS sit?”",
        "A deck with “Where does RATS sit?” and “Where does the Secretariat sit?”",
        survey=near_duplicates,
        compare=partial(near_duplicates, across=True),
    ),
    Rule(
        "Q105", "gives-away", Severity.WARNING,
        "A stem that tells the answer of another question makes that one worthless.",
        "“In which city does RATS sit?” beside “When did RATS, which sits in Tashkent, begin its work?”",
        "“In which city does RATS sit?” beside “When did RATS begin its work?”",
        survey=gives_away,
        compare=partial(gives_away, across=True),
    ),
)  # fmt: skip
