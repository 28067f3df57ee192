"""Browse: every question there is, found by words and states, read with its history, and changed many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import VerticalScroll
from textual.widgets import Input

from quizapp.domain.questions import Kind
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens.changing import ChangingScreen
from quizapp.tui.text import words
from quizapp.tui.widgets.card_list import CardList
from quizapp.tui.widgets.lines import FooterItem

if TYPE_CHECKING:
    from quizapp.storage.browsing import Row

_CHANGES = frozenset({"suspend", "bury", "flag", "unflag", "undo"})


class BrowseScreen(ChangingScreen):
    """Leads through the list, the card that is read and the search, and says what is possible where."""

    PLACE = Place.BROWSE
    BINDINGS = bindings(Place.BROWSE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Changing needs a card and nothing else under way; while a note is typed nothing else is possible."""
        if self.noting:
            return action == "back"
        match action:
            case "edit" | "write":
                return self.found > 0 and not self.field.has_focus
            case "read":
                return self.found > 0 and not self.reading and not self.field.has_focus
            case "select" | "select_all":
                return self.found > 0 and not self.reading
            case "undo":
                return not self.changing and not self.field.has_focus
            case _ if action in _CHANGES:
                return self.found > 0 and not self.changing
            case _:
                return True

    def footer_lead(self) -> tuple[FooterItem, ...]:
        """While something is typed, what enter does."""
        if self.noting:
            return (FooterItem("enter", words("Flag with this note"), "save_note"),)
        return (FooterItem("enter", words("To the list"), "to_list"),) if self.field.has_focus else ()

    def footer_label(self, command_id: str) -> str | None:
        """What is changed, when it is more than one card."""
        many = 0 if self.reading else len(self.cards.selected)
        if command_id == "browse.leave":
            return "Back" if self.reading or self.query_text or many else None
        label = {"browse.suspend": "Suspend", "browse.bury": "Bury", "browse.flag": "Flag"}.get(command_id)
        return f"{label} {many:,}" if label and many else None

    @property
    def pointed_row(self) -> Row | None:
        """The card under the pointer, read anew."""
        card = self.cards.pointed
        return next(iter(self.service.rows([card])), None) if card is not None else None

    # Moving about

    def action_search(self) -> None:
        """Type into the search field."""
        self.reading = False
        self.field.focus()

    @on(Input.Submitted, "#search")
    def action_to_list(self) -> None:
        """Leave the field, so that letters are commands."""
        self.set_focus(None)

    def action_move(self, by: int) -> None:
        """Point at another card, or scroll the one that is read."""
        if self.reading:
            self._about.scroll_relative(y=by, animate=False)
        else:
            self._point(self.cards.place + by)

    def action_page(self, by: int) -> None:
        """Move by what fits on the screen."""
        if self.reading:
            self._about.scroll_relative(y=by * max(1, self._about.size.height - 2), animate=False)
        else:
            self._point(self.cards.place + by * max(1, self.cards.size.height - 1))

    def action_end(self, last: bool) -> None:
        """Point at the first card, or at the last."""
        self._point(len(self.cards.cards) - 1 if last else 0)

    def action_turn(self, by: int) -> None:
        """Point at the card before or after, also while one is read."""
        self._point(self.cards.place + by)

    def _point(self, at: int) -> None:
        self.cards.point(at)
        self.show_count()  # now, not when the list tells of it: both are painted at once then

    @property
    def _about(self) -> VerticalScroll:
        return self.query_one("#about-card", VerticalScroll)

    @on(CardList.Opened)
    def action_read(self) -> None:
        """Read the card under the pointer."""
        self.reading = True

    def action_edit(self) -> None:
        """Open the question under the pointer in an editor."""
        from quizapp.tui.editing import edit_question  # here, not above: few questions are ever edited

        if (row := self.pointed_row) is not None:
            edit_question(self.quiz, row.card.deck, row.card.question, self._show_anew)

    def action_write(self) -> None:
        """Plan, write and mark the essay under the pointer."""
        from quizapp.tui.writing import show_essay  # here, not above: few questions are essays

        if (row := self.pointed_row) is not None:
            if row.kind is Kind.ESSAY:
                show_essay(self.quiz, row.card)
            else:
                self.hint("Only essay questions can be written: kind:essay finds them.", "$nearly")

    def _show_anew(self) -> None:
        """Read again what is seen, and look again: what was edited may be found no more."""
        self.cards.reread()
        self.tell()
        self.look(self.query_text)

    def action_back(self) -> None:
        """One step back: from a note, the field, the card, the selection, the search, and then to Home."""
        if self.noting:
            self.end_note()
        elif self.field.has_focus:
            self.set_focus(None)
        elif self.reading:
            self.reading = False
        elif self.cards.selected:
            self.select(())
        elif self.query_text:
            self.field.value = ""
        else:
            self.dismiss()
