"""Laws of the way to the phone with a schedule and home again: both go on where the other was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.domain.answers import Graded, Rating
from quizapp.domain.memories import CardState
from quizapp.domain.sitting import Step
from quizapp.domain.study_day import moment_at
from quizapp.exports.apkg.package import package
from quizapp.imports.apkg.archive import opened
from quizapp.imports.apkg.collection import reading
from quizapp.imports.apkg.homecoming import homecoming
from quizapp.services.decks import DeckService
from quizapp.services.homecoming import HomecomingService, MergeReport
from quizapp.services.issuing import IssuingService
from quizapp.services.safety import SafetyService
from quizapp.services.study import StudyService
from quizapp.storage import memories
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from tests.decks.conftest import Folders, basic, deck_text
from tests.support.anki_desk import AnkiDesk, Counts
from tests.support.clocks import SetClock


class Laptop:
    """A learner's laptop with a deck of six questions, studied on past days."""

    def __init__(self, store: Store, clock: SetClock, folder: Path) -> None:
        self.store, self.clock = store, clock
        folders = Folders(*[folder / name for name in ("bundled", "own", "bundled-seeds", "seeds")])
        for each in (folders.bundled_decks, folders.decks, folders.bundled_seeds, folders.seeds):
            each.mkdir()
        text = deck_text("sample", *[basic(f"q{number}", f"What is {number}?") for number in range(1, 7)])
        (folders.decks / "sample.yaml").write_text(text)
        self.decks = DeckService(store, folders, clock)
        self.decks.sync()
        self.study = StudyService(store, clock)
        self.issuing = IssuingService(store, self.decks, clock)
        self.homecoming = HomecomingService(store, clock, SafetyService(store, clock))

    def answer_all(self, ratings: list[Rating]) -> int:
        """Answer what is due today, rating after rating, and return how many answers that took."""
        sitting = self.study.begin()
        given = 0
        while isinstance(step := self.study.step(sitting, early=True), Step):
            rating = ratings[given % len(ratings)]
            response, attempt = Graded(rating), self.study.prepare(step)
            sitting = self.study.answer(sitting, step, response, milliseconds=2_000, attempt=attempt).sitting
            self.clock.advance(minutes=1)
            given += 1
        return given

    def package(self) -> bytes:
        """The deck with its progress."""
        issue = self.issuing.issue()
        return package(issue.questions, issue.titles, issue.today, self.issuing.progress())

    def merge(self, file: Path) -> MergeReport:
        """Bring reviews home."""
        with opened(file) as package_, reading(package_) as collection:
            found = homecoming(collection, self.homecoming.our_cards())
        return self.homecoming.merge(found)

    def state(self, id: str) -> CardState:
        """Where a card stands."""
        with self.store.read() as tx:
            place = memories.place_of(tx, f"sample/{id}")
            assert place is not None
            return memories.read(tx, DEFAULT_LEARNER, place.card)


@pytest.fixture
def laptop(store: Store, clock: SetClock, tmp_path: Path) -> Laptop:
    """The laptop, twenty days ago by the machine's own time."""
    clock.instant = datetime.now(UTC).replace(microsecond=0) - timedelta(days=20)
    return Laptop(store, clock, tmp_path)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[AnkiDesk]:
    """An empty collection."""
    opened_ = AnkiDesk(tmp_path / "anki")
    yield opened_
    opened_.close()


def test_the_phone_goes_on_where_the_terminal_is(laptop: Laptop, desk: AnkiDesk) -> None:
    """Memory, due days, lapses, suspension, flags and every review are there; what is new stays in its order."""
    answers = 0
    for ratings in ([Rating.GOOD, Rating.EASY, Rating.GOOD], [Rating.GOOD, Rating.AGAIN, Rating.HARD]):
        answers += laptop.answer_all(ratings)
        laptop.clock.advance(days=6)
    laptop.clock.instant = datetime.now(UTC).replace(microsecond=0)
    assert desk.take(laptop.package(), progress=True) == Counts(new=6)
    database = desk.collection.db
    assert database is not None
    assert database.scalar("SELECT count(*) FROM revlog") == answers
    today = moment_day(laptop)
    for number in range(1, 7):
        state = laptop.state(f"q{number}")
        (card,) = desk.cards(f"sample/q{number}")
        assert card.memory_state is not None
        assert card.memory_state.stability == pytest.approx(state.memory.stability, abs=1e-4)
        assert card.memory_state.difficulty == pytest.approx(state.memory.difficulty, abs=1e-3)
        assert (card.reps, card.lapses) == (state.memory.reps, state.memory.lapses)
        assert card.due - desk.collection.sched.today == (state.memory.due_day or 0) - today


def moment_day(laptop: Laptop) -> int:
    """The study day on the laptop."""
    return moment_at(laptop.clock.now(), laptop.clock.offset_minutes, 4).day


def test_our_own_reviews_come_back_and_are_known(laptop: Laptop, desk: AnkiDesk) -> None:
    """What went out with the progress is not doubled; what was reviewed on the phone since is new."""
    answers = laptop.answer_all([Rating.GOOD])
    laptop.clock.instant = datetime.now(UTC).replace(microsecond=0)
    desk.take(laptop.package(), progress=True)
    assert laptop.merge(desk.give()) == MergeReport((), 0, answers, {}, False)
    desk.answer("sample/q1", 3)
    report = laptop.merge(desk.give())
    assert (report.added, report.own, report.decks[0].clashes) == (1, answers, 0)
    kept = laptop.state("q1").memory
    assert kept.stability == pytest.approx(desk.memory("sample/q1")[0], rel=1e-4)


def test_a_second_package_with_progress_moves_nothing_there(laptop: Laptop, desk: AnkiDesk) -> None:
    """Anki keeps the schedule of cards that it has."""
    laptop.answer_all([Rating.GOOD])
    laptop.clock.instant = datetime.now(UTC).replace(microsecond=0)
    desk.take(laptop.package(), progress=True)
    before = [(card.due, card.ivl) for number in range(1, 7) for card in desk.cards(f"sample/q{number}")]
    laptop.answer_all([Rating.GOOD])
    assert desk.take(laptop.package(), progress=True) == Counts(same=6)
    assert [(card.due, card.ivl) for number in range(1, 7) for card in desk.cards(f"sample/q{number}")] == before
