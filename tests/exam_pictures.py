"""Pictures of the exam room: the choice of a paper, a question, the map, the hand-in, a long paper, an essay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.tui.exam_sitting import begin
from quizapp.tui.screens.exam_room import ExamRoomScreen
from tests.tui.support import Hall, Person

if TYPE_CHECKING:
    from tests.pictures import Album

KEYS = "b n a space n d m n x c c n n a n b n A C b m space"


async def sit(person: Person, blueprint: str) -> ExamRoomScreen:
    """Sit down at a paper."""
    begin(person.app, blueprint, 7)
    await person.settle()
    assert isinstance(person.app.screen, ExamRoomScreen)
    return person.app.screen


async def room(album: Album, hall: Hall) -> None:
    """From the choice to the hand-in, and what waits on Home."""
    async with hall.sits() as person:
        await person.press("e")
        await person.settle()
        await person.until(lambda: "Part I" in person.screen)
        await person.press("down")
        sentence = "What there is, how long it takes, what passes, what it lacks, and how one did."
        await album.take(person, "exam-papers", "Papers to sit", sentence)
        screen = await sit(person, "css-ca-part1")
        for key in KEYS.split():
            hall.clock.advance(seconds=38)
            await person.press(key)
        screen.tick()
        sentence = "The clock, the question, and the map of all of them; options can be struck out."
        await album.take(person, "exam-room", "The exam room", sentence)
        await person.press("v")
        await album.take(person, "exam-map", "The map", "All questions; enter or a click goes to one.")
        await person.press("v", "h")
        await album.take(person, "exam-hand-in", "Before handing in", "What is blank, and what a blank costs.")
        await person.press("escape", "escape")
        await person.settle()
        await person.until(lambda: "goes on with it" in person.screen)
        sentence = "A paper that was begun is offered at once, with its clock."
        await album.take(person, "exam-waits", "Home, while a paper waits", sentence)
        screen.seat.exams.abandon(screen.seat.sitting)
        await long(album, hall, person)
        await written(album, person)


async def long(album: Album, hall: Hall, person: Person) -> None:
    """A paper of a hundred questions, half of it done."""
    screen = await sit(person, "fpsc-recruitment")
    for number in range(60):
        hall.clock.advance(seconds=50)
        await person.press("m" if number % 9 == 4 else "abcd"[number % 4], "n")
    screen.tick()
    await album.take(person, "exam-long", "A long paper", "A hundred questions stay beside the one in view.")
    screen.seat.exams.abandon(screen.seat.sitting)


async def written(album: Album, person: Person) -> None:
    """A section that was taken away, and an essay after it."""
    screen = await sit(person, "css-ca-paper")
    await person.press("b", "n", "c", "h", "y")
    await album.take(person, "exam-section", "The next section", "Part I was handed in; nobody comes back to it.")
    await person.press("enter", "tab")
    await person.write("The Shanghai Cooperation Organisation began as a forum on borders")
    await person.press("enter", "enter")
    await person.write("Its first task was trust between neighbours")
    await album.take(
        person, "exam-essay", "An essay in the exam room", "Words are counted, and kept as they are written."
    )
    await person.press("escape")
    screen.save_text()
    screen.seat.exams.abandon(screen.seat.sitting)
    await person.press("escape")
    await person.settle()
