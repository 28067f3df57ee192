"""The pictures of docs/phone.md: cards of the bundled bank on a phone, drawn by Chromium (`make pictures`)."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.bank_figures import read_bank
from quizapp.domain.issuing import IssuedQuestion
from quizapp.exports.apkg.package import package
from tests.support.anki_desk import AnkiDesk
from tests.support.browser import PROGRAM, Browser, browser, sides

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
DAY = datetime(2026, 11, 22, tzinfo=UTC)


def _tap_wrong(page: Browser) -> None:
    # The card knows its key only on its back: what is tapped there is any option but the right one.
    number = page.run(
        "[...document.querySelectorAll('#qz-options [data-n]')].find(each => each.textContent !== wanted).dataset.n"
    )
    page.tap(f"#qz-options [data-n='{number}']")


def _two_points(page: Browser) -> None:
    for _ in range(2):
        page.tap(".qz-next")
    page.run("scrollTo(0, 0)")


def _nothing(_: Browser) -> None:
    pass


CARDS: dict[str, tuple[str, bool, Callable[[Browser], None], Callable[[Browser], None]]] = {
    "choice": ("sco-counter-terrorism/xiamen-drill-city", False, _tap_wrong, _nothing),
    "cloze": ("pakistan-in-the-sco/all-weather-cloze", True, _nothing, _nothing),
    "essay": ("sco-powers/e-multipolar-pakistan", False, _nothing, _two_points),
}
"""By the name of the picture: the question, whether by night, and what is tapped on the front and on the back."""


def main() -> None:
    """Draw the back of each card as it looks when its front was answered."""
    if PROGRAM is None:
        raise SystemExit("Chromium draws these pictures: there is none here.")
    bank = read_bank()
    issue = [IssuedQuestion(deck, question, DAY) for deck, questions in bank.decks for question in questions]
    rights = {f"{each.deck.slug}/{each.question.id}": each.question for each in issue}
    titles = {each.sheet.document: each.sheet.title for each in bank.coverage.documents}
    with tempfile.TemporaryDirectory(prefix="quizapp-pictures-") as folder, browser() as page:
        desk = AnkiDesk(Path(folder))
        desk.take(package(issue, titles, date(2026, 11, 22)))
        page.size(360, 640)
        for name, (id, night, before, after) in CARDS.items():
            shown = sides(desk.collection, desk.cards(id)[0].id)
            page.show(shown.front, night=night)
            options = getattr(rights[id], "options", ())
            wanted = next((option.text for option in options if option.correct), "")
            page.run(f"wanted = {wanted!r}")
            before(page)
            page.show(shown.back, night=night)
            after(page)
            (FOLDER / f"phone-{name}.png").write_bytes(page.picture())
        desk.close()


if __name__ == "__main__":
    main()
