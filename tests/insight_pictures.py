"""Pictures of the pages of Insights, after some weeks of answers and some papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.tui.screens.insights import PAGES
from tests.tui.support import Hall

if TYPE_CHECKING:
    from tests.pictures import Album

SENTENCES = {
    "Marks": ("Marks to expect", "What every paper would come to today, and what such predictions were worth."),
    "Topics": ("Topics", "Mastery by topic, weakest first; enter practises the one under the pointer."),
    "Facts": ("Facts", "Mastery by the facts of the source documents."),
    "Missed": ("Most missed", "How often, and what is taken for the answer."),
    "Leeches": ("Leeches", "Questions that are forgotten again and again, each with advice."),
    "Papers": ("Papers against the line", "Every attempt against the line that passes."),
}


async def insight_pages(album: Album, hall: Hall) -> None:
    """Every page but the first, which is taken with the other places."""
    async with hall.sits() as person:
        await person.until(lambda: "WEAKEST" in person.screen)
        await person.press("i")
        await person.settle()
        for number, page in enumerate(PAGES, start=1):
            if page.NAME in SENTENCES:
                await person.press(str(number))
                await person.settle()
                await person.until(lambda: "Reckoning" not in person.screen)
                title, sentence = SENTENCES[page.NAME]
                await album.take(person, f"insights-{page.NAME.lower()}", title, sentence)
