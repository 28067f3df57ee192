"""Where an essay is written: plain prose in lines of readable width."""

from __future__ import annotations

from quizapp.tui.widgets.plain_area import PlainArea


class EssayArea(PlainArea):
    """Wraps as prose does; nothing in it acts on a terminal."""

    DEFAULT_CSS = """
    EssayArea, EssayArea:focus { height: 1fr; max-width: 100; padding: 1 1 0 2; }
    EssayArea .text-area--cursor-line { background: $background; }
    EssayArea .text-area--placeholder { color: $muted; }
    .-paused EssayArea { color: $muted; }
    """

    def __init__(self, text: str) -> None:
        super().__init__(text, id="essay", classes="left", theme="css", soft_wrap=True, tab_behavior="focus")
        self.placeholder = "Write here."
