"""Help: every key, from the commands themselves, and what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from quizapp.tui.commands import Place, bindings, help_lines
from quizapp.tui.screens.base import Page
from quizapp.tui.signs import Signs
from quizapp.tui.text import words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.passage import Paragraph, Passage, said

_KEYS = 17


class HelpScreen(Page[None]):
    """All keys, the ones of the screen one came from first."""

    PLACE = Place.HELP
    BINDINGS = bindings(Place.HELP)

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place

    def compose(self) -> ComposeResult:
        """Top line, a text that scrolls, keys."""
        yield TopLine(words("Help", "bold"))
        with VerticalScroll(id="help", can_focus=False), Vertical(id="column"):
            yield Passage(id="all-keys")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the keys."""
        shown = (*all_keys(self._place), *meanings(self.quiz.signs))
        self.query_one("#all-keys", Passage).show(shown)

    def action_scroll(self, by: int) -> None:
        """Scroll most of a page."""
        body = self.query_one("#help", VerticalScroll)
        body.scroll_relative(y=by * max(1, body.size.height - 4), animate=False)

    def action_close(self) -> None:
        """Go back to where one was."""
        self.dismiss()


def all_keys(first: Place) -> Iterator[Paragraph]:
    """Every command under the heading of its place."""
    places = sorted((place for place in Place if place is not Place.HELP), key=lambda place: place is not first)
    for number, place in enumerate(places):
        yield said(Content.styled(place.value, "bold $accent"), space_before=1 if number else 0)
        for keys, text in help_lines(place):
            yield said(words(text), Content.styled(keys, "bold $primary"), indent=_KEYS)


def meanings(signs: Signs) -> Iterator[Paragraph]:
    """What each sign stands for."""
    yield said(Content.styled("Signs", "bold $accent"), space_before=1)
    for sign, style, meaning in (
        (signs.right, "$right", "right"),
        (signs.nearly, "$nearly", "nearly: look at the difference and decide"),
        (signs.wrong, "$wrong", "wrong"),
        (signs.pointer, "$accent", "the option or deck that enter chooses"),
        (signs.flag, "$nearly", "a question you marked as doubtful"),
        (signs.more, "$muted", "the text goes on below"),
    ):
        yield said(words(meaning), Content.styled(sign, style), indent=_KEYS)
