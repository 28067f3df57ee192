"""Browse: every question there is, found by words and states, read with its history, and changed many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.containers import VerticalScroll
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from quizapp.domain.errors import QuizError
from quizapp.domain.events import EventType
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens.browse_words import DONE
from quizapp.tui.screens.finding import FindingScreen
from quizapp.tui.text import words
from quizapp.tui.widgets.card_list import CardList
from quizapp.tui.widgets.field import AnswerField
from quizapp.tui.widgets.lines import FooterItem
from quizapp.tui.wording import counted

if TYPE_CHECKING:
    from quizapp.services.browse import Changed
    from quizapp.storage.browsing import Row

_AT_ONCE = 50
"""So many cards are changed without a thread: it takes less time than a frame."""

_CHANGES = frozenset({"suspend", "bury", "flag", "unflag", "undo"})


class BrowseScreen(FindingScreen):
    """Points at cards, selects them, and changes those selected, or else the one under the pointer."""

    PLACE = Place.BROWSE
    BINDINGS = bindings(Place.BROWSE)

    noting: reactive[bool] = reactive(False, bindings=True)
    changing: reactive[bool] = reactive(False, bindings=True)

    class Done(Message):
        """Cards were changed, or could not be."""

        def __init__(self, sentence: str, severity: str = "information") -> None:
            super().__init__()
            self.sentence, self.severity = sentence, severity

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Changing needs a card and nothing else under way; while a note is typed nothing else is possible."""
        if self.noting:
            return action == "back"
        match action:
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
            self.cards.point(self.cards.place + by)

    def action_page(self, by: int) -> None:
        """Move by what fits on the screen."""
        if self.reading:
            self._about.scroll_relative(y=by * max(1, self._about.size.height - 2), animate=False)
        else:
            self.cards.point(self.cards.place + by * max(1, self.cards.size.height - 1))

    def action_end(self, last: bool) -> None:
        """Point at the first card, or at the last."""
        self.cards.point(len(self.cards.cards) - 1 if last else 0)

    def action_turn(self, by: int) -> None:
        """Point at the card before or after, also while one is read."""
        self.cards.point(self.cards.place + by)

    @property
    def _about(self) -> VerticalScroll:
        return self.query_one("#about-card", VerticalScroll)

    @on(CardList.Opened)
    def action_read(self) -> None:
        """Read the card under the pointer."""
        self.reading = True

    def action_back(self) -> None:
        """One step back: from a note, the field, the card, the selection, the search, and then to Home."""
        if self.noting:
            self._end_note()
        elif self.field.has_focus:
            self.set_focus(None)
        elif self.reading:
            self.reading = False
        elif self.cards.selected:
            self._select(())
        elif self.query_text:
            self.field.value = ""
        else:
            self.dismiss()

    # Selecting

    def action_select(self) -> None:
        """Select the card under the pointer, or take it out of the selection."""
        self.cards.switch()
        self._selection_changed()

    def action_select_all(self) -> None:
        """Select all cards found; when they are, none."""
        cards = self.cards
        self._select(() if len(cards.selected) >= self.found else cards.cards)

    def _select(self, cards: Sequence[int]) -> None:
        self.cards.selected = set(cards)
        self.cards.refresh()
        self._selection_changed()

    def _selection_changed(self) -> None:
        self.show_count()
        self.show_keys()

    # Changing

    def _chosen(self) -> Sequence[int]:
        """The cards selected, in the order of the list; while one is read, or none is selected, the one pointed at."""
        cards = self.cards
        if cards.selected and not self.reading:
            shown = [card for card in cards.cards if card in cards.selected]
            return shown + sorted(cards.selected.difference(shown))
        return [] if cards.pointed is None else [cards.pointed]

    def action_suspend(self) -> None:
        """Put the cards aside for good, or bring them back when all of them are."""
        self._switch("suspended", EventType.SUSPEND, EventType.RESUME)

    def action_bury(self) -> None:
        """Put the cards aside until tomorrow, or bring them back when all of them are."""
        self._switch("buried", EventType.BURY, EventType.UNBURY)

    def action_unflag(self) -> None:
        """Take the flag off."""
        self._change(self._chosen(), EventType.UNFLAG)

    def _switch(self, state: str, on: EventType, off: EventType) -> None:
        chosen, today = self._chosen(), self.service.today()
        first = self.service.rows(chosen[:500])
        held = [row.suspended if state == "suspended" else row.buried_until > today for row in first]
        self._change(chosen, off if held and all(held) else on)

    def action_flag(self) -> None:
        """Ask for a note to go with the flag."""
        chosen = self._chosen()
        note = AnswerField(id="flag-note")
        note.placeholder = "What is doubtful? (may be left empty)"
        if len(chosen) == 1 and (detail := self.service.detail(chosen[0])) is not None:
            note.value = detail.note
        self.mount(note, before="#hint")
        self.noting = True
        note.focus()

    @on(Input.Submitted, "#flag-note")
    def action_save_note(self) -> None:
        """Flag the cards with what was typed."""
        note = self.query_one("#flag-note", AnswerField).value.strip()
        self._end_note()
        self._change(self._chosen(), EventType.FLAG, note)

    def _end_note(self) -> None:
        self.query_one("#flag-note").remove()
        self.noting = False
        self.set_focus(None)

    def _change(self, cards: Sequence[int], what: EventType, note: str | None = None) -> None:
        if len(cards) <= _AT_ONCE:
            self._changed(self._do(cards, what, note))
        elif not self.changing:
            self.changing = True
            self.hint(f"{counted(len(cards), 'card')}: one moment ...")
            self._change_many(cards, what, note)

    @work(thread=True, group="browse-changes")
    def _change_many(self, cards: Sequence[int], what: EventType, note: str | None) -> None:
        self.post_message(self._do(cards, what, note))

    def action_undo(self) -> None:
        """Take back the last change."""
        self.changing = True
        self._undo()

    @work(thread=True, group="browse-changes")
    def _undo(self) -> None:
        try:
            changed = self.service.undo()
        except QuizError as error:
            self.post_message(self.Done(str(error), "warning"))
        else:
            self.post_message(self.Done(f"Taken back for {counted(changed.cards, 'card')}."))

    def _do(self, cards: Sequence[int], what: EventType, note: str | None) -> Done:
        try:
            return self.Done(_told(self.service.change(cards, what, note)))
        except QuizError as error:
            return self.Done(str(error), "error")

    @on(Done)
    def _changed(self, message: Done) -> None:
        self.changing = False
        self.hint("")
        self.say(message.sentence, severity=message.severity)
        self.cards.reread()
        self.tell()


def _told(changed: Changed) -> str:
    if not changed.cards:
        return "Nothing to change there."
    number = counted(changed.cards, "card is", "cards are")
    return f"{number} {DONE[changed.what]}; u takes that back."
