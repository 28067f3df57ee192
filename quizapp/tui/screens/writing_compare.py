"""Two attempts at an essay beside each other: marks, words, minutes, points and text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize

from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens import writing_words
from quizapp.tui.screens.base import Page, quiet
from quizapp.tui.screens.writing_marking import WIDE_FROM
from quizapp.tui.text import one_line, words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.passage import Column, Passage

if TYPE_CHECKING:
    from quizapp.services.writing import EssayDesk


class CompareScreen(Page[None]):
    """The newer attempt at the right, an older one at the left; one of the two where there is too little room."""

    PLACE = Place.ATTEMPTS
    AUTO_FOCUS = ""
    BINDINGS = bindings(Place.ATTEMPTS)

    def __init__(self, desk: EssayDesk, at: int) -> None:
        """`at` is the attempt to read, from 0 for the newest."""
        super().__init__()
        self._desk, self._at = desk, at
        others = [place for place in range(len(desk.attempts)) if place != at]
        self._other = next((place for place in others if place > at), others[-1] if others else None)

    def compose(self) -> ComposeResult:
        """Two sheets."""
        yield TopLine(words("Attempts", "bold"))
        with Horizontal(classes="sheets"):
            with VerticalScroll(id="other-attempt", classes="left", can_focus=False), Column(classes="sheet"):
                yield Passage(id="other")
            with VerticalScroll(id="this-attempt", classes="right", can_focus=False), Column(classes="sheet"):
                yield Passage(id="this")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show both."""
        self.set_class(self._other is None, "-alone")
        self._show()

    def on_resize(self, event: Resize) -> None:
        """Put them beside each other where there is room for both."""
        self.set_class(event.size.width >= WIDE_FROM, "-wide")
        self._show_place()
        self.refresh_bindings()

    def _show(self) -> None:
        desk, clock, signs = self._desk, self.quiz.clock, self.quiz.signs
        offset = clock.offset_minutes(clock.now())
        other = None if self._other is None else desk.attempts[self._other]
        shown = writing_words.attempt_sheet(desk.question, desk.attempts[self._at], signs, offset, other)
        self.query_one("#this", Passage).show(tuple(shown))
        if other is not None:
            self.query_one("#other", Passage).show(
                tuple(writing_words.attempt_sheet(desk.question, other, signs, offset))
            )
        self._show_place()

    def _show_place(self) -> None:
        count = len(self._desk.attempts)
        other = "" if self._other is None else f"attempt {count - self._other} and "
        place = f"{other}attempt {count - self._at} of {count}"
        if self._other is not None and not self.has_class("-wide"):
            place = f"attempt {count - (self._other if self.has_class('-reading') else self._at)} of {count}"
        self.query_one(TopLine).show(
            words("Attempts", "bold"), one_line(f"  {self._desk.question.topic}", "$muted"), quiet(place)
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Another beside it needs three, turning over needs two and no room for both."""
        match action:
            case "turn":
                return len(self._desk.attempts) > 2
            case "switch":
                return self._other is not None and not self.has_class("-wide")
            case _:
                return True

    def action_turn(self, by: int) -> None:
        """Put another attempt at the left."""
        places = [place for place in range(len(self._desk.attempts)) if place != self._at]
        if self._other is not None:
            self._other = places[(places.index(self._other) + by) % len(places)]
            self._show()

    def action_switch(self) -> None:
        """Show the other of the two."""
        self.toggle_class("-reading")
        self._show_place()

    def action_scroll(self, by: int) -> None:
        """Scroll both by lines."""
        for sheet in self.query(VerticalScroll):
            sheet.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll both by most of a page."""
        for sheet in self.query(VerticalScroll):
            sheet.scroll_relative(y=by * max(1, sheet.size.height - 2), animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
