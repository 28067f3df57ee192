"""The pages of a screen by their names, a heavy line under the one that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from quizapp.tui.signs import Signs
from quizapp.tui.text import words

_GAP = 2


class TabLine(Widget):
    """Two lines: numbers with names, and the line below them; a click chooses."""

    DEFAULT_CSS = """
    TabLine { height: 2; padding: 0 1; text-wrap: nowrap; }
    """

    @dataclass
    class Chosen(Message):
        """A name was clicked."""

        page: int

    def __init__(self, names: Sequence[str], signs: Signs) -> None:
        super().__init__(id="tabs")
        self._names, self._signs, self._shown = tuple(names), signs, 0

    def show(self, page: int) -> None:
        """Mark this page, from 0, as the one that is shown."""
        self._shown = page
        self.refresh()

    @property
    def _tight(self) -> bool:
        """Whether there is too little room for all names; then only the shown one is written out."""
        return sum(len(name) + 2 + _GAP for name in self._names) - _GAP > self.content_size.width

    def _labels(self) -> list[str]:
        tight = self._tight
        return [
            f"{number}" if tight and number - 1 != self._shown else f"{number} {name}"
            for number, name in enumerate(self._names, start=1)
        ]

    def render(self) -> Content:
        """The names, and the line."""
        heavy, light = ("━", "─") if self._signs.unicode else ("=", "-")
        width, names, line = self.content_size.width, Content(""), Content("")
        for place, label in enumerate(self._labels()):
            shown, gap = place == self._shown, " " * _GAP
            number, _, name = label.partition(" ")
            names += words(number, "bold $accent" if shown else "bold $primary")
            names += words(f" {name}" if name else "", "bold" if shown else "$muted") + Content(gap)
            line += words(heavy * len(label), "$accent") if shown else words(light * len(label), "$rule")
            line += words(light * _GAP, "$rule")
        names, line = names.truncate(width), line.truncate(width)
        return names + Content("\n") + line + words(light * max(0, width - line.cell_length), "$rule")

    def on_click(self, event: Click) -> None:
        """Choose the page whose name was clicked."""
        at = event.get_content_offset(self)
        start = 0
        for place, label in enumerate(self._labels()):
            if at is not None and start <= at.x < start + len(label):
                self.post_message(self.Chosen(place))
            start += len(label) + _GAP
