"""The smallest Textual app there is: the anchor of the first paint."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class BareApp(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """Show the text that the measurement waits for."""
        yield Static("first paint")


if __name__ == "__main__":
    BareApp().run()
