"""The paper that an exam is like: one of those there are, chosen by turning through them."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content
from textual.widget import Widget

from quizapp.tui.signs import Signs
from quizapp.tui.text import one_line, words


class PaperChoice(Widget, can_focus=True):
    """Shows the title of the paper; what was chosen by hand stays when others are offered."""

    DEFAULT_CSS = """
    PaperChoice { height: 2; text-wrap: nowrap; text-overflow: ellipsis; border-bottom: solid $rule; }
    PaperChoice:focus { border-bottom: solid $accent; }
    """

    def __init__(self, signs: Signs) -> None:
        super().__init__(id="goal-paper")
        self._signs = signs
        self._titles: Mapping[str, str] = {}
        self._by_hand = False
        self.chosen = ""
        """The id of the paper, empty before there are any."""

    def offer(self, titles: Mapping[str, str], chosen: str) -> None:
        """Offer these papers."""
        self._titles = titles
        if not self._by_hand:
            self.chosen = chosen
        self.refresh()

    def turn(self, by: int) -> None:
        """Choose the next one."""
        names = list(self._titles)
        if names:
            at = names.index(self.chosen) if self.chosen in names else -1
            self.chosen, self._by_hand = names[(at + by) % len(names)], True
            self.refresh()

    def on_click(self) -> None:
        """A click does the same."""
        self.turn(1)

    def render(self) -> Content:
        """The title, and that there are others."""
        title = one_line(self._titles.get(self.chosen, self.chosen) or self._signs.ellipsis)
        return (Content.styled(f"{self._signs.pointer} ", "$accent") if self.has_focus else words("")) + title
