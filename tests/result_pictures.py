"""Pictures of papers that were sat: the result, the review, a key to correct, and all papers."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from quizapp.bootstrap import Services
from quizapp.domain.exam_changes import Answer, Mark, Sure
from quizapp.tui.screens.exam_result import ExamResultScreen
from tests.support.clocks import SetClock
from tests.support.sat_papers import answer
from tests.tui.support import Hall

if TYPE_CHECKING:
    from tests.pictures import Album

PAPERS = (("css-ca-part1", 110), ("quick-ten", 200), ("css-ca-part1", 150), ("css-ca-part1", 190))
"""What is sat, and how many of 256 answers are right."""


def sit(services: Services, clock: SetClock, blueprint: str, skill: int) -> str:
    """Sit a paper as a person might, sure of most of it, and return its id."""
    exams = services.exams
    sitting = exams.begin(services.papers.blueprint(blueprint), skill)
    for each in sitting.paper.questions:
        lot = sha256(f"{each.card}/{skill}".encode()).digest()
        sitting = exams.go(sitting, each.number)
        clock.advance(seconds=15 + lot[1] % 50 + 60 * (lot[2] % 9 == 0))
        given = answer(sitting, each.number, "r" if lot[0] < skill else "w")
        if given is None or lot[3] % 17 == 0:
            continue
        first = answer(sitting, each.number, "w")
        if first is not None and lot[5] % 9 == 0:
            sitting = exams.enter(sitting, each.number, Answer(first))
        sitting = exams.enter(sitting, each.number, Answer(given))
        sitting = exams.enter(sitting, each.number, Sure(lot[4] % 4 > 0))
        if lot[6] % 6 == 0:
            sitting = exams.enter(sitting, each.number, Mark(True))
    return exams.hand_in(sitting).id


async def results(album: Album, hall: Hall) -> None:
    """How the last of some papers went."""
    async with hall.sits() as person:
        services = person.app.services
        assert services is not None
        last = ""
        for blueprint, skill in PAPERS:
            hall.clock.advance(days=2)
            last = sit(services, hall.clock, blueprint, skill)
        person.app.push_screen(ExamResultScreen(last))
        await person.settle()
        sentence = "Marks against the line that passes, by topic, beside earlier attempts."
        await album.take(person, "exam-result", "The result of a paper", sentence)
        await person.press("pagedown")
        sentence = "Luck, and where the time went."
        await album.take(person, "exam-result-below", "The result, further down", sentence)
        await person.press("w")
        await person.settle()
        sentence = "One question after the other, with yours, the key and every reason."
        await album.take(person, "exam-review", "The review of a paper", sentence)
        await person.press("c", "down")
        sentence = "What counts as right in all papers that had the question."
        await album.take(person, "exam-key", "Correcting a key", sentence)
        await person.press("escape", "escape", "o")
        await person.settle()
        await album.take(person, "exam-history", "Papers that were sat", "The newest first.")
