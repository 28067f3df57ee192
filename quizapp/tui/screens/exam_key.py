"""Correcting the key of a question that was asked in papers: what counts as right, and why."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input

from quizapp.domain.answers import Wrote
from quizapp.domain.exam_changes import Correction
from quizapp.domain.exam_keys import option_ids, right_ids, right_now
from quizapp.domain.exam_results import Sat
from quizapp.domain.questions import Choice, Multiple
from quizapp.domain.text import plain
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens.base import Page, quiet
from quizapp.tui.text import words
from quizapp.tui.widgets.field import AnswerField
from quizapp.tui.widgets.lines import FooterItem, KeyLine, TopLine
from quizapp.tui.widgets.passage import Passage, prose, said
from quizapp.tui.widgets.pick_list import PickList, PickRow
from quizapp.tui.wording import LETTERS

_CANCELLED, _OWN = "*cancelled", "*own"
_MEANING = (
    "Whatever is chosen counts as right, in this paper and in every other that had the question. "
    "The deck stays as it is."
)

Chosen = tuple[Correction | None]
"""What was chosen: a correction, or None for the deck's own key; in a tuple, since leaving chooses nothing."""


class ExamKeyScreen(Page[Chosen]):
    """Rows to choose among, and a note; closes with what was chosen."""

    PLACE = Place.EXAM_KEY
    AUTO_FOCUS = ""
    BINDINGS = bindings(Place.EXAM_KEY)

    def __init__(self, each: Sat) -> None:
        super().__init__()
        self._each = each
        self._ids = option_ids(each.question)
        before = each.correction
        self._right = set(right_now(each.question, before))
        self._cancelled = before is not None and before.cancelled
        self._own = before is not None and bool(before.accept) and not self._ids

    def compose(self) -> ComposeResult:
        """Top line, the question, what can count, the note, keys."""
        yield TopLine(words("Correct the key", "bold"), right=words(f"question {self._each.number}", "$muted"))
        with VerticalScroll(id="result", can_focus=False), Vertical(id="column"):
            yield Passage(id="prompt")
            yield PickList(self.quiz.signs, id="rows")
            yield Passage(id="explanation")
            yield AnswerField(id="choice")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the key as it is."""
        self.query_one("#prompt", Passage).show([prose(self._each.question.prompt)])
        self.query_one("#explanation", Passage).show([said(quiet(_MEANING), space_before=1)])
        field = self._note
        field.placeholder = "Why? (may be left empty)"
        field.value = self._each.correction.note if self._each.correction else ""
        self._show()

    @property
    def _note(self) -> AnswerField:
        return self.query_one("#choice", AnswerField)

    @property
    def _is_writing(self) -> bool:
        return self.is_mounted and self._note.has_focus

    @property
    def _rows(self) -> PickList:
        return self.query_one("#rows", PickList)

    def _show(self) -> None:
        question = self._each.question
        if isinstance(question, Choice | Multiple):
            texts = [" ".join(plain(option.text).split()) for option in question.options]
        else:
            texts = ["True", "False"][: len(self._ids)]
        by_deck = right_ids(question)
        rows = [
            PickRow(f"{letter}  {text}", id, "the key of the deck" if id in by_deck else "", id in self._right)
            for letter, id, text in zip(LETTERS, self._ids, texts, strict=False)
        ]
        written = self._each.response
        if isinstance(written, Wrote) and written.text.strip():
            rows.append(PickRow(f"{written.text.strip()}", _OWN, "what you wrote", self._own))
        rows.append(PickRow("Cancelled: all have its marks", _CANCELLED, "", self._cancelled))
        self._rows.show(rows)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the note is typed only leaving the field is possible; some option must count."""
        if self._is_writing:
            return action in ("note", "leave")
        if action == "option":
            return parameters[0] in range(len(self._ids))
        if action == "save":
            return self._cancelled or not self._ids or bool(self._right)
        return True

    def footer_lead(self) -> tuple[FooterItem, ...]:
        """The field takes enter for itself, so the screen names it."""
        return (FooterItem("enter", words("Mark again"), ""),) if self._is_writing else ()

    def footer_label(self, command_id: str) -> str | None:
        """In the field, leaving leaves the field."""
        return "Done" if command_id in ("exam-key.note", "exam-key.leave") and self._is_writing else None

    def action_move(self, by: int) -> None:
        """Move the pointer."""
        self._rows.point(by)

    def action_option(self, number: int) -> None:
        """Choose an option by its letter, or take it out."""
        self._right ^= {self._ids[number]}
        self._cancelled = False
        self._show()

    @on(PickList.Pressed)
    def action_switch(self) -> None:
        """Choose the row under the pointer, or take it out."""
        row = self._rows.pointed
        if row is None:
            return
        if row.key == _CANCELLED:
            self._cancelled = not self._cancelled
        elif row.key == _OWN:
            self._own, self._cancelled = not self._own, False
        else:
            self.action_option(self._ids.index(row.key))
            return
        self._show()

    def action_note(self) -> None:
        """Go to the field, or leave it."""
        if self._is_writing:
            self.set_focus(None)
        else:
            self._note.focus()
        self.show_keys()

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Close with what was chosen; the deck's own key is no correction."""
        note = self._note.value.strip()
        written = self._each.response
        if self._cancelled:
            self.dismiss((Correction(cancelled=True, note=note),))
        elif self._own and isinstance(written, Wrote):
            self.dismiss((Correction(frozenset([written.text.strip()]), note=note),))
        elif not self._ids or frozenset(self._right) == right_ids(self._each.question):
            self.dismiss((None,))
        elif self._right:
            self.dismiss((Correction(frozenset(self._right), note=note),))

    def action_leave(self) -> None:
        """Leave the field, or change nothing."""
        if self._is_writing:
            self.action_note()
        else:
            self.dismiss(None)
