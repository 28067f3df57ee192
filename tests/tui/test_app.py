"""Opening, following the files, sizes, and the way out."""

from __future__ import annotations

import stat
import subprocess
import sys

from quizapp.tui.crash import crash_sentence
from quizapp.tui.screens.home import HomeScreen
from tests.tui.support import CHOICE, Hall


async def test_a_bank_that_does_not_open_is_told_in_a_sentence_and_tried_again(hall: Hall) -> None:
    """Home says why; `r` opens it once the reason is gone."""
    hall.paths.database.write_bytes(b"this is not a database, but it is long enough to be read as one" * 20)
    async with hall.sits() as person:
        assert "The question bank did not open" in person.screen
        hall.paths.database.unlink()
        await person.press("r")
        await person.settle()
        assert "capital of Australia" in person.screen


async def test_an_edited_deck_is_noticed_while_the_app_runs(hall: Hall) -> None:
    """The question is read again, and the person is told."""
    async with hall.sits() as person:
        await person.answer()
        await person.press("escape")
        hall.write(CHOICE.replace("Which city is", "Which town is"))
        person.app.look_for_changes()
        await person.settle()
        told = [note.message for note in person.app._notifications]
        assert "1 question updated, 4 questions retired" in told
        await person.press("u")
        assert "Which town is the capital of Australia?" in person.screen


async def test_a_fault_in_an_edited_deck_is_told_with_its_place_and_nothing_is_lost(hall: Hall) -> None:
    """file:line:column and a sentence; the questions stay as they were."""
    async with hall.sits() as person:
        path = hall.write(CHOICE.replace("kind: choice", "kind: choise"))
        person.app.look_for_changes()
        await person.settle()
        told = [note.message for note in person.app._notifications]
        assert any(message.startswith(f"{path}:5:") for message in told), told
        await person.press(person.right_letter)
        assert "✓ Right" in person.screen


async def test_without_any_deck_home_says_what_to_do(hall: Hall) -> None:
    """No questions: a sentence, and nothing to start."""
    (hall.paths.decks / "geography.yaml").unlink()
    async with hall.sits() as person:
        assert "There are no questions yet." in person.screen
        await person.press("enter")
        assert isinstance(person.app.screen, HomeScreen)


async def test_decks_are_listed_and_one_can_be_chosen(hall: Hall) -> None:
    """With several decks the pointer chooses which are asked."""
    hall.write(CHOICE.replace("Australia", "Austria"), slug="europe", title="Europe")
    async with hall.sits() as person:
        await person.answer()
        await person.press("escape")
        assert "All decks" in person.screen
        await person.press("down", "down", "enter")
        assert "Geography" in person.lines[0]
        assert "Australia" in person.screen


async def test_the_footer_of_home_leads_everywhere_at_80_columns(hall: Hall) -> None:
    """Also when something is due; keys for which there is no room are behind the last one."""
    async with hall.sits() as person:
        await person.answer()
        await person.press("escape")
        await person.settle()
        for name in ("Start", "Practice", "Exam", "Browse", "Insights", "Decks", "? More"):
            assert name in person.lines[-1], person.lines[-1]
    async with hall.sits(size=(120, 40)) as person:
        assert ", Settings" in person.lines[-1]
        assert "u Undo" in person.lines[-1]


async def test_a_deck_named_at_the_start_is_asked_at_once(hall: Hall) -> None:
    """`quizapp study europe` leads straight to its question."""
    hall.write(CHOICE.replace("Australia", "Austria"), slug="europe", title="Europe")
    async with hall.sits(hall.app(decks=("europe",))) as person:
        assert "Austria" in person.screen


async def test_studying_without_naming_a_deck_asks_at_once_too(hall: Hall) -> None:
    """`quizapp study` leads straight to a question of any deck, whoever has answered before."""
    async with hall.sits() as person:
        await person.answer()
    hall.clock.advance(days=1)
    async with hall.sits(hall.app(decks=())) as person:
        assert "capital of Australia" in person.screen


async def test_any_size_is_safe(hall: Hall) -> None:
    """Resizing from huge to tiny and back keeps the question and the stage."""
    async with hall.sits(size=(200, 60)) as person:
        row = person.lines[person.row("Which city")]
        assert len(row) - len(row.lstrip()) > 50
        for size in ((20, 5), (1, 1), (40, 10), (80, 24)):
            await person.pilot.resize_terminal(*size)
            await person.settle()
        assert "capital of Australia" in person.screen
        await person.press(person.right_letter)
        await person.pilot.resize_terminal(50, 12)
        await person.settle()
        assert "more below" in person.screen
        await person.pilot.resize_terminal(100, 30)
        await person.settle()
        assert "✓ Right" in person.screen
        assert "more below" not in person.screen


async def test_long_texts_scroll(hall: Hall) -> None:
    """Page keys reach the end of a long explanation, and a line says that there is more."""
    long = " ".join(f"word{number}" for number in range(400))
    hall.write(CHOICE.replace("Canberra was founded in 1913 as a compromise between Sydney and Melbourne.", long))
    async with hall.sits() as person:
        await person.press(person.right_letter)
        assert "more below" in person.screen
        for _ in range(6):
            await person.press("pagedown")
        assert "Source" in person.screen
        assert "more below" not in person.screen
        await person.press("pageup")
        assert "more below" in person.screen


def test_a_crash_log_says_where_and_never_what(hall: Hall) -> None:
    """Neither the message nor a variable gets into the log, and only its owner can read it."""
    secret = "what a card says"
    try:
        raise ValueError(secret)
    except ValueError as error:
        sentence = crash_sentence(error, hall.clock.now(), hall.paths.state)
    (log,) = hall.paths.state.glob("crash-*.log")
    assert str(log) in sentence
    assert secret not in sentence + log.read_text(encoding="utf-8")
    assert "ValueError" in log.read_text(encoding="utf-8")
    assert "test_app.py" in log.read_text(encoding="utf-8")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_the_first_paint_needs_no_storage_and_no_heavy_widget() -> None:
    """Importing the app loads neither SQLAlchemy, pydantic, yaml, fsrs nor the widgets that cost most."""
    heavy = (
        "sqlalchemy",
        "pydantic",
        "yaml",
        "fsrs",
        "rapidfuzz",
        "alembic",
        "quizapp.services",
        "quizapp.storage.engine",
    )
    code = f"import sys, quizapp.tui.app; print([m for m in {heavy!r} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
