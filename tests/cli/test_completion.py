"""Completion scripts, and what completes in them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Quizapp


def _completes(words: str, home: Path) -> list[str]:
    environment = {
        "_QUIZAPP_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
        "QUIZAPP_HOME": str(home),
    }
    code = "import sys; sys.argv = ['quizapp']; from quizapp.__main__ import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_has_its_script(shell: str, quizapp: Quizapp) -> None:
    """`quizapp completion SHELL` prints a script that calls quizapp back."""
    outcome = quizapp("completion", shell)
    assert outcome.code == 0
    assert "_QUIZAPP_COMPLETE" in outcome.out


def test_commands_and_options_complete(home: Path) -> None:
    """Names of commands, of their commands and of options are offered."""
    assert _completes("quizapp stu", home) == ["study"]
    assert sorted(_completes("quizapp st", home)) == ["stats", "study"]
    assert "check" in _completes("quizapp decks ", home)
    assert "--json" in _completes("quizapp decks list --", home)


def test_the_slugs_of_decks_complete(home: Path) -> None:
    """Deck files offer their slugs wherever a deck is asked for."""
    (home / "data" / "decks").mkdir(parents=True)
    (home / "data" / "decks" / "my-own.yaml").touch()
    assert "my-own" in _completes("quizapp study my", home)
    assert "my-own" in _completes("quizapp decks show my", home)


def test_the_names_of_documents_complete(home: Path) -> None:
    """Source sheets offer their documents."""
    (home / "data" / "seeds").mkdir(parents=True)
    (home / "data" / "seeds" / "my-notes.yaml").touch()
    assert _completes("quizapp sources my", home) == ["my-notes"]
