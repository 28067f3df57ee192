"""A text area for the YAML of a question: plain text, line numbers of the file, nothing that acts on a terminal."""

from __future__ import annotations

import re

from rich.text import Text
from textual.events import Key
from textual.widgets import TextArea

from quizapp.domain.text import visible

_EMPTY = re.compile(r" *(?:- )?(?!options|items|pairs|outline|rubric)[a-z_]+(:)(?: *| +#.*)\Z")
"""A field without a value."""

_STAND_IN = "\N{REPLACEMENT CHARACTER}"


class YamlArea(TextArea):
    """Keeps every character of the text; one that cannot be shown letter for letter is shown as a stand-in."""

    DEFAULT_CSS = """
    YamlArea, YamlArea:focus {
        height: 1fr; padding: 0 1; border: none; background: $background; color: $foreground;
        scrollbar-size-vertical: 1; scrollbar-background: $background; scrollbar-color: $rule;
    }
    YamlArea .text-area--gutter, YamlArea .text-area--cursor-gutter { color: $muted; background: $background; }
    YamlArea .text-area--cursor-line { background: $row; }
    YamlArea .text-area--cursor { background: $input-cursor-background; color: $input-cursor-foreground; }
    YamlArea .text-area--selection { background: $input-selection-background; }
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

    def get_line(self, line_index: int) -> Text:
        """The line as it is drawn: as many characters as it has, none of which acts on a terminal."""
        shown = self.document.get_line(line_index)
        if visible(shown) != shown:
            shown = "".join(letter if visible(letter) == letter else _STAND_IN for letter in shown)
        return Text(shown, end="", no_wrap=True)

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
