"""Rows to choose in: a name, what is chosen, and one row under the pointer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from quizapp.tui.signs import Signs
from quizapp.tui.text import one_line, words


@dataclass(frozen=True, slots=True)
class PickRow:
    """One line; a heading has no `key`, a row of a list is `picked` or not, any other has a value."""

    name: str
    key: str = ""
    value: str = ""
    picked: bool | None = None


class PickList(Widget):
    """The pointer passes over headings."""

    DEFAULT_CSS = """
    PickList { width: 1fr; height: auto; text-wrap: nowrap; }
    """

    class Pointed(Message):
        """The pointer is on another row."""

    class Pressed(Message):
        """The row under the pointer was clicked."""

    def __init__(self, signs: Signs, *, id: str) -> None:
        super().__init__(id=id)
        self._signs = signs
        self._rows: tuple[PickRow, ...] = ()
        self._at = 0

    @property
    def pointed(self) -> PickRow | None:
        """The row under the pointer."""
        return self._rows[self._at] if self._rows else None

    @property
    def line(self) -> int:
        """The line on which the pointer is."""
        return self._at

    def show(self, rows: Sequence[PickRow], key: str = "") -> None:
        """Show these rows, with the pointer on that of the key, or where it was."""
        higher = len(rows) != len(self._rows)
        wanted = key or (self.pointed.key if self.pointed else "")
        self._rows = tuple(rows)
        keys = [row.key for row in self._rows]
        first = next((place for place, each in enumerate(keys) if each), 0)
        self._at = keys.index(wanted) if wanted and wanted in keys else first
        self.refresh(layout=higher)

    def point(self, by: int) -> None:
        """Move the pointer by so many rows; it stops at the ends."""
        places = [place for place, row in enumerate(self._rows) if row.key]
        if places:
            now = places.index(self._at)
            self._at = places[max(0, min(len(places) - 1, now + by))]
            self.refresh()
            self.post_message(self.Pointed())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line a row."""
        return len(self._rows)

    def render(self) -> Content:
        """All rows."""
        return Content("\n").join([self._line(place, row) for place, row in enumerate(self._rows)])

    def _line(self, place: int, row: PickRow) -> Content:
        width = self.content_size.width
        if not row.key:
            return one_line(row.name, "bold $muted").truncate(width, ellipsis=True)
        lead = Content.styled(f"{self._signs.pointer if place == self._at else ' '} ", "$accent")
        if row.picked is not None:
            sign = self._signs.right if row.picked else " "
            lead = lead + words("[" + sign + "] ", "$accent" if row.picked else "$muted")
            text = one_line(row.name, "bold" if row.picked else "")
            value = words(f"  {row.value}", "$muted") if row.value else Content("")
        else:
            text = one_line(row.name).pad_right(max(0, 14 - len(row.name)))
            value = one_line(row.value, "bold")
        line = (lead + text + value).truncate(width, ellipsis=True)
        line = line.pad_right(max(0, width - line.cell_length))
        return line.stylize("on $row") if place == self._at else line

    def on_click(self, event: Click) -> None:
        """Point at the row that was clicked; a click on the one under the pointer changes it."""
        if 0 <= event.y < len(self._rows) and self._rows[event.y].key:
            if event.y == self._at:
                self.post_message(self.Pressed())
            else:
                self._at = event.y
                self.refresh()
                self.post_message(self.Pointed())
