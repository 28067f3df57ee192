"""A program under a real terminal of 100x30, and the time until a text reaches it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks.measuring import ROOT, environment

_CONTROL = re.compile(rb"\x1b(?:\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[ -/]*[0-~])")


class Terminal:
    """A child on a pty; what it draws is kept without its escapes since the last `press`."""

    def __init__(self, arguments: list[str], home: Path | None = None) -> None:
        extra = {"QUIZAPP_HOME": str(home)} if home else {}
        variables = environment(TERM="xterm-256color", COLORTERM="truecolor", **extra)
        self.started = time.perf_counter()
        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
            os.chdir(ROOT)
            os.execve(sys.executable, [sys.executable, *arguments], variables)
        self._drawn = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.screen)

    def press(self, keys: str) -> None:
        """Send the keys; the clock of `wait` starts here."""
        while self.pause(0.03):
            pass
        self._drawn = b""
        self.started = time.perf_counter()
        os.write(self.screen, keys.encode())

    def wait(self, pattern: str, seconds: float = 20) -> tuple[float, re.Match[str]]:
        """The seconds from spawn or the last key until the pattern was drawn; raises TimeoutError."""
        while time.perf_counter() - self.started < seconds:
            self.pause(0.05)
            found = re.search(pattern, self.text)
            if found:
                return time.perf_counter() - self.started, found
        raise TimeoutError(f"{pattern!r} never came; drawn: {self.text[-3000:]!r}")

    def wait_end(self) -> float:
        """The seconds from spawn until the program closed its terminal."""
        while self.pause(5):
            pass
        return time.perf_counter() - self.started

    @property
    def text(self) -> str:
        """What was drawn since the last key, without escapes."""
        return _CONTROL.sub(b"", self._drawn).decode(errors="replace")

    def pause(self, seconds: float) -> bool:
        """Read what there is, waiting at most so long for it; whether there was any."""
        if not select.select([self.screen], [], [], seconds)[0]:
            return False
        try:
            self._drawn += os.read(self.screen, 65536)
        except OSError:  # how Linux says that the other side has closed
            return False
        return True
