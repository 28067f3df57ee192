"""Every rule is what its description says, in the program and in the document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.errors import QuizError
from quizapp.domain.linting.catalogue import RULES, chosen
from quizapp.domain.linting.linter import LintedDeck, lint
from quizapp.domain.linting.values import Rule
from quizapp.domain.questions import Choice, Option
from tests.linting.cases import TODAY
from tests.linting.examples import read_example

DOCUMENT = Path(__file__).parents[2] / "docs" / "linting.md"
SHOWN = [rule for rule in RULES if read_example(rule.bad)]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_a_rule_finds_its_bad_example_and_nothing_is_wrong_with_its_good_one(rule: Rule) -> None:
    """What a person is shown as bad is found by that rule, and what is shown as good passes all rules."""
    bad, good = read_example(rule.bad), read_example(rule.good)
    assert bad
    assert good
    assert rule.code in {finding.rule.code for finding in lint(LintedDeck([(0, bad)]), TODAY)}
    assert [finding.rule.code for finding in lint(LintedDeck([(0, good)]), TODAY)] == []


def test_most_rules_are_shown_by_examples_that_are_tried() -> None:
    """Only rules about whole decks and missing fields describe their examples in words."""
    assert {rule.code[:2] for rule in RULES if rule not in SHOWN} <= {"Q1", "Q5", "Q9"}


def test_codes_and_names_are_one_each() -> None:
    """A code means one rule for ever, codes stand in order, and a reason is one sentence."""
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"Q\d{3}", rule.code)
        assert re.fullmatch(r"[A-Z“][^.]+\.", rule.reason.replace("`", "")), rule.reason


def table() -> str:
    """The table of the document, as the rules have it."""
    rows = [f"| {rule.code} | `{rule.name}` | {rule.severity} | {rule.reason} |" for rule in RULES]
    return "\n".join(["| code | name | severity | why |", "|---|---|---|---|", *rows])


def test_the_document_lists_the_rules() -> None:
    """The table in docs/linting.md is drawn from the rules, word for word."""
    assert table() in DOCUMENT.read_text(encoding="utf-8")


def test_rules_are_chosen_by_code_by_group_and_by_name() -> None:
    """Q301, clang and Q3 name rules; what is ignored wins; an unknown word is an error with a hint."""
    assert [rule.name for rule in chosen(["Q301"])] == [rule.name for rule in chosen(["clang"])] == ["clang"]
    assert {rule.code[:2] for rule in chosen(["Q2"])} == {"Q2"}
    assert chosen(["Q2"], ["Q2"]) == ()
    assert chosen() == RULES
    with pytest.raises(QuizError, match="Did you mean `clang`"):
        chosen(["klang"])


@settings(max_examples=150)
@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=30), min_size=2, max_size=6), st.text(max_size=40))
def test_no_text_breaks_a_rule(prompt: str, texts: list[str], explanation: str) -> None:
    """Rules have an opinion on any text, however strange, and never fail."""
    options = tuple(Option(f"o{place}", text, place == 0, explanation) for place, text in enumerate(texts))
    question = Choice(id="q", topic="T", prompt=prompt, explanation=explanation, options=options)
    for finding in lint(LintedDeck([(0, question), (1, question)]), TODAY):
        assert finding.flaw.sentence
