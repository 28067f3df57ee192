"""Which editor a person uses, and how each is told the line at which to open a file."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

_PLUS_LINE = frozenset(
    {"vi", "vim", "nvim", "view", "gvim", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "ne", "joe", "jed"}
)
_COLON_LINE = frozenset({"hx", "helix", "subl", "sublime_text", "zed"})
_GOTO = frozenset({"code", "code-insiders", "codium", "vscodium", "cursor"})
_WINDOWED = _GOTO | {"subl", "sublime_text", "zed", "gvim", "gedit", "kate", "mousepad", "notepad"}
_WAIT = {**dict.fromkeys((*_GOTO, "subl", "zed", "gedit"), "--wait"), "kate": "--block"}


@dataclass(frozen=True, slots=True)
class Editor:
    """An editor program as the environment names it: the words of its command."""

    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """The program without its folder and ending."""
        return PurePath(self.words[0].replace("\\", "/")).name.removesuffix(".exe").removesuffix(".cmd").casefold()

    @property
    def has_window(self) -> bool:
        """Whether it opens a window of its own, so that the terminal stays ours."""
        return self.name in _WINDOWED

    @property
    def is_there(self) -> bool:
        """Whether the program can be found."""
        return shutil.which(self.words[0]) is not None

    def command(self, path: Path, line: int) -> list[str]:
        """The command that opens the file at a line (from 1), and ends when the file is closed."""
        words = list(self.words)
        if (wait := _WAIT.get(self.name)) and wait not in words and "-w" not in words:
            words.append(wait)
        if self.name in _GOTO:
            return [*words, "--goto", f"{path}:{line}"]
        if self.name in _COLON_LINE:
            return [*words, f"{path}:{line}"]
        return [*words, f"+{line}", str(path)] if self.name in _PLUS_LINE else [*words, str(path)]


def editor_in(environment: Mapping[str, str]) -> Editor | None:
    """The editor that `VISUAL` or else `EDITOR` names; None when neither does."""
    for variable in ("VISUAL", "EDITOR"):
        written = environment.get(variable, "").strip()
        if written:
            try:
                words = shlex.split(written, posix=os.name != "nt")
            except ValueError:  # a quote that is never closed
                words = written.split()
            return Editor(tuple(words))
    return None
