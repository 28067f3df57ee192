"""Rules about a deck as a set: what shows only when its questions are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from quizapp.domain.errors import Severity
from quizapp.domain.linting.chance import at_least, uneven
from quizapp.domain.linting.stem_rules import negative_word
from quizapp.domain.linting.values import Examined, Flaw, Questions, Rule

DOUBTFUL = 0.01
"""Below this probability a count is not put down to chance."""

FEWEST, MOST_NAMED = 8, 6
NEGATIVES = 20


def _named(questions: Iterable[Examined]) -> str:
    questions = list(questions)
    ids = [each.name_beside(questions[0]) for each in questions]
    more = f" and {len(ids) - MOST_NAMED} more" if len(ids) > MOST_NAMED else ""
    return ", ".join(ids[:MOST_NAMED]) + more


def key_longest(questions: Questions) -> Iterable[Flaw]:
    """The right option is the longest more often than chance would have it."""
    chances, telling = [], []
    for item in questions:
        if item.key is None or len(item.texts) < 2:
            continue
        lengths = [len(text) for text in item.texts]
        most = max(lengths)
        if lengths.count(most) > 1 and lengths[item.key] != most:
            chances.append(1 / len(lengths))
        elif lengths.count(most) == 1:
            chances.append(1 / len(lengths))
            if lengths[item.key] == most:
                telling.append(item)
    if len(chances) >= FEWEST and at_least(len(telling), chances) < DOUBTFUL:
        yield Flaw(
            ("questions",),
            f"the key is the longest option in {len(telling)} of {len(chances)} questions, by chance it would be in "
            f"{round(sum(chances))}: {_named(telling)}",
            deck=_mostly(telling),
        )


def key_position(questions: Questions) -> Iterable[Flaw]:
    """The right option stands in some places more often than in others."""
    places: dict[int, dict[int, list[Examined]]] = {}
    for item in questions:
        if item.key is not None and len(item.texts) > 1:
            places.setdefault(len(item.texts), {}).setdefault(item.key, []).append(item)
    for size, standing in sorted(places.items()):
        counts = [len(standing.get(place, ())) for place in range(size)]
        if sum(counts) >= max(FEWEST, 2 * size) and uneven(counts) < DOUBTFUL:
            listed = ", ".join(str(count) for count in counts)
            yield Flaw(
                ("questions",),
                f"the key of {size} options stands first, second and so on {listed} times: spread it",
                deck=_mostly(max(standing.values(), key=len)),
            )


def _mostly(items: Questions) -> int:
    """The deck to which most of these belong."""
    return Counter(item.deck for item in items).most_common(1)[0][0]


def _overall(survey: Callable[[Questions], Iterable[Flaw]], questions: Questions) -> Iterable[Flaw]:
    """What a survey finds in all decks together where none of them shows it alone, told of the one that adds most."""
    decks: dict[int, list[Examined]] = {}
    for item in questions:
        decks.setdefault(item.deck, []).append(item)
    if any(True for each in decks.values() for _ in survey(each)):
        return
    for flaw in survey(questions):
        yield replace(flaw, sentence=f"in all {len(decks)} decks together {flaw.sentence}")


def negative_share(questions: Questions) -> Iterable[Flaw]:
    """More than one question in twenty asks for what is not so."""
    asked = [item for item in questions if item.texts]
    negative = [item for item in asked if negative_word(item)]
    if len(negative) > 1 and len(negative) * NEGATIVES > len(asked):
        yield Flaw(
            ("questions",),
            f"{len(negative)} of {len(asked)} questions ask for what is not so; 1 in {NEGATIVES} is enough: "
            f"{_named(negative)}",
        )


RULES = (
    Rule(
        "Q101", "key-longest", Severity.WARNING,
        "Where the key is the longest option more often than chance, length answers for knowledge.",
        "Ten questions of four options, and in eight of them the right one is the longest.",
        "The key is the longest in about a quarter of the questions of four options.",
        survey=key_longest,
        compare=partial(_overall, key_longest),
    ),
    Rule(
        "Q102", "key-position", Severity.ADVICE,
        "Where keys gather in one place, whoever guesses that place gains.",
        "Twelve questions, and the key always stands third.",
        "The key stands in every place about as often.",
        survey=key_position,
        compare=partial(_overall, key_position),
    ),
    Rule(
        "Q103", "negative-share", Severity.WARNING,
        "Questions that ask for what is not so test attention more than knowledge: at most 1 in 20.",
        "Three of twenty questions ask which is NOT so.",
        "One of twenty questions asks which is NOT so.",
        survey=negative_share,
    ),
)  # fmt: skip
