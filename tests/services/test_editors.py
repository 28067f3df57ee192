"""Which editor is used, and how each is told the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.services.editors import editor_in

FILE = Path("/decks/x.yaml")


@pytest.mark.parametrize(
    ("written", "command"),
    [
        ("vi", ["vi", "+7", "/decks/x.yaml"]),
        ("/usr/bin/nvim -n", ["/usr/bin/nvim", "-n", "+7", "/decks/x.yaml"]),
        ("nano", ["nano", "+7", "/decks/x.yaml"]),
        ("emacsclient -t", ["emacsclient", "-t", "+7", "/decks/x.yaml"]),
        ("micro", ["micro", "+7", "/decks/x.yaml"]),
        ("kak", ["kak", "+7", "/decks/x.yaml"]),
        ("hx", ["hx", "/decks/x.yaml:7"]),
        ("code", ["code", "--wait", "--goto", "/decks/x.yaml:7"]),
        ("codium --wait", ["codium", "--wait", "--goto", "/decks/x.yaml:7"]),
        ("subl -w", ["subl", "-w", "/decks/x.yaml:7"]),
        (
            "'/my programs/code' --new-window",
            ["/my programs/code", "--new-window", "--wait", "--goto", "/decks/x.yaml:7"],
        ),
        ("ed", ["ed", "/decks/x.yaml"]),
    ],
)
def test_every_editor_is_told_the_line_in_its_own_way(written: str, command: list[str]) -> None:
    """One that is not known gets the file alone; one with a window is told to wait."""
    editor = editor_in({"EDITOR": written})
    assert editor is not None
    assert editor.command(FILE, 7) == command


def test_visual_comes_before_editor_and_neither_is_none() -> None:
    """As other programs have it; a quote that is never closed is no reason to fail."""
    both = editor_in({"VISUAL": "code", "EDITOR": "vi"})
    assert both is not None
    assert both.name == "code"
    assert both.has_window
    assert editor_in({"VISUAL": " ", "EDITOR": ""}) is None
    broken = editor_in({"EDITOR": "vi 'x"})
    assert broken is not None
    assert not broken.has_window
