"""How the screens look, as text to be read; `QUIZAPP_SNAPSHOTS=write pytest tests/tui` writes what they should be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizapp.tui.screens.summary import SummaryScreen
from quizapp.tui.stages import Stage
from tests.tui.support import BASIC, CHOICE, CLOZE, TRUE_FALSE, TYPED, Hall, Person

FOLDER = Path(__file__).parent / "snapshots"
SIZES = {"80x24": (80, 24), "120x40": (120, 40)}

pytestmark = pytest.mark.parametrize("size", SIZES)


def compare(person: Person, name: str, size: str, folder: Path | None = None) -> None:
    """The screen is as the snapshot has it; the name of the test's own folder, which changes, does not count."""
    path = FOLDER / f"{name}.{size}.txt"
    shown = person.screen + "\n"
    if folder is not None:
        shown = shown.replace(str(folder), "/".ljust(len(str(folder)), "_"))
    if os.environ.get("QUIZAPP_SNAPSHOTS") == "write":
        path.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == path.read_text(encoding="utf-8")


async def test_a_choice_before_and_after_the_verdict(hall: Hall, size: str) -> None:
    """The first question ever, and what comes below it."""
    async with hall.sits(size=SIZES[size]) as person:
        compare(person, "choice-asked", size)
        await person.press(person.letter("sydney"))
        compare(person, "choice-wrong", size)


async def test_true_or_false(hall: Hall, size: str) -> None:
    """A statement and two options."""
    hall.write(TRUE_FALSE)
    async with hall.sits(size=SIZES[size]) as person:
        await person.press("a")
        compare(person, "true-false-right", size)


async def test_a_basic_question(hall: Hall, size: str) -> None:
    """The answer with the four grades."""
    hall.write(BASIC)
    async with hall.sits(size=SIZES[size]) as person:
        await person.press("space")
        compare(person, "basic-shown", size)


async def test_a_gap_and_a_typed_answer(hall: Hall, size: str) -> None:
    """A field to type in, and a nearly right answer."""
    hall.write(CLOZE, TYPED)
    async with hall.sits(size=SIZES[size]) as person:
        compare(person, "cloze-asked", size)
        await person.answer()
        await person.write("Astanna")
        await person.press("enter")
        compare(person, "typed-nearly", size)


async def test_pause_summary_and_home(hall: Hall, size: str) -> None:
    """The end of a sitting, and Home the day after."""
    hall.write(CHOICE, TRUE_FALSE)
    async with hall.sits(size=SIZES[size]) as person:
        await person.answer(rightly=False)
        hall.clock.advance(seconds=30)
        await person.answer()
        for _ in range(9):
            if isinstance(person.app.screen, SummaryScreen):
                break
            if person.is_at(Stage.PAUSED):
                compare(person, "pause", size) if _ == 1 else None
                hall.clock.advance(minutes=10)
                person.study.tick()
                await person.pilot.pause()
            await person.answer()
        compare(person, "summary", size)
        await person.settle()
        await person.press("enter")
        await person.settle()
        await person.until(lambda: "practise these" in person.screen and "expected" in person.screen)
        compare(person, "home-done", size)
    hall.clock.advance(days=2)
    hall.write(TYPED, slug="cities", title="Cities")
    async with hall.sits(size=SIZES[size]) as person:
        await person.settle()
        await person.until(lambda: "practise these" in person.screen and "expected" in person.screen)
        compare(person, "home-due", size)
        await person.press("question_mark")
        compare(person, "help", size)
