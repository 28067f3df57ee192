"""The figures of the bank that comes with quizapp, as decks/README.md gives them. `make bank` writes that file anew."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from benchmarks.guesser import Guessed, guess
from benchmarks.measuring import ROOT
from quizapp.domain.coverage import Coverage, CoveredFact, coverage, covered
from quizapp.domain.decks import Deck
from quizapp.domain.errors import Problem, Severity
from quizapp.domain.insight import Share
from quizapp.domain.linting.catalogue import BY_CODE, RULES
from quizapp.domain.linting.values import Conditions, Examined
from quizapp.domain.question_format import question_from_plain
from quizapp.domain.questions import Choice, Kind, Question, gap_numbers, kind_of
from quizapp.services.deck_linting import findings
from quizapp.storage.deck_files import DeckReading
from quizapp.storage.deck_folders import DECK, Folders
from quizapp.storage.deck_library import read_library, read_sheets

README = ROOT / "decks" / "README.md"

LEVELS = ("recall", "understanding", "application")
"""The tags that say what a choice question asks for; each has one of them."""

KINDS = {
    "choice": (Kind.CHOICE,),
    "cloze, typed, basic": (Kind.CLOZE, Kind.TYPED, Kind.BASIC),
    "ordering, matching": (Kind.ORDERING, Kind.MATCHING),
    "true-false, multiple": (Kind.TRUE_FALSE, Kind.MULTIPLE),
    "essay": (Kind.ESSAY,),
}

_INTRODUCTION = """\
# The bank

The question bank that comes with quizapp, in figures. They are counted from the files, not typed: `make bank` writes
this page, and a test compares. The deck files are described in [deck format](../docs/deck-format.md), the documents
behind them in [source sheets](../docs/source-sheets.md), the rules in [how questions are checked](../docs/linting.md).
"""
_COVERAGE = """\
A question counts to the document of the first fact it cites (share), and to every document that it cites (citing).
Facts that say the same in several documents count together. A fact that must be known is to be asked by a choice
question, and by a cloze or typed one where it should be produced from memory."""


@dataclass(frozen=True)
class Bank:
    """All that is bundled: decks with their questions, source sheets, and what the rules find."""

    decks: Sequence[tuple[Deck, Sequence[Question]]]
    coverage: Coverage
    findings: Sequence[Problem]
    allowed: Counter[str]

    @cached_property
    def questions(self) -> list[Question]:
        """The questions of all decks."""
        return [question for _, questions in self.decks for question in questions]

    def of(self, *kinds: Kind) -> int:
        """How many questions are of these kinds."""
        return sum(kind_of(question) in kinds for question in self.questions)

    @cached_property
    def levels(self) -> Counter[str]:
        """How many choice questions carry the tag of each level; those with none or several under `none`."""
        return Counter(_level(question) for question in self.questions if isinstance(question, Choice))

    @cached_property
    def guessed(self) -> list[Guessed]:
        """How each way of guessing fares on the choice questions."""
        chosen = [question for question in self.questions if isinstance(question, Choice)]
        return guess([Examined(question, place, Conditions(date.min)) for place, question in enumerate(chosen)])


def read_bank() -> Bank:
    """Read the bundled decks and sheets; rules look at them as on the day on which a question last changed."""
    folders = Folders(ROOT / "decks", ROOT / "decks" / "none", (ROOT / "seeds",))
    files = folders.files()
    sheets = read_sheets(files)
    readings: list[DeckReading] = []
    library = read_library(files, sheets.facts, {file.stem for file in files if file.role == DECK}, readings)
    if library.refused or len(sheets.sheets) < len(sheets.facts):
        raise SystemExit("The bank has errors: `quizapp decks check` lists them.")
    decks = [
        (
            found.deck,
            [question_from_plain(each.id, each.kind, each.topic, json.loads(each.body)) for each in found.questions],
        )
        for found in library.decks
    ]
    day = max((each.changed_on for found in library.decks for each in found.questions), default="") or "2000-01-01"
    allowed = Counter(code for reading in readings for place in reading.allowed.values() for code in place)
    examined = coverage(sheets.sheets, [(deck.slug, question) for deck, questions in decks for question in questions])
    return Bank(decks, examined, findings(readings, date.fromisoformat(day), RULES), allowed)


def page(bank: Bank) -> str:
    """The page in Markdown."""
    parts = (_sizes, _documents, _topics, _kinds, _difficulty, _levels, _linter, _guesses)
    return "\n".join([_INTRODUCTION, *(part(bank) for part in parts)])


def _sizes(bank: Bank) -> str:
    topics = {question.topic for question in bank.questions}
    cards = sum(len(gap_numbers(question)) for question in bank.questions)
    facts = bank.coverage.facts
    return (
        f"{len(bank.questions):,} questions ({cards:,} cards) in {len(bank.decks)} decks on {len(topics)} topics, "
        f"drawn from {len(facts):,} facts of {len(bank.coverage.documents)} documents.\n"
    )


def _documents(bank: Bank) -> str:
    total = bank.coverage.questions
    groups = [(f"`{each.sheet.document}`", each.facts, each.first, each.citing) for each in bank.coverage.documents]
    sourced = total - bank.coverage.without_source
    groups.append(("all", bank.coverage.facts, sourced, sourced))
    titles = [f"- `{each.sheet.document}`: {each.sheet.title} ({each.sheet.kind})" for each in bank.coverage.documents]
    sizes = [
        (name, len(facts), _must(facts), _cautions(facts), n, _part(n, total), more) for name, facts, n, more in groups
    ]
    shares = [(name, *_covered(facts)) for name, facts, _, _ in groups]
    return "\n".join(
        [
            "## Documents\n",
            *titles,
            "",
            _table(("document", "facts", "must", "with a caution", "questions", "share", "citing"), sizes),
            "## Coverage\n",
            _COVERAGE,
            "",
            _table(("document", "must, by choice", "must, by cloze or typed", "supporting, by anything"), shares),
        ]
    )


def _must(facts: Iterable[CoveredFact]) -> int:
    return sum(fact.is_must for fact in facts)


def _cautions(facts: Iterable[CoveredFact]) -> int:
    return sum(fact.fact.caution is not None for fact in facts)


def _covered(facts: Iterable[CoveredFact]) -> tuple[str, str, str]:
    figures = covered(facts)
    return _of(figures.chosen), _of(figures.produced), _of(figures.supporting)


def _of(share: Share) -> str:
    return f"{share.hits} of {share.of} ({_part(share.hits, share.of)})"


def _topics(bank: Bank) -> str:
    rows = []
    for deck, questions in bank.decks:
        for topic in dict.fromkeys(question.topic for question in questions):
            kinds = Counter(kind_of(question) for question in questions if question.topic == topic)
            counts = [sum(kinds[kind] for kind in group) for group in KINDS.values()]
            rows.append((f"`{deck.slug}`", topic, sum(counts), *counts))
    return "## Decks and topics\n\n" + _table(("deck", "topic", "questions", *KINDS), rows)


def _kinds(bank: Bank) -> str:
    counts = Counter(kind_of(question) for question in bank.questions)
    return "## Kinds\n\n" + _counted("kind", {str(kind): counts[kind] for kind in Kind})


def _difficulty(bank: Bank) -> str:
    counts = Counter(question.difficulty for question in bank.questions)
    return "## Difficulty\n\n" + _counted("difficulty", {str(each): counts[each] for each in (1, 2, 3)})


def _levels(bank: Bank) -> str:
    named = {level: bank.levels[level] for level in LEVELS}
    if bank.levels["none"]:
        named["none of these tags"] = bank.levels["none"]
    return "## What choice questions ask for\n\n" + _counted("level", named)


def _level(question: Question) -> str:
    found = [level for level in LEVELS if level in question.tags]
    return found[0] if len(found) == 1 else "none"


def _linter(bank: Bank) -> str:
    severities = Counter(problem.severity for problem in bank.findings)
    counts = f"{severities[Severity.ERROR]} errors, {severities[Severity.WARNING]} warnings"
    lines = ["## Rules\n", f"`quizapp decks check`: {counts}, {severities[Severity.ADVICE]} of advice.\n"]
    codes = Counter(problem.code for problem in bank.findings)
    if rows := [
        (f"{code} `{BY_CODE[code].name}`", codes[code], bank.allowed[code]) for code in _codes(codes, bank.allowed)
    ]:
        lines.append(_table(("rule", "findings", "allowed, with a reason"), rows))
    return "\n".join(lines)


def _codes(*counters: Counter[str]) -> list[str]:
    return sorted({code for counter in counters for code in counter if code in BY_CODE})


def _guesses(bank: Bank) -> str:
    total, chance = len(bank.guessed[0].chances), sum(bank.guessed[0].chances)
    rights = [*((each.way, each.right) for each in bank.guessed), ("by chance", chance)]
    rows = [(way, f"{right:.1f}", _part(right, total)) for way, right in rights]
    head = f"What somebody gets right of the {total} choice questions who knows only tests:\n"
    return "\n".join(["## Guessing\n", head, _table(("way of guessing", "right", "share"), rows)])


def _counted(head: str, counts: dict[str, int]) -> str:
    total = sum(counts.values())
    return _table((head, "questions", "share"), [(name, count, _part(count, total)) for name, count in counts.items()])


def _part(count: float, total: int) -> str:
    return f"{count / total * 100:.0f} %" if total else "-"


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [list(heads), ["---"] * len(heads), *([str(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def main() -> int:
    """Write decks/README.md anew, and say whether it changed."""
    text = page(read_bank())
    changed = not README.exists() or README.read_text(encoding="utf-8") != text
    if changed:
        README.write_text(text, encoding="utf-8", newline="\n")
    print(f"{README.relative_to(ROOT)} {'is written' if changed else 'was true already'}.")
    return 0
