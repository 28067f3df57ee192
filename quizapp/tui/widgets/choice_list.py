"""The settings in rows under headings, one under the pointer; a row that was changed is marked."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from quizapp.tui.screens.choices import Group, Row
from quizapp.tui.signs import Signs
from quizapp.tui.text import one_line
from quizapp.tui.widgets.passage import NOTHING

_LABEL = 28


class ChoiceList(Widget):
    """Rows of choices, drawn once each and again only where they change."""

    DEFAULT_CSS = """
    ChoiceList { width: 1fr; height: auto; text-wrap: nowrap; }
    """

    class Pressed(Message):
        """The row under the pointer was clicked."""

    def __init__(self, signs: Signs) -> None:
        super().__init__(id="choices")
        self._signs = signs
        self._rows: tuple[Row, ...] = ()
        self._lines: list[tuple[int | None, Content]] = []
        self._pointed = 0

    @property
    def chosen(self) -> Row | None:
        """The row under the pointer."""
        return self._rows[self._pointed] if self._rows else None

    def show(self, groups: Sequence[Group]) -> None:
        """Show these groups; the pointer stays where it is."""
        self._rows = tuple([row for group in groups for row in group.rows])
        self._pointed = min(self._pointed, max(0, len(self._rows) - 1))
        before = len(self._lines)
        self._lines = []
        number = 0
        for group in groups:
            if self._lines:
                self._lines.append((None, NOTHING))
            self._lines.append((None, one_line(group.title, "bold $muted")))
            for row in group.rows:
                self._lines.append((number, self._line(row)))
                number += 1
        self.refresh(layout=len(self._lines) != before)

    def point(self, by: int) -> int:
        """Move the pointer, no further than the ends, and return the line it is on."""
        if self._rows:
            self._pointed = max(0, min(len(self._rows) - 1, self._pointed + by))
            self.refresh()
        return self.line

    def find(self, text: str, *, further: bool = False) -> bool:
        """Point at the next row that speaks of every word, from the pointer on and round the end; false without any.

        One whose name has the words comes before one whose meaning has them.
        """
        terms, number = text.casefold().split(), len(self._rows)
        order = [(self._pointed + step) % number for step in range(further, number + further)]
        for searched in (_named, _spoken):
            for place in order if terms else ():
                if all(term in searched(self._rows[place]) for term in terms):
                    self._pointed = place
                    self.refresh()
                    return True
        return False

    @property
    def line(self) -> int:
        """The line on which the pointer is; the first row shows its heading too."""
        return next((place for place, (row, _) in enumerate(self._lines) if row == self._pointed), 0)

    def _line(self, row: Row) -> Content:
        label = one_line(row.label).truncate(_LABEL - 1, ellipsis=True)
        value = one_line(row.value, "bold" if row.changed else "").truncate(34, ellipsis=True)
        was = one_line(f"  {self._signs.dot} at first {row.default}" if row.changed else "", "$muted")
        return label.pad_right(max(0, _LABEL - label.cell_length)) + value + was

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line a row and a heading."""
        return len(self._lines)

    def render(self) -> Content:
        """The rows."""
        width = self.content_size.width
        shown = []
        for number, line in self._lines:
            pointed = number is not None and number == self._pointed
            lead = Content.styled(f"{self._signs.pointer if pointed else ' '} ", "$accent")
            cut = (lead + line if number is not None else line).truncate(width, ellipsis=True)
            shown.append(cut.pad_right(max(0, width - cut.cell_length)).stylize("on $row") if pointed else cut)
        return Content("\n").join(shown)

    def on_click(self, event: Click) -> None:
        """Point at the row that was clicked; once more changes it."""
        number = self._lines[event.y][0] if 0 <= event.y < len(self._lines) else None
        if number is not None and number == self._pointed:
            self.post_message(self.Pressed())
        elif number is not None:
            self._pointed = number
            self.post_message(self.Pointed())
            self.refresh()

    class Pointed(Message):
        """Another row is under the pointer."""


def _named(row: Row) -> str:
    return f"{row.command.place.value if row.command else ''} {row.label}".casefold()


def _spoken(row: Row) -> str:
    return f"{_named(row)} {row.value} {row.meaning}".casefold()
