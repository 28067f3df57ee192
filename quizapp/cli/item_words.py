"""What `quizapp exam analyse` prints: the marks of a class, and the figures of its questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from quizapp.cli.output import put, put_table
from quizapp.domain.answer_sheets import LETTERS, Scored
from quizapp.domain.blueprints import Blueprint
from quizapp.domain.item_analysis import ItemFigures

_RESULTS = {True: "passed", False: "not passed", None: "-"}


def put_class(scored: Mapping[str, Scored], items: Sequence[ItemFigures], keys: Mapping[str, str]) -> None:
    """The candidates, the best first; the questions in their order; and the keys that look wrong."""
    best = sorted(scored.items(), key=lambda each: -each[1].result.total.marks)
    rows = []
    for who, each in best:
        total = each.result.total
        numbers = [f"{number:g}".rjust(5) for number in (total.marks, total.of, total.right, total.wrong, total.blank)]
        rows.append((who, *numbers, _RESULTS[each.result.passed]))
    put_table(("candidate", "marks", "of", "right", "wrong", "blank", "result"), rows)
    put("")
    letters = [letter for letter in LETTERS if any(letter in item.options for item in items)]
    heads = ("question", "key", "facility", "discrimination", "efficiency", *letters, "blank")
    put_table(heads, [_row(item, keys.get(item.item, "several"), letters) for item in items])
    for item in items:
        for suspicion in item.suspicions:
            put(f"Look at question {item.item}: {suspicion}.")


def _row(item: ItemFigures, key: str, letters: Sequence[str]) -> tuple[object, ...]:
    figures = (item.facility, item.discrimination, item.efficiency)
    shown = [("-" if figure is None else f"{figure:.0f}").rjust(8) for figure in figures]
    return int(item.item), key, *shown, *[item.options.get(letter, 0) for letter in letters], item.options.get("", 0)


def plain_class(blueprint: Blueprint, scored: Mapping[str, Scored], items: Sequence[ItemFigures]) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "paper": blueprint.id,
        "candidates": [
            {"name": who, "passed": each.result.passed, "total": asdict(each.result.total)}
            for who, each in scored.items()
        ],
        "questions": [
            {**asdict(item), "question": int(item.item), "suspicions": [str(each) for each in item.suspicions]}
            for item in items
        ],
    }
