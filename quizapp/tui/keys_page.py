"""The page docs/keys.md, written from the commands: `python -m quizapp.tui.keys_page > docs/keys.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from quizapp.tui.commands import COMMANDS, Place, key_caps

_HEAD = """# Keys

Everything works with the keyboard alone, and everything in the footer can be clicked. `ctrl+p` finds a command by its
name. Before the verdict digits and the letters on offer choose options; every other letter is a command, and after the
verdict all letters are. While a field has the focus letters are typed: `tab` leaves the field and goes back to it.
Undo in a practice reaches back to the first answer of that practice, and elsewhere to answers of earlier days.

`,` on Home lists every key, and there each can be given another. They are kept by the ids below in the table `[keys]`
of `config.toml` (`"study.flag" = "x"`, several with commas; `quizapp paths` says where the file is), and footer,
palette and Help go by it.
"""


def keys_page() -> str:
    """The page as Markdown."""
    return _HEAD + "".join(f"\n## {place.value}\n\n{''.join(_table(place))}" for place in Place)


def _table(place: Place) -> Iterator[str]:
    yield "| Key | What it does | Id |\n|---|---|---|\n"
    for command in COMMANDS:
        if command.place is place:
            keys = key_caps(command).replace("|", "\\|")
            yield f"| `{keys}` | {command.help} | `{command.id}` |\n"


if __name__ == "__main__":
    sys.stdout.write(keys_page())
