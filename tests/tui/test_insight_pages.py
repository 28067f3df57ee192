"""The pages of Insights: lists that lead to practice and to Browse, read when they are opened, never in a key's way."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Any

import pytest

from quizapp.domain.answers import Picked
from quizapp.domain.errors import QuizError
from quizapp.domain.exam_attempts import Attempt
from quizapp.domain.fact_mastery import FactMastery
from quizapp.domain.insight import TopicMastery
from quizapp.domain.leeches import Advice, Leech, Reason
from quizapp.domain.missed import Confusion, Missed
from quizapp.domain.questions import CardKey, Choice, Option
from quizapp.tui.screens.browse import BrowseScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.insight_page import InsightPage
from quizapp.tui.screens.insight_pages import FactsPage, TopicsPage
from quizapp.tui.screens.insight_questions import LeechesPage, MissedPage, PapersPage
from quizapp.tui.screens.insights import PAGES, InsightsScreen
from quizapp.tui.screens.practice import PracticeScreen
from quizapp.tui.screens.practice_result import PracticeResultScreen
from quizapp.tui.signs import ASCII, UNICODE
from quizapp.tui.widgets.gauges import against_line
from quizapp.tui.widgets.ranking import Ranking
from quizapp.tui.widgets.tabs import TabLine
from tests.support.clocks import NOON
from tests.tui.support import CHOICE, TRUE_FALSE, Hall, Person
from tests.tui.test_snapshots import SIZES, compare

SEAT = Choice(
    id="seat",
    topic="Bodies",
    prompt="In which city does the counter-terrorism body sit?",
    options=(Option("t", "Tashkent", correct=True), Option("b", "Bishkek")),
)
KEY = CardKey("bodies", "seat")
TAKEN = Confusion("Bishkek", "Tashkent", "you take Bishkek for Tashkent", 3, "b")
LONG = "A sentence of a source that is long enough to be wrapped once or twice wherever a page is narrow. " * 2


def topics(number: int = 40) -> tuple[TopicMastery, ...]:
    """Topics of two decks, each a little better known, the last ones never met."""
    return tuple(
        TopicMastery(
            f"deck-{n % 2}", f"Deck {n % 2}", f"Topic {n}", 20, 20 - n % 21, 0.5 + n / 100 if n % 21 < 20 else None
        )
        for n in range(number)
    )


def facts() -> tuple[FactMastery, ...]:
    """A must fact with a sheet, one without, one never met."""
    return (
        FactMastery("atlas#seat", "atlas", "An atlas", LONG, "p. 12", True, 3, 2, 0.41, (1, 2, 3)),
        FactMastery("other#f", "other", "other", "", "", False, 1, 1, 0.8, (4,)),
        FactMastery("atlas#new", "atlas", "An atlas", "Never met.", "p. 13", False, 2, 0, None, (5, 6)),
    )


def missed() -> tuple[Missed, ...]:
    """One that is confused, one that is put aside."""
    return (
        Missed(1, KEY, SEAT, "Bodies of the SCO", 6, 4, 20_000, TAKEN),
        Missed(2, KEY, SEAT, "Bodies of the SCO", 2, 1, 20_000, None, put_aside=True),
    )


def leeches() -> tuple[Leech, ...]:
    """One with advice of some length."""
    advice = Advice(Reason.CONFUSED, "You take Bishkek for Tashkent, 3 of 4 times. What tells them apart: " + LONG)
    return (Leech(1, KEY, "In which city?", "Bodies of the SCO", 6, 4, TAKEN, False, advice),)


def papers() -> tuple[Attempt, ...]:
    """Five attempts at one paper and one at another, the newest first."""
    found = [
        Attempt(str(n), "Class test", datetime(2026, 3, 20 - n, 9, tzinfo=UTC), marks, 20, 8, marks >= 8)
        for n, marks in enumerate((14, 11.5, 9, 7, 4))
    ]
    other = Attempt("x", "A quick ten", datetime(2026, 3, 1, tzinfo=UTC), 6, 10, 0, None)
    return (*found, other)


FIGURES: dict[type[InsightPage], Any] = {
    TopicsPage: topics(),
    FactsPage: facts(),
    MissedPage: missed(),
    LeechesPage: leeches(),
    PapersPage: papers(),
}


async def open_page(person: Person, page: type[InsightPage]) -> InsightPage:
    """Go from Home, or from a question, to a page of Insights."""
    while not isinstance(person.app.screen, HomeScreen):
        await person.press("escape")
        await person.settle()
    await person.press("i")
    await person.settle()
    await person.press(str(PAGES.index(page) + 1))
    await person.settle()
    screen = person.app.screen
    assert isinstance(screen, InsightsScreen)
    assert isinstance(screen.page, page)
    return screen.page


async def show(person: Person, page: type[InsightPage]) -> None:
    """Open a page and let it show made-up figures."""
    opened = await open_page(person, page)
    opened.post_message(opened.Reckoned(FIGURES[page]))
    await person.settle()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", FIGURES, ids=lambda page: page.NAME.lower())
async def test_how_it_looks(hall: Hall, page: type[InsightPage], size: str) -> None:
    """Each list on both sizes."""
    async with hall.sits(size=SIZES[size]) as person:
        await show(person, page)
        compare(person, f"insights-{page.NAME.lower()}", size)


@pytest.mark.parametrize("page", FIGURES, ids=lambda page: page.NAME.lower())
async def test_a_terminal_without_the_glyphs_gets_ascii(hall: Hall, page: type[InsightPage]) -> None:
    """Bars, lines and signs have a plain form."""
    async with hall.sits(hall.app(signs=ASCII)) as person:
        await show(person, page)
        assert person.screen.isascii(), {letter for letter in person.screen if not letter.isascii()}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_every_size_shows_whole_lines(hall: Hall, size: tuple[int, int]) -> None:
    """No line reaches over the edge, and the pointer is in sight at the end of the list."""
    async with hall.sits(size=size) as person:
        await show(person, TopicsPage)
        for _ in range(5):
            await person.press("pagedown")
        assert "▸ Topic 39" in person.screen
        assert all(len(line) <= size[0] for line in person.lines)
        for _ in range(6):
            await person.press("pageup")
        assert "▸ Topic 0" in person.screen


async def test_number_keys_arrows_and_clicks_turn_the_pages(hall: Hall) -> None:
    """Round the ends, and each page keeps its place."""
    async with hall.sits() as person:
        await show(person, TopicsPage)
        await person.press("down", "down")
        screen = person.app.screen
        assert isinstance(screen, InsightsScreen)
        for key, name in (("right", "Facts"), ("left", "Topics"), ("1", "Overview"), ("left", PAGES[-1].NAME)):
            await person.press(key)
            await person.settle()
            assert name == PAGES[screen.shown].NAME
        await person.press("9")
        assert PAGES[screen.shown].NAME == PAGES[-1].NAME
        place = next(row for row in person.lines if "Topics" in row).index("Topics")
        await person.pilot.click(TabLine, offset=(place, 0))
        await person.settle()
        assert "▸ Topic 2" in person.screen


async def test_a_page_that_is_slow_is_in_nobodys_way(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """While its figures are read keys turn to other pages and lead Home."""
    release = threading.Event()

    def slow(_: FactsPage) -> tuple[FactMastery, ...]:
        release.wait(20)
        return facts()

    monkeypatch.setattr(FactsPage, "read", slow)
    async with hall.sits() as person:
        await person.press("escape")
        await person.settle()
        await person.press("i")
        await person.settle()
        await person.press(str(PAGES.index(FactsPage) + 1))
        assert "Reckoning ..." in person.screen
        await person.press("1")
        assert "Reckoning ..." not in person.screen
        await person.press("escape")
        assert isinstance(person.app.screen, HomeScreen)
        release.set()
        await person.settle()


async def test_what_cannot_be_read_is_said(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence in place of the list, and no key that would need one."""

    def broken(_: MissedPage) -> tuple[Missed, ...]:
        raise QuizError("The disk is gone.")

    monkeypatch.setattr(MissedPage, "read", broken)
    async with hall.sits() as person:
        await open_page(person, MissedPage)
        assert "✗ The disk is gone." in person.screen
        assert "Practise" not in person.lines[-1]
        await person.press("enter", "w", "b", "down", "pagedown")
        assert "✗ The disk is gone." in person.screen


async def test_before_the_first_answer_every_page_says_so(hall: Hall) -> None:
    """And nothing can be practised that was never met, but a fact."""
    async with hall.sits() as person:
        for page, told in ((MissedPage, "Nothing was answered wrongly."), (LeechesPage, "There are none"),
                           (PapersPage, "No paper was handed in yet")):  # fmt: skip
            await open_page(person, page)
            assert told in person.screen
        await open_page(person, TopicsPage)
        await person.press("enter")
        await person.settle()
        assert isinstance(person.app.screen, InsightsScreen)


async def test_enter_practises_the_topic_the_fact_and_the_question(hall: Hall) -> None:
    """One wrong answer leads from each page to the question again."""
    hall.write(CHOICE, TRUE_FALSE)
    async with hall.sits() as person:
        await person.answer(rightly=False)
        for page in (TopicsPage, FactsPage, MissedPage):
            await open_page(person, page)
            await person.press("enter")
            await person.until(lambda: isinstance(person.app.screen, PracticeScreen))
            assert person.step.question.prompt
            await person.press("escape")
            await person.settle()
            assert not isinstance(person.app.screen, PracticeResultScreen)


async def test_the_missed_question_is_read_in_browse(hall: Hall) -> None:
    """`b` finds it there, with what was taken for the answer on the page before."""
    hall.write(CHOICE, TRUE_FALSE)
    services = hall.services()
    sitting = services.study.begin()
    step = services.study.step(sitting)
    attempt = services.study.prepare(step)  # type: ignore[arg-type]
    services.study.answer(sitting, step, Picked("sydney"), milliseconds=5_000, attempt=attempt)  # type: ignore[arg-type]
    services.store.close()
    hall.clock.instant = NOON
    async with hall.sits() as person:
        await open_page(person, MissedPage)
        assert "you take Sydney for Canberra, once" in person.screen
        await person.press("b")
        await person.until(lambda: "1 of 1 card" in person.screen)
        assert isinstance(person.app.screen, BrowseScreen)
        assert "Australia" in person.screen


async def test_the_mouse_points_presses_and_scrolls(hall: Hall) -> None:
    """A click points, the wheel moves the pointer."""
    async with hall.sits() as person:
        await show(person, MissedPage)
        ranking = person.app.screen.query(Ranking).filter(".-none") or person.app.screen.query(Ranking)
        shown = next(each for each in ranking if each.display and each.parent.display)  # type: ignore[union-attr]
        await person.pilot.click(shown, offset=(8, 4))
        assert shown.place == 1
        shown.point(-1)
        assert shown.place == 0


def test_columns_stand_against_the_line() -> None:
    """One that reaches it is marked so, whether it can be coloured or not."""
    rows = [row.plain for row in against_line([0.2, 0.4, 1.0], 0.4, UNICODE, height=5)]
    assert rows == ["        ███", "        ███", "╌╌╌╌╌╌╌╌███ pass", "    ███ ███", "███ ███ ███", " ✗   ✓   ✓ "]
    plain = [row.plain for row in against_line([0.2, 1.0], None, ASCII, height=2)]
    assert plain == ["    888", "333 888"]
