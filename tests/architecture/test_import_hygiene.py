"""What a deferred import saves is proved in a running process, not only on paper."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOMAIN = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in sorted((ROOT / "quizapp" / "domain").rglob("*.py"))
    if path.name != "__init__.py"
]


def _loaded(*modules: str) -> set[str]:
    """The top-level packages in memory after importing these modules in a fresh interpreter."""
    code = f"import sys; import {', '.join(modules)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_the_domain_needs_the_standard_library_only() -> None:
    """Importing the whole domain loads no package from outside."""
    foreign = _loaded(*DOMAIN) - set(sys.stdlib_module_names) - _loaded("site")
    assert foreign <= {"quizapp"}


@pytest.mark.parametrize(
    ("module", "spared"),
    [
        ("quizapp.bootstrap", {"sqlalchemy", "pydantic", "yaml", "textual", "alembic", "fsrs", "click", "numpy"}),
        ("quizapp.settings", {"pydantic", "platformdirs", "tomlkit", "tomllib"}),
        ("quizapp.services.study", {"pydantic", "yaml", "alembic", "fsrs", "rapidfuzz", "textual", "click"}),
        ("quizapp.services.deck_checking", {"sqlalchemy", "pydantic", "yaml", "alembic", "textual", "click"}),
        ("quizapp.storage.engine", {"pydantic", "yaml", "alembic", "fsrs", "rapidfuzz"}),
        ("quizapp.tui.app", {"sqlalchemy", "pydantic", "yaml", "alembic", "fsrs", "rapidfuzz", "click", "genanki"}),
        ("quizapp.planning.values", {"numpy", "fsrs"}),
    ],
)
def test_nothing_heavy_comes_along(module: str, spared: set[str]) -> None:
    """A module on the way to the first question leaves to others what they alone need."""
    assert _loaded(module) & spared == set()
