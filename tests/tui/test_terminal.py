"""The app in a real terminal, driven by tmux; skipped, and counted, where tmux is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Terminal:
    """One tmux window of 80x24 on a server of its own."""

    def __init__(self, folder: Path) -> None:
        self._socket = folder / "tmux"
        self._home = folder / "home"

    def tmux(self, *arguments: str) -> str:
        """Run a tmux command."""
        command = ["tmux", "-S", str(self._socket), "-f", os.devnull, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout

    def open(self) -> None:
        """Open a shell in which quizapp can be started."""
        self.tmux("new-session", "-d", "-x", "80", "-y", "24", "-c", str(ROOT), "env PS1='ready$ ' sh")
        self.wait("ready$")

    def start(self, *arguments: str) -> None:
        """Start quizapp in the shell."""
        program = " ".join((sys.executable, "-m", "quizapp", *arguments))
        self.type(f'QUIZAPP_HOME={self._home} LC_ALL=C.UTF-8 {program}; echo "left with $?"', "Enter")

    def type(self, *keys: str) -> None:
        """Press keys."""
        self.tmux("send-keys", *keys)

    @property
    def screen(self) -> str:
        """What a person sees."""
        return self.tmux("capture-pane", "-p")

    def wait(self, text: str, seconds: float = 30) -> str:
        """Wait until the text is on the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if text in (shown := self.screen):
                return shown
            time.sleep(0.05)
        raise AssertionError(f"{text!r} did not come:\n{self.screen}")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A terminal that is closed in the end."""
    opened = Terminal(tmp_path)
    opened.open()
    yield opened
    opened.tmux("kill-server")


def test_a_person_answers_leaves_and_has_the_terminal_back(terminal: Terminal) -> None:
    """From the prompt to a verdict and back to the prompt, with what stood there before."""
    terminal.type("echo before", "Enter")
    terminal.start()
    shown = terminal.wait("a-d Answer")
    assert "before" not in shown
    terminal.type("a")
    assert any(word in terminal.wait("comes back") for word in ("✓ Right", "✗ Wrong"))
    terminal.type("Escape")
    terminal.wait("TODAY")
    terminal.type("q")
    shown = terminal.wait("left with 0")
    assert "before" in shown
    assert "TODAY" not in shown
    terminal.type("stty -a | grep -c ' echo '", "Enter")
    terminal.wait("1")


def test_a_program_told_to_end_restores_the_terminal(terminal: Terminal) -> None:
    """SIGTERM leaves the shell as it was."""
    terminal.start()
    terminal.wait("a-d Answer")
    children = subprocess.run(
        ["pgrep", "-P", terminal.tmux("list-panes", "-F", "#{pane_pid}").strip()], capture_output=True, text=True
    )
    subprocess.run(["kill", "-TERM", children.stdout.split()[0]], check=True)
    shown = terminal.wait("left with")
    assert "a-d Answer" not in shown


def test_a_closed_window_ends_the_program(terminal: Terminal) -> None:
    """Nothing is left running when the terminal is gone."""
    terminal.start()
    terminal.wait("a-d Answer")
    children = subprocess.run(
        ["pgrep", "-P", terminal.tmux("list-panes", "-F", "#{pane_pid}").strip()], capture_output=True, text=True
    )
    program = int(children.stdout.split()[0])
    terminal.tmux("new-session", "-d", "-s", "other")
    terminal.tmux("kill-session", "-t", "0")
    end = time.monotonic() + 15
    while time.monotonic() < end and Path(f"/proc/{program}").exists():
        time.sleep(0.05)
    assert not Path(f"/proc/{program}").exists()
