"""The command palette: the same commands, those that are possible now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from quizapp.tui.commands import BY_ID, Command
from quizapp.tui.text import words


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
            yield DiscoveryHit(words(command.label), self._call(command), text=command.label, help=command.help)

    async def search(self, query: str) -> Hits:
        """What matches the words typed, in its name or its help."""
        matcher = self.matcher(query)
        for command in self._possible().values():
            score = max(matcher.match(command.label), matcher.match(command.help) * 0.5)
            if score > 0:
                yield Hit(score, words(command.label), self._call(command), text=command.label, help=command.help)

    def _call(self, command: Command) -> Callable[[], Awaitable[None]]:
        return partial(self.screen.run_action, command.action)
