"""What a sync of the deck files is to tell while the app runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizapp.domain.errors import Severity
from quizapp.tui import wording

if TYPE_CHECKING:
    from quizapp.services.decks import SyncReport

_PROBLEMS = 1
"""So many problems are told; Decks shows all, and so does `quizapp decks check`."""


def news(report: SyncReport) -> Iterator[tuple[str, str]]:
    """Sentences with their severity: what changed, and the first problems with their places."""
    changes = [
        f"{wording.counted(number, 'question')} {word}"
        for word in ("added", "updated", "returned", "retired")
        if (number := _number(report, word))
    ]
    if changes:
        yield ", ".join(changes), "information"
    errors = [problem for problem in report.problems if problem.severity is Severity.ERROR]
    for problem in errors[:_PROBLEMS]:
        yield str(problem), "error"
    if len(errors) > _PROBLEMS:
        yield f"and {wording.counted(len(errors) - _PROBLEMS, 'more error')}: Decks shows all.", "error"


def _number(report: SyncReport, word: str) -> int:
    name = "changed" if word == "updated" else word
    return sum(len(getattr(deck, name)) for deck in report.plan.decks)
