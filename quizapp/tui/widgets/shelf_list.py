"""Decks by subject, each with its topics below it when it is open, and what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from quizapp.tui.signs import Signs
from quizapp.tui.text import one_line, words

_WIDTHS = (7, 7, 11, 9)
_LEAST_NAME = 12


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """One line: a subject (without a slug), a deck or file (without a topic), or a topic of a deck, with its counts.

    The first two counts are those of the cards that are due and that are new.
    """

    name: str
    slug: str = ""
    topic: str | None = None
    numbers: tuple[int, ...] = ()
    is_off: bool = False
    fault: str = ""

    @property
    def to_ask(self) -> int:
        """How many of its cards are due or new."""
        return sum(self.numbers[:2])

    @property
    def place(self) -> tuple[str, str | None]:
        """What the pointer stays on when the rows are read again."""
        return self.slug, self.topic


class ShelfList(ScrollView, can_focus=False):
    """Only the lines that are seen are drawn; the pointer passes over subjects."""

    DEFAULT_CSS = """
    ShelfList { height: 1fr; padding: 0 1; overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """

    class Pointed(Message):
        """The pointer is on another row."""

    class Opened(Message):
        """The row under the pointer was clicked once more."""

    def __init__(self, signs: Signs) -> None:
        super().__init__(id="shelf")
        self._signs = signs
        self._rows: tuple[ShelfRow, ...] = ()
        self._at = 0

    @property
    def pointed(self) -> ShelfRow | None:
        """The row under the pointer, a deck or a topic."""
        return self._rows[self._at] if self._rows else None

    def show(self, rows: Sequence[ShelfRow]) -> None:
        """Show these rows; the pointer stays on the deck or topic that it was on, or goes to the nearest deck."""
        before = self.pointed
        self._rows = tuple(rows)
        wanted = [before.place, (before.slug, None)] if before else []
        found = [place for want in wanted for place, row in enumerate(self._rows) if row.slug and row.place == want]
        self._at = found[0] if found else self._nearest(min(self._at, max(0, len(self._rows) - 1)), 1)
        self._measure()
        self.refresh()
        self.post_message(self.Pointed())

    def seek(self, slug: str) -> None:
        """Point at a deck; a pointer that is on one of its topics stays there."""
        at = next((place for place, row in enumerate(self._rows) if row.slug == slug), None)
        if at is not None and self._rows[self._at].slug != slug:
            self._put(at)

    def point(self, by: int) -> None:
        """Move the pointer by so many lines; it stops at the ends."""
        at = max(0, min(self._at + by, len(self._rows) - 1))
        self._put(self._nearest(at, 1 if by > 0 else -1))

    def _put(self, at: int) -> None:
        if self._rows and at != self._at:
            self._at = at
            self._keep_in_sight()
            self.refresh()
            self.post_message(self.Pointed())

    def _nearest(self, at: int, towards: int) -> int:
        """The row with a deck that is nearest, looked for in this direction first."""
        for step in (towards, -towards):
            place = at
            while 0 <= place < len(self._rows):
                if self._rows[place].slug:
                    return place
                place += step
        return 0

    def _keep_in_sight(self) -> None:
        height, top = self.scrollable_content_region.height, self.scroll_offset.y
        first = self._at - 1 if self._at and not self._rows[self._at - 1].slug else self._at
        if first < top or height <= 0:
            self.scroll_to(y=first, animate=False, immediate=True)
        elif self._at >= top + height:
            self.scroll_to(y=self._at - height + 1, animate=False, immediate=True)

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))
        self._keep_in_sight()

    def on_resize(self) -> None:
        """Keep the pointer in sight."""
        self._measure()

    def render_line(self, y: int) -> Strip:
        """One row, or nothing below the last."""
        place, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        line = self._line(place, width) if place < len(self._rows) else Content(" " * width)
        return Visual.to_strips(self, line, width, 1, self.visual_style)[0]

    def _line(self, place: int, width: int) -> Content:
        row = self._rows[place]
        if not row.slug:
            return _cut(one_line(row.name.upper(), "bold $muted"), width)
        pointer = Content.styled(f"{self._signs.pointer if place == self._at else ' '} ", "$accent")
        name = one_line(row.name, "$muted" if row.is_off else "") + words(" (off)" if row.is_off else "", "$muted")
        if row.fault:
            fault = words(f"  {row.fault}", "$wrong")
            room = max(_LEAST_NAME, width - 4 - fault.cell_length - sum(_WIDTHS[: len(row.numbers)]))
            name = name.truncate(room, ellipsis=True) + fault
        lead = pointer + words("  " if row.topic is not None else "") + name
        line = columns(lead, [f"{number:,}" if number else self._signs.dash for number in row.numbers], width)
        return line.stylize("on $row") if place == self._at else line

    def on_click(self, event: Click) -> None:
        """Point at the row that was clicked; a click on the one under the pointer opens it."""
        place = self.scroll_offset.y + event.y
        if place < len(self._rows) and self._rows[place].slug:
            if place == self._at:
                self.post_message(self.Opened())
            self._put(place)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Move on three rows."""
        event.stop()
        self.point(3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Move back three rows."""
        event.stop()
        self.point(-3)


def columns(name: Content, numbers: Sequence[str], width: int) -> Content:
    """A name at the left and up to four numbers at the right."""
    room = max(_LEAST_NAME, width - sum(_WIDTHS[: len(numbers)]))
    right = "".join(number.rjust(column) for number, column in zip(numbers, _WIDTHS, strict=False))
    return _cut(_cut(name, room) + words(right), width)


def _cut(text: Content, room: int) -> Content:
    short = text.truncate(room, ellipsis=True)
    return short.pad_right(max(0, room - short.cell_length))
