"""A terminal that goes away: the program ends, whatever it was about to write there."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")


def _spawn(home: Path, *, with_hangup: bool) -> tuple[subprocess.Popen[bytes], int]:
    """Start quizapp on a pseudo-terminal of 80x24, and return the process and our end of the terminal."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def own_the_terminal() -> None:
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        if not with_hangup:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

    environment = {**os.environ, "QUIZAPP_HOME": str(home), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(
        [sys.executable, "-m", "quizapp"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        preexec_fn=own_the_terminal,
    )
    os.close(theirs)
    return process, ours


def _read_until(ours: int, wanted: bytes, seconds: float = 30) -> None:
    seen = b""
    end = time.monotonic() + seconds
    while wanted not in seen:
        left = end - time.monotonic()
        assert left > 0, f"{wanted!r} did not come"
        if select.select([ours], [], [], left)[0]:
            seen += os.read(ours, 65536)


@pytest.mark.parametrize("with_hangup", [True, False], ids=["told by a hangup", "told by nobody"])
@pytest.mark.parametrize("busy", [True, False], ids=["while it paints", "while it waits"])
def test_a_terminal_that_is_gone_ends_the_program(tmp_path: Path, *, with_hangup: bool, busy: bool) -> None:
    """Neither a full queue of unwritten text nor an endless end of input keeps the program running."""
    process, ours = _spawn(tmp_path, with_hangup=with_hangup)
    try:
        _read_until(ours, b"Answer")
        if busy:
            os.write(ours, b"?\x1b?\x1b?\x1b?\x1b?\x1b")
        os.close(ours)
        process.wait(timeout=20)
    finally:
        process.kill()
        process.wait()
