"""Answers in several parts, key by key: options switched, items placed, sides matched, points checked."""

from __future__ import annotations

from dataclasses import replace

from quizapp.tui.drafts import Checking, Choosing, Draft, Pairing, Placing
from quizapp.tui.screens.answering_screen import AnsweringScreen
from quizapp.tui.stages import Stage


class PartsScreen(AnsweringScreen):
    """Keeps the answer in the making and shows it after every key."""

    @property
    def draft(self) -> Draft | None:
        """The answer in the making, None for a question that is answered at once."""
        return self.standing.draft

    def _pick_part(self, index: int) -> None:
        if isinstance(self.draft, Choosing | Placing | Pairing):
            self._redraft(self.draft.picked(index))

    def action_match(self, index: int) -> None:
        """Put the right-hand side at this place, from 0, to the left-hand one under the pointer."""
        self._pick_part(index)

    def action_left(self, index: int) -> None:
        """Point at this left-hand side, from 0."""
        if isinstance(self.draft, Pairing):
            self._redraft(self.draft.pointed(index), moved=True)

    def _move_left(self, by: int) -> None:
        if isinstance(self.draft, Pairing):
            self._redraft(self.draft.moved(by), moved=True)

    def action_switch_pointed(self) -> None:
        """Choose, place or take out what the pointer is on."""
        if (pointed := self.card.options.pointed) is not None:
            self._pick_part(pointed)

    def action_shift(self, by: int) -> None:
        """Exchange the placed item under the pointer with its neighbour."""
        pointed = self.card.options.pointed
        if isinstance(self.draft, Placing) and pointed is not None:
            self._redraft(self.draft.shifted(pointed, by))

    def action_back(self) -> None:
        """Take back the last part of the answer."""
        if self.draft is not None:
            self._redraft(self.draft.back())

    def _show_outline(self) -> None:
        self.standing = replace(self.standing, stage=Stage.REVEALED)
        if isinstance(self.draft, Checking) and (jotting := self.card.jotting) is not None:
            jotting.keep()
            self._redraft(replace(self.draft, jotted=jotting.text.strip()))
        self._hint("Did you have this point?")

    def action_check(self, had: bool) -> None:
        """Count the point that is shown as recalled or missed; after the last one the answer is given."""
        if isinstance(self.draft, Checking):
            self._redraft(self.draft.checked(had))
            if self.draft.ready:
                self._answer(self.draft.response)

    def _redraft(self, draft: Draft, *, moved: bool = False) -> None:
        if step := self.desk.step:
            self.card.show_draft(step, draft, moved=moved)
            self.standing = replace(self.standing, draft=draft)
