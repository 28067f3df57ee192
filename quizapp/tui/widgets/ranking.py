"""A list of things in their order, each in one line or several, one under the pointer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from textual.content import Content
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from quizapp.tui.signs import Signs
from quizapp.tui.text import cut
from quizapp.tui.widgets.passage import NOTHING

Entry = Callable[[int], Sequence[Content]]
"""The lines of one thing at a width; the first bears the pointer."""

_LEAD = 2
_SPACIOUS = 24
"""From so many lines on, things of several lines stand apart."""


class Ranking(ScrollView, can_focus=False):
    """Only the lines that are seen are drawn; a list that nothing is done with has no pointer."""

    DEFAULT_CSS = """
    Ranking {
        height: 1fr; max-width: 120; padding: 0 0 0 2; overflow-x: hidden;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable; scrollbar-background: $background;
        scrollbar-background-hover: $background; scrollbar-background-active: $background;
        scrollbar-color: $rule; scrollbar-color-hover: $muted; scrollbar-color-active: $muted;
    }
    """

    class Pointed(Message):
        """The pointer is on another thing."""

    class Pressed(Message):
        """What is under the pointer was clicked once more."""

    def __init__(self, signs: Signs) -> None:
        super().__init__()
        self._signs = signs
        self._entries: tuple[Entry, ...] = ()
        self._lines: list[tuple[int, Content]] = []
        self._starts: list[int] = [0]
        self._laid_out = (0, 0)
        self.place = 0
        """Which thing is under the pointer, from 0."""
        if not signs.unicode:  # a console without the glyphs of a scrollbar
            self.styles.scrollbar_size_vertical = 0

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these instead of those shown now."""
        self._entries, self._laid_out, self.place = tuple(entries), (0, 0), 0
        self._lines, self._starts = [], [0]
        self._measure()
        self.scroll_to(y=0, animate=False, immediate=True)
        self.refresh()

    def point(self, by: int) -> None:
        """Move the pointer by so many things; it stops at the ends."""
        if self._lines:
            self._put(max(0, min(self.place + by, len(self._entries) - 1)))

    def page(self, by: int) -> None:
        """Move the pointer by most of what is seen."""
        if not self._lines:
            return
        wanted = self._starts[self.place] + by * max(1, self.scrollable_content_region.height - 2)
        at = self.place
        while 0 <= at + by < len(self._entries) and (self._starts[at + by] - wanted) * by <= 0:
            at += by
        self._put(at if at != self.place else max(0, min(at + by, len(self._entries) - 1)))

    def _put(self, at: int) -> None:
        if at != self.place:
            self.place = at
            self._keep_in_sight()
            self.refresh()
            self.post_message(self.Pointed())

    def _keep_in_sight(self) -> None:
        height, top = self.scrollable_content_region.height, self.scroll_offset.y
        first, last = self._starts[self.place], self._starts[self.place + 1]
        if height <= 0:
            return
        if first < top:
            self.scroll_to(y=first, animate=False, immediate=True)
        elif last > top + height:
            self.scroll_to(y=min(first, last - height), animate=False, immediate=True)

    def _measure(self) -> None:
        width, height = self.scrollable_content_region.size
        if width and (width, height) != self._laid_out:
            self._laid_out = (width, height)
            laid = [list(entry(width - _LEAD)) for entry in self._entries]
            if height >= _SPACIOUS:
                laid = [lines if len(lines) == 1 else [*lines, NOTHING] for lines in laid]
            self._lines = [(number, line) for number, lines in enumerate(laid) for line in lines]
            self._starts = [0, *accumulate(map(len, laid))]
        self.virtual_size = Size(width, len(self._lines))
        if self._lines:
            self._keep_in_sight()

    def on_resize(self) -> None:
        """Lay out anew at another width."""
        self._measure()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line, or nothing below the last."""
        at, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        line = self._line(at, width) if at < len(self._lines) else Content(" " * width)
        return Visual.to_strips(self, line, width, 1, self.visual_style)[0]

    def _line(self, at: int, width: int) -> Content:
        number, line = self._lines[at]
        pointed = number == self.place and line is not NOTHING
        lead = self._signs.pointer if pointed and at == self._starts[number] else " "
        text = cut(Content.styled(f"{lead} ", "$accent") + line, width, self._signs)
        text = text.pad_right(max(0, width - text.cell_length))
        return text.stylize("on $row") if pointed else text

    def on_click(self, event: Click) -> None:
        """Point at what was clicked; a click on what is under the pointer presses it."""
        at = self.scroll_offset.y + event.y
        if 0 <= at < len(self._lines):
            number = self._lines[at][0]
            if number == self.place:
                self.post_message(self.Pressed())
            self._put(number)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Move on."""
        event.stop()
        self.point(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Move back."""
        event.stop()
        self.point(-1)
