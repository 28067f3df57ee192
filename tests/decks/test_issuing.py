"""Laws of issuing decks: what is given out says when it changed, and says the same on every machine with the deck."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest

from quizapp.domain.errors import QuizError
from quizapp.services.decks import DeckService
from quizapp.services.issuing import IssuingService
from quizapp.storage.engine import Store
from tests.decks.conftest import Folders, basic, deck_text
from tests.support.clocks import NOON, SetClock


@pytest.fixture
def issuing(store: Store, service: DeckService, clock: SetClock) -> IssuingService:
    """The service on the folders of the test."""
    return IssuingService(store, service, clock)


def changes(issuing: IssuingService) -> dict[str, tuple[datetime, bool]]:
    """When each question changed, and whether it was withdrawn."""
    issuing.decks.sync()
    return {each.question.id: (each.changed, each.retired) for each in issuing.issue().questions}


def test_every_question_says_when_it_changed(issuing: IssuingService, folders: Folders, clock: SetClock) -> None:
    """A change, a withdrawal and a return have the time at which they were issued first; the rest keeps its own."""
    path = folders.decks / "x.yaml"
    path.write_text(deck_text("x", basic("a"), basic("b")))
    assert changes(issuing) == {"a": (NOON, False), "b": (NOON, False)}
    clock.advance(hours=1)
    path.write_text(deck_text("x", basic("a", "How?")))
    later = clock.now()
    assert changes(issuing) == {"a": (later, False), "b": (later, True)}
    clock.advance(days=2)
    assert changes(issuing) == {"a": (later, False), "b": (later, True)}
    path.write_text(deck_text("x", basic("a", "How?"), basic("b")))
    assert changes(issuing) == {"a": (later, False), "b": (clock.now(), False)}


def test_a_correction_taken_back_is_a_change(issuing: IssuingService, folders: Folders, clock: SetClock) -> None:
    """The bundled text comes back with the time of its return, or the phone would keep the correction."""
    (folders.bundled_decks / "x.yaml").write_text(deck_text("x", basic("a"), basic("b")))
    issuing.decks.sync()
    issuing.decks.stamp(folders.bundled_decks / "x.yaml")
    clock.advance(days=1)
    own = folders.decks / "x.yaml"
    own.write_text(f"corrects: x\nquestions:\n  - {basic('a', 'How?')}\n  - {basic('c')}\n")
    corrected = clock.now()
    assert changes(issuing) == {"a": (corrected, False), "b": (NOON, False), "c": (corrected, False)}
    clock.advance(days=1)
    own.write_text(f"corrects: x\nquestions:\n  - {basic('c')}\n")
    assert changes(issuing) == {"a": (clock.now(), False), "b": (NOON, False), "c": (corrected, False)}


def test_another_machine_issues_the_same(
    issuing: IssuingService,
    folders: Folders,
    tmp_path: Path,
) -> None:
    """Given the deck file and what stands beside it, a machine with another clock issues the same questions."""
    (folders.decks / "x.yaml").write_text(deck_text("x", basic("a"), basic("b")))
    issuing.decks.sync()
    here = issuing.issue().questions
    copytree(folders.decks, tmp_path / "there", dirs_exist_ok=True)
    there = Folders(folders.bundled_decks, tmp_path / "there", folders.bundled_seeds, folders.seeds)
    clock = SetClock(datetime(2031, 5, 1, tzinfo=UTC))
    store = Store(tmp_path / "other" / "quizapp.db", clock)
    other = IssuingService(store, DeckService(store, there, clock), clock)
    other.decks.sync()
    assert other.issue().questions == here
    store.close()


def test_what_was_withdrawn_before_the_first_issue_goes_nowhere(
    issuing: IssuingService, folders: Folders, clock: SetClock
) -> None:
    """Nobody has it, so nobody need be told; what was withdrawn since is told of."""
    path = folders.decks / "x.yaml"
    path.write_text(deck_text("x", basic("a"), basic("b"), basic("c")))
    issuing.decks.sync()
    issuing.decks.stamp("x")
    path.write_text(deck_text("x", basic("a"), basic("b")))
    issuing.decks.sync()
    issuing.decks.stamp("x")
    clock.advance(hours=1)
    assert changes(issuing) == {"a": (NOON, False), "b": (NOON, False)}
    clock.advance(hours=1)
    path.write_text(deck_text("x", basic("a")))
    assert changes(issuing) == {"a": (NOON, False), "b": (clock.now(), True)}


def test_a_deck_that_is_not_there_is_named(issuing: IssuingService, folders: Folders) -> None:
    """With the name that comes near."""
    (folders.decks / "notes.yaml").write_text(deck_text("notes", basic("a")))
    issuing.decks.sync()
    with pytest.raises(QuizError, match=r"There is no deck `note`\. Did you mean `notes`"):
        issuing.issue(["note"])
