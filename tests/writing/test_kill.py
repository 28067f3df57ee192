"""The program is killed while a person writes, at once and without a word: at most the last second is lost."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import threading
import time
from pathlib import Path

import pytest

from quizapp.bootstrap import open_services
from quizapp.domain.questions import CardKey
from quizapp.domain.writing import Attempt, Stage
from quizapp.settings import Paths
from tests.tui.support import ESSAY, SHEET

ROOT = Path(__file__).parents[2]
DAMS = CardKey("water", "dams")


class Typist:
    """The real program in a terminal of its own, typed into until it is killed."""

    def __init__(self, home: Path) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = {**os.environ, "QUIZAPP_HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
        command = [sys.executable, "-m", "quizapp", "write", "water/dams"]
        self._running = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=slave, stdout=slave, stderr=slave, start_new_session=True
        )
        os.close(slave)
        self._seen = b""
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                self._seen += os.read(self._master, 65536)
            except OSError:
                return

    def wait(self, text: str, seconds: float = 60) -> None:
        """Wait until the text was painted."""
        end = time.monotonic() + seconds
        while text.encode() not in self._seen:
            assert time.monotonic() < end, self._seen[-2000:]
            time.sleep(0.02)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._master, keys.encode())

    def kill(self) -> None:
        """End the program without its knowing."""
        self._running.kill()
        self._running.wait()
        os.close(self._master)


def unfinished(home: Path) -> Attempt | None:
    """What is on the disk, as the next start finds it."""
    services = open_services(Paths.find({"QUIZAPP_HOME": str(home)}))
    found = services.writing.essay(DAMS).unfinished
    services.store.close()
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill and no pseudo-terminal on Windows")
def test_a_kill_while_writing_loses_at_most_the_last_second(tmp_path: Path) -> None:
    """All that was typed a second before is there, with its time, and is gone on with."""
    paths = Paths.find({"QUIZAPP_HOME": str(tmp_path)})
    paths.create()
    (paths.seeds / "atlas.yaml").write_text(SHEET, encoding="utf-8")
    (paths.decks / "water.yaml").write_text(f"deck: water\ntitle: Water\nquestions:\n{ESSAY}", encoding="utf-8")
    assert unfinished(tmp_path) is None
    first = Typist(tmp_path)
    first.wait("ATTEMPTS")
    first.type("w")
    first.wait("of 800 words")
    first.type("Dams give power. ")
    first.type("They take land.")
    first.wait("They take land.")
    time.sleep(1.0)
    first.kill()
    kept = unfinished(tmp_path)
    assert kept is not None
    assert (kept.text, kept.stage) == ("Dams give power. They take land.", Stage.WRITE)
    assert kept.writing > 0
    second = Typist(tmp_path)
    second.wait("not finished")
    second.type("\r")
    second.wait("They take land.")
    second.type(" And silt.")
    second.wait("And silt.")
    time.sleep(1.0)
    second.kill()
    again = unfinished(tmp_path)
    assert again is not None
    assert again.text == "Dams give power. They take land. And silt."
    assert (again.id, again.writing >= kept.writing) == (kept.id, True)
