"""Source sheets: what a source document is, and the facts drawn from it in our own words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.questions import Citation


class Importance(StrEnum):
    """Whether a fact must be known for the exam, or supports others."""

    MUST = "must"
    SUPPORTING = "supporting"


@dataclass(frozen=True, slots=True)
class Caution:
    """Where the document is wrong, dated or disputed: what it says, and the best answer."""

    says: str
    best: str
    certainty: str = ""
    treatment: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a document; `locator` says where in the document it stands."""

    id: str
    text: str
    locator: str
    date: str | None = None
    caution: Caution | None = None
    importance: Importance = Importance.SUPPORTING
    same_as: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """A source document and its facts; `trust` says in a sentence how far to believe it."""

    document: str
    title: str
    author: str
    kind: str
    date: str
    trust: str
    facts: tuple[Fact, ...]
    path: str = ""


Facts = Mapping[str, Collection[str]]
"""The ids of the facts that may be cited, by document."""
