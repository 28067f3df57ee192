"""A program that puts packages through every command that opens one, and says as JSON what came of each.

Run as `python -m tests.promises.opening HOME PACKAGES`; a line each: file, command, exit code, output, seconds, the
largest memory so far in megabytes, and whether anything changed. What is taken over stays for those that come after; at
the end all must be well.
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


def most_memory() -> int:
    """The most megabytes that this program ever had; what `getrusage` says counts the one that started it, too."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) // 1024


def main(home: Path, packages: Path) -> None:
    """Put each package through each command."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    settings._shipped = lambda name: home / name  # no bank but the learner's own: what changes is ours to say
    assert ran("decks", "sync")[0] == 0
    for file in sorted(packages.iterdir()):
        for command in (("anki", "merge"), ("anki", "preview"), ("import", "--deck", file.stem)):
            before, begun = state(home), time.perf_counter()
            code, out, err = ran(*command, str(file))
            seconds = time.perf_counter() - begun
            changed = state(home) != before
            memory = most_memory()
            told = {
                "file": file.name, "command": command[1], "code": code, "out": out, "err": err, "seconds": seconds,
                "memory": memory, "changed": changed, "left": os.listdir(tempfile.gettempdir()),
            }  # fmt: skip
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()
    checked = ran(*CHECK, str(home / "data" / "decks"))
    assert checked[0] == 0, checked
    assert ran("doctor") == (0, ANY, "All is well.\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
