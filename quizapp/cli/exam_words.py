"""What the exam commands print: a blueprint, and the marks of a real paper."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from quizapp.cli.output import count, put, put_table
from quizapp.domain.answer_sheets import Scored
from quizapp.domain.blueprints import Blueprint
from quizapp.domain.errors import QuizError
from quizapp.domain.marking import Change, Marks, Result, known_to_pass
from quizapp.domain.papers import Paper

_WIDEST = 100
_MOST_CHARACTERS = 1_000_000


def put_blueprint(blueprint: Blueprint, paper: Paper) -> None:
    """Everything about a kind of paper; its sections in a table with what the decks hold."""
    put(f"{blueprint.id}: {blueprint.title}\n")
    for text in (blueprint.description, f"How sure: {blueprint.certainty}" if blueprint.certainty else ""):
        if text:
            put(textwrap.fill(text, min(_WIDEST, shutil.get_terminal_size().columns)) + "\n")
    lacking = {each.section: each.wanted for each in paper.shortages}
    rows = []
    for section in blueprint.sections:
        held = len(paper.of(section.id))
        times = f"{section.minutes}{', locks' if section.locks else ''}" if section.minutes else "-"
        marks = f"{section.marks:g}{f', wrong -{section.negative:g}' if section.negative else ''}"
        by_hand = "yourself" if section.self_marked else "by key"
        rows.append((section.title, lacking.get(section.id, held), held, times, marks, by_hand))
    put_table(("section", "questions", "held", "minutes", "marks each", "marked"), rows)
    put("")
    for line in _rules(blueprint):
        put(line)
    if blueprint.scaled and paper.shortages:
        put(f"With your decks: {_fitted(paper)}.")
    for each in paper.shortages:
        put(f"Lacks questions: {each.title} has {each.found} of {each.wanted}.")
    for source in blueprint.sources:
        put(f"Source: {source}")
    put(f"File: {blueprint.path}")


def _rules(blueprint: Blueprint) -> list[str]:
    """The rules that the table has no column for, one a line."""
    lines = [f"Time: {count(blueprint.minutes, 'minute')}." if blueprint.minutes else "Time: as long as you like."]
    lines.append(f"Pauses: {'allowed' if blueprint.pauses else 'none'}.")
    if blueprint.pass_percent:
        line = f"Pass: {blueprint.pass_percent:g} percent"
        if blueprint.marks:
            line += f", {blueprint.marks * blueprint.pass_percent / 100:g} of {blueprint.marks:g} marks"
        lines.append(f"{line}.{_known(blueprint)}")
    lines += [
        f"Pass in {section.title}: {section.pass_percent:g} percent."
        for section in blueprint.sections
        if section.pass_percent
    ]
    if not blueprint.shuffle:
        lines.append("Options stand as their author wrote them.")
    if blueprint.scaled:
        lines.append("Shrinks, with its time, to what your decks hold.")
    if blueprint.least_percent < 100:
        lines.append(f"Given when {blueprint.least_percent} percent of its questions are there.")
    return lines


def _fitted(paper: Paper) -> str:
    """What a scaled paper comes to."""
    said = [count(len(paper.questions), "question"), count(paper.blueprint.minutes, "minute")]
    if paper.blueprint.pass_percent:
        said.append(f"{paper.marks * paper.blueprint.pass_percent / 100:g} marks to pass")
    return ", ".join(said)


def _known(blueprint: Blueprint) -> str:
    """How many known answers pass on average when the rest is guessed, for papers of one kind of question."""
    ways = {(section.marks, section.negative, section.self_marked) for section in blueprint.sections}
    if len(ways) != 1 or not blueprint.questions:
        return ""
    ((marks, negative, self_marked),) = ways
    needed = blueprint.marks * blueprint.pass_percent / 100 / marks
    known = None if self_marked else known_to_pass(blueprint.questions, 4, needed, negative / marks)
    return "" if known is None else f" On average {known} known answers pass, the rest guessed of four options."


def read_text(given: str, name: str) -> tuple[str, str]:
    """The text that an option gives and what to call it: a file's, that of the input for `-`, or the option's own."""
    if given == "-":
        return sys.stdin.read(_MOST_CHARACTERS), name
    path = Path(given)
    try:
        if path.is_file():
            return path.read_text(encoding="utf-8-sig")[:_MOST_CHARACTERS], given
    except UnicodeDecodeError as error:
        raise QuizError(f"{given} is not UTF-8 text: save it as UTF-8.") from error
    except (OSError, ValueError):  # the letters of a long paper are no name a file could have
        return given, name
    if path.suffix.lower() in (".txt", ".csv", ".tsv"):
        raise QuizError(f"There is no file {given}.")
    return given, name


def put_score(scored: Scored) -> None:
    """The marks by section, those of the whole, and whether they pass."""
    total, sections = scored.result.total, scored.result.sections
    groups = [*(sections if len(sections) > 1 else ()), total]
    heads = ("section", "marks", "of", "right", "wrong", "blank", "lost", "needed")
    put_table(heads, [_figures(each, "all" if each is total else each.title) for each in groups])
    if scored.cancelled:
        put(f"Cancelled, given to everybody: {', '.join(map(str, scored.cancelled))}.")
    for title in scored.left_out:
        put(f"{title} is marked by a person: it is left out here, and with it the line of the whole.")
    put(_verdict(scored.result))


def _figures(each: Marks, name: str) -> tuple[str, ...]:
    numbers = (each.marks, each.of, each.right, each.wrong, each.blank, each.lost, each.needed)
    return name, *[f"{number:g}".rjust(5) for number in numbers]


def _verdict(result: Result) -> str:
    marks = f"{result.total.marks:g} of {result.total.of:g} marks"
    if result.passed is None:
        return f"{marks}."
    missing = [each.title for each in result.sections if each.passed is False]
    if result.passed:
        return f"{marks}: passed, with {result.total.marks - result.total.needed:g} to spare."
    if result.total.passed is False:
        return f"{marks}: not passed, {result.total.needed - result.total.marks:g} short."
    return f"{marks}: not passed, for the sake of {', '.join(missing)}."


def put_changes(before: Scored, changed: Sequence[Change]) -> None:
    """What a revised key changed."""
    put(f"\nBy the first key: {_verdict(before.result)}")
    for each in changed:
        put(f"Question {each.number}: {each.before.outcome}, now {each.after.outcome} ({_step(each)}).")
    if not changed:
        put("The revised key changes nothing.")


def _step(each: Change) -> str:
    return f"{each.after.marks - each.before.marks:+g}"


def plain_score(
    blueprint: Blueprint, scored: Scored, before: Scored | None, changed: Sequence[Change]
) -> dict[str, Any]:
    """A scored sheet as plain values."""
    return {
        "paper": blueprint.id,
        **_plain(scored.result),
        "questions": [asdict(each) for each in scored.result.questions],
        "cancelled": list(scored.cancelled),
        "left_out": list(scored.left_out),
        "before": None if before is None else _plain(before.result),
        "changed": [each.number for each in changed],
    }


def _plain(result: Result) -> dict[str, Any]:
    return {
        "passed": result.passed,
        "total": _marks(result.total),
        "sections": [_marks(each) for each in result.sections],
    }


def _marks(each: Marks) -> dict[str, Any]:
    return {**asdict(each), "passed": each.passed}
