"""All rules, by code."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from quizapp.domain.errors import QuizError, Severity
from quizapp.domain.linting import (
    arrangement_rules,
    claim_rules,
    cue_rules,
    deck_rules,
    kind_rules,
    likeness,
    option_rules,
    stand_in_rules,
    stem_rules,
    text_rules,
)
from quizapp.domain.linting.values import Rule

UNUSED = Rule(
    "Q901", "unused-allowance", Severity.WARNING,
    "An allowance that nothing needs hides the next flaw of its kind.",
    "`allow: {Q301: The name is what it is.}` where no word returns in the key.",
    "No `allow` where nothing is found.",
)  # fmt: skip

RULES: tuple[Rule, ...] = (
    *deck_rules.RULES,
    *likeness.RULES,
    *stand_in_rules.RULES,
    *option_rules.RULES,
    *cue_rules.RULES,
    *stem_rules.RULES,
    *claim_rules.RULES,
    *text_rules.RULES,
    *kind_rules.RULES,
    *arrangement_rules.RULES,
    UNUSED,
)

BY_CODE = {rule.code: rule for rule in RULES}
_BY_NAME = {rule.name: rule for rule in RULES}


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules to follow: all or those selected, without those ignored; raises QuizError for one there is not.

    A rule is named by its code, its name, or the beginning of codes, such as Q2 for all rules about options.
    """
    selected = _named(select) or set(BY_CODE)
    left = selected - _named(ignore)
    return tuple(rule for rule in RULES if rule.code in left)


def _named(words: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for word in words:
        codes = {code for code in BY_CODE if code.startswith(word.upper())} if word[:1] in "Qq" else set()
        if word in _BY_NAME:
            codes = {_BY_NAME[word].code}
        if not codes:
            close = get_close_matches(word, [*_BY_NAME, *BY_CODE], 1)
            raise QuizError(f"There is no rule `{word}`." + (f" Did you mean `{close[0]}`?" if close else ""))
        found |= codes
    return found
