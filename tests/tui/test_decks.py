"""The screen of decks: what they hold, their limits, and new questions from it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizapp.domain.events import EventType
from quizapp.storage import log
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.tui.screens.decks import DecksScreen
from quizapp.tui.screens.editor import EditorScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.new_question import NewQuestionScreen
from quizapp.tui.screens.problems import ProblemsScreen
from quizapp.tui.screens.setting import SettingScreen
from quizapp.tui.screens.summary import SummaryScreen
from tests.tui.support import BASIC, CHOICE, CLOZE, TRUE_FALSE, TYPED, Hall, Person
from tests.tui.test_editing import until
from tests.tui.test_snapshots import SIZES, compare

MORE = """\
  - id: second
    kind: basic
    topic: Deserts
    prompt: Which is the largest hot desert?
    answer: The Sahara
"""


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder with a short name, always as long, so that paths on the screen break nowhere."""
    with tempfile.TemporaryDirectory(prefix="quizapp-", dir=None if os.name == "nt" else "/tmp") as folder:
        yield Path(folder)


@pytest.fixture(autouse=True)
def no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own editor."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)


@pytest.fixture
def shelf(hall: Hall) -> Hall:
    """Two decks, one with a subject; one question was answered."""
    hall.write(CHOICE, TRUE_FALSE, BASIC, CLOZE, TYPED)
    path = hall.write(MORE, slug="deserts", title="Deserts of the world")
    path.write_text(path.read_text().replace("questions:", "subject: Everyday Science\nquestions:"))
    services = hall.services()
    sitting = services.study.begin(["geography"])
    step = services.study.step(sitting)
    services.study.suspend(sitting, step)  # type: ignore[arg-type]
    services.settings.set("new_per_day", "3", "geography")
    services.store.close()
    return hall


async def decks(person: Person) -> DecksScreen:
    """Go to the screen of decks, filled."""
    while not isinstance(person.app.screen, HomeScreen):
        await person.press("escape")
    await person.press("d")
    await person.settle()
    assert isinstance(person.app.screen, DecksScreen)
    return person.app.screen


def row(person: Person, text: str) -> list[str]:
    """The numbers of the line with this text."""
    return person.lines[person.row(text)].split(text)[1].split()


async def test_decks_stand_below_their_subjects_with_what_they_hold(shelf: Hall) -> None:
    """Due, new, put aside, and all cards; topics below their deck once it is opened."""
    async with shelf.sits() as person:
        await decks(person)
        assert person.row("EVERYDAY SCIENCE") < person.row("Deserts of the world") < person.row("WITHOUT A SUBJECT")
        assert row(person, "Geography of the world") == ["–", "4", "1", "5"]
        assert "2 decks · 6 cards" in person.lines[0]
        await person.press("down", "enter")
        await person.settle()
        assert row(person, "Rivers") == ["–", "3", "–", "3"]
        assert row(person, "Capitals") == ["–", "1", "1", "2"]
        await person.press("enter")
        assert "Capitals" not in person.screen


async def test_the_deck_under_the_pointer_says_how_it_is_studied_and_where_it_lies(shelf: Hall) -> None:
    """Its own choices, and those it shares with all decks."""
    async with shelf.sits(size=(120, 40)) as person:
        await decks(person)
        assert person.lines[person.row("New a day ")].split()[-5:] == ["20", "as", "for", "all", "decks"]
        await person.press("down")
        assert person.lines[person.row("New a day ")].split()[-1] == "3"
        assert "geography.yaml" in person.screen


async def test_one_topic_is_studied_by_itself(shelf: Hall) -> None:
    """`s` on a topic asks what is about it and nothing else."""
    async with shelf.sits() as person:
        await decks(person)
        await person.press("down", "enter")
        await person.settle()
        await person.press("down", "down", "s")
        await person.settle()
        topics = set()
        for _ in range(3):
            topics.add(person.step.question.topic)
            person.study.action_bury()
            await person.settle()
        assert topics == {"Rivers"}
        assert isinstance(person.app.screen, SummaryScreen)


async def test_a_deck_or_a_topic_is_practised_from_here(shelf: Hall) -> None:
    """`p` leads to the choice, with the deck or the topic chosen already."""
    async with shelf.sits() as person:
        await decks(person)
        await person.press("p")
        await person.settle()
        assert "Deserts of the world" in person.lines[person.row("▸ Deck")]
        assert "1 question to choose from" in person.lines[0]
        await decks(person)
        await person.press("down", "enter")
        await person.settle()
        await person.press("down", "down", "p")
        await person.settle()
        assert "Rivers" in person.lines[person.row("Topics")]
        assert "3 questions to choose from" in person.lines[0]


async def test_limits_are_changed_in_place_and_kept_as_events(shelf: Hall) -> None:
    """A refused value says what is taken; an empty one goes back to that for all decks."""
    async with shelf.sits() as person:
        await decks(person)
        await person.press("down", "r")
        assert isinstance(person.app.screen, SettingScreen)
        await person.write("2")
        await person.press("enter")
        assert "takes a number from 0.70 to 0.97" in person.screen
        await person.press("backspace", *"0.85", "enter")
        await person.settle()
        assert "85%" in person.screen
        await person.press("l", "backspace", "enter")
        await person.settle()
        assert "20  as for all decks" in person.lines[person.row("New a day ")]
        assert person.app.services is not None
        chosen = person.app.services.settings.get().decks["geography"]
        assert (chosen.retention, chosen.new_per_day) == (0.85, None)
        with person.app.services.store.read() as tx:
            events = log.of_types(tx, DEFAULT_LEARNER, [EventType.SETTINGS])
        assert [event.payload["key"] for event in events if event.payload] == [
            "new_per_day",
            "retention",
            "new_per_day",
        ]


async def test_a_deck_is_switched_off_and_on(shelf: Hall) -> None:
    """It says so in words, and is not studied meanwhile."""
    async with shelf.sits() as person:
        await decks(person)
        assert "s Study" in person.lines[-1]
        await person.press("o")
        await person.settle()
        assert "Deserts of the world (off)" in person.screen
        assert "s Study" not in person.lines[-1]
        await person.press("o")
        await person.settle()
        assert "(off)" not in person.screen


async def test_only_the_deck_under_the_pointer_is_studied(shelf: Hall) -> None:
    """`s` begins a sitting with it and no other."""
    async with shelf.sits() as person:
        await decks(person)
        await person.press("s")
        assert "largest hot desert" in person.screen
        assert person.study.desk.sitting.decks == ("deserts",)


async def test_the_deck_of_the_topic_under_the_pointer_is_studied_whole(shelf: Hall) -> None:
    """A sitting is of decks: on a topic `s` begins one with its deck, as the page of keys says."""
    async with shelf.sits() as person:
        screen = await decks(person)
        await person.press("down", "enter")
        await person.settle()
        await person.press("down")
        assert screen.rows.pointed is not None
        assert screen.rows.pointed.topic is not None
        await person.press("s")
        assert person.study.desk.sitting.decks == ("geography",)


async def test_checking_tells_what_is_wrong_in_the_file(shelf: Hall) -> None:
    """A sound file is said to be; what is wrong is shown with its place."""
    async with shelf.sits() as person:
        await decks(person)
        await person.press("c")
        await until(person, lambda: "nothing wrong" in person.screen)
        path = shelf.paths.decks / "deserts.yaml"
        path.write_text(path.read_text().replace("answer:", "anser:"))
        await person.press("c")
        await until(person, lambda: isinstance(person.app.screen, ProblemsScreen))
        assert "did you mean `answer`" in person.screen
        assert "k Keep" not in person.lines[-1]
        await person.press("escape")
        assert "2 found" in person.screen


async def filled_in(person: Person, write: Callable[[], object], *keys: str) -> None:
    """Choose the kind, fill the template in, and save."""
    await person.press(*keys)
    await until(person, lambda: isinstance(person.app.screen, EditorScreen))
    write()
    await person.press("ctrl+s")
    await until(person, lambda: not isinstance(person.app.screen, EditorScreen))
    await person.settle()


async def test_a_question_is_added_to_the_topic_under_the_pointer(shelf: Hall) -> None:
    """Deck and topic are known, so only the kind is asked for; the count goes up at once."""
    async with shelf.sits() as person:
        await decks(person)
        await person.press("down", "enter")
        await person.settle()
        await person.press("down", "down", "a")
        assert isinstance(person.app.screen, NewQuestionScreen)
        await person.press("down", "down", "enter")
        await until(person, lambda: isinstance(person.app.screen, EditorScreen))
        assert 'topic: "Rivers"' in person.screen
        await person.write("The Ravi flows through Lahore.")
        await person.press("tab")
        await person.write("true")
        await person.press("ctrl+s")
        await until(person, lambda: isinstance(person.app.screen, DecksScreen))
        await person.settle()
        assert row(person, "Rivers") == ["–", "4", "–", "4"]
        text = (shelf.paths.decks / "geography.yaml").read_text()
        assert "  - id: the-ravi-flows-through-lahore\n    kind: true-false\n" in text


async def test_a_new_deck_begins_with_a_question(shelf: Hall) -> None:
    """Its file is named after its title; left empty there is none."""
    async with shelf.sits() as person:
        await decks(person)
        await person.press("n")
        await person.write("Lakes of Asia")
        await person.press("enter")
        await person.write("Size")
        await person.press("enter", *["down"] * 5, "enter")
        await until(person, lambda: isinstance(person.app.screen, EditorScreen))
        assert not (shelf.paths.decks / "lakes-of-asia.yaml").exists()
        await person.write("Which is the largest lake?")
        await person.press("tab")
        await person.write("The Caspian Sea")
        await person.press("ctrl+s")
        await until(person, lambda: isinstance(person.app.screen, DecksScreen))
        await person.settle()
        assert row(person, "Lakes of Asia") == ["–", "1", "–", "1"]
        await person.press("a")
        assert isinstance(person.app.screen, NewQuestionScreen)
        assert "Lakes of Asia" in person.screen, "the next question goes into the deck that was begun"


@pytest.mark.parametrize("size", SIZES)
async def test_how_the_screens_of_authors_look(shelf: Hall, size: str) -> None:
    """Decks with topics, one limit, a new question, its template, its errors."""
    async with shelf.sits(size=SIZES[size]) as person:
        await decks(person)
        await person.press("down", "enter")
        await person.settle()
        compare(person, "decks", size, shelf.paths.data.parent)
        await person.press("l")
        compare(person, "setting", size)
        await person.press("escape", "a")
        await person.settle()
        compare(person, "new-question", size)
        await person.press("tab", "enter")
        await until(person, lambda: isinstance(person.app.screen, EditorScreen))
        compare(person, "editor-new", size, shelf.paths.data.parent)
        await person.write("Rivers")
        await person.press("ctrl+s")
        await until(person, lambda: isinstance(person.app.screen, ProblemsScreen))
        compare(person, "problems", size, shelf.paths.data.parent)


async def test_errors_of_deck_files_are_shown_at_once(shelf: Hall) -> None:
    """Beside a deck that is asked as it was, and of a file that never became a deck, until both are mended."""
    (shelf.paths.decks / "lakes.yaml").write_text("deck: lakes\ntitle: Lakes\nquestions:\n  - prompt: Which?\n")
    sound = (shelf.paths.decks / "geography.yaml").read_text()
    async with shelf.sits() as person:
        await decks(person)
        (shelf.paths.decks / "geography.yaml").write_text(sound.replace("kind: cloze", "kind: clothes"))
        person.app.look_for_changes()
        await person.until(lambda: "1 error" in person.lines[person.row("Geography of the world")])
        assert row(person, "Geography of the world")[-4:] == ["–", "4", "1", "5"]
        await person.press("down")
        assert "1 error; until mended it is asked as it was before" in person.screen
        await person.press("down")
        assert "NOT TAKEN IN" in person.screen
        assert "▸ lakes.yaml" in person.screen
        assert "4:" in person.lines[person.row("Errors")]
        await person.press("enter")
        assert isinstance(person.app.screen, ProblemsScreen)
        assert "e Edit the file" in person.lines[-1]
        await person.press("e")
        await person.until(lambda: isinstance(person.app.screen, DecksScreen))
        await person.settle()
        assert any("lakes.yaml, line 4" in note.message for note in person.app._notifications)
        (shelf.paths.decks / "geography.yaml").write_text(sound)
        (shelf.paths.decks / "lakes.yaml").unlink()
        person.app.look_for_changes()
        await person.until(lambda: "error" not in person.screen)
        assert "NOT TAKEN IN" not in person.screen


async def test_a_file_with_errors_opens_in_the_editor_at_its_line(shelf: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the editor leaves is read as any change of a file."""
    monkeypatch.setenv("EDITOR", "sh -c 'true' gvim")
    path = shelf.paths.decks / "lakes.yaml"
    path.write_text("deck: lakes\ntitle: Lakes\nquestions:\n  - prompt: Which?\n")
    whole = path.read_text() + "    id: one\n    kind: basic\n    topic: Size\n    answer: This\n"
    monkeypatch.setattr("quizapp.tui.editing.subprocess.run", lambda *_, **__: path.write_text(whole))
    async with shelf.sits() as person:
        await decks(person)
        await person.press("end", "pagedown", "enter")
        assert isinstance(person.app.screen, ProblemsScreen)
        person.app.suspend = lambda: contextlib.nullcontext()  # type: ignore[method-assign,assignment,return-value]
        await person.press("e")
        await person.until(lambda: "Lakes" in person.screen and "error" not in person.screen)
