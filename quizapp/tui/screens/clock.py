"""The question that is asked when the computer's clock stands where it cannot be."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from quizapp.domain.answering import ClockChoice, ClockDoubtful
from quizapp.tui.commands import BY_ID, Place, bindings
from quizapp.tui.screens.base import Page
from quizapp.tui.text import words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.passage import Passage, said


class ClockScreen(Page[ClockChoice | None]):
    """Asks about a doubtful clock; returns what the learner says, or None to leave everything as it is."""

    PLACE = Place.CLOCK
    BINDINGS = bindings(Place.CLOCK)

    def __init__(self, doubt: ClockDoubtful) -> None:
        super().__init__()
        self._doubt = doubt

    def compose(self) -> ComposeResult:
        """The doubt, and the answers to it."""
        yield TopLine(words("Is the clock right?", "bold"))
        with Vertical(id="clock"), Vertical(id="column"):
            yield Passage(id="doubt")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the doubt and what each answer does."""
        paragraphs = [said(words(str(self._doubt)))]
        for number, identity in enumerate(("clock.right", "clock.go-on", "clock.leave")):
            command = BY_ID[identity]
            if self.check_action(command.action, ()):
                key = Content.styled(self.quiz.key_cap(command.id), "bold $primary")
                paragraphs.append(said(words(command.help), key, indent=4, space_before=0 if number else 1))
        self.query_one("#doubt", Passage).show(paragraphs)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Going on without moving dates makes sense only when answers lie in the future."""
        return self._doubt.behind if action == "go_on" else True

    def action_clock_right(self) -> None:
        """Go on from the time that the clock shows."""
        self.dismiss(ClockChoice.CLOCK_IS_RIGHT)

    def action_go_on(self) -> None:
        """Go on and leave the dates as they are."""
        self.dismiss(ClockChoice.GO_ON)

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)
