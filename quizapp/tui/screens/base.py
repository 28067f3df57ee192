"""What every screen has: a top line, keys at the bottom, and commands that ask the screen whether they are possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from textual import on
from textual.content import Content
from textual.screen import Screen

from quizapp.tui.commands import BY_ID, Place
from quizapp.tui.text import words
from quizapp.tui.widgets.lines import FooterItem, KeyLine

if TYPE_CHECKING:
    from quizapp.tui.app import QuizApp

Result = TypeVar("Result")


class Page(Screen[Result], Generic[Result]):
    """A screen whose footer shows the commands that are possible now."""

    PLACE: ClassVar[Place]

    @property
    def quiz(self) -> QuizApp:
        """The app, by its own type."""
        return cast("QuizApp", self.app)

    def on_mount(self) -> None:
        """Keep the footer true whenever what is possible changes."""
        self.bindings_updated_signal.subscribe(self, lambda _: self.show_keys())
        self.show_keys()

    def footer_label(self, command_id: str) -> str | None:  # noqa: ARG002
        """Other words for a command in the footer, where the screen knows more now; None for its own."""
        return None

    def show_keys(self) -> None:
        """Show the commands that are possible now; Help is always last."""
        found: dict[str, FooterItem] = {}
        for active in self.active_bindings.values():
            command = BY_ID.get(active.binding.id or "")
            if command is not None and command.in_footer and active.enabled and command.id not in found:
                label = self.footer_label(command.id)
                found[command.id] = FooterItem(
                    command.shown, words(command.label if label is None else label), command.action
                )
        help_item = found.pop("app.help", None)
        items = (*found.values(), help_item) if help_item else tuple(found.values())
        for line in self.query(KeyLine):
            line.show(items)

    @on(KeyLine.Chosen)
    async def _run_footer_action(self, message: KeyLine.Chosen) -> None:
        await self.run_action(message.action)

    def say(self, text: str, *, severity: str = "information") -> None:
        """Tell something in passing, letter for letter."""
        self.app.notify(words(text).plain, severity=cast("Any", severity), markup=False)


def quiet(text: str) -> Content:
    """Words of less weight."""
    return words(text, "$muted")
