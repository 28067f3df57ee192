"""Errors that are sentences for the person, and the problems found in a file."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from quizapp.domain.values import dataclass


class QuizError(Exception):
    """Something the person can understand and act on; `str()` is the sentence to show."""


class Severity(StrEnum):
    """How much a problem matters: an error refuses the file, a warning does not; advice is about good writing."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong at one place of a file; lines and columns count from 1. What a rule found carries its code."""

    path: str
    line: int
    column: int
    sentence: str
    severity: Severity = Severity.ERROR
    code: str = ""

    def __str__(self) -> str:
        mark = f"{self.code} " if self.code else "" if self.severity is Severity.ERROR else "warning: "
        return f"{self.path}:{self.line}:{self.column}: {mark}{self.sentence}"


class FilesInvalid(QuizError):
    """Deck files or source sheets do not follow their format; carries every problem of every file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
