"""Attempts at an essay as a Markdown page: what each came to, its points, and its text letter for letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizapp.domain.questions import Essay
from quizapp.domain.text import plain, visible
from quizapp.domain.writing import Attempt


def essay_page(question: Essay, attempts: Iterable[tuple[str, Attempt]]) -> str:
    """The page of a question and its attempts, each with the day on which it was finished."""
    lines = [f"# {_line(question.prompt)}", "", f"{question.marks} marks."]
    for number, (day, attempt) in enumerate(attempts, start=1):
        lines += ["", f"## Attempt {number}, {day}", "", *_attempt(question, attempt)]
    return "\n".join(lines) + "\n"


def _attempt(question: Essay, attempt: Attempt) -> Iterator[str]:
    marks = "Not marked" if attempt.marks is None else f"{attempt.marks:g} of {attempt.out_of} marks"
    yield f"{marks}, {attempt.words} words, {attempt.minutes:.0f} minutes."
    yield ""
    given = attempt.marking if attempt.is_marked else attempt.plan
    for point in question.outline:
        had = given.get(point.id)
        yield f"- {'not looked at' if had is None else had.value}: {_line(point.text)}"
    if attempt.text.strip():
        yield ""
        yield visible(attempt.text.rstrip())


def _line(text: str) -> str:
    return " ".join(plain(text).split())
