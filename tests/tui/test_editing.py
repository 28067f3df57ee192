"""Editing while studying: in a program of the author's own, or in the built-in editor."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.domain.answers import Rating
from quizapp.tui.screens.editor import EditorScreen
from quizapp.tui.screens.problems import ProblemsScreen
from quizapp.tui.stages import Stage
from quizapp.tui.widgets.yaml_area import YamlArea
from tests.tui.support import CHOICE, TRUE_FALSE, TYPED, Hall, Person
from tests.tui.test_study import reviews


@pytest.fixture(autouse=True)
def no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own editor."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Set as editor a real program called `code`, a shell script that finds the file in $file and the line in $line."""

    def become(script: str) -> Path:
        path, seen = tmp_path / "code", tmp_path / "seen"
        head = '#!/bin/sh\nfor last; do :; done\nline="${last##*:}"; file="${last%:*}"\n'
        path.write_text(f'{head}echo "$@" >> {seen}\n{script}\n', encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv("EDITOR", str(path))
        return seen

    return become


async def until(person: Person, holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    await person.until(holds)


def told(person: Person) -> str:
    """Everything that was told in passing, and the screen, on one line."""
    notes = [note.message for note in person.app._notifications]
    return " ".join([*notes, *person.screen.split()])


def area(person: Person) -> YamlArea:
    """The text of the built-in editor."""
    assert isinstance(person.app.screen, EditorScreen)
    return person.app.screen.area


async def open_built_in(person: Person) -> YamlArea:
    """Press `e` and wait for the built-in editor."""
    await person.press("e")
    await until(person, lambda: isinstance(person.app.screen, EditorScreen))
    return area(person)


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
async def test_an_own_editor_opens_at_the_line_and_the_card_is_shown_anew(
    hall: Hall, program: Callable[[str], Path]
) -> None:
    """What was saved there is on the screen, and nothing was answered by it."""
    path = hall.write(TRUE_FALSE, CHOICE)
    seen = program("sed -i 's/capital of Australia/seat of the government of Australia/' \"$file\"")
    async with hall.sits() as person:
        await person.answer()
        assert "capital of Australia" in person.screen
        await person.press("e")
        await until(person, lambda: "seat of the government of Australia" in person.screen)
        line = path.read_text().splitlines().index("  - id: capital") + 1
        assert seen.read_text() == f"--wait --goto {path}:{line}\n"
        assert person.is_at(Stage.ASKING)
        await person.press(person.right_letter)
        assert reviews(hall)[-1][0] == Rating.GOOD


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
async def test_after_the_verdict_the_verdict_stays(hall: Hall, program: Callable[[str], Path]) -> None:
    """A mended explanation is read at once, in place of the old one."""
    hall.write(CHOICE)
    program("sed -i 's/founded in 1913/chosen in 1908/' \"$file\"")
    async with hall.sits() as person:
        await person.press(person.wrong_letter)
        order = [person.row(city) for city in ("Canberra", "Sydney", "Melbourne", "Perth")]
        await person.press("e")
        await until(person, lambda: "chosen in 1908" in person.screen)
        assert person.is_at(Stage.JUDGED)
        assert "✗ Wrong" in person.screen
        assert [person.row(city) for city in ("Canberra", "Sydney", "Melbourne", "Perth")] == order
        assert len(reviews(hall)) == 1


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
async def test_errors_from_an_own_editor_can_be_edited_again_kept_or_undone(
    hall: Hall, program: Callable[[str], Path]
) -> None:
    """The dialog names the place; the question is asked as it was until its file is sound."""
    path = hall.write(TRUE_FALSE)
    before = path.read_text()
    seen = program("sed -i 's/answer: true/answer: perhaps/' \"$file\"")
    async with hall.sits() as person:
        await person.press("e")
        await until(person, lambda: isinstance(person.app.screen, ProblemsScreen))
        assert "`answer` must be true or false" in person.screen
        await person.press("enter")
        await until(person, lambda: len(seen.read_text().splitlines()) == 2)
        assert seen.read_text().splitlines()[1].endswith(":8")
        await until(person, lambda: isinstance(person.app.screen, ProblemsScreen))
        await person.press("u")
        await until(person, lambda: path.read_text() == before)
        await person.press("e")
        await until(person, lambda: isinstance(person.app.screen, ProblemsScreen))
        await person.press("k")
        await until(person, lambda: "Your text is kept" in told(person))
        assert path.read_text() == before.replace("answer: true", "answer: perhaps")
        assert person.is_at(Stage.ASKING)
        assert "White Nile" in person.screen


async def test_the_built_in_editor_saves_what_is_sound(hall: Hall) -> None:
    """Without an editor of one's own, `e` opens the text of just that question, and ctrl+s takes it in."""
    path = hall.write(CHOICE, TRUE_FALSE)
    text = "# mine\n" + path.read_text() + "  # the end\n"
    path.write_text(text)
    async with hall.sits() as person:
        found = await open_built_in(person)
        assert found.text.startswith("- id: capital\n  kind: choice")
        assert "nile" not in found.text
        assert " 5  - id: capital" in person.screen
        found.replace("town", *[(3, found.text.splitlines()[3].index("city") + offset) for offset in (0, 4)])
        await person.press("ctrl+s")
        await until(person, lambda: not isinstance(person.app.screen, EditorScreen))
        assert "Which town is the capital" in person.screen
        assert path.read_text() == text.replace("Which city", "Which town")


async def test_the_built_in_editor_refuses_errors_and_shows_the_place(hall: Hall) -> None:
    """Nothing is written before one says so; back in the text the cursor is on the line of the error."""
    path = hall.write(TYPED)
    before = path.read_text()
    async with hall.sits() as person:
        await person.press("tab")
        found = await open_built_in(person)
        found.replace("antwort", (4, 2), (4, 8))
        await person.press("ctrl+s")
        await until(person, lambda: isinstance(person.app.screen, ProblemsScreen))
        assert "`answer` is missing" in person.screen
        assert path.read_text() == before
        await person.press("enter")
        await until(person, lambda: isinstance(person.app.screen, EditorScreen))
        assert "antwort" in person.screen
        assert "is missing" in person.screen
        await person.press("ctrl+s")
        await until(person, lambda: isinstance(person.app.screen, ProblemsScreen))
        await person.press("k")
        await until(person, lambda: "Your text is kept" in told(person))
        assert path.read_text() == before.replace("  answer", "  antwort")


async def test_a_conflict_keeps_the_text_in_the_editor(hall: Hall) -> None:
    """Somebody else's version stays in the file, one's own stays on the screen."""
    path = hall.write(TRUE_FALSE)
    async with hall.sits() as person:
        found = await open_built_in(person)
        newer = path.read_text().replace("White Nile", "Nile")
        path.write_text(newer)
        found.replace("- id: nile  # mine", (0, 0), (0, 10))
        await person.press("ctrl+s")
        await until(person, lambda: "changed by another program" in told(person))
        assert path.read_text() == newer
        assert "# mine" in area(person).text
        await person.press("escape")
        assert isinstance(person.app.screen, EditorScreen)
        assert "throws your changes away" in person.screen
        await person.press("escape")
        assert not isinstance(person.app.screen, EditorScreen)


async def test_quitting_does_not_throw_text_away_unasked(hall: Hall) -> None:
    """ctrl+q says that there is text first, as escape does."""
    hall.write(TRUE_FALSE)
    async with hall.sits() as person:
        found = await open_built_in(person)
        found.insert("# x\n", (0, 0))
        await person.press("ctrl+q")
        assert person.app.is_running
        assert "Not saved yet" in person.screen


async def test_letters_on_offer_come_first(hall: Hall) -> None:
    """With five options `e` is an answer; after it, it edits."""
    more = "      - {id: hobart, text: Hobart}\n    explanation"
    hall.write(CHOICE.replace("    explanation", more))
    async with hall.sits() as person:
        await person.press("e")
        assert person.is_at(Stage.JUDGED)
        await open_built_in(person)


async def test_an_editor_that_is_not_there_is_said(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """The built-in one takes its place."""
    monkeypatch.setenv("VISUAL", "no-such-editor --fast")
    hall.write(TRUE_FALSE)
    async with hall.sits() as person:
        await open_built_in(person)
        assert "no-such-editor was not found" in told(person)


async def test_hostile_text_is_only_text_in_the_editor(hall: Hall) -> None:
    """An override is shown as a stand-in and saved as it was."""
    path = hall.write(TRUE_FALSE.replace("White Nile", "White \u202eNile\u200b"))
    async with hall.sits() as person:
        found = await open_built_in(person)
        assert "\u202e" not in person.screen
        assert "White \N{REPLACEMENT CHARACTER}Nile" in person.screen
        found.insert("  # seen\n", (0, 10))
        assert "\u202eNile\u200b" in found.text
    assert "\u202eNile\u200b" in path.read_text()


async def test_a_question_is_edited_from_browse_too(hall: Hall) -> None:
    """The list shows the new words, and the pointer stays."""
    hall.write(TRUE_FALSE)
    async with hall.sits() as person:
        await person.press("escape", "b")
        await person.settle()
        if person.app.focused is not None:
            await person.press("enter")
        found = await open_built_in(person)
        line = found.text.splitlines()[3]
        found.replace("Blue", (3, line.index("White")), (3, line.index("White") + 5))
        await person.press("ctrl+s")
        await until(person, lambda: "Blue Nile" in person.screen)
        await person.settle()
        assert "Blue Nile" in person.screen
