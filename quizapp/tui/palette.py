"""The command palette: the same commands, those that are possible now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from quizapp.tui.commands import BY_ID, Command
from quizapp.tui.text import words

if TYPE_CHECKING:
    from quizapp.tui.app import QuizApp


class Commands(Provider):
    """Offers what the screen below the palette allows now."""

    def _possible(self) -> dict[str, Command]:
        found: dict[str, Command] = {}
        for active in self.screen.active_bindings.values():
            command = BY_ID.get(active.binding.id or "")
            if command is not None and command.in_palette and active.enabled:
                found.setdefault(command.id, command)
        return found

    async def discover(self) -> Hits:
        """Everything that is possible now."""
        for command in self._possible().values():
            yield DiscoveryHit(self._face(command), self._call(command), text=command.label, help=command.help)

    async def search(self, query: str) -> Hits:
        """What matches the words typed, in its name or its help."""
        matcher = self.matcher(query)
        for command in self._possible().values():
            score = max(matcher.match(command.label), matcher.match(command.help) * 0.5)
            if score > 0:
                yield Hit(score, self._face(command), self._call(command), text=command.label, help=command.help)

    def _face(self, command: Command) -> Content:
        """Its name, and the key that does the same."""
        return words(command.label) + words(f"  {cast('QuizApp', self.app).key_cap(command.id)}", "not bold $primary")

    def _call(self, command: Command) -> Callable[[], Awaitable[None]]:
        return partial(self.screen.run_action, command.action)
