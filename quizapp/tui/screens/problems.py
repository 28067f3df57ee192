"""What is wrong with a text that came back from an editor, and what may be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from quizapp.domain.errors import Problem
from quizapp.tui import wording
from quizapp.tui.commands import BY_ID, Place, bindings
from quizapp.tui.screens.base import Page
from quizapp.tui.text import words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.passage import Paragraph, Passage, said

_MOST = 20
"""So many problems are shown; the rest are counted."""


class Choice(StrEnum):
    """What the author wants done with a text that has errors."""

    AGAIN = "again"
    KEEP = "keep"
    UNDO = "undo"


class ProblemsScreen(Page[Choice]):
    """Shows every problem with its place, and asks what to do."""

    PLACE = Place.PROBLEMS
    BINDINGS = bindings(Place.PROBLEMS)

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self._problems = tuple(problems)

    def compose(self) -> ComposeResult:
        """The problems, and below them the ways out."""
        yield TopLine(words("Not taken in yet", "bold"), right=words(self._count(), "$wrong"))
        with VerticalScroll(id="problems", can_focus=False), Vertical(id="column"):
            yield Passage(id="found")
        yield KeyLine()

    def _count(self) -> str:
        return f"{self.quiz.signs.wrong} {wording.counted(len(self._problems), 'error')}"

    def on_mount(self) -> None:
        """Show them."""
        ways = [BY_ID[each] for each in ("problems.again", "problems.keep", "problems.undo")]
        paragraphs = list(problem_paragraphs(self._problems))
        for number, command in enumerate(ways):
            key = Content.styled(command.shown, "bold $primary")
            paragraphs.append(said(words(command.help), key, indent=7, space_before=0 if number else 1))
        self.query_one("#found", Passage).show(paragraphs)

    def action_scroll(self, by: int) -> None:
        """Scroll a page."""
        body = self.query_one("#problems", VerticalScroll)
        body.scroll_relative(y=by * max(1, body.size.height - 4), animate=False)

    def action_again(self) -> None:
        """Go back to the editor."""
        self.dismiss(Choice.AGAIN)

    def action_keep(self) -> None:
        """Leave the text in the file."""
        self.dismiss(Choice.KEEP)

    def action_undo(self) -> None:
        """Put the file back as it was."""
        self.dismiss(Choice.UNDO)


def problem_paragraphs(problems: Iterable[Problem]) -> Iterator[Paragraph]:
    """Each problem: its place in one line, what is wrong below it."""
    found = tuple(problems)
    for number, problem in enumerate(found[:_MOST]):
        place = f"{problem.path}:{problem.line}:{problem.column}"
        yield said(words(place, "$muted"), space_before=1 if number else 0)
        yield said(words(problem.sentence))
    if len(found) > _MOST:
        yield said(words(f"and {len(found) - _MOST} more", "$muted"), space_before=1)
