"""Papers that were handed in, each in two lines: its name, and below it the day with a bar against the line."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from quizapp.domain.exam_attempts import Attempt
from quizapp.tui.screens.exam_result_words import attempt_line
from quizapp.tui.signs import Signs
from quizapp.tui.text import one_line, words

_LINES = 2


class PaperList(Widget):
    """A list with a pointer."""

    DEFAULT_CSS = """
    PaperList { width: 1fr; height: auto; text-wrap: nowrap; }
    """

    class Pressed(Message):
        """The paper under the pointer was clicked."""

    def __init__(self, signs: Signs) -> None:
        super().__init__(id="sat")
        self._signs = signs
        self._papers: tuple[Attempt, ...] = ()
        self._at = 0

    @property
    def pointed(self) -> Attempt | None:
        """The paper under the pointer."""
        return self._papers[self._at] if self._papers else None

    @property
    def line(self) -> int:
        """The first line of the paper under the pointer."""
        return self._at * _LINES

    def show(self, papers: Sequence[Attempt]) -> None:
        """Show these papers; the pointer stays where it is when it can."""
        self._papers = tuple(papers)
        self._at = min(self._at, max(0, len(papers) - 1))
        self.refresh(layout=True)

    def point(self, by: int) -> None:
        """Move the pointer by so many papers; it stops at the ends."""
        self._at = max(0, min(self._at + by, len(self._papers) - 1))
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Two lines a paper."""
        return len(self._papers) * _LINES

    def render(self) -> Content:
        """All papers."""
        return Content("\n").join(
            [line for place, each in enumerate(self._papers) for line in self._lines(place, each)]
        )

    def _lines(self, place: int, each: Attempt) -> list[Content]:
        here, width = place == self._at, self.content_size.width
        lead = words(f"{self._signs.pointer if here else ' '} ", "$accent")
        name = one_line(each.title, "bold")
        below = words("  ") + attempt_line(each, self._signs)
        lines = [line.truncate(width, ellipsis=True) for line in (lead + name, below)]
        lines = [line.pad_right(max(0, width - line.cell_length)) for line in lines]
        return [line.stylize("on $row") for line in lines] if here else lines

    def on_click(self, event: Click) -> None:
        """Point at the paper that was clicked; a click on the one under the pointer opens it."""
        place = event.y // _LINES
        if 0 <= place < len(self._papers):
            if place == self._at:
                self.post_message(self.Pressed())
            self.point(place - self._at)
