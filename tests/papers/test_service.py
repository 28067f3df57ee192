"""Papers drawn from a real store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from quizapp.domain.errors import QuizError
from quizapp.domain.papers import History, Paper
from quizapp.domain.questions import Kind, Question
from quizapp.services.papers import PaperService
from quizapp.services.settings import SettingsService
from quizapp.settings import Paths
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.deck_folders import Folders
from quizapp.storage.engine import Store
from quizapp.storage.papers import StoredBank
from tests.support.banks import add_questions
from tests.support.clocks import SetClock
from tests.support.paper_banks import choice, essay, one_section

QUESTIONS: list[Question] = [
    *[choice(f"c{n:02}", f"Topic {n % 3}") for n in range(30)],
    essay("e1", "Topic 0"),
    essay("e2", "Topic 9"),
]


def service_on(store: Store, clock: SetClock, folder: Path, questions: Sequence[Question] = QUESTIONS) -> PaperService:
    """The service over a deck of these questions."""
    with store.write() as tx:
        add_questions(tx, questions)
    paths = Paths.find({"QUIZAPP_HOME": str(folder)})
    return PaperService(store, paths, Folders.of(paths), clock)


@pytest.fixture
def service(store: Store, clock: SetClock, tmp_path: Path) -> PaperService:
    """The service over thirty choice questions of three topics, and two essays."""
    return service_on(store, clock, tmp_path)


def ids(paper: Paper) -> set[str]:
    """What a paper holds."""
    return {each.card.question for each in paper.questions}


def execute(store: Store, statement: str) -> None:
    """Change the store past everybody."""
    with store.write() as tx:
        tx.exec_driver_sql(statement)


def test_the_store_draws_what_memory_would(service: PaperService, store: Store) -> None:
    """All that a blueprint asks for is found, of the kinds it asks for."""
    paper = service.printed(one_section(30), 4)
    assert ids(paper) == {f"c{n:02}" for n in range(30)}
    assert paper == service.drawn(one_section(30), 4)
    assert ids(service.printed(one_section(9, kinds=(Kind.ESSAY,)), 4)) == {"e1", "e2"}
    with store.read() as tx:
        bank = StoredBank(tx, DEFAULT_LEARNER, mine=True)
        assert [each.topic for each in bank.topics()] == ["Topic 0", "Topic 1", "Topic 2", "Topic 9"]


def test_a_printed_paper_hangs_on_the_decks_alone(service: PaperService, store: Store) -> None:
    """What the learner answered or put aside, and what once was in the deck, changes no printed paper."""
    before = service.printed(one_section(10), 4)
    execute(store, "UPDATE memory SET queue = 2, last_day = 20000 WHERE card < 20")
    execute(store, "UPDATE memory SET queue = 3, suspended = 1 WHERE card = 3")
    assert service.printed(one_section(10), 4) == before


def test_questions_that_left_the_deck_leave_no_trace(store: Store, clock: SetClock, tmp_path: Path) -> None:
    """A machine that once had more questions prints what a machine prints that never had them."""
    service = service_on(store, clock, tmp_path / "one", [*QUESTIONS, choice("old", "Topic 1")])
    execute(store, "UPDATE question SET retired = 1 WHERE id = 'old'")
    execute(store, "UPDATE card SET retired = 1 WHERE id = 'sample/old'")
    execute(store, "UPDATE memory SET queue = 4 WHERE card = (SELECT key FROM card WHERE id = 'sample/old')")
    other = Store(tmp_path / "two" / "quizapp.db", clock)
    fresh = service_on(other, clock, tmp_path / "two")
    assert service.printed(one_section(10), 8) == fresh.printed(one_section(10), 8)
    assert "old" not in ids(service.drawn(one_section(40), 8))
    other.close()


def test_what_the_learner_has_not_seen_comes_first(service: PaperService, store: Store) -> None:
    """Twenty of thirty were answered: the ten others make the paper; then what was answered longest ago joins."""
    execute(store, "UPDATE memory SET queue = 2, last_day = 20000 + card WHERE card <= 20")
    assert ids(service.drawn(one_section(10), 4)) == {f"c{n:02}" for n in range(20, 30)}
    assert ids(service.drawn(one_section(12), 4)) == {f"c{n:02}" for n in (0, 1, *range(20, 30))}


def test_what_was_suspended_or_switched_off_is_not_drawn(service: PaperService, store: Store, clock: SetClock) -> None:
    """A learner's own paper has nothing that they do not want to be asked."""
    execute(store, "UPDATE memory SET queue = 3, suspended = 1 WHERE card <= 20")
    assert ids(service.drawn(one_section(30), 4)) == {f"c{n:02}" for n in range(20, 30)}
    SettingsService(store, clock).set("enabled", False, deck="sample")
    assert ids(service.drawn(one_section(30), 4)) == set()
    assert len(ids(service.printed(one_section(30), 4))) == 30


def test_the_last_papers_are_given_by_the_numbers_of_the_store(service: PaperService, store: Store) -> None:
    """A history of questions keeps them out while others remain."""
    assert ids(service.drawn(one_section(10), 4, History(dict.fromkeys(range(1, 21), 1)))) == {
        f"c{n:02}" for n in range(20, 30)
    }


SHEET = """
document: doc
title: Doc
author: unknown
kind: notes
date: 2024
trust: Good.
facts:
  - {id: fact-c00, text: One., locator: one}
  - {id: fact-c01, text: The same., locator: two, same_as: [doc#fact-c00]}
  - {id: fact-c02, text: The same again., locator: three, same_as: [doc#fact-c01]}
"""


def test_facts_that_say_the_same_are_one(service: PaperService, tmp_path: Path) -> None:
    """Questions on linked facts never meet, from the moment at which the sheet links them."""
    assert len(ids(service.printed(one_section(30), 4))) == 30
    folder = tmp_path / "data" / "seeds"
    folder.mkdir(parents=True)
    (folder / "doc.yaml").write_text(SHEET)
    for paper in (service.printed(one_section(30), 4), service.drawn(one_section(30), 4)):
        assert len(ids(paper)) == 28
        assert len(ids(paper) & {"c00", "c01", "c02"}) == 1


def test_blueprints_are_found_by_their_ids(service: PaperService) -> None:
    """A misspelt id is met with the nearest."""
    assert service.blueprint("mpt").questions == 200
    with pytest.raises(QuizError, match=r"There is no paper `mtp`. Did you mean `mpt`\?"):
        service.blueprint("mtp")


def test_a_blueprint_with_mistakes_says_so_when_it_is_wanted(service: PaperService, tmp_path: Path) -> None:
    """Its problems with their places, not that there is no such paper."""
    folder = tmp_path / "data" / "papers"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text("paper: mine\ntitel: Mine\nsections: []\n")
    blueprints, problems = service.blueprints()
    assert "mine" not in {each.id for each in blueprints}
    assert len(problems) == 3
    with pytest.raises(QuizError, match=r"mine\.yaml:2:1: the key `titel` is unknown"):
        service.blueprint("mine")


def test_a_fresh_seed_can_be_typed(service: PaperService, clock: SetClock) -> None:
    """Six digits at most, and another one a moment later."""
    first = service.fresh_seed()
    clock.advance(milliseconds=1)
    assert 0 <= first < 1_000_000
    assert service.fresh_seed() != first
