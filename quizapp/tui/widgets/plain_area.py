"""A text area that shows every character for what it is: nothing in it acts on a terminal."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import TextArea

from quizapp.domain.text import visible

_STAND_IN = "\N{REPLACEMENT CHARACTER}"


class PlainArea(TextArea):
    """Keeps every character of the text; one that cannot be shown letter for letter is shown as a stand-in."""

    DEFAULT_CSS = """
    PlainArea, PlainArea:focus {
        padding: 0 1; border: none; background: $background; color: $foreground;
        scrollbar-size-vertical: 1; scrollbar-background: $background; scrollbar-color: $rule;
    }
    PlainArea .text-area--gutter, PlainArea .text-area--cursor-gutter { color: $muted; background: $background; }
    PlainArea .text-area--cursor { background: $input-cursor-background; color: $input-cursor-foreground; }
    PlainArea .text-area--selection { background: $input-selection-background; }
    """

    def get_line(self, line_index: int) -> Text:
        """The line as it is drawn: as many characters as it has, none of which acts on a terminal."""
        shown = self.document.get_line(line_index)
        if visible(shown) != shown:
            shown = "".join(letter if visible(letter) == letter else _STAND_IN for letter in shown)
        return Text(shown, end="", no_wrap=True)
