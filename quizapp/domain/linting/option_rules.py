"""Rules about options as a set: their kind, order and difference."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise

from quizapp.domain.errors import Severity
from quizapp.domain.linting.quantities import Quantity, Span, complementary, overlap, quantity, span
from quizapp.domain.linting.stand_in_rules import is_stand_in
from quizapp.domain.linting.values import Examined, Flaw, Rule
from quizapp.domain.linting.wordings import canonical
from quizapp.domain.linting.words import WORD, listed, quoted, stem

_VERBS = listed("do does did is was are were has have had can could would")
_DENIALS = frozenset(("not", "never", "cannot", *[f"{verb}n{mark}t" for verb in _VERBS for mark in "'’"]))
_AUXILIARIES = frozenset(["do", "does", "did", "is", "was", "are", "were", "be"])
_OPPOSITES = frozenset({frozenset(pair) for pair in (("yes", "no"), ("true", "false"), ("with", "without"))})
_ORDERED = frozenset(listed("order sequence succession chronology"))
_UNCOUNTED = frozenset(("a", "an", "the", "any"))
_COMPASS = frozenset(listed("n s e w ne nw se sw north south east west northeast northwest southeast southwest"))
_PREFIX_STARTS = frozenset(("un", "in", "im", "il", "ir", "no", "di"))
_PREFIXES = frozenset(("un", "in", "im", "il", "ir", "non", "dis"))


def _plain_options(item: Examined) -> list[tuple[int, str]]:
    return [(place, text) for place, text in enumerate(item.texts) if not is_stand_in(text)]


def mixed_kinds(item: Examined) -> Iterable[Flaw]:
    """Numbers beside words, dates of different precision, or different units."""
    options = _plain_options(item)
    if len(options) < 3:
        return
    found = [(place, text, quantity(text)) for place, text in options]
    numbers = [(place, each) for place, _, each in found if each is not None]
    worded = [(place, text) for place, text, each in found if each is None]
    if not numbers:
        return
    if worded:
        bare = [(place, text) for place, text in worded if not any(map(str.isdigit, text))]
        if bare:
            place, text = bare[0]
            yield Flaw(("options", place, "text"), f"{quoted(text)} stands among numbers or dates")
        return
    odd = _odd_form([each for _, each in numbers])
    if odd is not None:
        place = numbers[odd][0]
        yield Flaw(
            ("options", place, "text"), f"{quoted(item.texts[place])} has another unit or precision than the others"
        )


def _odd_form(numbers: list[Quantity]) -> int | None:
    """The place of the first whose form or unit is rarest, when they differ and are not what is asked."""
    forms = [(each.form, each.unit) for each in numbers]
    if len(set(forms)) < 2 or (len(set(forms)) == len(forms) and len({each.value for each in numbers}) == 1):
        return None
    if all(unit.rpartition(" ")[2].lstrip("°") in _COMPASS for _, unit in forms):
        return None
    return min(range(len(forms)), key=lambda place: (forms.count(forms[place]), place))


def unordered_numbers(item: Examined) -> Iterable[Flaw]:
    """Numbers or dates that stand in no order."""
    if len(item.texts) < 3:
        return
    found = [quantity(text) for _, text in _plain_options(item)]
    numbers = [each for each in found if each is not None]
    if len(numbers) < len(found) or len(numbers) < 3 or _odd_form(numbers) is not None:
        return
    values = [each.value for each in numbers]
    steps = [later - earlier for earlier, later in pairwise(values)]
    if min(steps) < 0 < max(steps) and len({each.unit for each in numbers}) == 1:
        yield Flaw(("options",), "the numbers or dates stand in no order: put them in ascending order")


def near_duplicate_options(item: Examined) -> Iterable[Flaw]:
    """Two options that say the same."""
    first: dict[tuple[str, ...], int] = {}
    spelling = item.vocabulary.isdisjoint(("spelling", "spelt", "spelled", "spell"))
    for place, text in enumerate(item.texts):
        if is_stand_in(text):
            continue
        same = canonical(text, item.option_spoken[place], spelling)
        if same and same in first and not _reordered(item, first[same], place):
            other = item.texts[first[same]]
            yield Flaw(("options", place, "text"), f"{quoted(text)} says the same as {quoted(other)}")
        first.setdefault(same, place)
    for short, long in _abbreviated(item.texts):
        pair = f"{quoted(item.texts[long])} says the same as {quoted(item.texts[short])}"
        yield Flaw(("options", long, "text"), pair)


def _reordered(item: Examined, one: int, other: int) -> bool:
    """Whether the order of two options is what is asked for: the stem says so, or a third one has their words too."""
    first, second = item.option_spoken[one], item.option_spoken[other]
    if first == second or sorted(first) != sorted(second):
        return False
    words = item.option_words[one]
    return not _ORDERED.isdisjoint(item.vocabulary) or (len(words) > 2 and item.option_words.count(words) > 2)


def _abbreviated(texts: list[str]) -> Iterable[tuple[int, int]]:
    """The places of an option in capitals and of the one whose initials these are."""
    short = [
        (place, text) for place, text in enumerate(texts) if 2 < len(text) < 8 and text.isalpha() and text.isupper()
    ]
    if not short or len(short) == len(texts):
        return
    for long, text in enumerate(texts):
        if " " in text:
            initials = "".join([word[0] for word in WORD.findall(text) if word[0].isupper()])
            yield from ((place, long) for place, letters in short if letters == initials)


def overlapping_ranges(item: Examined) -> Iterable[Flaw]:
    """Ranges of which two hold the same number. Exact periods of years may: only bins of equal width may not."""
    spans = [(place, found) for place, text in enumerate(item.texts) if (found := span(text))]
    if len(spans) < 2:
        return
    between = [found for _, found in spans if found.between]
    years = [found for found in between if found.low >= 1000 and found.high <= 2100 and found.low % 1 == 0]
    if years and len(years) == len(spans) and not _bins(years):
        return
    for (_, one), (place, other) in combinations(spans, 2):
        if overlap(one, other):
            yield Flaw(("options", place, "text"), f"{quoted(item.texts[place])} overlaps with another range")
            return


def _bins(spans: list[Span]) -> bool:
    ordered = sorted(spans, key=lambda each: each.low)
    touching = all(later.low == earlier.high for earlier, later in pairwise(ordered))
    return touching and len({each.high - each.low for each in spans}) == 1


def exhausting_options(item: Examined) -> Iterable[Flaw]:
    """Two options of which one must be right, so that the others fall."""
    if len(item.texts) < 3:
        return
    spans = [span(text) for text in item.texts]
    denying = any(_denies(spoken) for spoken in item.option_spoken)
    affirmed = [_affirmed(spoken) for spoken in item.option_spoken] if denying else []
    opposites = _have_opposites(item.option_spoken)
    if not (denying or opposites or any(spans)):
        return
    values = all(len(spoken) == 1 for spoken in item.option_spoken) and ["yes"] not in item.option_spoken
    for one, other in combinations(range(len(item.texts)), 2):
        first, second = spans[one], spans[other]
        if is_stand_in(item.texts[one]) or is_stand_in(item.texts[other]):
            continue
        if (
            (first and second and complementary(first, second))
            or (denying and _deny_each_other(affirmed[one], affirmed[other]))
            or (opposites and _are_opposites(item.option_spoken[one], item.option_spoken[other]) and not values)
        ):
            pair = f"{quoted(item.texts[one])} and {quoted(item.texts[other])}"
            yield Flaw(("options", other, "text"), f"one of {pair} must be right: the other options fall away")
            return


def _denies(spoken: list[str]) -> bool:
    return not _DENIALS.isdisjoint(spoken)


def _affirmed(spoken: list[str]) -> tuple[bool, list[str]]:
    """Whether an option denies, and what it says without that."""
    return _denies(spoken), [stem(word) for word in spoken if word not in _DENIALS and word not in _AUXILIARIES]


def _deny_each_other(one: tuple[bool, list[str]], other: tuple[bool, list[str]]) -> bool:
    return one[0] != other[0] and one[1] == other[1]


def _have_opposites(spoken: list[list[str]]) -> bool:
    """Whether two words of the options may be opposites: a quick look before pairs are compared."""
    everything = {word for each in spoken for word in each}
    if any(pair <= everything for pair in _OPPOSITES):
        return True
    return any(
        word[:size] in _PREFIXES and word[size:] in everything
        for word in everything
        if word[:2] in _PREFIX_STARTS
        for size in (2, 3)
    )


def _are_opposites(one: list[str], other: list[str]) -> bool:
    """Whether two options differ in one word only, and that is yes and no, or legal and illegal."""
    one, other = ([word for word in each if word not in _UNCOUNTED] for each in (one, other))
    if len(one) != len(other):
        return False
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return False
    if frozenset(differing[0]) in _OPPOSITES:
        return True
    short, long = sorted(differing[0], key=len)
    return len(short) > 3 and long.endswith(short) and long.removesuffix(short) in _PREFIXES


RULES = (
    Rule(
        "Q205", "mixed-kinds", Severity.WARNING,
        "Options of one kind, unit and precision are all candidates; an odd one strikes itself out.",
        "When was it founded? | 1947 | *2001 | In the Cold War | 2015",
        "When was it founded? | 1947 | 1996 | *2001 | 2015",
        mixed_kinds,
    ),
    Rule(
        "Q206", "unordered-numbers", Severity.ADVICE,
        "Numbers and dates in order are read at a glance, and no place is chosen by feeling.",
        "How many members are there? | 8 | 12 | *10 | 6",
        "How many members are there? | 6 | 8 | *10 | 12",
        unordered_numbers,
    ),
    Rule(
        "Q207", "near-duplicate-options", Severity.WARNING,
        "Of two options that say the same neither can be the one right answer, so both fall away.",
        "What did prices do? | They fell | They rose | They increased | *They stayed",
        "What did prices do? | They fell | They rose | They swung | *They stayed",
        near_duplicate_options,
    ),
    Rule(
        "Q208", "overlapping-ranges", Severity.WARNING,
        "A number that lies in two ranges makes both right.",
        "How many came? | 0-10 | 10-20 | *20-30 | 30-40",
        "How many came? | 0-9 | 10-19 | *20-29 | 30-39",
        overlapping_ranges,
    ),
    Rule(
        "Q209", "exhausting-options", Severity.WARNING,
        "Where one of two options must be right, the others are no candidates.",
        "What became of the treaty? | It was ratified | *It was not ratified | It was lost | It was sold",
        "What became of the treaty? | It was ratified | *It was withdrawn | It was lost | It was sold",
        exhausting_options,
    ),
)  # fmt: skip
