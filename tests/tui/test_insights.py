"""Insights: pictures that tell the same without colour, drawn from the figures, never in the way of a key."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizapp.domain.insight import DayDone, Insights, TopicMastery, forecast, heat, retention, time_spent
from quizapp.domain.study_day import day_of
from quizapp.tui.screens import insights_words
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.insights import InsightsScreen
from quizapp.tui.signs import ASCII, UNICODE
from quizapp.tui.widgets.gauges import calendar, gauge
from tests.support.clocks import NOON
from tests.tui.support import Hall, Person
from tests.tui.test_snapshots import SIZES, compare

TODAY = day_of(NOON.date())


def figures(topics: int = 4) -> Insights:
    """A learner of some months: every third day, more of late."""
    done = {
        TODAY - ago: DayDone(40 - ago // 6, (40 - ago // 6) * 14_000, 10, 8, 4 if ago < 90 else 0, 4 if ago < 90 else 0)
        for ago in range(0, 180, 3)
    }
    found = [
        TopicMastery("d", "Deck", f"Topic {n}", 20, 20 - n % 21, 0.5 + n / 100 if n % 21 < 20 else None)
        for n in range(topics)
    ]
    return Insights(
        day=TODAY,
        wanted=0.9,
        forecast=forecast({TODAY - 3: 4, TODAY: 8, TODAY + 1: 6, TODAY + 9: 12, TODAY + 29: 1}, TODAY),
        retention=retention(done, TODAY),
        heat=heat(done, TODAY),
        topics=tuple(found),
        time=time_spent(done, TODAY),
    )


async def show(person: Person, found: object) -> None:
    """Let the page that is open show these figures."""
    screen = person.app.screen
    assert isinstance(screen, InsightsScreen)
    assert screen.page is not None
    screen.page.post_message(screen.page.Reckoned(found))
    await person.settle()


async def open_page(person: Person, key: str) -> None:
    """Go to Insights, and to the page with this number."""
    await person.press("escape")
    await person.settle()
    await person.press("i")
    await person.settle()
    await person.press(key)
    await person.settle()


@pytest.mark.parametrize("size", SIZES)
async def test_how_it_looks(hall: Hall, size: str) -> None:
    """The first page and the one after it."""
    async with hall.sits(size=SIZES[size]) as person:
        await person.press("escape")
        await person.settle()
        await person.press("i")
        await person.settle()
        await show(person, figures())
        compare(person, "insights", size)
        await person.press("pagedown")
        compare(person, "insights-below", size)


async def test_before_the_first_answer_it_says_what_it_will_tell_and_leads_back(hall: Hall) -> None:
    """Nothing is drawn of nothing."""
    async with hall.sits() as person:
        await person.press("escape")
        await person.settle()
        await person.press("i")
        await person.settle()
        assert "There is nothing to tell yet." in person.screen
        await person.press("escape")
        assert isinstance(person.app.screen, HomeScreen)


async def test_it_tells_what_was_answered(hall: Hall) -> None:
    """One answer today is in the year and in the time spent."""
    async with hall.sits() as person:
        await person.answer()
        await person.press("escape")
        await person.settle()
        await person.press("i")
        await person.settle()
        await person.press("pagedown")
        assert "1 answer on 1 day" in person.screen


async def test_a_terminal_without_the_glyphs_gets_ascii(hall: Hall) -> None:
    """Bars, shades and lines have a plain form."""
    async with hall.sits(hall.app(signs=ASCII)) as person:
        await person.press("escape")
        await person.settle()
        await person.press("i")
        await person.settle()
        await show(person, figures())
        for _ in range(3):
            assert person.screen.isascii()
            await person.press("pagedown")


def test_a_gauge_is_filled_to_half_a_cell() -> None:
    """None is empty, all is full, and every one is equally wide."""
    assert gauge(None, UNICODE, width=4).plain == "░░░░"
    assert gauge(0.5, UNICODE, width=4).plain == "██░░"
    assert gauge(0.625, UNICODE, width=4).plain == "██▌░"
    assert gauge(1.0, ASCII, width=4).plain == "####"
    assert gauge(0.625, ASCII, width=4).plain == "###."


@pytest.mark.parametrize("weekday", range(7))
def test_a_calendar_has_its_last_day_on_its_weekday(weekday: int) -> None:
    """The last value stands in the last column, in the row of its weekday; the days after it are blank."""
    rows = [row.plain[3:] for row in calendar([1] * 13 + [4], weekday, UNICODE)]
    assert len({len(row) for row in rows}) == 1
    assert rows[weekday][-1] == "█"
    assert all(row[-1] == " " for row in rows[weekday + 1 :])
    assert "".join(rows).count("░") == 13


def test_every_month_of_the_year_is_named_once() -> None:
    """Above the week in which it begins, as long as there is room."""
    first = NOON.date() - timedelta(days=370)
    names = insights_words._month_names(first, 53).plain.split()
    assert len(names) == len(set(names)) >= 11


async def test_without_colour_the_year_and_the_bars_tell_the_same(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR: the characters are those that colour goes with."""
    shown = []
    for no_color in ("", "1"):
        monkeypatch.setenv("NO_COLOR", no_color)
        async with hall.sits(size=(120, 60)) as person:
            await person.press("escape")
            await person.settle()
            await person.press("i")
            await person.settle()
            await show(person, figures())
            shown.append(person.screen)
    assert shown[0] == shown[1]
    assert all(shade in shown[1] for shade in "░▒▓█")
