"""`quizapp decks check` and `quizapp decks rules`: the rules about writing on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Quizapp

DECK = """\
deck: rivers
title: Rivers
questions:
  - id: longest
    kind: choice
    topic: Asia
    prompt: Which river is not in Asia?
    options:
      - {text: Amur, why: It is.}
      - {text: Danube, correct: true}
      - {text: Indus, why: It is.}
      - {text: All of the above}
    explanation: It flows through Europe.
"""


@pytest.fixture
def rivers(tmp_path: Path) -> Path:
    """A deck with an error, a warning and advice."""
    file = tmp_path / "rivers.yaml"
    file.write_text(DECK)
    return file


def test_findings_are_lines_with_codes(quizapp: Quizapp, rivers: Path) -> None:
    """Each is `file:line:column: CODE sentence`; the summary goes to stderr; an error fails."""
    outcome = quizapp("decks", "check", rivers)
    assert outcome.code == 1
    assert [line.removeprefix(f"{rivers}:").split()[:2] for line in outcome.out.splitlines()] == [
        ["4:5:", "Q504"],
        ["7:13:", "Q401"],
        ["12:9:", "Q503"],
        ["12:16:", "Q201"],
    ]
    assert "1 error, 1 warning, 2 of advice" in outcome.err


def test_problems_of_the_format_come_first(quizapp: Quizapp, rivers: Path) -> None:
    """What refuses the file is told before what could be better."""
    rivers.write_text(
        DECK + "    colour: blue\n  - {id: two, kind: true-false, topic: T, prompt: P is always so., answer: no}\n"
    )
    lines = quizapp("decks", "check", rivers).out.splitlines()
    assert "the key `colour` is unknown" in lines[0]
    assert all(": Q" in line for line in lines[1:])
    assert any("Q406" in line for line in lines)


def test_warnings_fail_only_when_that_is_wanted(quizapp: Quizapp, rivers: Path) -> None:
    """Without errors the check passes, unless it is strict; advice never fails."""
    assert quizapp("decks", "check", "--ignore", "Q201", rivers).code == 0
    assert quizapp("decks", "check", "--ignore", "Q201", "--strict", rivers).code == 1
    assert quizapp("decks", "check", "--select", "Q503,no-sources", "--strict", rivers).code == 0


def test_rules_are_selected_and_ignored(quizapp: Quizapp, rivers: Path) -> None:
    """By codes, names or the beginning of codes; an unknown one is told."""
    assert "Q401" in quizapp("decks", "check", "--select", "negative-stem", rivers).out
    assert quizapp("decks", "check", "--ignore", "Q", rivers).out == ""
    outcome = quizapp("decks", "check", "--select", "Q999", rivers)
    assert outcome.code == 1
    assert "There is no rule `Q999`." in outcome.err


def test_findings_have_a_json_form(quizapp: Quizapp, rivers: Path) -> None:
    """With --json each carries its code and severity."""
    found = json.loads(quizapp("decks", "check", "--json", rivers).out)
    assert [(each["code"], each["severity"], each["line"]) for each in found] == [
        ("Q504", "advice", 4),
        ("Q401", "warning", 7),
        ("Q503", "advice", 12),
        ("Q201", "error", 12),
    ]


def test_rules_are_listed_with_reasons_and_examples(quizapp: Quizapp) -> None:
    """Every rule says why it is one, and shows it; with --json for other programs."""
    listed = quizapp("decks", "rules").out
    assert "Q301 clang (warning): A word of the stem that returns in the key alone points to it." in listed
    rules = json.loads(quizapp("decks", "rules", "--json").out)
    assert all(f"{rule['code']} {rule['name']} ({rule['severity']})" in listed for rule in rules)
    assert all(rule["bad"] and rule["good"] for rule in rules)


def test_a_rule_is_shown_by_its_code_or_name(quizapp: Quizapp) -> None:
    """Whoever meets a code in a finding asks for it alone."""
    shown = quizapp("decks", "rules", "Q401", "clang").out
    assert [line[:4] for line in shown.splitlines() if line.startswith("Q")] == ["Q301", "Q401"]
    assert [rule["code"] for rule in json.loads(quizapp("decks", "rules", "Q401", "--json").out)] == ["Q401"]
    assert "no rule `Q999`" in quizapp("decks", "rules", "Q999").err
