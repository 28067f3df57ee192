"""Settings: everything a person may choose, explained, with its default and where it is kept, changed in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.geometry import Region
from textual.widgets import Input

from quizapp.domain.errors import QuizError
from quizapp.domain.setting_rules import GOALS
from quizapp.settings import PREFERENCES, Preferences
from quizapp.tui.commands import Command, Place, bindings, key_cap, keys_of
from quizapp.tui.keymap import clashes, refusal
from quizapp.tui.screens.base import Page, quiet
from quizapp.tui.screens.choices import Row, key_groups, looks_group, study_group
from quizapp.tui.text import words
from quizapp.tui.widgets.choice_list import ChoiceList
from quizapp.tui.widgets.field import AnswerField
from quizapp.tui.widgets.lines import FooterItem, KeyLine, TopLine
from quizapp.tui.widgets.passage import Paragraph, Passage, said

if TYPE_CHECKING:
    from quizapp.services.settings import SettingsService


class FindingSettings(Page[None]):
    """A list of choices, and below it what the one under the pointer means; a field finds one by a word."""

    def __init__(self, settings: SettingsService) -> None:
        super().__init__()
        self._settings = settings
        self._catching = self._finding = False
        self._told = ""

    def compose(self) -> ComposeResult:
        """Top line, the list, what a choice means, keys."""
        yield TopLine(words("Settings", "bold"))
        with VerticalScroll(id="settings", can_focus=False), Vertical(id="column"):
            yield ChoiceList(self.quiz.signs)
        with Vertical(id="explained"):
            yield Passage(id="explanation")
            yield AnswerField(id="choice")
        yield KeyLine()

    @property
    def _field(self) -> AnswerField:
        return self.query_one("#choice", AnswerField)

    @property
    def _list(self) -> ChoiceList:
        return self.query_one(ChoiceList)

    @property
    def _is_writing(self) -> bool:
        return self.is_mounted and self._field.display

    def _tell(self, sentence: str) -> None:
        """Say why something cannot be, where one looks."""
        self._told = sentence
        self._explain()

    def _explain(self) -> None:
        row = self._list.chosen
        writing = self._is_writing and not self._finding
        lines = [] if row is None else list(explained(row, writing=writing, catching=self._catching))
        if self._told:
            lines.append(said(words(f"{self.quiz.signs.wrong} {self._told}", "$wrong")))
        self.query_one("#explanation", Passage).show(lines)
        self.refresh_bindings()

    def action_move(self, by: int) -> None:
        """Move the pointer."""
        line = self._list.point(by)
        body = self.query_one("#settings", VerticalScroll)
        top = self._list.virtual_region.y + line
        body.scroll_to_region(Region(0, max(0, top - 1), 1, 4), animate=False)
        self._tell("")

    def action_page(self, by: int) -> None:
        """Move the pointer by most of a page."""
        self.action_move(by * max(1, self.query_one("#settings", VerticalScroll).size.height - 3))

    @on(ChoiceList.Pointed)
    def _pointed(self) -> None:
        self._tell("")

    def action_find(self) -> None:
        """Type what to look for."""
        self._finding = True
        self._field.value = ""
        self._field.display = True
        self._field.focus()
        self._tell("")

    @on(Input.Changed)
    def _find(self) -> None:
        if self._finding:
            self._go_to(self._field.value)

    def _go_to(self, wanted: str, *, further: bool = False) -> None:
        found = self._list.find(wanted, further=further)
        self.action_move(0)
        if wanted.strip() and not found:
            self._tell(f"No setting and no key speaks of {wanted.strip()!r}.")


class SettingsScreen(FindingSettings):
    """Changes what is under the pointer."""

    PLACE = Place.SETTINGS
    AUTO_FOCUS = ""
    BINDINGS = bindings(Place.SETTINGS)

    def on_mount(self) -> None:
        """Begin with the list."""
        self._field.display = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While a key is awaited or a value written only leaving is possible."""
        return action == "leave" or not (self._catching or self._is_writing)

    def footer_lead(self) -> tuple[FooterItem, ...]:
        """The field takes enter for itself, so the screen names it."""
        label = "Next" if self._finding else "Save"
        return (FooterItem("enter", Content(label), ""),) if self._is_writing else ()

    def _read(self) -> None:
        """Read all choices again and show them."""
        quiz = self.quiz
        path = quiz.paths.preferences
        try:
            goals = quiz.services.goals.ahead() if quiz.services is not None else ()
            chosen = Preferences.read(path)
            groups = [study_group(self._settings.listing(), goals), looks_group(chosen, path)]
        except QuizError as error:
            self._tell(str(error))
            return
        self._list.show([*groups, *key_groups(quiz.own_keys, path)])
        self._explain()

    @on(ChoiceList.Pressed)
    def action_change(self) -> None:
        """Change the choice: the next of few values, a new key, or a field for anything else."""
        row = self._list.chosen
        if row is None:
            return
        if row.key == GOALS:
            self._aim()
        elif row.command is not None:
            self._catching = True
            self._tell("")
        elif row.options:
            self._choose(row, row.options[(row.options.index(row.value) + 1) % len(row.options)])
        else:
            self._field.value = "" if row.value == "none" else row.value
            self._field.cursor_position = len(self._field.value)
            self._field.display = True
            self._field.focus()
            self._tell("")

    def _aim(self) -> None:
        from quizapp.tui.aiming import show_plan  # here, not above: set once, or never

        show_plan(self.quiz)

    def on_screen_resume(self) -> None:
        """Show what is chosen now; exams are set on a screen of their own."""
        self._read()

    @on(Input.Submitted)
    def _written(self) -> None:
        if self._finding:
            self._go_to(self._field.value, further=True)
            return
        row = self._list.chosen
        if row is not None and self._choose(row, self._field.value.strip()):
            self._stop()

    def action_default(self) -> None:
        """Go back to what it was at first."""
        row = self._list.chosen
        if row is not None and row.command is not None:
            self._give_keys(row, None)
        elif row is not None and row.key != GOALS:
            self._choose(row, None)

    def action_leave(self) -> None:
        """Leave the field, or the screen."""
        if self._catching or self._is_writing:
            self._stop()
        else:
            self.dismiss()

    def _stop(self) -> None:
        self._catching = self._finding = False
        self._field.display = False
        self.set_focus(None)
        self._tell("")

    def _choose(self, row: Row, value: str | None) -> bool:
        """Keep a value, or say why it cannot be; None is the default."""
        quiz = self.quiz
        try:
            if row.key in PREFERENCES:
                quiz.change_preferences(Preferences().changed(quiz.paths.preferences, row.key, value or row.default))
            else:
                self._settings.set(row.key, "" if value == "none" else value)
        except (QuizError, OSError) as error:
            self._tell(str(error))
            return False
        self._told = ""
        self._read()
        return True

    def on_key(self, event: Key) -> None:
        """The key that was awaited."""
        if not self._catching:
            return
        event.stop()
        event.prevent_default()
        row = self._list.chosen
        if event.key == "escape" or row is None:
            self._stop()
        else:
            self._give_keys(row, event.key)

    def _give_keys(self, row: Row, key: str | None) -> None:
        """Give a command this key alone, or its usual ones for None; one that another has is refused."""
        command, quiz = row.command, self.quiz
        assert command is not None
        self._catching = False
        wanted = (key or command.keys).split(",")
        if refused := refused_keys(command, wanted, quiz.own_keys):
            self._tell(refused)
            return
        try:
            quiz.change_preferences(Preferences().with_keys(quiz.paths.preferences, command.id, key))
        except (QuizError, OSError) as error:
            self._tell(str(error))
            return
        self._told = ""
        self._read()
        self.say(f"{command.label}: {' / '.join(map(key_cap, keys_of(command, quiz.own_keys).split(',')))}")


def explained(row: Row, *, writing: bool, catching: bool) -> Iterator[Paragraph]:
    """What a choice means, and what it takes; while its value is written there is room for the second alone."""
    if not writing:
        yield said(words(row.meaning))
    if catching:
        yield said(words(f"Press the new key for {row.label}; esc leaves it as it is.", "bold $accent"))
    else:
        yield said(quiet(f"It takes {row.values}. At first: {row.default}. Kept {row.kept}."))


def refused_keys(command: Command, wanted: Sequence[str], own: Mapping[str, str]) -> str:
    """Why a command cannot have these keys; empty when it can."""
    others = {each: keys for each, keys in own.items() if each != command.id}
    clash = next((found for each in wanted for found in clashes(command, each, others)), None)
    return "" if clash is None else refusal(command, ",".join(wanted), clash)
