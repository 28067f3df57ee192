"""Pictures of written practice for the documents, on one essay of the bundled decks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.domain.questions import CardKey
from quizapp.domain.writing import Had, Stage
from quizapp.tui import writing
from quizapp.tui.screens.writing_text import WriteScreen
from tests.tui.support import Hall, Person

if TYPE_CHECKING:
    from tests.pictures import Album

PARAGRAPHS = (
    "The Shanghai Cooperation Organisation is the one table at which Pakistan sits with China, Russia, Iran, India and "
    "the states of Central Asia. It has been a full member since June 2017, and has used the forum above all to speak "
    "of terrorism and of connectivity.",
    "What Pakistan looks for there is plain: security first, then growth, energy and partners on whom it can rely. The "
    "summits give it access to great powers without the price of an alliance, and its record against terrorism an "
    "audience that knows the region.",
    "The limits are as plain. Bilateral disputes are kept outside, so the forum settles nothing with India. Decisions "
    "need consensus, and what is decided is seldom paid for.",
)


async def written(album: Album, hall: Hall) -> None:
    """One essay from the list to its marks, and beside an older attempt."""
    async with hall.sits() as person:
        services = person.app.services
        assert services is not None
        card = next(each.card for each in services.writing.essays() if "platform" in each.question.prompt)
        _earlier(person, hall, card)
        begun = services.writing.begin(services.writing.essays()[3], Stage.WRITE)
        services.writing.save(replace(begun, text=PARAGRAPHS[0]))
        await person.press("t")
        await person.settle()
        await album.take(
            person, "writing-list", "Written practice", "Essay questions with what each earned; longest ago first."
        )
        writing.show_essay(person.app, card)
        await person.settle()
        await album.take(person, "writing-essay", "One essay", "What it is worth, and the attempts so far.")
        await _plan(album, person, hall)
        await _text(album, person, hall)
        await person.press("y", "y", "h", "y", "n")
        await album.take(
            person,
            "writing-marking",
            "Marking an essay",
            "The model outline beside the text; at 80 columns tab changes.",
        )
        await person.press("y", "y", "h", "y", "enter")
        await person.settle()
        await person.press("c")
        await album.take(person, "writing-compare", "Two attempts", "Side by side, with what was missed in each.")
        while person.app.screen is not person.app.home:
            await person.press("escape")
            await person.settle()


def _earlier(person: Person, hall: Hall, card: CardKey) -> None:
    """Two attempts of the days before."""
    services = person.app.services
    assert services is not None
    for number, (had, marks) in enumerate(((Had.HALF, 8.0), (Had.FULL, 11.5))):
        desk = services.writing.essay(card)
        attempt = services.writing.begin(desk, Stage.WRITE)
        marking = {point: had if place % 3 else Had.NONE for place, point in enumerate(attempt.outline)}
        text = "\n\n".join(PARAGRAPHS[: number + 1])
        done = replace(attempt, text=text, marking=marking, marks=marks, writing=60_000 * (29 + 4 * number))
        services.writing.file(done)
        hall.clock.advance(days=2)


async def _plan(album: Album, person: Person, hall: Hall) -> None:
    await person.press("enter")
    await person.settle()
    await person.press(*"Membership", "enter", *"Aims", "enter", *"Gains", "enter", *"Limits")
    await person.press("ctrl+n", "y", "h")
    hall.clock.advance(minutes=4)
    await album.take(person, "writing-plan", "Planning an essay", "The points one by one; those missed come first.")
    for _ in range(9):
        await person.press("y")


async def _text(album: Album, person: Person, hall: Hall) -> None:
    await person.press("enter")
    await person.settle()
    screen = person.app.screen
    assert isinstance(screen, WriteScreen)
    screen.area.text = "\n\n".join(PARAGRAPHS)
    screen.area.move_cursor(screen.area.document.end)
    hall.clock.advance(minutes=17)
    await album.take(
        person, "writing-text", "Writing an essay", "Words and minutes above, the plan beside it where there is room."
    )
    await person.press("ctrl+n")
    await person.settle()
