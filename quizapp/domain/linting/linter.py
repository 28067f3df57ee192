"""The rules applied to decks, to each and to all together, less what their authors allow with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from quizapp.domain.linting.catalogue import BY_CODE, RULES, UNUSED
from quizapp.domain.linting.values import Conditions, Examined, Flaw, Rule
from quizapp.domain.questions import Question

Allowances = Mapping[int | None, Mapping[str, str]]
"""Codes and reasons by the place of a question in its deck; None stands for the deck itself."""


@dataclass(frozen=True, slots=True)
class LintedDeck:
    """What is needed of a deck: its questions by their places in the file, and what is allowed.

    Those in `replaced` have a correction elsewhere and are not compared with the questions of other decks.
    """

    questions: Sequence[tuple[int, Question]]
    fpsc: bool = False
    allowed: Allowances = field(default_factory=dict)
    slug: str = ""
    replaced: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw under the rule that found it; `number` is the place of the question, None for the deck."""

    rule: Rule
    flaw: Flaw

    @property
    def number(self) -> int | None:
        """The place of the question in its deck; None for the deck itself."""
        return self.flaw.number


def lint(deck: LintedDeck, today: date, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """Everything that these rules find in a deck on this day, by place; allowances that nothing needs are found too."""
    return lint_together([deck], today, rules)[0]


def lint_together(decks: Sequence[LintedDeck], today: date, rules: Iterable[Rule] = RULES) -> list[list[Finding]]:
    """What these rules find in each of these decks, and in one beside the others."""
    followed = tuple(rules)
    found: list[list[Finding]] = []
    together: list[Examined] = []
    for place, deck in enumerate(decks):
        conditions = Conditions(today, deck.fpsc, deck.slug, place)
        items = [Examined(question, number, conditions) for number, question in deck.questions]
        found.append(_in_deck(items, followed))
        together += [item for item in items if item.number not in deck.replaced] if deck.replaced else items
    if len(decks) > 1:
        for rule in followed:
            for flaw in rule.compare(together) if rule.compare else ():
                found[flaw.deck].append(Finding(rule, flaw))
    return [_kept(deck, findings, followed) for deck, findings in zip(decks, found, strict=True)]


def _in_deck(items: list[Examined], followed: tuple[Rule, ...]) -> list[Finding]:
    findings = [
        Finding(rule, Flaw(flaw.steps, flaw.sentence, item.number))
        for item in items
        for rule in followed
        if rule.examine is not None
        for flaw in rule.examine(item)
    ]
    return findings + [Finding(rule, flaw) for rule in followed if rule.survey for flaw in rule.survey(items)]


def _kept(deck: LintedDeck, findings: list[Finding], followed: tuple[Rule, ...]) -> list[Finding]:
    """The findings that are not allowed, and the allowances that are not needed, by place."""
    used: set[tuple[int | None, str]] = set()
    kept = [each for each in findings if not _is_allowed(each, deck.allowed, used)]
    if UNUSED in followed:
        kept += _unused(deck.allowed, used, {rule.code for rule in followed})
    return sorted(kept, key=lambda each: (-1 if each.number is None else each.number, each.rule.code))


def _is_allowed(finding: Finding, allowed: Allowances, used: set[tuple[int | None, str]]) -> bool:
    code = finding.rule.code
    for place in (finding.number, None):
        if code in allowed.get(place, {}):
            used.add((place, code))
            return True
    return False


def _unused(allowed: Allowances, used: set[tuple[int | None, str]], followed: set[str]) -> list[Finding]:
    found = []
    for place, reasons in allowed.items():
        for code in reasons:
            if code not in BY_CODE:
                sentence = f"there is no rule {code} to allow: `quizapp decks rules` lists them"
            elif code in followed and (place, code) not in used:
                sentence = f"nothing here needs {code} ({BY_CODE[code].name}): remove it from `allow`"
            else:
                continue
            found.append(Finding(UNUSED, Flaw(("allow", code), sentence, place)))
    return found
