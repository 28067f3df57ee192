"""What is wrong with a text that came back from an editor, and what may be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from quizapp.domain.errors import Problem, Severity
from quizapp.tui import wording
from quizapp.tui.commands import BY_ID, Place, bindings
from quizapp.tui.screens.base import Page
from quizapp.tui.text import one_line, words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.passage import Paragraph, Passage, said

_MOST = 20
"""So many problems are shown; the rest are counted."""


_KEEP_NEW = "Keep my text in the file and fix it later; until then the question is not asked."

_PLACE = 9
"""Cells for a line and a column before the sentence."""


class Choice(StrEnum):
    """What the author wants done with a text that has errors."""

    AGAIN = "again"
    KEEP = "keep"
    UNDO = "undo"
    EDIT = "edit"


class ProblemsScreen(Page[Choice]):
    """Shows every problem with its place, and asks what to do; with `looking` there is nothing to decide."""

    PLACE = Place.PROBLEMS
    BINDINGS = bindings(Place.PROBLEMS)

    def __init__(self, problems: Iterable[Problem], *, looking: bool = False, new: bool = False) -> None:
        """`new` says that the text is that of a question which was never asked."""
        super().__init__()
        self._problems, self._looking, self._new = tuple(problems), looking, new

    def compose(self) -> ComposeResult:
        """The problems, and below them the ways out."""
        title = "Found in the file" if self._looking else "Not taken in yet"
        yield TopLine(words(title, "bold"), right=words(self._count(), "$wrong"))
        with VerticalScroll(id="problems", can_focus=False), Vertical(id="column"):
            yield Passage(id="found")
        yield KeyLine()

    def _count(self) -> str:
        errors = sum(problem.severity is Severity.ERROR for problem in self._problems)
        others = len(self._problems) - errors
        counts = [wording.counted(number, word) for number, word in ((errors, "error"), (others, "warning")) if number]
        return f"{self.quiz.signs.wrong if errors else self.quiz.signs.nearly} {', '.join(counts)}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There is something to keep or to undo only after an edit; where nothing was edited, the file can be."""
        return action == "edit" if action in ("keep", "undo", "edit") and self._looking else action != "edit"

    def footer_label(self, command_id: str) -> str | None:
        """Where nothing was edited, one goes back."""
        return "Back" if self._looking and command_id == "problems.again" else None

    def on_mount(self) -> None:
        """Show them."""
        ways = [] if self._looking else [BY_ID[each] for each in ("problems.again", "problems.keep", "problems.undo")]
        paragraphs = list(problem_paragraphs(self._problems))
        for number, command in enumerate(ways):
            key = Content.styled(self.quiz.key_cap(command.id), "bold $primary")
            text = _KEEP_NEW if self._new and command.id == "problems.keep" else command.help
            paragraphs.append(said(words(text), key, indent=7, space_before=0 if number else 1))
        self.query_one("#found", Passage).show(paragraphs)

    def action_scroll(self, by: int) -> None:
        """Scroll a page."""
        body = self.query_one("#problems", VerticalScroll)
        body.scroll_relative(y=by * max(1, body.size.height - 4), animate=False)

    def action_again(self) -> None:
        """Go back to the editor."""
        self.dismiss(Choice.AGAIN)

    def action_edit(self) -> None:
        """Open the file."""
        self.dismiss(Choice.EDIT)

    def action_keep(self) -> None:
        """Leave the text in the file."""
        self.dismiss(Choice.KEEP)

    def action_undo(self) -> None:
        """Put the file back as it was."""
        self.dismiss(Choice.UNDO)


def problem_paragraphs(problems: Iterable[Problem]) -> Iterator[Paragraph]:
    """Every file in one line, and below it each problem after its line and column."""
    found, path = tuple(problems), None
    for problem in found[:_MOST]:
        if problem.path != path:
            yield said(one_line(problem.path, "$muted"), space_before=1 if path else 0)
            path = problem.path
        place = Content.styled(f"{problem.line}:{problem.column}", "bold")
        mark = words("" if problem.severity is Severity.ERROR else f"{problem.severity}: ", "$muted")
        yield said(mark + words(problem.sentence), place, indent=_PLACE)
    if len(found) > _MOST:
        yield said(words(f"and {len(found) - _MOST} more", "$muted"), space_before=1)
