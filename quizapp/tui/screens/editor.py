"""The built-in editor: the text of one question, saved when it is sound and never over a newer version."""

from __future__ import annotations

import asyncio

from textual import on
from textual.app import ComposeResult
from textual.reactive import reactive
from textual.widgets import Static, TextArea

from quizapp.domain.errors import Problem, QuizError
from quizapp.services.editing import Conflict, Draft, EditingService, Outcome, Unchanged, Unsound
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens.base import Page, quiet
from quizapp.tui.screens.problems import Choice, ProblemsScreen
from quizapp.tui.text import joined, one_line, words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.yaml_area import YamlArea


class EditorScreen(Page[Outcome | None]):
    """Edits one draft; returns what became of it, or None when the text was thrown away."""

    PLACE = Place.EDITOR
    BINDINGS = bindings(Place.EDITOR)

    busy: reactive[bool] = reactive(False, bindings=True, repaint=False)

    def __init__(self, editing: EditingService, draft: Draft) -> None:
        super().__init__()
        self._editing, self._draft = editing, draft
        self._warned = False

    def compose(self) -> ComposeResult:
        """What is edited, its text with the line numbers of its file, one line for hints, keys."""
        draft = self._draft
        yield TopLine(words(f"{draft.deck}/{draft.question}" if draft.question else "New question", "bold"))
        yield YamlArea(draft.text, first_line=1 if draft.whole else draft.line)
        yield Static(id="note", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Put the cursor where the author begins to write."""
        self.area.focus()
        empty = None if self._draft.question else self.area.empty_field()
        self.area.move_cursor(empty or (self._draft.line - 1 if self._draft.whole else 0, 0))
        path = one_line(str(self._draft.path), "$muted")
        self.query_one("#note", Static).update(joined([quiet("kept in"), path], " "))

    @property
    def area(self) -> YamlArea:
        """The text."""
        return self.query_one(YamlArea)

    @property
    def is_changed(self) -> bool:
        """Whether there is text that is not in the file."""
        return self.area.text.rstrip("\n") != self._draft.text.rstrip("\n")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """One save at a time."""
        return not (self.busy and action == "save")

    @on(TextArea.Changed)
    def _forget_warning(self) -> None:
        self._warned = False

    def may_leave(self) -> bool:
        """Whether nothing would be lost; the first time something would, it says so."""
        if self._warned or not self.is_changed:
            return True
        self._warned = True
        self._hint("Not saved yet: ctrl+s saves, the same key again throws your changes away.", "$nearly")
        return False

    def action_leave(self) -> None:
        """Leave without saving; changes are asked about once."""
        if self.may_leave():
            self.dismiss(None)

    def action_save(self) -> None:
        """Check the text and save it."""
        self.busy = True
        self.run_worker(self._save(), group="editing")

    async def _save(self, *, with_errors: bool = False) -> None:
        try:
            outcome = await asyncio.to_thread(self._editing.save, self._draft, self.area.text, with_errors=with_errors)
        except QuizError as error:
            self._hint(str(error), "$wrong")
            return
        finally:
            self.busy = False
        match outcome:
            case Conflict(sentence):
                self._hint(sentence, "$wrong")
            case Unsound(problems) if not with_errors:
                await self._ask(problems)
            case Unchanged() if not self._draft.question:
                self._hint("Fill in the empty fields first; escape leaves without a new question.", "$nearly")
            case _:
                self.dismiss(outcome)

    async def _ask(self, problems: tuple[Problem, ...]) -> None:
        choice = await self.app.push_screen_wait(ProblemsScreen(problems, new=not self._draft.question))
        if choice is Choice.KEEP:
            await self._save(with_errors=True)
        elif choice is Choice.UNDO:
            self.dismiss(None)
        else:
            self._point_at(problems)

    def _point_at(self, problems: tuple[Problem, ...]) -> None:
        """Put the cursor on the first problem that lies in the text, and say it."""
        before = 1 if self._draft.whole else self._draft.line
        rows = self.area.document.line_count
        for problem in problems:
            row = problem.line - before
            if problem.path == str(self._draft.path) and 0 <= row < rows:
                self.area.move_cursor((row, max(0, problem.column - 1 - self._draft.frame.indent)), center=True)
                self._hint(f"{problem.line}:{problem.column}: {problem.sentence}", "$wrong")
                return

    def _hint(self, text: str, style: str) -> None:
        self.query_one("#note", Static).update(one_line(text, style))
