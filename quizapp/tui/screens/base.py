"""What every screen has: a top line, keys at the bottom, and commands that ask the screen whether they are possible."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from textual import on
from textual.content import Content
from textual.events import Resize, ScreenResume
from textual.screen import Screen

from quizapp.domain.errors import QuizError
from quizapp.tui.commands import COMMANDS, Command, Place, caps
from quizapp.tui.keymap import rebind
from quizapp.tui.text import words
from quizapp.tui.widgets.lines import FooterItem, KeyLine

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

    from quizapp.tui.app import QuizApp

Result = TypeVar("Result")

_SLIM = 64
"""With fewer columns what stands side by side goes one below the other."""

_MORE = Content("More")
"""What Help is called in a footer that has no room for all of them."""


class Page(Screen[Result], Generic[Result]):
    """A screen whose footer shows the commands that are possible now."""

    PLACE: ClassVar[Place]

    @property
    def quiz(self) -> QuizApp:
        """The app, by its own type."""
        return cast("QuizApp", self.app)

    @on(Resize)
    @on(ScreenResume)  # resized meanwhile, as may be
    def tell_styles(self) -> None:
        """Tell the styles where there is little room."""
        self.set_class(self.app.size.width < _SLIM, "-slim")

    def on_mount(self) -> None:
        """Go by the keys in force, and keep the footer true whenever what is possible changes."""
        if self.quiz.own_keys:
            rebind(self, [self.PLACE], self.quiz.own_keys)
        self.bindings_updated_signal.subscribe(self, lambda _: self.show_keys())
        self.show_keys()

    def footer_label(self, command_id: str) -> str | None:  # noqa: ARG002
        """Other words for a command in the footer, where the screen knows more now; None for its own."""
        return None

    def footer_lead(self) -> tuple[FooterItem, ...]:
        """What the footer says before the commands; nothing unless a screen knows better."""
        return ()

    def show_keys(self) -> None:
        """Show the commands that are possible now; Help is always last."""
        active = self.active_bindings
        possible = {found.binding.id for found in active.values() if found.enabled}
        items = [
            FooterItem(cap, Content(self.footer_label(command.id) or command.label), command.action, _MORE)
            for command in COMMANDS
            if command.in_footer and command.id in possible and (cap := self._reachable_cap(command, active))
        ]
        for line in self.query(KeyLine):
            line.show((*self.footer_lead(), *items))

    def _reachable_cap(self, command: Command, active: Mapping[str, ActiveBinding]) -> str:
        """The cap of the first key that runs the command now; a field that is typed in takes letters for itself."""
        for key, cap in caps(command, self.quiz.own_keys):
            found = active.get(key)
            typed = self.focused is not None and self.focused.check_consume_key(key, cap if len(cap) == 1 else None)
            if found is not None and found.binding.id == command.id and found.enabled and not typed:
                return cap
        return ""

    @on(KeyLine.Chosen)
    async def _run_footer_action(self, message: KeyLine.Chosen) -> None:
        await self.run_action(message.action)

    def decks_changed(self) -> None:
        """Show what the decks hold now; for screens that show their questions."""

    def say(self, text: str, *, severity: str = "information") -> None:
        """Tell something in passing, letter for letter."""
        self.app.notify(words(text).plain, severity=cast("Any", severity), markup=False)

    def attempt(self, call: Callable[[], object]) -> bool:
        """Whether the service did it; when it refused, its sentence is shown."""
        try:
            call()
        except QuizError as error:
            self.say(str(error), severity="error")
            return False
        return True


def quiet(text: str) -> Content:
    """Words of less weight."""
    return words(text, "$muted")
