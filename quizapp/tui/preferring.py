"""What a person chose about the program, in force: the theme and keys of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from quizapp.domain.errors import QuizError
from quizapp.settings import Paths, Preferences
from quizapp.tui.commands import BY_ID, Place, caps
from quizapp.tui.keymap import accepted, rebind
from quizapp.tui.opening import OpeningApp
from quizapp.tui.theme import THEMES, known_theme, other_theme, preferred_name

if TYPE_CHECKING:
    from quizapp.bootstrap import Services
    from quizapp.domain.clock import Clock
    from quizapp.tui.signs import Signs


class PreferringApp(OpeningApp):
    """Goes by the preferences, and takes others while it runs."""

    def __init__(
        self,
        open_services: Callable[[], Services],
        preferences: Preferences,
        clock: Clock,
        paths: Paths,
        signs: Signs | None = None,
    ) -> None:
        """`paths` say where preferences are remembered."""
        super().__init__(open_services, clock, signs)
        self.paths = paths
        self.own_keys: dict[str, str] = {}
        self._preferences = preferences
        self._key_faults: list[str] = []
        if preferences.keys:
            self._take_keys(preferences.keys)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = known_theme(preferences.theme)

    def on_mount(self) -> None:
        """Say which keys of the configuration could not be taken."""
        self._tell_faults()

    def key_cap(self, command_id: str) -> str:
        """What the cap of the first key of a command says."""
        return caps(BY_ID[command_id], self.own_keys)[0][1]

    def change_preferences(self, preferences: Preferences) -> None:
        """Go by these preferences, which are in the configuration already."""
        self._preferences = preferences
        self.theme = known_theme(preferences.theme)
        self._take_keys(preferences.keys)
        self._tell_faults()
        for screen in self.screen_stack:
            if (place := getattr(screen, "PLACE", None)) is not None:
                rebind(screen, [place], self.own_keys)
        self.refresh_bindings()

    def action_change_theme(self) -> None:
        """Change between dark and light, and remember it."""
        self.theme = other_theme(self.theme)
        try:
            self._preferences = self._preferences.changed(self.paths.preferences, "theme", preferred_name(self.theme))
        except (QuizError, OSError) as error:
            self.say(f"The theme is changed, but it could not be remembered: {error}", "warning")

    def _take_keys(self, written: Mapping[str, object]) -> None:
        self.own_keys, self._key_faults = accepted(written)
        rebind(self, [Place.EVERYWHERE], self.own_keys)

    def _tell_faults(self) -> None:
        faults, self._key_faults = self._key_faults, []
        for fault in faults:
            self.say(fault, "warning")
