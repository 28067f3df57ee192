"""Keys that are pressed before a screen is seen, or before its field has the focus: kept, in order, and then heard."""

from __future__ import annotations

from itertools import dropwhile

from textual.app import App
from textual.events import Event, Key

_NEVER_KEPT = frozenset({"ctrl+q", "ctrl+c"})


class PatientApp(App[None]):
    """Gives early keys to the screen once it is painted, and letters to the field that they were meant for."""

    def __init__(self) -> None:
        super().__init__()
        self._early: list[Key] = []
        self._redirected: Key | None = None

    async def on_event(self, event: Event) -> None:
        """Keep a key while a screen is being mounted."""
        if not (isinstance(event, Key) and not event.is_forwarded and self._keeps(event)):
            await super().on_event(event)

    def on_key(self, event: Key) -> None:
        """What was sent to the screen before, or to a screen whose field has the focus by now, is sent anew."""
        if self._keeps(event) or self._redirects(event):
            event.stop()
            event.prevent_default()

    def screen_painted(self) -> None:
        """Hear the keys that were kept.

        Enter is passed over as long as nothing else was pressed: it was meant for the screen before, and here it
        might say "I do not know" to a question that nobody has seen.
        """
        early, self._early = sorted(self._early, key=lambda key: key.time), []
        for key in dropwhile(lambda key: key.key == "enter", early):
            self.post_message(Key(key.key, key.character))

    def _keeps(self, event: Key) -> bool:
        screen = self.screen_stack[-1] if self.screen_stack else None
        if getattr(screen, "is_painted", True) or event.key in _NEVER_KEPT:
            return False
        self._early.append(event)
        return True

    def _redirects(self, event: Key) -> bool:
        """A letter comes up here from a field only when it was never there: pressed before the field had the focus."""
        focused = self.focused
        if event is self._redirected or focused is None or not focused.check_consume_key(event.key, event.character):
            return False
        self._redirected = Key(event.key, event.character)
        self.post_message(self._redirected)
        return True
