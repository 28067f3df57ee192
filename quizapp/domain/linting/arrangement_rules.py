"""Rules about what is arranged: items to be put in order, pairs to be matched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quizapp.domain.errors import Severity
from quizapp.domain.linting.quantities import quantity
from quizapp.domain.linting.values import Examined, Flaw, Rule, Steps
from quizapp.domain.linting.words import content_words, listed, quoted
from quizapp.domain.questions import Matching, Ordering

_YEAR = re.compile(
    r"(?:(?P<before>[\w$]+)\.? )?(?<![\w.,-])(?P<year>(?:1\d|20|21)\d\ds?)\b(?P<after>[ -]?%|[.,]\d|[ -][a-z]+)?"
)
_NUMBERED = frozenset(
    listed(
        "resolution resolutions unscr no nos number article section clause page convention flight agenda vision rs usd "
        "about over some nearly than to"
    )
)
"""Words after which four digits are no year."""
_UNITS = frozenset(listed("km kg m mw mm people men women dollars per million billion"))
_TIMED = re.compile(
    r"\b(?:earli\w+|lat(?:er|est)|old(?:er|est)|new(?:er|est)|recent|chronolog\w*|time|dates?|dated|years?|when|came|"
    r"took place|happened|br(?:eak|eaks|oke) out|events?|order (?:in which|did|were|was)|"
    r"histor\w+|first|founded|signed|joined|held|born|adopted|ruled|reigned|built|began)\b",
    re.I,
)
_SENTENCE = re.compile(r" (?:(?!etc|km)[a-z]+|\w*[a-z]{4,})\.$")  # Ltd. and D.C. end no sentence
_CLAUSE = re.compile(
    r"^(?:It|He|She|They|(?:The|A|An|Its|His|Her|Their) [a-z]+) "
    r"(?:is|are|was|were|has|had|have|does|did|can|could|will|would|fell|fled|came|went|took|made|won|lost|became|gave"
    r"|began|led|wrote|built|saw|left|sold|met|fought|broke|kept|put|[a-z]{2,}ed|[a-z]{2,}(?<!s)s)\b"
)
_LONG_NAME = 3
_FAR_LONGER, _MANY_MORE = 3, 40


def _sides(item: Examined) -> list[tuple[Steps, str]]:
    """What is put into its place by the learner: the items of an order, or the right-hand sides of pairs."""
    question = item.question
    if isinstance(question, Ordering):
        return [(("items", place, "text"), each.text) for place, each in enumerate(question.items)]
    if isinstance(question, Matching):
        rights: list[tuple[Steps, str]] = [
            (("pairs", place, "right"), each.right) for place, each in enumerate(question.pairs)
        ]
        return rights + [(("distractors", place), text) for place, text in enumerate(question.distractors)]
    return []


def unlike_items(item: Examined) -> Iterable[Flaw]:
    """A number among words, or a sentence among names: it goes where nothing else can go."""
    sides = _sides(item)
    if len(sides) < 3:
        return
    numbers = [quantity(text) is not None for _, text in sides]
    if any(numbers) and not all(numbers):
        rarer = sum(numbers) * 2 <= len(numbers)
        steps, text = sides[numbers.index(rarer)]
        yield Flaw(steps, f"{quoted(text)} is of another kind than the rest: its place is seen, not known")
        return
    stopped = [_SENTENCE.search(text) is not None for _, text in sides]
    if any(stopped) and not all(stopped):
        rarer = sum(stopped) * 2 <= len(stopped)
        steps, text = sides[stopped.index(rarer)]
        yield Flaw(steps, f"{quoted(text)} ends otherwise than the rest: write all of them in one manner")
        return
    clauses = [each for each in sides if _CLAUSE.match(each[1])]
    if len(clauses) == 1 and all(len(each[1].split()) <= _LONG_NAME for each in sides if each != clauses[0]):
        steps, text = clauses[0]
        yield Flaw(steps, f"{quoted(text)} is a sentence among names: write all of them in one manner")
        return
    lengths = [len(text) for _, text in sides]
    longest = max(lengths)
    usual = sorted(lengths)[len(lengths) // 2]
    if longest >= _FAR_LONGER * usual and longest >= usual + _MANY_MORE:
        steps, text = sides[lengths.index(longest)]
        yield Flaw(steps, f"{quoted(text)} is far longer than the rest: write all of them in one manner")


def dated_items(item: Examined) -> Iterable[Flaw]:
    """An order in time of which an item names its year."""
    question = item.question
    if not isinstance(question, Ordering) or not _TIMED.search(item.prompt):
        return
    if all(quantity(each.text) for each in question.items):  # years by their rainfall, perhaps
        return
    for place, each in enumerate(question.items):
        if year := _year(each.text):
            sentence = f"{quoted(year)} tells where it stands: leave the year out, or ask for something else"
            yield Flaw(("items", place, "text"), sentence)
            return


def _year(text: str) -> str:
    """The first year that a text names; "" where four digits number a law or count men."""
    for found in _YEAR.finditer(text):
        before, after = (found["before"] or "").lower(), found["after"] or ""
        counted = after[1:] in _UNITS or (after.endswith("s") and before not in ("the", "in", "since"))
        if before not in _NUMBERED and not counted and after[:1] not in (".", ",", "%") and not after.endswith("%"):
            return found["year"]
    return ""


def matching_clang(item: Examined) -> Iterable[Flaw]:
    """A pair whose sides share a word that no other right-hand side has."""
    question = item.question
    if not isinstance(question, Matching):
        return
    rights = [frozenset(content_words(text)) for _, text in _sides(item)]
    for place, pair in enumerate(question.pairs):
        others = frozenset(word for other, words in enumerate(rights) if other != place for word in words)
        telling = [word for word in content_words(pair.left) if word in rights[place] - others and len(word) > 1]
        if telling:
            sentence = f"{quoted(pair.left)} and {quoted(pair.right)} share a word that no other right-hand side has"
            yield Flaw(("pairs", place, "right"), sentence)


def matching_exclusion(item: Examined) -> Iterable[Flaw]:
    """As many right-hand sides as left-hand ones, so that the last is what remains."""
    question = item.question
    if isinstance(question, Matching) and not question.distractors and _all_differ([p.right for p in question.pairs]):
        yield Flaw((), "the last pair is what remains: add a right-hand side that belongs to none (`distractors`)")


def _all_differ(texts: Sequence[str]) -> bool:
    return len({text.casefold() for text in texts}) == len(texts)


RULES = (
    Rule(
        "Q606", "unlike-items", Severity.WARNING,
        "What is arranged must be of one kind: a number among names goes where nothing else can go.",
        "matching: What belongs to the SCO? = Seat > Beijing | Anti-terror body > RATS | Founding > 2001 | - SAARC",
        "matching: Where does each body sit? = ASEAN > Jakarta | OIC > Jeddah | SAARC > Kathmandu | - Male",
        unlike_items,
    ),
    Rule(
        "Q607", "dated-items", Severity.WARNING,
        "An item that names its year is put in order by reading.",
        "ordering: Put these in order, the earliest first. = Charter of 2002 | Pact of 2007 | Convention of 2009",
        "ordering: Put these in order, the earliest first. = SCO Charter | Pact of Bishkek | Ural Convention",
        dated_items,
    ),
    Rule(
        "Q608", "matching-clang", Severity.WARNING,
        "A word that both sides of a pair share joins them without knowledge.",
        "matching: What does each do? = The banks > Lend as banks | RATS > Fights terror | Court > Tries | - Trains",
        "matching: What does each do? = The banks > Lend | RATS > Fights terror | Court > Tries | - Trains",
        matching_clang,
    ),
    Rule(
        "Q609", "matching-exclusion", Severity.ADVICE,
        "Where nothing is left over, the last pair needs no knowledge.",
        "matching: Where does each body sit? = ASEAN > Jakarta | OIC > Jeddah | SAARC > Kathmandu",
        "matching: Where does each body sit? = ASEAN > Jakarta | OIC > Jeddah | SAARC > Kathmandu | - Male",
        matching_exclusion,
    ),
)  # fmt: skip
