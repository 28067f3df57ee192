"""What a deck of another program becomes here: new decks, their history, and what could not be taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizapp.domain.homecoming import Homecoming
from quizapp.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question to be written: `plain` is its mapping in the shape of a deck file without id, kind and topic."""

    id: str
    kind: str
    topic: str
    plain: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NewDeck:
    """A deck to be written; `pictures` are the files beside it, each with the name it has where it comes from."""

    slug: str
    title: str
    questions: tuple[NewQuestion, ...]
    pictures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that could not be taken, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ForeignPackage:
    """All that is taken from a package; `lost` counts what notes lost on the way, by what it was."""

    decks: tuple[NewDeck, ...]
    home: Homecoming
    left_out: tuple[LeftOut, ...]
    lost: Mapping[str, int]
