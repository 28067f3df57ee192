"""One choice about scheduling, changed: what it means, which values it takes, and a field for the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from quizapp.domain.errors import QuizError
from quizapp.domain.setting_rules import RULES
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens.base import Page, quiet
from quizapp.tui.text import joined, one_line, words
from quizapp.tui.widgets.field import AnswerField
from quizapp.tui.widgets.lines import FooterItem, KeyLine, TopLine
from quizapp.tui.widgets.passage import Passage, said

if TYPE_CHECKING:
    from quizapp.services.settings import SettingsService

_NAMES = {
    "new_per_day": "New questions a day",
    "reviews_per_day": "Reviews a day",
    "retention": "Wanted recall",
}


class SettingScreen(Page[None]):
    """Changes one choice for one deck; an empty field follows that for all decks."""

    PLACE = Place.SETTING
    BINDINGS = bindings(Place.SETTING)

    def __init__(self, settings: SettingsService, key: str, value: object, deck: str, title: str) -> None:
        super().__init__()
        self._settings, self._key, self._value, self._deck, self._title = settings, key, value, deck, title

    def compose(self) -> ComposeResult:
        """The choice in words, the field, and a line for refusals."""
        yield TopLine(words(_NAMES[self._key], "bold"), joined([words("  "), one_line(self._title, "$muted")]))
        with Vertical(id="setting"), Vertical(id="column"):
            yield Passage(id="meaning")
            yield AnswerField(id="value")
            yield Static(id="refusal", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what is chosen now."""
        rule = RULES[self._key]
        lines = [said(words(rule.meaning)), said(quiet(f"It takes {rule.values}."), space_before=1)]
        lines.append(said(quiet("Leave it empty to do as for all decks.")))
        self.query_one("#meaning", Passage).show(lines)
        field = self.query_one("#value", AnswerField)
        field.value = "" if self._value is None else str(self._value)
        field.focus()

    def footer_lead(self) -> tuple[FooterItem, ...]:
        """The field takes enter for itself, so the screen names it."""
        return (FooterItem("enter", words("Save"), "save"),)

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Save the choice, or say why it cannot be one."""
        written = self.query_one("#value", AnswerField).value.strip()
        try:
            self._settings.set(self._key, written or None, self._deck)
        except QuizError as error:
            self.query_one("#refusal", Static).update(words(str(error), "$wrong"))
        else:
            self.dismiss()

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss()
