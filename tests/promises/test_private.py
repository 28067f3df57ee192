"""What a person learns stays with that person: no card text in logs, and no file that others may open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.decks.conftest import deck_text

ROOT = Path(__file__).parents[2]
SECRET = "sesame-4711"
PROGRAM = f"""
import sys
from quizapp.cli.boundary import run
from quizapp.services.decks import DeckService

def broken(self, slug):
    kept = {SECRET!r}
    raise ValueError("in " + kept)

assert run(["decks", "sync"]) == 0
assert run(["backup"]) == 0
DeckService.show = broken
sys.exit(run(["decks", "show", "x"]))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_crash_tells_nothing_of_a_card(tmp_path: Path) -> None:
    """A secret in a prompt, a message and a variable reaches the database and its backups, and no log or terminal."""
    decks = tmp_path / "data" / "decks"
    decks.mkdir(parents=True)
    question = f"{{id: a, kind: basic, topic: T, prompt: 'Is it {SECRET}?', answer: {SECRET}}}"
    (decks / "x.yaml").write_text(deck_text("x", question))
    before = set(tmp_path.rglob("*"))
    environment = {**os.environ, "QUIZAPP_HOME": str(tmp_path)}
    environment.pop("QUIZAPP_DEBUG", None)
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1, ran.stderr
    assert "mistake of its own" in ran.stderr
    assert SECRET not in ran.stdout + ran.stderr
    made = set(tmp_path.rglob("*")) - before
    assert [path for path in made if path.is_file() and path.suffix == ".log"]
    told = [path for path in made if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert {path.suffix for path in told} <= {".db", ".db-journal", ".db-wal"}, told
    assert [path for path in made if path.stat().st_mode & 0o077] == []
