"""Changing cards in Browse: those selected, or else the one under the pointer; many of them in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from quizapp.domain.errors import QuizError
from quizapp.domain.events import EventType
from quizapp.tui.screens.browse_words import DONE
from quizapp.tui.screens.finding import FindingScreen
from quizapp.tui.taking_back import AT_ONCE
from quizapp.tui.widgets.field import AnswerField
from quizapp.tui.wording import counted

if TYPE_CHECKING:
    from quizapp.services.browse import Changed


class ChangingScreen(FindingScreen):
    """Selects cards and changes them."""

    noting: reactive[bool] = reactive(False, bindings=True, repaint=False, init=False)
    changing: reactive[bool] = reactive(False, bindings=True, repaint=False, init=False)

    class Done(Message):
        """Cards were changed, or could not be."""

        def __init__(self, sentence: str, severity: str = "information") -> None:
            super().__init__()
            self.sentence, self.severity = sentence, severity

    # Selecting

    def action_select(self) -> None:
        """Select the card under the pointer, or take it out of the selection."""
        self.cards.switch()
        self._selection_changed()

    def action_select_all(self) -> None:
        """Select all cards found; when they are, none."""
        cards = self.cards
        self.select(() if len(cards.selected) >= self.found else cards.cards)

    def select(self, cards: Sequence[int]) -> None:
        """Select these cards and no others."""
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
        self.end_note()
        self._change(self._chosen(), EventType.FLAG, note)

    def end_note(self) -> None:
        """Put the field for a note away."""
        self.query_one("#flag-note").remove()
        self.noting = False
        self.set_focus(None)

    def _change(self, cards: Sequence[int], what: EventType, note: str | None = None) -> None:
        if len(cards) <= AT_ONCE:
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
        try:
            cards = self.service.undo_size()
        except QuizError:  # the undo itself says why not
            cards = 0
        if cards > AT_ONCE:
            self.hint(f"Taking back {counted(cards, 'card')}: one moment ...")
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
