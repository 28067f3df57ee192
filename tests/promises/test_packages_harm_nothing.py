"""No package can hurt: it is refused with one sentence or read without harm, quickly and with little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.decks.conftest import deck_text
from tests.support.hostile_packages import (
    Build,
    odd_archives,
    odd_collections,
    refused_archives,
    refused_collections,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")

ROOT = Path(__file__).parents[2]
SECONDS, MEGABYTES = 10, 400
OWN = (
    "{id: known, kind: basic, topic: T, prompt: 'Known?', answer: Yes.}",
    "{id: gaps, kind: cloze, topic: T, prompt: '{{1::One}} and {{2::two}}.'}",
)


def told_of(packages: dict[str, Build], folder: Path) -> list[dict[str, Any]]:
    """What came of putting these packages through every command, in a program of its own with limits."""
    home, files, scratch = folder / "home", folder / "packages", folder / "scratch"
    decks = home / "data" / "decks"
    for each in (decks, files, scratch):
        each.mkdir(parents=True)
    (decks / "own.yaml").write_text(deck_text("own", *OWN))
    for name, build in packages.items():
        (files / f"{name}.apkg").write_bytes(build())
    environment = {**os.environ, "QUIZAPP_HOME": str(home), "TMPDIR": str(scratch), "QUIZAPP_DEBUG": ""}
    child = subprocess.run(
        [sys.executable, "-m", "tests.promises.opening", str(home), str(files)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert child.returncode == 0, child.stderr[-2_000:]
    told = [json.loads(line) for line in child.stdout.splitlines()]
    assert len(told) == 3 * len(packages)
    return told


def harm_in(told: dict[str, Any]) -> str:
    """What is wrong with what one command did to one package; "" for nothing."""
    lines = told["err"].splitlines()
    sentences = [line for line in lines if line.startswith("quizapp: ")]
    if told["code"] not in (0, 1) or "Traceback" in told["err"] or "mistake of its own" in told["err"]:
        return "broke down"
    if told["code"] == 1 and not (sentences == lines[-1:] and told["file"] in sentences[0]):
        return "did not say in one sentence what is wrong"
    if any(sign in told["out"] + told["err"] for sign in "\x1b\x07\0\x9b\u202e"):
        return "let signs through to the terminal"
    if told["changed"] and told["code"]:
        return "left something behind"
    if told["left"]:
        return "left temporary files"
    return "took too long" if told["seconds"] > SECONDS else "took too much" if told["memory"] > MEGABYTES else ""


def told_briefly(told: dict[str, Any], harm: str) -> str:
    """One line for a person."""
    return (
        f"{told['file']} {told['command']} {harm}: {told['seconds']:.1f} s, {told['memory']} MB, {told['err'][-300:]}"
    )


@pytest.mark.parametrize("packages", [refused_archives, refused_collections], ids=["archives", "collections"])
def test_what_no_anki_wrote_is_refused(packages: Callable[[], dict[str, Build]], tmp_path: Path) -> None:
    """By every command, with one sentence that names the file, and nothing changes."""
    told = told_of(packages(), tmp_path)
    assert [told_briefly(each, harm) for each in told if (harm := harm_in(each))] == []
    assert [told_briefly(each, "was not refused") for each in told if each["code"] != 1 or each["changed"]] == []


@pytest.mark.parametrize("packages", [odd_archives, odd_collections], ids=["archives", "collections"])
def test_what_is_odd_does_no_harm(packages: Callable[[], dict[str, Build]], tmp_path: Path) -> None:
    """Whatever is taken over or comes home, log, decks and all that follows from them stay sound."""
    told = told_of(packages(), tmp_path)
    assert [told_briefly(each, harm) for each in told if (harm := harm_in(each))] == []
