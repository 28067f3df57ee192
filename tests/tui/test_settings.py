"""Settings: everything is there, explained, changed in place, refused with a sentence; and keys of one's own."""

from __future__ import annotations

import pytest

from quizapp.domain.setting_rules import GOALS, RULES
from quizapp.settings import PREFERENCES, Preferences
from quizapp.tui import keymap
from quizapp.tui.app import QuizApp
from quizapp.tui.commands import BY_ID, COMMANDS, Place
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.insights import InsightsScreen
from quizapp.tui.screens.settings import SettingsScreen
from quizapp.tui.theme import LIGHT
from quizapp.tui.widgets.choice_list import ChoiceList
from tests.tui.support import Hall, Person
from tests.tui.test_snapshots import SIZES, compare


async def to_settings(person: Person) -> ChoiceList:
    """Leave the first question for Home, and Home for Settings."""
    await person.press("escape")
    await person.settle()
    await person.press("comma")
    assert isinstance(person.app.screen, SettingsScreen)
    return person.app.screen.query_one(ChoiceList)


async def point_at(person: Person, key: str) -> None:
    """Move the pointer down to the row of this choice."""
    choices = person.app.screen.query_one(ChoiceList)
    for _ in range(200):
        assert choices.chosen is not None
        if choices.chosen.key == key:
            break
        choices.point(1)
    await person.press("down", "up")
    assert choices.chosen is not None
    assert choices.chosen.key == key


@pytest.mark.parametrize("size", SIZES)
async def test_how_it_looks(hall: Hall, size: str) -> None:
    """The list, a value being written, and one that is refused."""
    async with hall.sits(size=SIZES[size]) as person:
        await to_settings(person)
        compare(person, "settings", size)
        await person.press("enter", "9", "enter")
        compare(person, "settings-refused", size)


async def test_every_choice_is_there_with_its_default_and_where_it_is_kept(hall: Hall) -> None:
    """No rule, preference or command is left out, and each is explained."""
    async with hall.sits() as person:
        choices = await to_settings(person)
        rows = {row.key: row for row in choices._rows}
        wanted = {key for key, rule in RULES.items() if rule.for_all} | {GOALS} | set(PREFERENCES) | set(BY_ID)
        assert set(rows) == wanted
        for row in rows.values():
            assert row.meaning.endswith(".")
            assert row.default
            assert row.kept
        assert "Kept in your log" in person.screen


async def test_a_number_is_written_and_goes_back_to_the_first(hall: Hall) -> None:
    """Refused with the sentence of the rule, kept when right, undone by one key."""
    async with hall.sits() as person:
        await to_settings(person)
        await point_at(person, "new_per_day")
        await person.press("enter", "x", "enter")
        assert "new_per_day takes a whole number" in person.screen
        await person.press("backspace", "0", "enter")
        services = person.app.services
        assert services is not None
        assert services.settings.get().new_per_day == 200
        assert "at first 20" in person.screen
        await person.press("d")
        assert services.settings.get().new_per_day == 20


async def test_few_values_go_round(hall: Hall) -> None:
    """Yes and no, the orders, the themes: enter takes the next."""
    async with hall.sits() as person:
        await to_settings(person)
        services = person.app.services
        assert services is not None
        await point_at(person, "bury_siblings")
        await person.press("enter")
        assert services.settings.get().bury_siblings is False
        await point_at(person, "theme")
        await person.press("enter")
        assert person.app.theme == LIGHT.name
        assert Preferences.read(hall.paths.preferences).theme == "light"


async def test_a_key_of_ones_own_works_everywhere_it_is_named(hall: Hall) -> None:
    """Pressed, kept in config.toml, in the footer of Home at once, in Help, and after a restart."""
    async with hall.sits() as person:
        await to_settings(person)
        await point_at(person, "home.insights")
        await person.press("enter")
        assert "Press the new key for Insights" in person.screen
        await person.press("x")
        assert Preferences.read(hall.paths.preferences).keys == {"home.insights": "x"}
        await person.press("escape")
        await person.settle()
        assert isinstance(person.app.screen, HomeScreen)
        assert "x Insights" in person.lines[-1]
        await person.press("i")
        assert isinstance(person.app.screen, HomeScreen)
        await person.press("x")
        assert isinstance(person.app.screen, InsightsScreen)
    app = hall.app()
    app.change_preferences(Preferences.read(hall.paths.preferences))
    assert app.own_keys == {"home.insights": "x"}


async def test_a_key_that_another_command_has_is_refused_with_a_sentence(hall: Hall) -> None:
    """Nothing is written, and escape while a key is awaited leaves all as it was."""
    async with hall.sits() as person:
        await to_settings(person)
        await point_at(person, "study.flag")
        await person.press("enter", "u")
        assert "Flag cannot have u: Undo (Study) has it." in person.screen
        await person.press("enter", "escape")
        assert isinstance(person.app.screen, SettingsScreen)
        assert not hall.paths.preferences.exists()


async def test_faults_in_the_file_are_told_and_the_rest_is_used(hall: Hall) -> None:
    """An unknown command, an impossible key and a clash: a sentence each; what is right counts."""
    hall.paths.preferences.write_text(
        '[keys]\nhome.insights = "x"\n"no.such" = "y"\n"study.flag" = "u"\n"study.bury" = "two words"\n',
        encoding="utf-8",
    )
    own, faults = keymap.accepted(Preferences.read(hall.paths.preferences).keys)
    assert own == {"home.insights": "x"}
    assert len(faults) == 3
    assert any("no such command" in fault for fault in faults)
    assert any("Undo (Study) has it" in fault for fault in faults)
    assert any("'two words' is not a key" in fault for fault in faults)


def test_the_usual_keys_do_not_clash() -> None:
    """What we ship passes our own rule."""
    for command in COMMANDS:
        for key in command.keys.split(","):
            assert keymap.clashes(command, key, {}) == [], (command.id, key)


async def test_commands_that_share_a_key_keep_it_when_one_is_changed(hall: Hall) -> None:
    """Enter chooses, checks and goes on: giving one of them another key leaves enter to the others."""
    hall.paths.preferences.write_text('[keys]\n"study.next" = "x"\n', encoding="utf-8")
    app = hall.app()
    app.change_preferences(Preferences.read(hall.paths.preferences))
    async with hall.sits(app) as person:
        asked = person.step.card
        await person.press("down", "enter")
        assert "x Next" in person.lines[-1]
        await person.press("enter")
        assert person.step.card == asked
        await person.press("x")
        assert person.step.card != asked


async def test_help_is_searched_by_typing_and_knows_the_keys_in_force(hall: Hall) -> None:
    """Every word must be there; escape clears the search, then leaves."""
    hall.paths.preferences.write_text('[keys]\n"study.flag" = "X"\n', encoding="utf-8")
    app = hall.app()
    app.change_preferences(Preferences.read(hall.paths.preferences))
    async with hall.sits(app) as person:
        await person.press("question_mark")
        await person.write("doubtful study")
        assert [line.split()[0] for line in person.lines if "doubtful" in line][1:] == ["X"]
        await person.write(" zebra")
        assert "No command speaks of" in person.screen
        await person.press("escape")
        assert "Before the verdict" in person.screen
        await person.press("escape")
        assert person.step


@pytest.mark.parametrize("size", SIZES)
async def test_the_short_pages_fit_one_screen(hall: Hall, size: str) -> None:
    """What the verdicts mean, and how scheduling works."""
    async with hall.sits(size=SIZES[size]) as person:
        await person.press("question_mark", "f2")
        compare(person, "help-verdicts", size)
        assert person.app.screen.query_one("#help").max_scroll_y == 0
        await person.press("f3")
        compare(person, "help-scheduling", size)
        assert person.app.screen.query_one("#help").max_scroll_y == 0
        await person.press("escape", "escape")
        assert person.step


def test_every_place_has_a_name_in_settings() -> None:
    """Keys are listed by the place where they work."""
    assert len({place.value for place in Place}) == len(Place)


async def test_a_fault_in_the_keys_is_told_when_the_app_opens(hall: Hall) -> None:
    """The app starts all the same, with the usual keys."""
    app = QuizApp(hall.services, Preferences(keys={"home.insights": "q"}), hall.clock, hall.paths)
    async with hall.sits(app) as person:
        await person.press("escape")
        await person.settle()
        assert app.own_keys == {}
        assert any("Quit (Home) has it" in notice.message for notice in app._notifications)


async def test_a_setting_or_a_key_is_found_by_its_name(hall: Hall) -> None:
    """The pointer goes there while one types, enter goes on to the next, and esc leaves it where it is."""
    async with hall.sits() as person:
        await person.press("escape")
        await person.settle()
        await person.press("comma", "slash", *"flag")
        assert "▸ Flag" in person.screen
        assert "enter Next" in person.lines[-1]
        first = person.app.screen.query_one(ChoiceList).chosen
        await person.press("enter")
        second = person.app.screen.query_one(ChoiceList).chosen
        assert first is not None
        assert second is not None
        assert (first.key, second.key) == ("study.flag", "browse.flag")
        await person.press(*"xyz")
        assert "speaks of 'flagxyz'" in person.screen
        await person.press("escape")
        assert "▸ Flag" in person.screen
        assert person.app.screen.query_one(ChoiceList).chosen == second
