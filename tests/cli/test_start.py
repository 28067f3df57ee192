"""How quizapp starts: quickly, politely, and the same way from everywhere."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp import __version__

HEAVY = ("textual", "sqlalchemy", "pydantic", "genanki", "alembic", "fsrs", "yaml", "rapidfuzz")


def _run(*arguments: str, code: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    start = ["-c", code] if code else ["-m", "quizapp"]
    return subprocess.run(
        [sys.executable, *start, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_the_version_is_one_line_and_costs_no_click(flag: str) -> None:
    """`--version` says name and version only, and imports nothing but quizapp itself."""
    code = (
        "import sys; sys.argv[0] = 'quizapp'; from quizapp.__main__ import main; main(); print('click' in sys.modules)"
    )
    assert _run(flag).stdout == f"quizapp, version {__version__}\n"
    assert _run(flag, code=code).stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["decks", "-h"], ["study", "--help"], ["paths"]])
def test_help_and_paths_import_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    """Help pages and `paths` are there before SQLAlchemy, Textual or pydantic could have been imported."""
    code = "import sys; from quizapp.__main__ import main; main(); print(*sys.modules, file=sys.stderr)"
    done = _run(*arguments, code=code, QUIZAPP_HOME=str(tmp_path))
    assert done.returncode == 0
    assert not set(HEAVY) & {name.partition(".")[0] for name in done.stderr.split()}


def test_drawn_help_imports_nothing_heavy_either() -> None:
    """On a terminal help comes in boxes, and still without anything heavy."""
    code = (
        "import sys; from quizapp.__main__ import main; main(); "
        f"print('heavy:', *set({HEAVY!r}) & {{name.partition('.')[0] for name in sys.modules}})"
    )
    page = _on_a_terminal([sys.executable, "-c", code, "--help"])
    assert "╭" in page
    assert re.search(r"heavy:\s*$", page.strip())


def test_no_color_keeps_colour_out_of_drawn_help() -> None:
    """NO_COLOR leaves weight at most: no escape that sets a colour."""
    coloured = re.compile(r"\x1b\[[0-9;]*3[0-7]m")
    command = [sys.executable, "-m", "quizapp", "--help"]
    assert coloured.search(_on_a_terminal(command))
    assert not coloured.search(_on_a_terminal(command, NO_COLOR="1"))


def test_without_a_command_and_a_terminal_help_goes_to_stderr(tmp_path: Path) -> None:
    """Off a terminal there is nobody to ask: help on stderr, nothing on stdout, exit 2, and no file made."""
    done = _run(QUIZAPP_HOME=str(tmp_path / "home"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage: quizapp")
    assert not (tmp_path / "home").exists()


def test_studying_needs_a_terminal() -> None:
    """`quizapp study` in a pipe is a misuse, said in a sentence."""
    done = _run("study")
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr


def _on_a_terminal(command: list[str], **environment: str) -> str:
    """What a command writes when its stdout is a terminal."""
    leader, follower = pty.openpty()
    variables = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    process = subprocess.Popen(
        command, stdin=follower, stdout=follower, env={**variables, "TERM": "xterm-256color", **environment}
    )
    os.close(follower)
    written = b""
    try:
        while chunk := os.read(leader, 65_536):
            written += chunk
    except OSError:  # Linux says EIO when the other side has closed
        pass
    finally:
        os.close(leader)
    assert process.wait() == 0
    return written.decode()
