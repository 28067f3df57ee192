"""A program that puts packages through every command that opens one, and says as JSON what came of each.

Run as `python -m tests.promises.opening HOME PACKAGES`; a line each: file, command, exit code, output, seconds, the
largest memory so far in megabytes, whether anything changed, and whether all was well and as before after an undo.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import resource
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import ANY

from quizapp import settings
from quizapp.cli.boundary import run

COMMANDS = (("anki", "merge"), ("anki", "preview"), ("import", "--deck", "taken"))
UNDO = {"merge": ("anki", "merge", "--undo"), "--deck": ("import", "--undo")}
CHECK = ("decks", "check", "--select", "Q201,Q203,Q501")  # the rules whose findings are errors
MOST_MEMORY = 2 << 30  # of addresses, so that a mistake ends this program and not the machine


def state(home: Path) -> str:
    """A digest of the decks and of all that the database holds, if it is whole."""
    digest = hashlib.sha256((home / "data" / "quizapp.db").read_bytes())
    for path in sorted((home / "data" / "decks").rglob("*")):
        if path.is_file() and path.name != "deck.schema.json":
            digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()


def ran(*arguments: str) -> tuple[int, str, str]:
    """The exit code of a command, and what it printed."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(arguments)
    return code, out.getvalue(), err.getvalue()


def main(home: Path, packages: Path) -> None:
    """Put each package through each command."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    settings._shipped = lambda name: home / name  # no bank but the learner's own: what changes is ours to say
    assert ran("decks", "sync")[0] == 0
    for file in sorted(packages.iterdir()):
        for command in COMMANDS:
            before, begun = state(home), time.perf_counter()
            code, out, err = ran(*command, str(file))
            seconds = time.perf_counter() - begun
            changed = state(home) != before
            well = True
            if changed and code == 0:
                well = ran(*CHECK, str(home / "data" / "decks"))[0] == 0 and ran(*UNDO[command[1]])[0] == 0
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            told = {
                "file": file.name, "command": command[1], "code": code, "out": out, "err": err, "seconds": seconds,
                "memory": memory, "changed": changed, "well": well, "left": os.listdir(tempfile.gettempdir()),
            }  # fmt: skip
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()
    assert ran("doctor") == (0, ANY, "All is well.\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
