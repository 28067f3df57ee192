"""The wheel carries all that quizapp needs to run."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built from this tree."""
    pytest.importorskip("hatchling", reason="the wheel is not built: hatchling is missing")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize(
    ("folder", "pattern", "below"),
    [("decks", "*", "_bundled/decks"), ("seeds", "*", "_bundled/seeds"), ("quizapp", "**/*", "")],
)
def test_what_is_in_the_tree_is_in_the_wheel(folder: str, pattern: str, below: str, names: set[str]) -> None:
    """Decks, source sheets, styles, migrations and every module are installed."""
    files = [path.relative_to(ROOT / folder) for path in (ROOT / folder).glob(pattern) if path.is_file()]
    kept = [path for path in files if "__pycache__" not in path.parts and not path.name.startswith(".")]
    assert kept
    assert {str(Path("quizapp", below, path)) for path in kept} <= names


def test_nothing_else_is_in_the_wheel(names: set[str]) -> None:
    """No test, document or tool of ours lands in someone's site-packages."""
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"quizapp"}


def test_the_wheel_says_that_it_is_typed_and_under_which_licence(names: set[str]) -> None:
    """The marker for type checkers and the licence are inside."""
    assert "quizapp/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
