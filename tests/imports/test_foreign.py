"""Laws of taking over: somebody else's Anki deck becomes questions that say the same, with their history."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from quizapp.domain.errors import QuizError
from quizapp.domain.memories import Memory
from quizapp.domain.questions import Choice, Cloze, Question
from quizapp.imports.apkg.archive import opened
from quizapp.imports.apkg.collection import reading
from quizapp.imports.apkg.foreign import foreign_package
from quizapp.services.decks import DeckService
from quizapp.services.homecoming import HomecomingService
from quizapp.services.importing import ImportingService, ImportReport
from quizapp.services.safety import SafetyService
from quizapp.storage import memories
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from tests.decks.conftest import Folders
from tests.support.anki_desk import AnkiDesk
from tests.support.clocks import SetClock

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""The smallest picture there is."""


class Learner:
    """Somebody with an empty deck folder and a package in hand."""

    def __init__(self, store: Store, clock: SetClock, folders: Folders) -> None:
        self.store, self.folders = store, folders
        self.safety = SafetyService(store, clock)
        self.decks = DeckService(store, folders, clock)
        self.homecoming = HomecomingService(store, clock, self.safety)
        self.service = ImportingService(store, clock, self.decks, self.homecoming, self.safety)

    def take(self, file: Path, deck: str = "", *, dry_run: bool = False) -> ImportReport:
        """Import a file as the command does."""
        with opened(file) as package, reading(package) as collection:
            found = foreign_package(package, collection, "given", self.service.our_notes(), deck)
            return self.service.take(found, file.name, package.medium, dry_run=dry_run)

    def questions(self, *decks: str) -> dict[str, Question]:
        """The questions in use by their prompts."""
        return {question.prompt: question for _, question in self.decks.questions(decks)}

    def memory(self, card: str) -> Memory:
        """What is remembered of a card."""
        with self.store.read() as tx:
            place = memories.place_of(tx, card)
            assert place is not None
            return memories.read(tx, DEFAULT_LEARNER, place.card).memory

    def files(self) -> set[str]:
        """The names of all files in the deck folder."""
        return {str(path.relative_to(self.folders.decks)) for path in self.folders.decks.rglob("*") if path.is_file()}

    def is_sound(self) -> bool:
        """Whether the doctor finds nothing, and neither does the check of decks."""
        found = self.safety.doctor()
        return not found.problems and not found.differences and self.decks.checker.check().sound


@pytest.fixture
def learner(store: Store, clock: SetClock, tmp_path: Path) -> Learner:
    """A learner at the machine's own time: Anki knows no other."""
    folders = Folders(*[tmp_path / name for name in ("bundled", "own", "bundled-seeds", "seeds")])
    for each in (folders.bundled_decks, folders.decks, folders.bundled_seeds, folders.seeds):
        each.mkdir()
    clock.instant = datetime.now(UTC).replace(microsecond=0)
    return Learner(store, clock, folders)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[AnkiDesk]:
    """A new collection, with Anki's own note types."""
    opened_ = AnkiDesk(tmp_path / "anki")
    yield opened_
    opened_.close()


def note(desk: AnkiDesk, type_: str, *fields: str, deck: str = "Rivers", tags: str = "") -> list[Any]:
    """Add a note, and return its cards."""
    models = desk.collection.models
    model = models.by_name(type_)
    assert model is not None
    made = desk.collection.new_note(model)
    made.fields[: len(fields)] = fields
    made.tags = tags.split()
    deck_id = desk.collection.decks.id(deck)
    assert deck_id is not None
    desk.collection.add_note(made, deck_id)
    return made.cards()


def type_(desk: AnkiDesk, name: str, *fields: str, front: str = "", back: str = "") -> None:
    """Add a note type of one card."""
    models = desk.collection.models
    model = models.new(name)
    for field in fields:
        models.add_field(model, models.new_field(field))
    template = models.new_template("Card 1")
    template["qfmt"] = front or f"{{{{{fields[0]}}}}}"
    template["afmt"] = back or "{{FrontSide}}<hr id=answer>" + "".join(
        f"<p>{{{{{field}}}}}</p>" for field in fields[1:]
    )
    models.add_template(model, template)
    models.add(model)


def answer(desk: AnkiDesk, card: Any, rating: int) -> None:
    """Answer a card now."""
    scheduler: Any = desk.collection.sched
    card.load()
    states = desk.collection._backend.get_scheduling_states(card.id)
    card.start_timer()
    scheduler.answer_card(scheduler.build_answer(card=card, states=states, rating=rating - 1))


@pytest.mark.parametrize(("kind", "legacy"), [("apkg", False), ("apkg", True), ("colpkg", False), ("colpkg", True)])
def test_what_anki_comes_with_is_taken_from_every_layout(
    learner: Learner, desk: AnkiDesk, kind: str, legacy: bool
) -> None:
    """Basic, reversed, typed and cloze notes say here what they say there."""
    note(desk, "Basic", "Which river is <b>longest</b>?", "The Indus.<br>3,180 km", tags="river leech length::km")
    note(desk, "Basic (and reversed card)", "Jhelum", "Chenab")
    note(desk, "Basic (type in the answer)", "Where does the Indus end?", "Arabian Sea")
    note(
        desk,
        "Cloze",
        "The {{c1::Ravi::river}} flows through {{c3::Lahore}}.",
        "It joins the Chenab.",
        deck="Rivers::Punjab",
    )
    note(desk, "Basic", "The Ravi is a river.", "True")
    report = learner.take(desk.give(kind, legacy=legacy))
    assert [(each.deck, each.questions, each.cards) for each in report.decks] == [("rivers", 6, 7)]
    assert report.left_out == ()
    found = learner.questions()
    assert {(each.topic, prompt) for prompt, each in found.items()} == {
        ("Rivers", "Which river is **longest**?"),
        ("Rivers", "Jhelum"),
        ("Rivers", "Chenab"),
        ("Rivers", "Where does the Indus end?"),
        ("Punjab", "The {{1::Ravi::river}} flows through {{3::Lahore}}."),
        ("Rivers", "The Ravi is a river."),
    }
    longest = found["Which river is **longest**?"]
    assert longest.tags == ("length::km", "river")
    assert longest.answer == "The Indus.\n3,180 km"  # type: ignore[union-attr]
    assert found["Where does the Indus end?"].answer == "Arabian Sea"  # type: ignore[union-attr]
    assert found["The Ravi is a river."].answer is True  # type: ignore[union-attr]
    cloze = found["The {{1::Ravi::river}} flows through {{3::Lahore}}."]
    assert isinstance(cloze, Cloze)
    assert cloze.explanation == "It joins the Chenab."
    assert learner.is_sound()


OPTION_NOTES = [
    (("Question", "Option 1", "Option 2", "Option 3", "Answer"), ("Longest?", "Ravi", "Indus", "Swat", "2")),
    (("Question", "A", "B", "C", "D", "Correct", "Extra"), ("Longest?", "Ravi", "Indus", "Swat", "", "B", "3,180 km")),
    (("Front", "OptionA", "OptionB", "OptionC", "Correct Answer"), ("Longest?", "Ravi", "Indus", "Swat", "<i>indus")),
    (("Question", "Choice1", "Choice2", "Choice3", "Key"), ("Longest?", "Ravi", "Indus", "Swat", "Answer: (b)")),
    (("Question", "Correct", "Incorrect_1", "Incorrect_2"), ("Longest?", "Indus", "Ravi", "Swat")),
    (("Text", "Back"), ("Longest?<br>A) Ravi<br>B) Indus<br>C) Swat", "B")),
    (("Text", "Back"), ("Longest?<div>a. Ravi</div><p>b. Indus</p><p>c. Swat", "Correct answer: b. Indus<br>3,180 km")),
    (("Text", "Back"), ("Longest?<ol type=A><li>Ravi</li><li>Indus</li><li>Swat</li></ol>", "Answer is B")),
    (("Text", "Back"), ("Longest?<br><b>(A)</b> Ravi<br><b>(B)</b> Indus<br><b>(C)</b> Swat", "Indus")),
    (
        ("Question", "Title", "QType (0=kprim,1=mc,2=sc)", "Q_1", "Q_2", "Q_3", "Q_4", "Answers", "Sources", "Extra 1"),
        ("Longest?", "Rivers", "2", "Ravi", "Indus", "Swat", "", "0 1 0 0", "An atlas", "3,180 km"),
    ),
]  # fmt: skip


def test_options_are_known_however_they_are_written(learner: Learner, desk: AnkiDesk) -> None:
    """In fields or in the text, with a letter, a number or a text for a key: one question, the Indus is right."""
    for number, (fields, values) in enumerate(OPTION_NOTES):
        type_(desk, f"MCQ {number}", *fields)
        note(desk, f"MCQ {number}", *values, deck=f"Rivers::{number}")
    learner.take(desk.give())
    asked = {question.topic: question for _, question in learner.decks.questions()}
    assert sorted(asked, key=int) == [str(number) for number in range(len(OPTION_NOTES))]
    for found in asked.values():
        assert isinstance(found, Choice), found
        assert found.prompt == "Longest?"
        options = {(each.text, each.correct) for each in found.options}
        assert options == {("Ravi", False), ("Indus", True), ("Swat", False)}, found
        assert not found.explanation or "3,180 km" in found.explanation
    assert learner.is_sound()


@pytest.mark.parametrize(("kind", "right"), [("0", "1 0 1"), ("1", "1 0 1")])
def test_several_right_options_are_a_question_of_their_own(
    learner: Learner, desk: AnkiDesk, kind: str, right: str
) -> None:
    """Both ways of asking for all that is right become `multiple`."""
    type_(desk, "AllInOne (kprim, mc, sc)", "Question", "QType (0=kprim,1=mc,2=sc)", "Q_1", "Q_2", "Q_3", "Answers")
    note(desk, "AllInOne (kprim, mc, sc)", "Which?", kind, "Indus", "Nile", "Ravi", right)
    learner.take(desk.give())
    (found,) = learner.questions().values()
    assert [(each.text, each.correct) for each in found.options] == [  # type: ignore[union-attr]
        ("Indus", True), ("Nile", False), ("Ravi", True),
    ]  # fmt: skip


UNTAKEN = [
    ("Basic", ("[sound:indus.mp3]", "Indus"), "only sound"),
    ("Basic", ("Which?", ""), "no words"),
    ("Basic", ("Which?" * 1_000, "Indus"), "question is too long"),
    ("Basic", ("Which?", "word" * 1_000), "answer is too long"),
    ("Basic", ("Which?", "x" * 70_000), "too long"),
    ("Basic", ('<img src="gone.png">', "Indus"), "picture cannot be taken"),
    ("Cloze", ("{{c1::The {{c2::Ravi}} river}}", ""), "another gap"),
    ("Cloze", ("{{c120::Ravi}}", ""), "from 1 to 99"),
    ("Cloze", ("The {{c1::<img src='x.png'>}}", ""), "no words"),
]


def test_what_cannot_be_taken_is_told_with_its_reason(learner: Learner, desk: AnkiDesk) -> None:
    """The note beside them is taken all the same."""
    for type_name, fields, _ in UNTAKEN:
        note(desk, type_name, *fields)
    note(desk, "Basic", "Sound?", "Yes.")
    report = learner.take(desk.give())
    told = [each.reason for each in report.left_out]
    assert [reason for (*_, reason), said in zip(UNTAKEN, told, strict=True) if reason not in said] == []
    assert set(learner.questions()) == {"Sound?"}
    assert learner.is_sound()


def test_pictures_stand_beside_the_deck_under_names_made_of_what_they_show(learner: Learner, desk: AnkiDesk) -> None:
    """The picture of a question comes along; that of an answer would give it away."""
    for name in ("map of the indus.png", "again.png", "answer.png"):
        desk.collection.media.write_data(name, DOT + (b"x" if name == "answer.png" else b""))
    note(desk, "Basic", '<img src="map of the indus.png" alt="A map">Which river?', 'Indus <img src="answer.png">')
    note(desk, "Basic", '<img src="again.png">', "A dot")
    report = learner.take(desk.give())
    asked = learner.questions()
    assert report.lost == {"pictures that stand in options or answers": 1}
    assert asked["Which river?"].image is not None
    assert asked["Which river?"].image.alt == "A map"
    assert len({each.image.file for each in asked.values() if each.image}) == 1
    assert len(learner.files()) == 3  # the deck, its schema, one picture
    assert learner.is_sound()


def test_the_history_comes_along(learner: Learner, desk: AnkiDesk) -> None:
    """Each card remembers what it remembered in Anki, suspension too; the other side of a note is a card of its own."""
    first, second = note(desk, "Basic (and reversed card)", "Jhelum", "Chenab")
    (gap,) = note(desk, "Cloze", "The {{c2::Ravi}} flows.")
    for rating in (3, 3, 1, 3):
        answer(desk, first, rating)
        answer(desk, gap, 3)
        desk.pass_days(3)
        first, second, gap = (desk.collection.get_card(each.id) for each in (first, second, gap))
    desk.collection.sched.suspend_cards([second.id])
    report = learner.take(desk.give())
    assert [(each.cards, each.reviews) for each in report.decks] == [(3, 8)]
    for key, card in (("rivers/jhelum", first), ("rivers/the-ravi-flows:2", gap)):
        card.load()
        assert learner.memory(key).stability == pytest.approx(card.memory_state.stability, rel=1e-4)
        assert learner.memory(key).difficulty == pytest.approx(card.memory_state.difficulty, abs=1e-3)
    assert learner.memory("rivers/chenab") == Memory()
    assert learner.is_sound()


def test_an_undo_leaves_nothing_and_another_import_brings_all_of_it_again(learner: Learner, desk: AnkiDesk) -> None:
    """Reviews, deck and pictures; only what was edited since stays."""
    (card,) = note(desk, "Basic", "Which?", "Indus")
    answer(desk, card, 3)
    file = desk.give()
    for _ in range(2):
        learner.take(file)
        remembered = learner.memory("rivers/which")
        assert remembered.reps == 1
        undone = learner.service.undo()
        assert (undone.reviews, len(undone.removed), undone.kept) == (1, 1, ())
        assert learner.questions() == {}
        assert learner.memory("rivers/which") == Memory()
        assert learner.files() == {"deck.schema.json"}
        assert learner.is_sound()
    with pytest.raises(QuizError, match="no import to take back"):
        learner.service.undo()
    learner.take(file)
    edited = learner.folders.decks / "rivers.yaml"
    edited.write_text(edited.read_text().replace("Which?", "Which one?"))
    assert learner.service.undo().kept == (edited,)
    assert set(learner.questions()) == {"Which one?"}
    assert learner.is_sound()


def test_an_import_never_writes_over_a_deck(learner: Learner, desk: AnkiDesk) -> None:
    """The same file again says that the deck is there; another name takes it, with a history of its own."""
    (card,) = note(desk, "Basic", "Which?", "Indus")
    note(desk, "Basic", "Where?", "Here", deck="Cities::Sindh")
    answer(desk, card, 3)
    file = desk.give()
    assert [each.deck for each in learner.take(file).decks] == ["rivers", "cities"]
    before = learner.files()
    with pytest.raises(QuizError, match=r"There is a deck `rivers` already: .*yaml\. Nothing was changed; `--deck`"):
        learner.take(file)
    assert learner.files() == before
    (deck,) = learner.take(file, "mine").decks
    assert (deck.deck, deck.questions, deck.reviews) == ("mine", 2, 1)
    assert {each.topic for each in learner.questions("mine").values()} == {"Rivers", "Cities / Sindh"}
    assert learner.memory("mine/which") == learner.memory("rivers/which")
    assert learner.is_sound()


def test_a_dry_run_writes_nothing(learner: Learner, desk: AnkiDesk) -> None:
    """It only says what would come."""
    note(desk, "Basic", "Which?", "Indus")
    report = learner.take(desk.give(), dry_run=True)
    assert ([each.questions for each in report.decks], report.written) == ([1], False)
    assert (learner.files(), learner.questions(), learner.safety.backups()) == (set(), {}, ())


def test_a_picture_that_cannot_be_written_leaves_nothing_behind(
    learner: Learner, desk: AnkiDesk, tmp_path: Path
) -> None:
    """Whole or not at all: neither a deck, nor a picture, nor a review stays of an import that failed."""
    desk.collection.media.write_data("dot.png", DOT)
    (card,) = note(desk, "Basic", '<img src="dot.png">Which?', "Indus")
    note(desk, "Basic", "Where?", "Here", deck="Cities")
    answer(desk, card, 3)
    (learner.folders.decks / "cities").write_text("in the way")
    desk.collection.media.write_data("other.png", DOT + b"x")
    note(desk, "Basic", '<img src="other.png">When?', "Now", deck="Cities")
    with pytest.raises(QuizError, match="cannot be written"):
        learner.take(desk.give())
    assert learner.files() - {"deck.schema.json"} == {"cities"}
    assert learner.questions() == {}
    assert learner.is_sound()
