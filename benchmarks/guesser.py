"""A guesser who knows nothing but tests: what choice questions give away. `python -m benchmarks guesser [DECK...]`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from pathlib import Path

from benchmarks.measuring import ROOT
from quizapp.domain.linting.chance import at_least
from quizapp.domain.linting.cue_rules import absolute_word
from quizapp.domain.linting.quantities import quantity
from quizapp.domain.linting.values import Conditions, Examined
from quizapp.domain.question_format import question_from_plain
from quizapp.domain.questions import Choice
from quizapp.storage.deck_library import read_file

LIMIT = 0.30
"""The share of right guesses that no way of guessing may exceed on the decks that come with quizapp."""

_FOLDS, _ROUNDS = 5, 40
_NO_DAY = date(2000, 1, 1)
_HEAD = "| way of guessing | right | of | share | by chance | that much by luck |\n|---|---|---|---|---|---|"

Scores = Sequence[float]
Way = Callable[[Examined], Scores]


def longest(item: Examined) -> Scores:
    """Prefer long options."""
    return [len(text) for text in item.texts]


def most_overlap(item: Examined) -> Scores:
    """Prefer words of the stem."""
    return [len(words & item.prompt_words) for words in item.option_words]


def middle_value(item: Examined) -> Scores:
    """Where options are numbers or dates, prefer those that are neither the least nor the greatest."""
    values = [found.value for text in item.texts if (found := quantity(text))]
    if len(values) < len(item.texts):
        return [0] * len(item.texts)
    return [float(min(values) < value < max(values)) for value in values]


def odd_one_out(item: Examined) -> Scores:
    """Prefer the option that shares the fewest words with the others."""
    return [-score for score in convergence(item)]


def convergence(item: Examined) -> Scores:
    """Prefer the option that shares the most words with the others."""
    words = item.option_words
    return [sum(len(one & other) for other in words) - len(one) for one in words]


def absolute_avoider(item: Examined) -> Scores:
    """Strike out options with absolute words."""
    return [-float(bool(absolute_word(text))) for text in item.texts]


WAYS: dict[str, Way] = {
    "longest option": longest,
    "most overlap with the stem": most_overlap,
    "middle value": middle_value,
    "odd one out": odd_one_out,
    "most in common with the others": convergence,
    "avoiding absolutes": absolute_avoider,
}


@dataclass(frozen=True, slots=True)
class Guessed:
    """How one way of guessing fared; ties count in parts."""

    way: str
    right: float
    chances: tuple[float, ...]

    @property
    def share(self) -> float:
        """Right guesses among all."""
        return self.right / len(self.chances)

    def row(self) -> str:
        """One row of the table."""
        total = len(self.chances)
        luck = at_least(round(self.right), self.chances)
        chance = sum(self.chances) / total
        return f"| {self.way} | {self.right:.1f} | {total} | {self.share:.0%} | {chance:.0%} | {luck:.2f} |"


def guess(items: Sequence[Examined]) -> list[Guessed]:
    """Try every way on these questions, and the mix of them on questions from which it did not learn."""
    chances = tuple(1 / len(item.texts) for item in items)
    found = [Guessed(name, sum(_credit(way(item), item) for item in items), chances) for name, way in WAYS.items()]
    return [*found, Guessed(f"a mix of these, learnt on {_FOLDS - 1} of {_FOLDS} parts", _mixed(items), chances)]


def _credit(scores: Scores, item: Examined) -> float:
    best = max(scores)
    top = [place for place, score in enumerate(scores) if score == best]
    return (item.key in top) / len(top)


def _mixed(items: Sequence[Examined]) -> float:
    """How many the mix gets right: the mean over many divisions into parts, since one division is itself a throw."""
    votes = [[_votes(way(item)) for way in WAYS.values()] for item in items]
    credits = [[_credit(way(item), item) for way in WAYS.values()] for item in items]
    return sum(_divided(items, votes, credits, turn) for turn in range(_ROUNDS)) / _ROUNDS


def _divided(items: Sequence[Examined], votes: list[list[Scores]], credits: list[list[float]], turn: int) -> float:
    parts = [hashlib.sha256(f"{turn} {item.question.id}".encode()).digest()[0] % _FOLDS for item in items]
    right = 0.0
    for fold in range(_FOLDS):
        known = [place for place, part in enumerate(parts) if part != fold]
        chance = sum(1 / len(items[place].texts) for place in known)
        # how much more often than chance each way was right, with one guess of each kind added
        weights = [log((sum(credits[place][way] for place in known) + 1) / (chance + 1)) for way in range(len(WAYS))]
        for place, part in enumerate(parts):
            if part == fold:
                weighted = [[weight * vote for vote in row] for weight, row in zip(weights, votes[place], strict=True)]
                right += _credit([round(sum(column), 9) for column in zip(*weighted, strict=True)], items[place])
    return right


def _votes(scores: Scores) -> Scores:
    best = max(scores)
    top = [score == best for score in scores]
    return [chosen / sum(top) for chosen in top]


def choice_questions(paths: Iterable[Path]) -> list[Examined]:
    """The choice questions of these deck files."""
    found: list[Examined] = []
    for path in paths:
        reading = read_file(path, None)
        for each in reading.questions:
            question = question_from_plain(each.id, each.kind, each.topic, json.loads(each.body))
            if isinstance(question, Choice):
                found.append(Examined(question, len(found), Conditions(_NO_DAY)))
    return found


def main(names: Sequence[str]) -> int:
    """Guess on these deck files, by default those that come with quizapp; 1 when a share exceeds the limit."""
    paths = [Path(name) for name in names] or sorted((ROOT / "decks").glob("*.yaml"))
    items = choice_questions(paths)
    if not items:
        print("There are no choice questions in these decks.")
        return 1
    results = guess(items)
    print(_HEAD)
    for result in results:
        print(result.row())
    worst = max(results, key=lambda result: result.share)
    print(f"\nThe best of them is right in {worst.share:.0%} of {len(items)} questions; the limit is {LIMIT:.0%}.")
    return int(worst.share > LIMIT)
