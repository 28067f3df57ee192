"""The smallest Textual app there is: the anchor of the first paint, and of the time from a key to the paint."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class BareApp(App[None]):
    """One line of text, which counts the keys."""

    keys = 0

    def compose(self) -> ComposeResult:
        """Show the text that the measurement waits for."""
        yield Static("first paint")

    def on_key(self) -> None:
        """Show how many keys there were."""
        self.keys += 1
        self.query_one(Static).update(f"key {self.keys:06d}")


if __name__ == "__main__":
    BareApp().run()
