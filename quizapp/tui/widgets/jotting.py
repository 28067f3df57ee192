"""Where an outline is jotted down before that of an essay is shown; it stays beside it to be compared."""

from __future__ import annotations

from quizapp.tui.widgets.plain_area import PlainArea


class Jotting(PlainArea):
    """As high as its text, within limits; once the outline is shown nothing more is written."""

    DEFAULT_CSS = """
    Jotting, Jotting:focus { height: auto; min-height: 3; max-height: 10; margin: 0 0 1 0; border-left: outer $rule; }
    Jotting:focus { border-left: outer $accent; }
    Jotting.-kept { min-height: 1; max-height: 20; }
    Jotting .text-area--cursor-line { background: $background; }
    Jotting .text-area--placeholder { color: $muted; }
    .-ascii Jotting, .-ascii Jotting:focus { border-left: ascii $rule; }
    """

    def __init__(self) -> None:
        super().__init__(id="jotting", theme="css", soft_wrap=True, tab_behavior="focus")
        self._key = ""

    def ask(self, key: str, text: str = "") -> None:
        """Begin empty, or with what was jotted down before; `key` is the cap of the key that comes here."""
        self.read_only, self.can_focus, self.display = False, True, True
        self.remove_class("-kept")
        self._key = key
        self._invite(here=self.has_focus)
        self.text = text
        self.move_cursor(self.document.end)

    def _invite(self, *, here: bool) -> None:
        """Name the key that comes here only to who is not here: it leads out again."""
        jot = "Jot" if here else f"{self._key}: jot"
        self.placeholder = f"{jot} down your outline here, or say it to yourself"

    def on_focus(self) -> None:
        """Letters are written now."""
        self._invite(here=True)

    def on_blur(self) -> None:
        """Letters are commands now."""
        self._invite(here=False)

    def keep(self) -> None:
        """Take no more text; where there is none, give the room to the outline."""
        self.read_only, self.can_focus, self.display = True, False, bool(self.text.strip())
        self.add_class("-kept")

    def put_away(self) -> None:
        """Belong to no question."""
        self.display = False
        self.text = ""
