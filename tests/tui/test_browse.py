"""Browse: found while typing, read with the history, and many changed at once, with the keyboard alone."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import Any

import pytest

from quizapp.domain.events import EventType
from quizapp.services import amending
from quizapp.tui.screens.browse import BrowseScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.study import StudyScreen
from tests.tui.support import CHOICE, TRUE_FALSE, Hall, Person
from tests.tui.test_snapshots import SIZES, compare


async def browse(person: Person) -> BrowseScreen:
    """Go to Browse, by Home."""
    if not isinstance(person.app.screen, HomeScreen):
        await person.press("escape")
        await person.settle()
    await person.press("b")
    await rest(person)
    assert isinstance(person.app.screen, BrowseScreen)
    return person.app.screen


async def rest(person: Person) -> None:
    """Wait until nothing is looked for and the pointer rests."""
    await person.settle()
    await asyncio.sleep(0.1)
    await person.settle()


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_the_card_and_a_note(hall: Hall, size: str) -> None:
    """The list, the card beside it or in its place, the field for a note, and the selection."""
    async with hall.sits(size=SIZES[size]) as person:
        await person.answer(rightly=False)
        await browse(person)
        compare(person, "browse", size)
        await person.press("f")
        await person.write("Since 1927?")
        compare(person, "browse-note", size)
        await person.press("enter")
        await rest(person)
        await person.press("enter")
        await rest(person)
        person.app.clear_notifications()
        await rest(person)
        if size == "80x24":
            assert "more below" in person.screen
        await person.press("pagedown")
        assert "Since 1927?" in person.screen
        assert "✗ Wrong" in person.screen
        await person.press("escape", "space", "space", "at")
        await rest(person)
        compare(person, "browse-selected", size)


async def test_typing_finds_and_a_broken_query_says_where(hall: Hall) -> None:
    """Every letter looks again; a sentence with the column stands below while a query cannot be read."""
    async with hall.sits() as person:
        screen = await browse(person)
        assert screen.found == 5
        await person.press("slash")
        await person.write("capital -kazakh")
        await rest(person)
        assert screen.found == 1
        assert "Australia" in person.screen
        await person.press(*["backspace"] * 7)
        await person.write("is:dew")
        await rest(person)
        assert "Column 9: there is no state “dew”; did you mean “is:new”?" in person.screen
        await person.press("enter", "escape")
        await rest(person)
        assert screen.found == 5


async def test_arrows_move_while_a_search_is_typed(hall: Hall) -> None:
    """The field keeps the letters, the list takes the arrows."""
    async with hall.sits() as person:
        screen = await browse(person)
        await person.press("slash", "down", "down")
        assert screen.cards.place == 2
        assert screen.field.has_focus


async def test_all_found_are_put_aside_and_taken_back(hall: Hall) -> None:
    """Select all, suspend, once more brings them back, and undo takes back one change for all its cards."""
    async with hall.sits() as person:
        screen = await browse(person)
        await person.press("a", "at")
        await rest(person)
        assert person.screen.count("suspended") >= 5
        assert screen.service.search("is:suspended").total == 5
        await person.press("at")
        await rest(person)
        assert screen.service.search("is:suspended").total == 0
        await person.press("u")
        await rest(person)
        assert screen.service.search("is:suspended").total == 5
        await person.press("escape", "home", "minus")
        await rest(person)
        assert screen.service.search("is:buried").total == 1


async def test_a_thread_changes_many(hall: Hall) -> None:
    """More cards than a frame can change are changed beside it, and the list shows it afterwards."""
    hall.write(*[CHOICE.replace("id: capital", f"id: capital-{number}") for number in range(80)])
    async with hall.sits() as person:
        screen = await browse(person)
        await person.press("a", "at")
        await rest(person)
        assert screen.service.search("is:suspended").total == 80
        assert "suspended" in person.lines[5]
        assert not screen.changing


async def test_escape_goes_back_one_step_at_a_time(hall: Hall) -> None:
    """From the note, the card, the selection and the search, and then to Home."""
    async with hall.sits() as person:
        screen = await browse(person)
        await person.press("f", "escape")
        assert not screen.noting
        await person.press("slash")
        await person.write("river")
        await person.press("enter", "a", "enter")
        await rest(person)
        assert (screen.reading, bool(screen.cards.selected), screen.query_text) == (True, True, "river")
        await person.press("escape")
        assert not screen.reading
        await person.press("escape")
        assert not screen.cards.selected
        await person.press("escape")
        await rest(person)
        assert screen.query_text == ""
        await person.press("escape")
        assert isinstance(person.app.screen, HomeScreen)


async def test_only_what_is_seen_is_read(hall: Hall) -> None:
    """With hundreds of cards, a page is read at a time; the last one is there at once."""
    hall.write(*[CHOICE.replace("id: capital", f"id: capital-{number}") for number in range(400)])
    async with hall.sits() as person:
        screen = await browse(person)
        assert len(screen.cards._pages) == 1
        await person.press("end")
        await rest(person)
        assert "400 of 400 cards" in person.screen
        assert len(screen.cards._pages) <= 3


async def test_the_mouse_points_and_opens(hall: Hall) -> None:
    """A click points at a card, one more opens it, and the wheel moves on."""
    async with hall.sits() as person:
        screen = await browse(person)
        await person.pilot.click(offset=(10, 6))
        await person.pilot.pause()
        assert screen.cards.place == 2
        await person.pilot.click(offset=(10, 6))
        await rest(person)
        assert screen.reading
        assert "HISTORY" not in person.screen


async def test_what_a_deck_or_a_person_writes_is_only_text(hall: Hall) -> None:
    """Markup and escapes in a question, a search and a note are shown letter for letter."""
    hostile = CHOICE.replace("Which city is the capital of Australia?", '"[b]bold[/b] [/] [@click=app.quit]x[/]"')
    hall.write(hostile)
    async with hall.sits() as person:
        screen = await browse(person)
        card = screen.cards.cards[0]
        screen.service.change([card], EventType.FLAG, "[/] \x1b[31m[red]note[/red]")
        assert "[b]bold[/b] [/] [@click=app.quit]x[/]" in person.screen
        await person.press("home", "enter")
        await rest(person)
        await person.press("pagedown")
        assert "\\x1b[31m[red]note[/red]" in person.screen
        await person.press("escape", "slash")
        await person.write("[/]")
        await rest(person)
        assert "“[/]” has no letter" in person.screen


async def test_ascii_and_the_light_theme(hall: Hall) -> None:
    """A poor terminal gets signs it has, and both themes show the list."""
    from quizapp.tui.signs import ASCII

    async with hall.sits(hall.app(theme="light", signs=ASCII)) as person:
        await browse(person)
        await person.press("space")
        await rest(person)
        assert person.screen.isascii()
        assert "  * Which city" in person.screen


async def test_a_window_that_becomes_wide_shows_the_card_beside_the_list(hall: Hall) -> None:
    """At once, and not only when the pointer moves."""
    async with hall.sits() as person:
        await browse(person)
        assert "Capitals · choice" not in person.screen
        await person.pilot.resize_terminal(120, 40)
        await rest(person)
        assert "Capitals · choice" in person.screen


@pytest.mark.parametrize("place", ["home", "study", "browse"])
async def test_a_change_of_very_many_cards_is_taken_back_with_a_word_and_without_a_pause(
    hall: Hall, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen says what is under way and that it is done; then one is where one was."""
    many = "".join(TRUE_FALSE.replace("id: nile", f"id: nile-{number}") for number in range(60))
    hall.write(CHOICE, many)
    services = hall.services()
    services.decks.sync()
    services.browse.change(services.browse.find("kind:true-false"), EventType.FLAG, "")
    services.store.close()
    undo = amending.undo_last

    def slowly(*given: Any) -> Any:
        gate.wait(10)
        return undo(*given)

    gate = Event()
    monkeypatch.setattr(amending, "undo_last", slowly)
    async with hall.sits() as person:
        if place == "study" and isinstance(person.app.screen, HomeScreen):
            await person.press("enter")
        elif place != "study" and not isinstance(person.app.screen, HomeScreen):
            await person.press("escape")
        await person.settle()
        if place == "browse":
            await person.press("b")
            await person.settle()
        await person.press("u")
        await person.until(lambda: "60 cards: one moment" in person.screen)
        gate.set()
        await person.until(lambda: "one moment" not in person.screen)
        await person.settle()
        screens = {"home": HomeScreen, "study": StudyScreen, "browse": BrowseScreen}
        assert isinstance(person.app.screen, screens[place])
        assert person.app.services is not None
        assert not person.app.services.browse.find("is:flagged")
