"""The exam room with a set clock: every key is on the disk, the clock ends the paper, no key is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from textual.strip import Strip
from textual.widget import Widget

from quizapp.domain.answers import Matched, Picked, Wrote
from quizapp.tui.exam_sitting import begin
from quizapp.tui.exam_stages import View
from quizapp.tui.screens.exam_papers import ExamPapersScreen
from quizapp.tui.screens.exam_result import ExamResultScreen
from quizapp.tui.screens.exam_room import ExamRoomScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.signs import ASCII
from tests.tui.support import ESSAY, MATCHING, MULTIPLE, ORDERING, TYPED, Hall, Person
from tests.tui.test_snapshots import SIZES, compare


def choice(number: int) -> str:
    """A question of its own fact."""
    options = "".join(
        f"      - {{id: o{each}, text: Town {number}-{each}{', correct: true' if each == 1 else ''}}}\n"
        for each in range(4)
    )
    return (
        f"  - id: q{number:03}\n    kind: choice\n    topic: Towns\n"
        f"    prompt: Which town lies at the river number {number}?\n    options:\n{options}"
        f"    explanation: It was always there.\n"
    )


def paper(hall: Hall, questions: int, *, more: str = "", section: str = "", sections: str = "") -> None:
    """A blueprint `test` of so many choice questions."""
    sections = sections or f"  - {{id: all, title: Objective, questions: {questions}, kinds: [choice]{section}}}\n"
    hall.paths.papers.mkdir(parents=True, exist_ok=True)
    text = f"paper: test\ntitle: A test on towns\n{more}sections:\n{sections}"
    (hall.paths.papers / "test.yaml").write_text(text, encoding="utf-8")


def towns(hall: Hall, number: int) -> None:
    """A deck of so many choice questions."""
    hall.write(*[choice(each) for each in range(1, number + 1)], slug="towns", title="Towns")


TIMED = "minutes: 30\npass_percent: 40\npauses: false\n"


async def sit(person: Person) -> ExamRoomScreen:
    """Sit down at the paper."""
    begin(person.app, "test", 7)
    await person.settle()
    return room(person)


def room(person: Person) -> ExamRoomScreen:
    """The exam room, which must be the screen shown."""
    assert isinstance(person.app.screen, ExamRoomScreen), person.app.screen
    return person.app.screen


def said(person: Person) -> str:
    """What was told in passing."""
    return " ".join(note.message for note in person.app._notifications)


def notice(person: Person) -> str:
    """What stands left of the map, on one line."""
    return " ".join(" ".join(line.partition("│")[0] for line in person.lines).split())


async def home(person: Person) -> None:
    """Go to Home."""
    while not isinstance(person.app.screen, HomeScreen):
        await person.press("escape")
        await person.settle()


@pytest.mark.parametrize("size", SIZES)
async def test_a_paper_from_the_choice_to_the_result(hall: Hall, size: str) -> None:
    """How it looks: the choice, what is asked first, a question, the map, the hand-in."""
    towns(hall, 20)
    paper(hall, 20, more=TIMED)
    async with hall.sits(size=SIZES[size]) as person:
        await home(person)
        await person.press("e")
        await person.settle()
        screen = person.app.screen
        assert isinstance(screen, ExamPapersScreen)
        await person.press(*["down"] * 9)
        compare(person, "exam-papers", size)
        await person.press("enter")
        assert "cannot be stopped" in person.screen
    async with hall.sits(size=SIZES[size]) as person:
        await sit(person)
        compare(person, "exam-first", size)
        hall.clock.advance(seconds=95)
        await person.press("b", "space", "n", "c", "m", "n", "x", "a", "n", "d")
        room(person).tick()
        await person.pilot.pause()
        compare(person, "exam-question", size)
        await person.press("v")
        compare(person, "exam-map", size)
        await person.press("v", "h")
        compare(person, "exam-hand-in", size)


async def test_no_key_tells_what_is_right(hall: Hall) -> None:
    """Right or wrong, the screen says the same, and never why."""
    towns(hall, 4)
    paper(hall, 4, more=TIMED)
    async with hall.sits() as person:
        screen = await sit(person)
        seen = set()
        for letter in "abcd":
            await person.press(letter)
            seen.add(person.screen.replace("●", " ").replace(f"answer {letter}", "answer"))
            assert screen.seat.slot.response == Picked(screen.seat.options["abcd".index(letter)])
        assert len(seen) == 1
        assert "always there" not in person.screen
        assert "ight" not in person.screen


async def test_every_key_is_on_the_disk_and_one_comes_back_to_the_same_question(hall: Hall) -> None:
    """Nothing is closed: another program reads what was entered, and offers to go on."""
    towns(hall, 20)
    paper(hall, 20, more=TIMED)
    async with hall.sits() as person:
        screen = await sit(person)
        await person.press("b", "n", "A", "n", "space", "m", "n", "c", "space")
        before = screen.seat.sitting
        hall.clock.advance(minutes=7)
        async with hall.sits() as later:
            await later.until(lambda: "question 4 of 20" in later.screen)
            assert "its clock runs: 23:00 left" in later.screen
            assert "e Go on" in later.lines[-1]
            await later.press("e")
            await later.settle()
            assert "23:00 left" in later.lines[0]
            again = room(later).seat.sitting
            assert again.at == 4
            assert [replace(slot, milliseconds=0) for slot in again.slots] == [
                replace(slot, milliseconds=0) for slot in before.slots
            ]
            assert "23:00 left" in later.lines[0]
            assert "unsure" in later.screen


async def test_the_clock_warns_in_words_and_hands_in(hall: Hall) -> None:
    """Ten minutes, five, one; then the result, whatever is on the screen."""
    towns(hall, 20)
    paper(hall, 20, more=TIMED)
    async with hall.sits() as person:
        screen = await sit(person)
        await person.press("b")
        for minutes, told in ((20, "10 minutes left: 19 questions"), (5, "5 minutes left: 19 questions")):
            screen.tick()
            hall.clock.advance(minutes=minutes)
            screen.tick()
            await person.pilot.pause()
            assert told in said(person)
        assert "! 5:00 left" in person.lines[0]
        hall.clock.advance(minutes=4, seconds=1)
        screen.tick()
        await person.press("h")
        assert "LAST MINUTE 0:59 left" in person.lines[0]
        hall.clock.advance(seconds=58)
        screen.tick()
        assert screen.seat.sitting.ended is None
        hall.clock.advance(seconds=1)
        screen.tick()
        await person.settle()
        assert screen.seat.sitting.ended is not None
        assert isinstance(person.app.screen, ExamResultScreen)


async def test_a_tick_paints_the_top_line_and_nothing_else(hall: Hall) -> None:
    """200 questions stand still while the clock runs."""
    towns(hall, 20)
    paper(hall, 20, more=TIMED)
    async with hall.sits() as person:
        screen = await sit(person)
        painted: list[str] = []
        for widget in screen.query("*"):
            draw = widget.render_line

            def watch(y: int, widget: Widget = widget, draw: Callable[[int], Strip] = draw) -> Strip:
                painted.append(widget.id or "")
                return draw(y)

            widget.render_line = watch  # type: ignore[method-assign]
        hall.clock.advance(seconds=1)
        screen.tick()
        await person.pilot.pause()
        assert set(painted) == {"top"}


async def test_time_that_is_over_while_quizapp_is_closed(hall: Hall) -> None:
    """Home says so, and the same key leads to the result."""
    towns(hall, 20)
    paper(hall, 20, more=TIMED)
    async with hall.sits() as person:
        await sit(person)
        await person.press("b")
    hall.clock.advance(minutes=40)
    async with hall.sits() as person:
        await person.until(lambda: "ran out while you were away" in " ".join(person.screen.split()))
        await person.press("e")
        await person.settle()
        assert isinstance(person.app.screen, ExamResultScreen)
        await home(person)
        await person.settle()
        assert "ran out" not in person.screen.splitlines()[3]


async def test_moving_about(hall: Hall) -> None:
    """By arrows, by number, to the next empty or marked one, on the map, with the mouse."""
    towns(hall, 30)
    paper(hall, 30, more=TIMED)
    async with hall.sits() as person:
        screen = await sit(person)

        def at() -> int:
            return screen.seat.number

        await person.press("right", "right", "left", "enter", "p")
        assert at() == 2
        await person.press("slash", "1", "7", "enter")
        assert at() == 17
        assert "Question 17 of 30" in person.screen
        await person.press("g", "9", "9", "enter")
        assert "There is no question 99" in person.screen
        await person.press("b", "end", "b", "m", "o")
        assert at() == 1
        await person.press("b", "o", "r")
        assert at() == 30
        await person.press("n")
        assert "The last question: h hands the paper in; o goes to the next empty one." in person.screen
        await person.press("home", "v", "down", "right", "enter")
        assert at() == 17
        await person.pilot.click("#grid", offset=(4, 1))
        await person.pilot.pause()
        assert at() == 1
        await person.press("down", "down", "down", "enter")
        assert screen.seat.slot.response == Picked(screen.seat.options[2])
        await person.press("enter")
        assert at() == 2
        await person.pilot.click("#options", offset=(9, 1))
        await person.pilot.pause()
        assert screen.seat.slot.response == Picked(screen.seat.options[1])


async def test_striking_out(hall: Hall) -> None:
    """By letter, under the pointer, with a capital; what is struck out is no answer."""
    towns(hall, 4)
    paper(hall, 4, more=TIMED)
    async with hall.sits() as person:
        screen = await sit(person)
        await person.press("x")
        assert "Press the letter" in person.screen
        await person.press("c", "A")
        assert "out: a, c" in person.screen
        await person.press("c")
        assert "answer c" in person.screen
        assert "out: a" in person.screen
        await person.press("C")
        assert "no answer" in person.screen
        await person.press("down", "x")
        assert "out: c" in person.screen
        await person.press("x", "n", "p", "x", "escape")
        assert "out: a, c" in person.screen
        assert room(person) is screen
        await person.press("b", "backspace")
        assert "no answer" in person.screen


async def test_before_handing_in_blanks_are_counted_and_what_they_cost(hall: Hall) -> None:
    """Where nothing is taken a blank costs as much as a wrong answer; else what a wrong one costs is said."""
    towns(hall, 20)
    for section, told in (("", "A blank costs as much as a wrong answer"), (", negative: 0.25", "a wrong answer 0.25")):
        paper(hall, 20, more=TIMED, section=section)
        async with hall.sits() as person:
            screen = await sit(person)
            await person.press("b", "n", "n", "c", "space", "h")
            assert "2 of 20 questions answered, 1 of them unsure" in person.screen
            assert "18 blank: 2, 4-20." in person.screen
            assert told in notice(person)
            await person.press("enter", "escape")
            assert room(person) is screen
            await person.press("h", "y")
            await person.settle()
            assert isinstance(person.app.screen, ExamResultScreen)


async def test_where_blanks_cost_different_things_the_sections_are_named(hall: Hall) -> None:
    """Else two sentences would stand there that contradict each other."""
    towns(hall, 4)
    sections = "".join(
        f"  - {{id: {id}, title: Part {id}, questions: 2, kinds: [choice], negative: {cost}}}\n"
        for id, cost in (("one", 0), ("two", 0.25))
    )
    paper(hall, 4, more=TIMED, sections=sections)
    async with hall.sits() as person:
        await sit(person)
        await person.press("h")
        assert "Part one: A blank costs as much as a wrong answer" in notice(person)
        assert "Part two: A blank costs nothing" in notice(person)


async def test_a_pause_hides_the_question_and_stops_the_clock(hall: Hall) -> None:
    """Where the paper allows it; leaving pauses too, and so does a crash."""
    towns(hall, 20)
    paper(hall, 20, more="minutes: 30\n")
    async with hall.sits() as person:
        screen = await sit(person)
        hall.clock.advance(minutes=3)
        await person.press("b", "z")
        assert "river number" not in person.screen
        hall.clock.advance(minutes=50)
        screen.tick()
        await person.press("enter")
        assert "27:00 left" in person.lines[0]
        assert "river number" in person.screen
        await person.press("escape")
        await person.settle()
        hall.clock.advance(hours=5)
        await person.until(lambda: "its clock stands still: 27:00 left" in notice(person))
        await person.press("e")
        await person.settle()
        assert "27:00 left" in person.lines[0]
    paper(hall, 20, more=TIMED)


async def test_a_paper_without_pauses_runs_on_while_one_is_at_home(hall: Hall) -> None:
    """One is told, and the key that pauses is not there."""
    towns(hall, 20)
    paper(hall, 20, more=TIMED)
    async with hall.sits() as person:
        await sit(person)
        await person.press("z")
        assert "Paused" not in person.screen
        await person.press("escape")
        await person.settle()
        assert isinstance(person.app.screen, HomeScreen)
        assert "runs on" in said(person)
        hall.clock.advance(minutes=10)
        await person.press("e")
        await person.settle()
        assert "20:00 left" in person.lines[0]
        assert not said(person)


async def test_beginning_is_asked_about(hall: Hall) -> None:
    """Enter begins, and so does the key that means yes; a time of one minute is told as one."""
    towns(hall, 4)
    sections = "".join(
        f"  - {{id: {id}, title: Part {id}, questions: 2, kinds: [choice], minutes: 1, locks: true}}\n"
        for id in ("one", "two")
    )
    paper(hall, 4, more="minutes: 2\npauses: false\n", sections=sections)
    async with hall.sits() as person:
        await home(person)
        await person.press("e")
        await person.settle()
        await person.press(*["down"] * 9)
        assert "Part one is taken away after 1 minute." in " ".join(person.screen.split())
        await person.press("enter", "n")
        assert "Begin" not in person.screen
        await person.press("enter", "y")
        await person.settle()
        screen = room(person)
        await person.press("h", "y", "enter", "b")
        await person.settle()
        assert list(screen.seat.empty()) == [4], "what was taken away waits for no answer"


SECTIONS = """\
  - {id: one, title: Part I, questions: 4, kinds: [choice], minutes: 5, locks: true}
  - {id: two, title: Part II, questions: 1, kinds: [essay], minutes: 20, marks: 20}
"""


async def test_a_section_that_locks_is_taken_away(hall: Hall) -> None:
    """By its time or by hand; its questions can be read no more, and an essay is kept as it is written."""
    hall.write(*[choice(each) for each in range(1, 5)], ESSAY, slug="towns", title="Towns")
    paper(hall, 5, more="minutes: 25\npauses: false\n", sections=SECTIONS)
    for by_hand in (True, False):
        async with hall.sits() as person:
            screen = await sit(person)
            assert "5:00 left here · 25:00 in all" in person.lines[0]
            await person.press("b")
            if by_hand:
                await person.press("h")
                assert "Hand in Part I?" in person.screen
                await person.press("y")
            else:
                hall.clock.advance(minutes=5)
                screen.tick()
                await person.pilot.pause()
            assert "1 of 4 questions answered. It was taken away." in notice(person)
            await person.press("enter")
            assert "Question 5 of 5" in person.screen
            assert "4 closed" in person.screen
            await person.press("p")
            assert screen.seat.number == 5
            await person.press("tab")
            await person.write("Dams give power")
            assert "3 words" in person.screen
            assert "1 of 5" not in person.screen
            await person.press("escape", "h")
            assert screen.seat.exams.draft(screen.seat.sitting, 5) == "Dams give power"
            assert "2 of 5 questions answered." in notice(person)
            assert "blank" not in notice(person), "to what was taken away nobody can go"
            await person.press("y")
            await person.settle()
            assert isinstance(person.app.screen, ExamResultScreen)


KINDS = """\
  - {id: all, title: All kinds, questions: 4, kinds: [multiple, ordering, matching, typed], order: parts}
"""


async def test_questions_with_several_parts_and_typed_ones(hall: Hall) -> None:
    """The same keys as in Study, each entered at once; typed letters too."""
    hall.write(*[kind.replace("    sources: [atlas#", "    tags: [") for kind in (MULTIPLE, ORDERING, MATCHING, TYPED)])
    paper(hall, 4, more=TIMED, sections=KINDS)
    async with hall.sits() as person:
        screen = await sit(person)
        for _ in range(4):
            kind = screen.standing.kind
            if kind == "typed":
                await person.press("tab", *"Astana")
                assert screen.seat.slot.response == Wrote("Astana")
                kept = screen.seat.exams.sitting(screen.seat.sitting.id)
                assert kept.slot(screen.seat.number).response == Wrote("Astana")
                await person.press("escape", "n")
            elif kind == "matching":
                await person.press("a", "c", "b")
                assert isinstance(screen.seat.slot.response, Matched)
                assert len(screen.seat.slot.response.pairs) == 3
                await person.press("backspace", "right")
            else:
                await person.press("b", "a")
                assert screen.seat.is_answered
                await person.press("n")
        assert screen.seat.sitting.tally.answered == 4
        number = screen.seat.number
        await person.press("home", "end")
        assert screen.seat.is_answered
        assert number


async def test_discarding_is_asked_about(hall: Hall) -> None:
    """And another paper cannot be begun before."""
    towns(hall, 20)
    paper(hall, 20, more=TIMED)
    async with hall.sits() as person:
        await sit(person)
        await person.press("b", "escape", "E")
        await person.settle()
        assert "UNDER WAY" in person.screen
        await person.press(*["down"] * 9, "enter")
        assert room_is_not_there(person)
        assert "discard it first" in said(person)
        await person.press("d", "escape")
        assert "UNDER WAY" in person.screen
        await person.press("d", "y")
        assert "UNDER WAY" not in person.screen
        assert person.app.services is not None
        assert person.app.services.exams.unfinished() is None


def room_is_not_there(person: Person) -> bool:
    """Whether another screen is shown."""
    return not isinstance(person.app.screen, ExamRoomScreen)


async def test_marks_and_colours_are_told_in_letters_too(hall: Hall) -> None:
    """A console without glyphs."""
    towns(hall, 20)
    paper(hall, 20, more=TIMED)
    async with hall.sits(hall.app(signs=ASCII)) as person:
        await sit(person)
        await person.press("b", "m", "n", "C")
        assert all(ord(letter) < 128 or letter in "─│" for letter in person.screen), person.screen
        assert " 1!" in person.screen
        assert "out: c" in person.screen


async def test_a_small_window_has_the_map_by_a_key(hall: Hall) -> None:
    """60 columns: the question alone, or the map alone; 200 questions fit."""
    towns(hall, 60)
    paper(hall, 60, more=TIMED)
    async with hall.sits(size=(60, 20)) as person:
        await sit(person)
        assert "answered" not in person.screen
        await person.press("v")
        assert "0 answered" in person.screen
        await person.pilot.resize_terminal(100, 30)
        await person.press("v")
        await person.settle()
        assert "0 answered" in person.screen
        assert "river number" in person.screen


async def test_text_of_decks_is_shown_letter_for_letter(hall: Hall) -> None:
    """Titles of papers and sections, and options, are data."""
    hall.write(choice(1).replace("Town 1-2", "'[red]a[/b] [/]'"), choice(2), slug="towns", title="Towns")
    sections = "  - {id: all, title: '[/b] All', questions: 1, kinds: [choice]}\n" * 2
    sections = sections.replace("id: all", "id: other", 1)
    paper(hall, 2, more=TIMED, sections=sections)
    path = hall.paths.papers / "test.yaml"
    path.write_text(path.read_text().replace("A test on towns", "'[/] of [b]'"))
    async with hall.sits() as person:
        await home(person)
        await person.press("e")
        await person.settle()
        assert "[/] of [b]" in person.screen
        await sit(person)
        assert "[/] of [b] · [/b] All" in person.lines[0]
        await person.press("v", "h")
        assert room(person).standing.view is View.HANDING_IN
