"""Written practice as a person goes through it: from Home to a plan, a text, its marks, and attempts side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.events import EventType
from quizapp.domain.writing import Attempt, Had, Stage
from quizapp.storage import log
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from quizapp.storage.failures import Reason, StoreUnavailable
from quizapp.tui import writing
from quizapp.tui.screens.writing_compare import CompareScreen
from quizapp.tui.screens.writing_essay import EssayScreen
from quizapp.tui.screens.writing_list import WritingScreen
from quizapp.tui.screens.writing_marking import MarkingScreen
from quizapp.tui.screens.writing_plan import PlanScreen
from quizapp.tui.screens.writing_text import WriteScreen
from quizapp.tui.signs import ASCII
from quizapp.tui.widgets.essay_area import EssayArea
from tests.tui.support import Hall, Person
from tests.tui.test_hostile_text import CONTROL
from tests.tui.test_snapshots import SIZES, compare
from tests.writing.conftest import DAMS, Desk


async def opened(person: Person) -> None:
    """The page of the essay about dams."""
    writing.show_essay(person.app, DAMS)
    await person.settle()
    assert isinstance(person.app.screen, EssayScreen)


def at(person: Person) -> PlanScreen | WriteScreen:
    """The screen of a plan or a text, which must be the one shown."""
    assert isinstance(person.app.screen, PlanScreen | WriteScreen), person.app.screen
    return person.app.screen


def unfinished(person: Person) -> Attempt:
    """What is on the disk of the essay about dams."""
    assert person.app.services is not None
    found = person.app.services.writing.essay(DAMS).unfinished
    assert found is not None
    return found


def finished(person: Person) -> tuple[Attempt, ...]:
    """The attempts in the log, newest first."""
    assert person.app.services is not None
    return person.app.services.writing.essay(DAMS).attempts


async def planned(person: Person, keys: str = "yhny") -> None:
    """A plan made from the essay's page, all points checked."""
    await person.press("enter")
    await person.settle()
    await person.press("ctrl+n", *keys)
    await person.settle()


async def test_all_four_stages_lead_into_the_log(hall: Hall) -> None:
    """Plan, text and marks of one attempt; one review, by the plan; back on the page of the essay."""
    async with hall.sits() as person:
        await opened(person)
        assert "hold back floods" not in person.screen
        await person.press("enter")
        await person.settle()
        await person.write("power")
        hall.clock.advance(minutes=4)
        at(person).tick()
        await person.press("ctrl+n")
        assert "They give power" in person.screen
        assert "hold back floods" not in person.screen
        await person.press("y", "h", "n", "y")
        assert "2.5 of 4 points" in person.screen
        await person.press("enter")
        await person.settle()
        await person.write("Dams give power to cities")
        hall.clock.advance(minutes=20)
        at(person).tick()
        assert "5 of 800 words · 24:00 of 37:30" in person.lines[0]
        await person.press("ctrl+n")
        await person.settle()
        assert isinstance(person.app.screen, MarkingScreen)
        await person.press("y", "n", "n", "n", "enter")
        await person.settle()
        assert isinstance(person.app.screen, EssayScreen)
        assert "5 of 20" in person.screen
        assert "5 words, 24 minutes" in person.screen
        (attempt,) = finished(person)
        assert (attempt.jotted, attempt.text, attempt.marks) == ("power", "Dams give power to cities", 5.0)
        assert (attempt.planning, attempt.writing) == (240_000, 1_200_000)
    with hall.services().store.read() as tx:
        reviews = log.of_types(tx, DEFAULT_LEARNER, [EventType.REVIEW])
    assert [event.response for event in reviews] == [{"recalled": ["people", "power"], "half": ["floods"]}]


async def test_the_key_that_leads_to_the_outline_is_named_only_outside_of_it(hall: Hall) -> None:
    """In the outline tab leads out, so nobody is asked to press it there: what is typed then would check points."""
    async with hall.sits() as person:
        await opened(person)
        await person.press("enter")
        await person.settle()
        assert "Jot down your outline here" in person.screen
        await person.press("tab")
        await person.settle()
        assert "tab: jot down your outline here" in person.screen


async def test_home_leads_there_and_back(hall: Hall) -> None:
    """By a key and by the palette."""
    async with hall.sits() as person:
        await person.press("escape")
        await person.settle()
        await person.press("t")
        await person.settle()
        assert isinstance(person.app.screen, WritingScreen)
        assert "2 essay questions" in person.screen
        assert person.row("large dams") < person.row("serve as borders")
        await person.press("down", "enter")
        await person.settle()
        assert "a paragraph" in person.screen
        await person.press("escape", "escape")
        await person.settle()
        assert person.app.screen_stack[-1] is person.app.home


async def test_browse_leads_to_an_essay_and_to_nothing_else(hall: Hall) -> None:
    """The key says so on a question of another kind."""
    async with hall.sits() as person:
        person.app.browse()
        await person.settle()
        await person.press("slash", *"australia", "enter")
        await person.settle()
        await person.press("w")
        assert "Only essay questions" in person.screen
        await person.press("slash", *["backspace"] * 9, *"dams", "enter")
        await person.settle()
        await person.press("w")
        await person.settle()
        assert isinstance(person.app.screen, EssayScreen)


async def test_a_plan_can_be_left_at_that(hall: Hall) -> None:
    """It is an attempt of its own, not marked."""
    async with hall.sits() as person:
        await opened(person)
        await planned(person, "yyyy")
        await person.press("f")
        await person.settle()
        assert "planned, 4 of 4 points" in person.screen
        assert finished(person)[0].marks is None


async def test_a_plan_left_in_the_middle_waits(hall: Hall) -> None:
    """What was checked is on disk at once; coming back the next point is shown."""
    async with hall.sits() as person:
        await opened(person)
        await planned(person, "yn")
        assert list(unfinished(person).plan.values()) == [Had.FULL, Had.NONE]
        await person.press("backspace", "escape")
        await person.settle()
        assert "An attempt is not finished: planning" in person.screen
        assert "enter Resume" in person.lines[-1]
        await person.press("enter")
        await person.settle()
        assert "They hold back floods" in person.screen
        assert "Silt fills" not in person.screen


async def test_a_complete_plan_counts_although_the_text_waits(hall: Hall) -> None:
    """Leaving after the last point is as good as going on: memory was asked today."""
    async with hall.sits() as person:
        await opened(person)
        await planned(person)
        await person.press("escape")
        await person.settle()
    with hall.services().store.read() as tx:
        assert len(log.of_types(tx, DEFAULT_LEARNER, [EventType.REVIEW])) == 1


async def test_the_outline_is_typed_in_and_letters_are_commands_outside(hall: Hall) -> None:
    """Tab and escape leave the field; y checks nothing while one jots down."""
    async with hall.sits() as person:
        await opened(person)
        await person.press("enter")
        await person.settle()
        await person.write("yes no")
        assert "ctrl+n Check the points" in person.lines[-1]
        await person.press("tab")
        assert "space Check the points" in person.lines[-1]
        await person.press("tab", "s", "escape", "space")
        assert "yes nos" in person.screen
        assert "They give power" in person.screen


async def test_writing_at_once_and_marking_from_paper_need_no_plan(hall: Hall) -> None:
    """One may enter at any stage."""
    async with hall.sits() as person:
        await opened(person)
        await person.press("w")
        await person.settle()
        await person.write("abc")
        await person.press("ctrl+n")
        await person.settle()
        await person.press("y", "y", "y", "y", "enter")
        await person.settle()
        await person.press("m")
        await person.settle()
        await person.press("tab")
        assert "Nothing was typed" in person.screen
        await person.press("tab", "n", "n", "n", "n", "right", "enter")
        await person.settle()
        assert [attempt.marks for attempt in finished(person)] == [0.5, 20]


async def test_the_clock_stands_still_in_a_pause(hall: Hall) -> None:
    """Nothing is typed in it either; past the time it says by how much."""
    async with hall.sits() as person:
        await opened(person)
        await person.press("w")
        await person.settle()
        hall.clock.advance(minutes=10)
        await person.press("ctrl+r")
        hall.clock.advance(minutes=60)
        await person.write("lost")
        at(person).tick()
        assert "paused 10:00 of 37:30" in person.lines[0]
        await person.press("ctrl+r")
        await person.write("kept")
        hall.clock.advance(minutes=28)
        at(person).tick()
        assert "0:30 over 37:30" in person.lines[0]
        assert at(person)._manuscript.attempt.text == "kept"


async def test_a_text_is_on_disk_without_any_key(hall: Hall) -> None:
    """A moment after the last letter; leaving and resuming goes on at its end."""
    async with hall.sits() as person:
        await opened(person)
        await person.press("w")
        await person.settle()
        await person.write("Dams")
        await person.until(lambda: at(person)._manuscript.is_saved)
        assert unfinished(person).text == "Dams"
        await person.press("escape")
        await person.settle()
        assert "writing, 1 word so far" in person.screen
        await person.press("enter")
        await person.settle()
        await person.write(" last")
        await person.press("escape")
        await person.settle()
        assert unfinished(person).text == "Dams last"


async def test_leaving_the_program_keeps_the_last_letters(hall: Hall) -> None:
    """Whatever closes it."""
    async with hall.sits() as person:
        await opened(person)
        await person.press("w")
        await person.settle()
        await person.write("Dams")
        person.app.exit()
        await person.pilot.pause()
    assert hall.services().writing.essay(DAMS).unfinished.text == "Dams"  # type: ignore[union-attr]


async def test_a_disk_that_refuses_is_told_and_tried_again(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text stays on the screen, nothing leads away from it, and the next save brings all of it."""
    async with hall.sits() as person:
        await opened(person)
        await person.press("w")
        await person.settle()

        def full(store: Store) -> None:
            raise StoreUnavailable(Reason.FULL, store.path)

        with monkeypatch.context() as broken:
            broken.setattr(Store, "write", full)
            await person.write("Dams")
            await person.until(lambda: "Not saved" in person.screen)
            await person.press("escape", "ctrl+n")
            await person.settle()
            assert isinstance(person.app.screen, WriteScreen)
        await person.until(lambda: "Saved while you write" in person.screen)
        assert unfinished(person).text == "Dams"


async def test_marking_waits_too(hall: Hall) -> None:
    """A point that was looked at is on disk; resuming comes back to the marks."""
    async with hall.sits() as person:
        await opened(person)
        await person.press("w")
        await person.settle()
        await person.write("abc")
        await person.press("ctrl+n")
        await person.settle()
        await person.press("y", "h")
        assert unfinished(person).marking == {"power": Had.FULL, "floods": Had.HALF}
        await person.press("escape")
        await person.settle()
        await person.press("enter")
        await person.settle()
        assert "2 of 4 points looked at" in person.screen


async def test_from_the_marks_one_can_go_back_to_the_text(hall: Hall) -> None:
    """Leaving the marks and w: the text is there, and what was looked at stays."""
    async with hall.sits() as person:
        await opened(person)
        await person.press("w")
        await person.settle()
        await person.write("abc")
        await person.press("ctrl+n")
        await person.settle()
        await person.press("y", "escape")
        await person.settle()
        assert "w To the text" in person.lines[-1]
        assert "Mark from paper" not in person.lines[-1]
        await person.press("w")
        await person.settle()
        await person.write("d")
        await person.press("ctrl+n")
        await person.settle()
        assert "1 of 4 points looked at" in person.screen
        await person.press("tab")
        assert "abcd" in person.screen


async def test_a_text_too_long_for_the_log_stays_in_the_editor(hall: Hall) -> None:
    """It is kept, and can be shortened."""
    async with hall.sits() as person:
        await opened(person)
        await person.press("w")
        await person.settle()
        at(person).query_one(EssayArea).text = "word " * 20_001
        await person.press("ctrl+n")
        await person.settle()
        assert "More than 100,000 characters" in person.screen
        assert isinstance(person.app.screen, WriteScreen)


async def test_throwing_away_asks_once(hall: Hall) -> None:
    """The same key again does it."""
    async with hall.sits() as person:
        await opened(person)
        await planned(person, "y")
        await person.press("escape")
        await person.settle()
        await person.press("x")
        assert "An attempt is not finished" in person.screen
        await person.press("x")
        assert "An attempt is not finished" not in person.screen
        assert "w Write at once" in person.lines[-1]


def three(desk: Desk) -> None:
    """Three finished attempts on three days."""
    for number, had in enumerate((Had.NONE, Had.HALF, Had.FULL)):
        attempt = desk.planned(*[had] * 4)
        marking = dict.fromkeys(attempt.outline, had)
        text = f"Attempt {number + 1}.\n\n" + "Dams give power to cities. " * 20
        desk.writing.file(
            replace(attempt, text=text, marking=marking, marks=10.0 * number, writing=60_000 * (30 - number))
        )
        desk.clock.advance(days=1)


async def test_two_attempts_stand_beside_each_other(desk: Desk) -> None:
    """At 120 columns both; at 80 tab turns over; another can be put beside."""
    three(desk)
    async with desk.hall.sits(size=(120, 40)) as person:
        await opened(person)
        assert person.row("Wed 4 Mar") < person.row("Tue 3 Mar") < person.row("Mon 2 Mar")
        await person.press("c")
        await person.settle()
        assert isinstance(person.app.screen, CompareScreen)
        assert "attempt 2 and attempt 3 of 3" in person.lines[0]
        assert "Attempt 2." in person.screen
        assert "Attempt 3." in person.screen
        assert "half in the other" in person.screen
        await person.press("left")
        assert "Attempt 1." in person.screen
        await person.pilot.resize_terminal(80, 24)
        await person.settle()
        assert "✓ had" in person.screen
        await person.press("tab")
        assert "✗ missed" in person.screen
        assert "attempt 1 of 3" in person.lines[0]


async def test_a_single_attempt_is_read_alone(desk: Desk) -> None:
    """Nothing to turn over to."""
    desk.writing.file(replace(desk.planned(*[Had.FULL] * 4), text="Alone."))
    async with desk.hall.sits(size=(120, 40)) as person:
        await opened(person)
        assert "c Read" in person.lines[-1]
        await person.press("c")
        await person.settle()
        assert "Alone." in person.screen
        assert "The other" not in person.lines[-1]


async def test_what_was_written_cannot_act_on_the_terminal(desk: Desk) -> None:
    """Escapes and overrides of a text are shown as what they are, in the editor and wherever it is read."""
    evil = "[/b] \x1b[2J \x1b]0;x\x07 \u202eabc [@click=app.quit]x[/]"
    desk.writing.file(replace(desk.planned(*[Had.FULL] * 4), text=evil, jotted=evil))
    desk.writing.save(replace(desk.planned(*[Had.FULL] * 4), text=evil, jotted=evil, stage=Stage.WRITE))
    async with desk.hall.sits(size=(120, 40)) as person:
        await opened(person)
        await person.press("c")
        await person.settle()
        assert "[@click=app.quit]x[/]" in person.screen
        assert not any(CONTROL.search(line) for line in person.lines)
        await person.press("escape")
        await person.settle()
        await person.press("enter")
        await person.settle()
        assert not any(CONTROL.search(line) for line in person.lines)
        assert at(person)._manuscript.attempt.text == evil
        await person.press("ctrl+n")
        await person.settle()
        assert not any(CONTROL.search(line) for line in person.lines)


@pytest.mark.parametrize("size", SIZES)
async def test_how_they_look(desk: Desk, size: str) -> None:
    """Every stage as text, with the plan beside what is written where there is room."""
    three(desk)
    async with desk.hall.sits(desk.hall.app(signs=ASCII), size=SIZES[size]) as person:
        writing.show_essays(person.app)
        await person.settle()
        compare(person, "writing-list", size)
        await person.press("down", "enter")
        await person.settle()
        compare(person, "writing-essay", size)
        await person.press("enter")
        await person.settle()
        await person.write("Gains")
        await person.press("ctrl+n", "y", "h")
        await person.settle()
        compare(person, "writing-plan", size)
        await person.press("n", "y", "enter")
        await person.settle()
        await person.write("Dams give power")
        await person.press("ctrl+s")
        desk.clock.advance(minutes=12)
        at(person).tick()
        await person.settle()
        compare(person, "writing-text", size)
        await person.press("ctrl+n")
        await person.settle()
        await person.press("y", "h")
        compare(person, "writing-marking", size)
