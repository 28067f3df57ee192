"""Laws of coming home: what was reviewed in Anki counts here as it counts there, once, whatever file brings it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from quizapp.domain.decks import Deck
from quizapp.domain.errors import QuizError
from quizapp.domain.issuing import IssuedQuestion
from quizapp.domain.memories import Memory
from quizapp.domain.questions import Basic, Question
from quizapp.exports.apkg.package import package
from quizapp.imports.apkg.archive import opened
from quizapp.imports.apkg.collection import reading
from quizapp.imports.apkg.homecoming import homecoming
from quizapp.services.homecoming import HomecomingService, MergeReport
from quizapp.services.safety import SafetyService
from quizapp.storage import memories
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from tests.support.anki_desk import AnkiDesk
from tests.support.banks import add_questions
from tests.support.clocks import SetClock

MADE = datetime(2025, 11, 22, tzinfo=UTC)
QUESTIONS: tuple[Question, ...] = tuple(
    Basic(id=f"q{number}", topic="Numbers", prompt=f"What is {number}?", answer=str(number)) for number in range(1, 7)
)


class Home:
    """A bank of six questions and all that merging needs."""

    def __init__(self, store: Store, clock: SetClock) -> None:
        self.store = store
        with store.write() as tx:
            add_questions(tx, QUESTIONS)
        self.safety = SafetyService(store, clock)
        self.service = HomecomingService(store, clock, self.safety)

    def merge(self, file: Path, *, marks: bool = False, dry_run: bool = False) -> MergeReport:
        """Merge a file as the command does."""
        with opened(file) as package_, reading(package_) as collection:
            found = homecoming(collection, self.service.our_cards())
        return self.service.merge(found, marks=marks, dry_run=dry_run)

    def memory(self, id: str) -> Memory:
        """What is remembered of a question of the bank."""
        with self.store.read() as tx:
            place = memories.place_of(tx, f"sample/{id}")
            assert place is not None
            return memories.read(tx, DEFAULT_LEARNER, place.card).memory

    def is_sound(self) -> bool:
        """Whether the doctor finds nothing: the log is whole and everything kept follows from it."""
        found = self.safety.doctor()
        return not found.problems and not found.differences


@pytest.fixture
def home(store: Store, clock: SetClock) -> Home:
    """Home, at the machine's own time: Anki knows no other."""
    clock.instant = datetime.now(UTC).replace(microsecond=0)
    return Home(store, clock)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[AnkiDesk]:
    """A collection with the six questions in it."""
    opened_ = AnkiDesk(tmp_path / "anki")
    issued = [IssuedQuestion(Deck("sample", "Sample"), question, MADE) for question in QUESTIONS]
    opened_.take(package(issued, {}, date(2025, 12, 1)))
    yield opened_
    opened_.close()


@pytest.mark.parametrize(("kind", "legacy"), [("apkg", False), ("apkg", True), ("colpkg", False), ("colpkg", True)])
def test_the_memory_is_what_anki_has(home: Home, desk: AnkiDesk, kind: str, legacy: bool) -> None:
    """After weeks of answers every layout brings the same reviews, and stability and difficulty agree with Anki's."""
    for gap, ratings in enumerate(([3, 3, 1, 4], [3, 2, 3, 3], [1, 3, 3, 2], [4, 3, 1, 3], [2, 1, 4, 1])):
        for number, rating in enumerate(ratings, 1):
            desk.answer(f"sample/q{number}", rating)
        desk.pass_days(1 + 2 * gap)
    report = home.merge(desk.give(kind, legacy=legacy))
    assert (report.added, [(each.deck, each.cards, each.clashes) for each in report.decks]) == (20, [("sample", 4, 0)])
    for number in range(1, 5):
        stability, difficulty = desk.memory(f"sample/q{number}")
        kept = home.memory(f"q{number}")
        assert kept.stability == pytest.approx(stability, rel=1e-4)
        assert kept.difficulty == pytest.approx(difficulty, rel=1e-4)
    assert home.memory("q5") == Memory()
    assert home.is_sound()


def test_merging_again_changes_nothing(home: Home, desk: AnkiDesk) -> None:
    """The same file, an older one later, one in another layout: all of it is known."""
    desk.answer("sample/q1", 3)
    older = desk.give()
    older = older.rename(older.with_name("older.apkg"))
    desk.answer("sample/q1", 3)
    desk.answer("sample/q2", 1)
    assert home.merge(desk.give()).added == 3
    before = home.memory("q1"), home.memory("q2")
    for file in (desk.give(), older, desk.give("colpkg"), desk.give(legacy=True)):
        report = home.merge(file)
        assert (report.added, report.written) == (0, False)
    assert (home.memory("q1"), home.memory("q2")) == before
    assert home.is_sound()


def test_ten_rounds_bring_each_review_once(home: Home, desk: AnkiDesk) -> None:
    """Round after round, what is new comes home and nothing else."""
    for number in range(10):
        desk.answer("sample/q1", 3 if number % 3 else 1)
        desk.answer(f"sample/q{2 + number % 4}", 3)
        report = home.merge(desk.give(("apkg", "colpkg")[number % 2], legacy=number % 3 == 0))
        assert (report.added, report.known) == (2, 2 * number)
    assert home.memory("q1").stability == pytest.approx(desk.memory("sample/q1")[0], abs=1e-4)
    assert home.is_sound()


def test_a_reset_on_the_phone_is_a_new_start(home: Home, desk: AnkiDesk) -> None:
    """What came before no longer counts, and what comes after does."""
    desk.answer("sample/q1", 3)
    desk.answer("sample/q2", 3)
    desk.pass_days(3)
    ids = [desk.cards(f"sample/q{number}")[0].id for number in (1, 2)]
    desk.collection.sched.schedule_cards_as_new(ids)
    desk.answer("sample/q2", 4)
    report = home.merge(desk.give())
    assert (report.decks[0].reviews, report.decks[0].resets) == (3, 2)
    assert home.memory("q1") == Memory()
    assert home.memory("q2").stability == pytest.approx(desk.memory("sample/q2")[0], rel=1e-4)
    assert home.is_sound()


def test_an_undo_takes_all_of_a_merge_back_and_merging_brings_it_again(home: Home, desk: AnkiDesk) -> None:
    """The undo outlives the program; the same file then comes home as if for the first time."""
    desk.answer("sample/q1", 3)
    desk.answer("sample/q2", 3)
    home.merge(desk.give())
    after = home.memory("q1")
    for _ in range(2):
        assert home.service.undo() == 2
        assert home.memory("q1") == Memory()
        assert home.is_sound()
        with pytest.raises(QuizError, match="no merge to take back"):
            home.service.undo()
        assert home.merge(desk.give()).added == 2
        assert home.memory("q1") == after
    assert home.is_sound()


def test_a_dry_run_writes_nothing(home: Home, desk: AnkiDesk) -> None:
    """It only says what would come."""
    desk.answer("sample/q1", 3)
    report = home.merge(desk.give(), dry_run=True)
    assert (report.added, report.written) == (1, False)
    assert home.memory("q1") == Memory()
    assert home.safety.backups() == ()


def test_marks_come_home_when_asked(home: Home, desk: AnkiDesk) -> None:
    """Suspended and flagged there is suspended and flagged here, and the other way round."""
    cards = {number: desk.cards(f"sample/q{number}")[0] for number in (1, 2)}
    desk.collection.sched.suspend_cards([cards[1].id])
    desk.collection.set_user_flag_for_cards(3, [cards[2].id])
    assert home.merge(desk.give()).marks == 0
    assert home.merge(desk.give(), marks=True).marks == 2
    assert marked(home) == {"suspended": ["q1"], "flagged": ["q2"]}
    desk.collection.sched.unsuspend_cards([cards[1].id])
    assert home.merge(desk.give(), marks=True).marks == 1
    assert marked(home) == {"suspended": [], "flagged": ["q2"]}
    assert home.is_sound()


def marked(home: Home) -> dict[str, list[str]]:
    """The questions that are suspended or flagged."""
    found: dict[str, list[str]] = {"suspended": [], "flagged": []}
    with home.store.read() as tx:
        for question in QUESTIONS:
            place = memories.place_of(tx, f"sample/{question.id}")
            assert place is not None
            state = memories.read(tx, DEFAULT_LEARNER, place.card)
            for name, is_so in (("suspended", state.suspended), ("flagged", state.flagged)):
                found[name] += [question.id] if is_so else []
    return found
