"""A text area for the YAML of a question: plain text, line numbers of the file, nothing that acts on a terminal."""

from __future__ import annotations

import re

from textual.events import Key

from quizapp.tui.widgets.plain_area import PlainArea

_EMPTY = re.compile(r" *(?:- )?(?!options|items|pairs|outline|rubric)[a-z_]+(:)(?: *| +#.*)\Z")
"""A field without a value."""


class YamlArea(PlainArea):
    """Leads from one empty field to the next, and begins lines as far in as the one before."""

    DEFAULT_CSS = """
    YamlArea, YamlArea:focus { height: 1fr; }
    YamlArea .text-area--cursor-line { background: $row; }
    """

    def __init__(self, text: str, *, first_line: int) -> None:
        super().__init__(
            text,
            id="area",
            theme="css",
            soft_wrap=True,
            show_line_numbers=True,
            line_number_start=first_line,
            tab_behavior="focus",
        )
        self.indent_width = 2

    def empty_field(self, after: int = -1) -> tuple[int, int] | None:
        """Where to write into the first empty field below a line, or None without one."""
        for number, text in enumerate(self.text.split("\n")):
            field = _EMPTY.match(text)
            if field is not None and number > after:
                return number, min(len(text), field.end(1) + 1)
        return None

    async def _on_key(self, event: Key) -> None:
        """Tab goes to the next empty field; enter begins a line as far in as the one before, as YAML wants it."""
        row, column = self.cursor_location
        if event.key == "tab":
            place = self.empty_field(row)
            if place is None:
                self.insert("  ")
            else:
                self.move_cursor(place)
        elif event.key == "enter":
            line = self.document.get_line(row)
            self.insert("\n" + line[: len(line) - len(line.lstrip(" "))][:column])
        else:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
