"""quizapp on a real pseudo-terminal: it opens, and it leaves the terminal as it was."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

PATIENCE = 60.0
"""Seconds after which a screen that does not appear has failed; a slow machine under load needs some."""

ALTERNATE_SCREEN_LEFT = b"\x1b[?1049l"


class Terminal:
    """One program on a pseudo-terminal of 80x24."""

    def __init__(self, *arguments: str, home: Path) -> None:
        self.leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(follower)
        self._follower = follower
        environment = {**os.environ, "QUIZAPP_HOME": str(home), "TERM": "xterm-256color"}
        command = [sys.executable, "-m", "quizapp", *arguments]
        self.process = subprocess.Popen(
            command, stdin=follower, stdout=follower, stderr=follower, env=environment, start_new_session=True
        )
        self.written = b""

    def wait_for(self, text: bytes) -> None:
        """Read on until the text has been written; fails when it does not come."""
        while text not in self.written:
            ready, _, _ = select.select([self.leader], [], [], PATIENCE)
            assert ready, f"{text!r} did not come; the last was {self.written[-2000:]!r}"
            self.written += os.read(self.leader, 65_536)

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self.leader, keys)

    def modes(self) -> list[object]:
        """How the terminal treats input and output now."""
        return list(termios.tcgetattr(self._follower))

    def close(self) -> None:
        """End the program if it is still there."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.leader)
        os.close(self._follower)


@pytest.fixture
def opened(home: Path) -> Iterator[Terminal]:
    """quizapp, started without a command."""
    terminal = Terminal(home=home)
    yield terminal
    terminal.close()


def test_the_first_start_leads_to_a_question_and_out_again(opened: Terminal) -> None:
    """Nothing stands between `quizapp` and the first question; ctrl+q ends with 0 and restores the terminal."""
    opened.wait_for(b"20 left")
    opened.press(b"\x11")
    opened.wait_for(ALTERNATE_SCREEN_LEFT)
    assert opened.process.wait(PATIENCE) == 0
    assert opened.modes() == opened.before
    assert b"Traceback" not in opened.written


def test_an_unusable_configuration_is_said_before_anything_is_drawn(home: Path) -> None:
    """A mistake in config.toml is a sentence with its line on an untouched terminal."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text('theme = "pink"\n')
    terminal = Terminal(home=home)
    terminal.wait_for(b"dark or light")
    assert terminal.process.wait(PATIENCE) == 1
    assert b"config.toml:1: " in terminal.written
    assert b"\x1b[?1049h" not in terminal.written
    terminal.close()


def test_one_deck_can_be_studied(home: Path) -> None:
    """`quizapp study SLUG` asks questions of that deck."""
    terminal = Terminal("study", "sco-counter-terrorism", home=home)
    terminal.wait_for(b"20 left")
    terminal.press(b"\x11")
    assert _end(terminal) == 0
    terminal.close()


def test_an_unknown_deck_is_met_with_the_nearest(home: Path) -> None:
    """A misspelt slug is a misuse, told with the right one."""
    terminal = Terminal("study", "sco-counter-terorism", home=home)
    terminal.wait_for(b"sco-counter-terrorism")
    assert terminal.process.wait(PATIENCE) == 2
    terminal.close()


def _end(terminal: Terminal) -> int:
    """The exit code, once all that is still written has been read."""
    terminal.wait_for(ALTERNATE_SCREEN_LEFT)
    return terminal.process.wait(PATIENCE)
