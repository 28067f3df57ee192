"""A deck service on folders of the test's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from quizapp.services.decks import DeckService
from quizapp.storage.engine import Store
from tests.support.clocks import SetClock

SHEET = """\
document: notes
title: Notes
author: unknown
kind: notes
date: 2025
trust: good
facts:
  - {id: rats, text: RATS sits in Tashkent., locator: p. 1}
"""


@dataclass(frozen=True)
class Folders:
    """Where a test's decks and source sheets lie."""

    bundled_decks: Path
    decks: Path
    bundled_seeds: Path
    seeds: Path


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Four folders; one source sheet, `notes`, has one fact, `rats`."""
    found = Folders(*[tmp_path / name for name in ("bundled", "own", "bundled-seeds", "seeds")])
    for folder in (found.bundled_decks, found.decks, found.bundled_seeds, found.seeds):
        folder.mkdir()
    (found.bundled_seeds / "notes.yaml").write_text(SHEET)
    return found


@pytest.fixture
def service(store: Store, folders: Folders, clock: SetClock) -> DeckService:
    """A deck service on those folders."""
    return DeckService(store, folders, clock)


def deck_text(slug: str, *questions: str, head: str = "title: A deck\n") -> str:
    """A deck file with these entries, each written in flow style."""
    listed = "".join(f"  - {question}\n" for question in questions) or "  []\n"
    return f"deck: {slug}\n{head}questions:\n{listed}"


def basic(id: str, prompt: str = "Why?") -> str:
    """A basic question in flow style."""
    return f"{{id: {id}, kind: basic, topic: T, prompt: '{prompt}', answer: Because.}}"
