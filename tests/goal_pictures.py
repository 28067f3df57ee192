"""Pictures of an exam ahead: Home's promise, the plan until then, the form, and why a card is asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from quizapp.domain.goals import Break, Goal
from tests.tui.support import Hall

if TYPE_CHECKING:
    from tests.pictures import Album

MPT = Goal(
    id="css-current-affairs",
    exam="CSS Current Affairs",
    paper="css-ca-part1",
    on=date(2027, 2, 21),
    minutes=(6, 6, 6, 6, 0, 10, 10),
    breaks=(Break(date(2026, 12, 24), date(2026, 12, 28)),),
    target=17,
)


async def aims(album: Album, hall: Hall) -> None:
    """The real plan for an exam in some months, by the app that aims at it."""
    services = hall.services()
    services.goals.set(MPT)
    services.planning.plan()
    services.store.close()
    async with hall.sits() as person:
        await person.until(lambda: "practise these" in person.screen and "expected" in person.screen)
        sentence = "What to do today by the plan, and the marks that it promises for the day."
        await album.take(person, "home-planned", "Home with an exam ahead", sentence)
        await person.press("g")
        await person.settle()
        sentence = "The marks to expect against the line that passes and the target, and the weeks until then."
        await album.take(person, "plan", "The plan until the exam", sentence)
        await person.press("pagedown", "pagedown")
        await album.take(person, "plan-below", "The plan, further down", "The next days, and what is left out.")
        await person.press("enter")
        await person.settle()
        sentence = "What is to be said of an exam, and beside each field what it takes."
        await album.take(person, "goal", "An exam to aim at", sentence)
