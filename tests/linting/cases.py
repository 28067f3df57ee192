"""The labelled questions: how they are written, and what the rules make of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from quizapp.domain.linting.linter import Allowances, LintedDeck, lint
from quizapp.domain.question_format import question_from_plain
from quizapp.domain.questions import Question

FOLDER = Path(__file__).parent
TODAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Case:
    """A question or a small deck, and the names of the flaws that are really there."""

    text: str
    questions: tuple[Question, ...]
    flaws: frozenset[str] = frozenset()
    allowed: Allowances = field(default_factory=dict)

    def found(self) -> set[str]:
        """The names of the rules that find something."""
        deck = LintedDeck(tuple(enumerate(self.questions)), allowed=self.allowed)
        return {finding.rule.name for finding in lint(deck, TODAY)}


@dataclass
class Score:
    """Per rule: how many flaws are there, how many were found, and the cases in which it spoke without reason."""

    there: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str]] = field(default_factory=list)
    false: list[tuple[str, str]] = field(default_factory=list)


def read_cases(name: str) -> list[Case]:
    """The cases of a file beside this one."""
    entries = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return [_case(entry) for entry in entries]


def judge(cases: list[Case]) -> Score:
    """Compare what the rules find with the labels."""
    score = Score()
    for case in cases:
        found = case.found()
        score.there.update(case.flaws)
        score.hits.update(case.flaws & found)
        score.missed += [(flaw, case.text) for flaw in sorted(case.flaws - found)]
        score.false += [(flaw, case.text) for flaw in sorted(found - case.flaws)]
    return score


def _case(entry: dict[str, Any]) -> Case:
    flaws = frozenset({*str(entry.get("f", "")).split(), *entry.get("also", [])})
    entries = entry.get("set", [entry])
    questions = tuple(_question(each, number) for number, each in enumerate(entries))
    allowed: Allowances = {
        number: dict.fromkeys(each["allow"], "It does no harm.")
        for number, each in enumerate(entries)
        if "allow" in each
    }
    return Case(" / ".join(str(each["q"]) for each in entries), questions, flaws, allowed)


def _question(entry: dict[str, Any], number: int) -> Question:
    plain: dict[str, Any] = {"prompt": entry["q"], "sources": ["notes#fact"]}
    explanation = entry.get("e", "This is taught in every course on the matter.")
    if explanation:
        plain["explanation"] = explanation
    for short, long in (("as_of", "as_of"), ("until", "valid_until")):
        if short in entry:
            plain[long] = str(entry[short])
    if entry.get("s") is False:
        del plain["sources"]
    if "tf" in entry:
        kind, plain["answer"] = "true-false", entry["tf"]
    elif "t" in entry:
        kind, plain["answer"] = "typed", str(entry["t"])
    elif "b" in entry:
        kind, plain["answer"] = "basic", str(entry["b"])
    elif "c" in entry:
        kind = "cloze"
    elif "order" in entry:
        kind = "ordering"
        plain["items"] = [{"id": f"i{place}", "text": str(text)} for place, text in enumerate(entry["order"])]
    elif "match" in entry:
        kind = "matching"
        sides = [(str(left), str(right)) for left, right in entry["match"].items()]
        plain["pairs"] = [{"id": f"p{n}", "left": left, "right": right} for n, (left, right) in enumerate(sides)]
        plain["distractors"] = [str(text) for text in entry.get("spare", [])]
    elif "essay" in entry:
        kind = "essay"
        plain["marks"] = 20
        plain["outline"] = [{"id": f"p{place}", "text": f"Point {place}"} for place in range(entry["essay"])]
        plain["rubric"] = {"full": "Argues.", "half": "Describes.", "none": "Misses."}
    else:
        kind = "multiple" if "m" in entry else "choice"
        plain["options"] = _options(entry)
    return question_from_plain(f"q{number}", kind, "Topic", plain)


def _options(entry: dict[str, Any]) -> list[dict[str, Any]]:
    given = entry.get("w")
    whys = list(given) if isinstance(given, list) else []
    options: list[dict[str, Any]] = []
    for place, text in enumerate(str(option) for option in entry.get("o") or entry["m"]):
        option: dict[str, Any] = {"id": f"o{place}", "text": text.removeprefix("*").strip()}
        if text.startswith("*"):
            option["correct"] = True
        elif given is not False:
            option["why"] = whys.pop(0) if whys else "That is another matter."
        options.append(option)
    return options


def table(score: Score) -> str:
    """The score as a table in Markdown, by rule."""
    names = sorted(set(score.there) | {name for name, _ in score.false})
    false = Counter(name for name, _ in score.false)
    rows = [f"| {name} | {score.hits[name]} of {score.there[name]} | {false[name]} |" for name in names]
    return "\n".join(["| rule | found | false alarms |", "|---|---|---|", *rows])
