"""Running commands as a person does, on folders of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from quizapp.cli.boundary import run


@dataclass(frozen=True)
class Outcome:
    """What a command printed and returned."""

    code: int
    out: str
    err: str


Quizapp = Callable[..., Outcome]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of quizapp's own, empty."""
    folder = tmp_path / "home"
    monkeypatch.setenv("QUIZAPP_HOME", str(folder))
    monkeypatch.delenv("QUIZAPP_DEBUG", raising=False)
    return folder


@pytest.fixture
def quizapp(home: Path, capfd: pytest.CaptureFixture[str]) -> Quizapp:
    """Run the command line in this process: `quizapp("decks", "list")`."""

    def command(*arguments: str | Path) -> Outcome:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        return Outcome(code, printed.out, printed.err)

    return command
