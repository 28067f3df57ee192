"""What each scheduling choice means, which values it takes, and the sentence for those it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from quizapp.domain.errors import QuizError
from quizapp.domain.settings import DeckSettings, NewOrder, StudySettings
from quizapp.domain.values import dataclass


class SettingRefused(QuizError):
    """A choice that does not exist, or a value that it does not take."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One choice: its meaning as a sentence, the values it takes in words, and how a value is read (or ValueError)."""

    meaning: str
    values: str
    read: Callable[[str], Any]
    for_all: bool = True
    for_deck: bool = False

    def value(self, key: str, given: object) -> Any:
        """The value in the type that the settings hold; raises SettingRefused with the sentence to show."""
        text = ", ".join(str(each) for each in given) if isinstance(given, list | tuple) else str(given)
        try:
            return self.read(text.strip())
        except ValueError as error:
            raise SettingRefused(f"{key} takes {self.values}, not {text!r}.") from error


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        value = int(text)
        if not least <= value <= most:
            raise ValueError(text)
        return value

    return read


def _share(text: str) -> float:
    value = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    if not 0.70 <= value <= 0.97:
        raise ValueError(text)
    return value


def _yes(text: str) -> bool:
    words = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
    if text.casefold() not in words:
        raise ValueError(text)
    return words[text.casefold()]


def _minutes(text: str) -> tuple[int, ...]:
    steps = tuple([int(word) for word in text.replace(",", " ").split()])
    if len(steps) > 8 or any(not 1 <= step < 1440 for step in steps) or list(steps) != sorted(steps):
        raise ValueError(text)
    return steps


def _numbers(text: str) -> tuple[float, ...]:
    from quizapp.domain.scheduling import check_parameters

    return check_parameters(tuple([float(word) for word in text.replace(",", " ").split()]))


_STEPS = "up to 8 whole minutes below 1440 in rising order, such as 1, 10"

RULES: dict[str, Rule] = {
    "retention": Rule(
        "The probability with which a question should still be known when it comes back; more means more reviews.",
        "a number from 0.70 to 0.97",
        _share,
        for_deck=True,
    ),
    "new_per_day": Rule(
        "How many new questions a day brings.", "a whole number from 0 to 9999", _whole(0, 9999), for_deck=True
    ),
    "reviews_per_day": Rule(
        "How many reviews a day brings at most; the most urgent come first.",
        "a whole number from 0 to 9999",
        _whole(0, 9999),
        for_deck=True,
    ),
    "new_order": Rule(
        "In which order new questions come: as in the deck file, at random, or its topics in turn.",
        "deck, random or topics",
        NewOrder,
        for_deck=True,
    ),
    "enabled": Rule("Whether the deck is asked at all.", "yes or no", _yes, for_all=False, for_deck=True),
    "learning_steps": Rule("After how many minutes a new question is asked again.", _STEPS, _minutes),
    "relearning_steps": Rule("After how many minutes a forgotten question is asked again.", _STEPS, _minutes),
    "maximum_interval": Rule(
        "The longest time between two reviews, in days.", "a whole number from 1 to 36500", _whole(1, 36500)
    ),
    "rollover_hour": Rule(
        "The hour of the night at which a new study day begins.", "a whole number from 0 to 23", _whole(0, 23)
    ),
    "bury_siblings": Rule("Whether two gaps of one question are kept to different days.", "yes or no", _yes),
    "leech_after": Rule(
        "After how many lapses a question is marked as a leech, and again at every half of that; 0 never does.",
        "a whole number from 0 to 99",
        _whole(0, 99),
    ),
    "suspend_leeches": Rule("Whether a question is suspended when it is marked as a leech.", "yes or no", _yes),
    "parameters": Rule(
        "The numbers of the memory model FSRS-6; none means its own.",
        "21 numbers in the model's bounds, or none",
        _numbers,
    ),
}
"""Every choice by its name, which is also that of its field in the settings."""


class _GoalsRule(Rule):
    """The goals, which have screens and commands of their own and so are not among the choices."""

    __slots__ = ()

    def value(self, key: str, given: object) -> Any:
        from quizapp.domain.goals import goals_from_plain  # here, not above: most starts have no goal to read

        try:
            return goals_from_plain(given)  # type: ignore[arg-type]
        except (TypeError, KeyError, ValueError) as error:
            raise SettingRefused(f"{key} are set by `quizapp goal set`.") from error


GOALS = "goals"
_GOALS_RULE = _GoalsRule("The exams to aim at.", "goals", str)


def rule_of(key: str, deck: str | None) -> Rule:
    """The rule of a choice for all decks or for one; raises SettingRefused where there is none."""
    rule = _GOALS_RULE if key == GOALS else RULES.get(key)
    if rule is None:
        from difflib import get_close_matches

        near = get_close_matches(key, RULES, 1)
        meant = f" Did you mean {near[0]}?" if near else f" There are {', '.join(RULES)}."
        raise SettingRefused(f"There is no setting {key!r}.{meant}")
    if deck is not None and not rule.for_deck:
        raise SettingRefused(f"{key} is set for all decks together, not for one.")
    if deck is None and not rule.for_all:
        raise SettingRefused(f"{key} is set for one deck at a time.")
    return rule


def chosen(settings: StudySettings, key: str, value: Any, deck: str | None) -> StudySettings:
    """The settings with one choice changed; a deck's choice of None goes back to that for all decks."""
    if deck is None:
        return replace(settings, **{key: default_of(key, None) if value is None else value})
    own = replace(settings.decks.get(deck, DeckSettings()), **{key: default_of(key, deck) if value is None else value})
    return replace(settings, decks={**settings.decks, deck: own})


def default_of(key: str, deck: str | None) -> Any:
    """The value of a choice that was never made."""
    kind: type[StudySettings | DeckSettings] = StudySettings if deck is None else DeckSettings
    assert key in {field.name for field in fields(kind)}
    return getattr(kind(), key)


def written(value: Any) -> str:
    """A value as it is written to be changed."""
    match value:
        case True:
            return "yes"
        case False:
            return "no"
        case tuple() | list():
            return ", ".join(map(str, value)) or "none"
        case _:
            return str(value)
