"""Practice: what to practise and how, with the number of questions that match while one chooses."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Region
from textual.widgets import Input

from quizapp.domain.practising import Practice, toggled
from quizapp.tui.commands import Place, bindings
from quizapp.tui.practising import begin
from quizapp.tui.screens import practice_words
from quizapp.tui.screens.base import quiet
from quizapp.tui.screens.practice_matching import MatchingScreen
from quizapp.tui.text import words
from quizapp.tui.widgets.field import AnswerField
from quizapp.tui.widgets.lines import FooterItem, KeyLine, TopLine
from quizapp.tui.widgets.passage import Passage, said
from quizapp.tui.widgets.pick_list import PickList


class PracticeSetupScreen(MatchingScreen):
    """Rows to change, and a list in their place where several things can be chosen."""

    PLACE = Place.PRACTICE
    AUTO_FOCUS = ""
    BINDINGS = bindings(Place.PRACTICE)

    def compose(self) -> ComposeResult:
        """Top line, the rows, what the one under the pointer means, keys."""
        yield TopLine(words("Practice", "bold"))
        with VerticalScroll(id="practice", can_focus=False), Vertical(id="column"):
            yield PickList(self.quiz.signs, id="rows")
        with Vertical(id="explained"):
            yield Passage(id="explanation")
            yield AnswerField(id="choice")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what was chosen last, and count."""
        self._field.display = False
        self.show_rows()
        self.read_shelf()
        self.count(self.practice)

    @property
    def _rows(self) -> PickList:
        return self.query_one(PickList)

    @property
    def _field(self) -> AnswerField:
        return self.query_one("#choice", AnswerField)

    @property
    def _is_writing(self) -> bool:
        return self.is_mounted and self._field.display

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While words are written only leaving is possible; turning is for rows with few values."""
        if self._is_writing:
            return action == "leave"
        match action:
            case "turn":
                return not self.listing and bool(practice_words.values(self._key, ())) if self.is_mounted else False
            case "start":
                return bool(self.listing) or self.matching > 0 or self._cards is None
            case _:
                return True

    def footer_label(self, command_id: str) -> str | None:
        """In a list, what the keys do there."""
        if command_id == "practice.start" and self.listing:
            return "Done"
        if command_id == "practice.reset" and self.listing:
            return "Take out all"
        if command_id == "practice.leave" and self.listing:
            return "Back"
        if command_id == "practice.change":
            return "Pick" if self.listing else "Write" if self.is_mounted and self._key == "words" else None
        return None

    def footer_lead(self) -> tuple[FooterItem, ...]:
        """The field takes enter for itself, so the screen names it."""
        return (FooterItem("enter", words("Done"), ""),) if self._is_writing else ()

    # What is shown

    @property
    def _key(self) -> str:
        """The row of the choice under the pointer, also while its list is open."""
        row = self._rows.pointed
        return self.listing or (row.key if row else "")

    def show_rows(self, key: str = "") -> None:
        """Show what is chosen, or the list that is open, with the pointer on this row."""
        listed = self.listed() if self.listing else tuple(practice_words.rows(self.practice, self._decks))
        self._rows.show(listed, key)
        self.explain()
        self.call_after_refresh(self._keep_in_sight)

    @on(PickList.Pointed)
    def explain(self) -> None:
        """Say what the row under the pointer means, and why the choice cannot be."""
        lines = [said(quiet(practice_words.MEANINGS.get(self._key, "")))]
        if self.refused:
            lines.append(said(words(f"{self.quiz.signs.wrong} {self.refused}", "$wrong")))
        self.query_one("#explanation", Passage).show(lines)
        self.refresh_bindings()

    def _keep_in_sight(self) -> None:
        body = self.query_one("#practice", VerticalScroll)
        top = self._rows.virtual_region.y + self._rows.line
        body.scroll_to_region(Region(0, max(0, top - 1), 1, 3), animate=False)

    # Choosing

    def action_move(self, by: int) -> None:
        """Move the pointer."""
        self._rows.point(by)
        self._keep_in_sight()

    def action_turn(self, by: int) -> None:
        """Take the next value of the row, or the one before."""
        self._choose(practice_words.turned(self.practice, self._key, by, list(self._decks)))

    @on(PickList.Pressed)
    def action_change(self) -> None:
        """Open a list or the field, pick in the list, or take the next value."""
        if self.listing:
            self._pick()
        elif self._key == "words":
            self._field.value = self.practice.words
            self._field.display = True
            self._field.focus()
            self.explain()
        elif self._key in practice_words.LISTED:
            self.listing = self._key
            self.show_rows("0")
            self.show_top()
        else:
            self.action_turn(1)

    def _pick(self) -> None:
        row = self._rows.pointed
        if row is None or not row.key:
            return
        offered, one = self.offered(), self.offered()[int(row.key)]
        value: Any = toggled(self.chosen(), one, offered)
        if self.listing == "deck":
            value = "" if one == self.practice.deck else one
        self._choose(practice_words.changed(self.practice, self.listing, value))

    def _choose(self, practice: Practice) -> None:
        if practice != self.practice:
            self.practice = self._service.last = practice
            self._cards = None
            self.count(practice)
            self.show_rows()

    @on(Input.Submitted)
    def _written(self) -> None:
        written = self._field.value.strip()
        self._stop_writing()
        self._choose(practice_words.changed(self.practice, "words", written))

    def _stop_writing(self) -> None:
        self._field.display = False
        self.set_focus(None)
        self.explain()

    def action_reset(self) -> None:
        """Everything as at first, or nothing picked in the list."""
        if self.listing:
            self._choose(practice_words.changed(self.practice, self.listing, "" if self.listing == "deck" else ()))
        else:
            self._choose(Practice())

    def action_start(self) -> None:
        """Begin the practice as soon as it is known what matches; from a list, go back to the choice."""
        if self.listing:
            self.action_leave()
            return
        self._starting = self._cards is None
        self.start()

    def start(self) -> None:
        """Begin with the cards that match, once they are known."""
        if self._cards:
            self._starting = False
            begin(self.quiz, self.practice, self._cards)

    def action_leave(self) -> None:
        """Leave the field, the list, or the screen."""
        if self._is_writing:
            self._stop_writing()
        elif self.listing:
            before, self.listing = self.listing, ""
            self.show_rows(before)
            self.show_top()
        else:
            self.dismiss()
