"""A paper in a real terminal, killed in its middle: one comes back to the same question with the same answers."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.tui.test_terminal import ROOT, Terminal, pytestmark, terminal

__all__ = ["pytestmark", "terminal"]

PAPER = """\
paper: short
title: Ten of Part I
minutes: 15
pauses: false
sections:
  - {id: all, title: All, questions: 10, kinds: [choice]}
"""


def test_a_killed_paper_is_gone_on_with(terminal: Terminal, tmp_path: Path) -> None:
    """SIGKILL after three answers, a mark and a move; the clock has run on meanwhile."""
    papers = tmp_path / "home" / "data" / "papers"
    papers.mkdir(parents=True)
    (papers / "short.yaml").write_text(PAPER, encoding="utf-8")
    terminal.start("exam", "sit", "short")
    terminal.wait("Question 1 of 10")
    for key, shown in (
        ("b", "answer b"),
        ("n", "Question 2"),
        ("c", "answer c"),
        ("n", "Question 3"),
        ("m", "for rev"),
    ):
        terminal.type(key)
        terminal.wait(shown)
    before = left(terminal.screen)
    shell = terminal.tmux("list-panes", "-F", "#{pane_pid}").strip()
    child = subprocess.run(["pgrep", "-P", shell], capture_output=True, text=True).stdout.split()[0]
    subprocess.run(["kill", "-KILL", child], check=True)
    terminal.wait("left with 137")
    terminal.tmux("respawn-pane", "-k", "-c", str(ROOT), "env PS1='again$ ' sh")  # as killed, the terminal is raw
    terminal.wait("again$")
    terminal.start()
    terminal.wait("its clock runs")
    terminal.type("e")
    shown = terminal.wait("Question 3 of 10")
    assert "for review" in shown
    assert 0 < left(shown) < before
    terminal.type("p")
    assert "answer c" in terminal.wait("Question 2 of 10")


def left(screen: str) -> int:
    """The seconds on the clock."""
    found = re.search(r"(\d+):(\d\d) left", screen)
    assert found, screen
    return int(found[1]) * 60 + int(found[2])
