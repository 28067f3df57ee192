"""Rules of the house that neither ruff nor import-linter can say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "quizapp").rglob("*.py"))
SCREENS = [path for path in MODULES if "tui" in path.parts]

CLOCKS = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("time", "time"), ("time", "time_ns"), ("time", "monotonic"), ("time", "monotonic_ns"), ("time", "perf_counter"),
    ("time", "localtime"), ("time", "gmtime"),
}  # fmt: skip
CHANCES = {("uuid", "uuid1"), ("uuid", "uuid4"), ("uuid", "uuid7"), ("os", "urandom"), ("secrets", "token_hex")}


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _calls(path: Path) -> Iterator[tuple[ast.Call, str, str]]:
    """Every call `owner.name(...)` in a module, with the last part of its owner."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            last = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
            yield node, last, node.func.attr


def _place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def test_only_bootstrap_reads_the_clock() -> None:
    """Time comes in through the door: no other module asks the machine what time it is."""
    found = [
        _place(path, call)
        for path in MODULES
        for call, owner, name in _calls(path)
        if path.name != "bootstrap.py" and (owner, name) in CLOCKS
    ]
    assert found == []


def test_chance_needs_a_seed() -> None:
    """Nothing is random but what a named seed decides; ids come from entropy that is handed in."""
    found = [
        _place(path, call)
        for path in MODULES
        for call, owner, name in _calls(path)
        if path.name != "bootstrap.py"
        and ((owner, name) in CHANCES or (owner == "random" and not (name in {"Random", "default_rng"} and call.args)))
    ]
    assert found == []


def test_a_broad_except_says_why() -> None:
    """Whoever catches everything gives the reason on that line."""
    found = []
    for path in MODULES:
        lines = path.read_text(encoding="utf-8").splitlines()
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.ExceptHandler) and _is_broad(node.type):
                below = lines[node.lineno] if node.lineno < len(lines) else ""
                reraises = any(isinstance(inner, ast.Raise) for inner in node.body)
                if "#" not in lines[node.lineno - 1] and not below.strip().startswith("#") and not reraises:
                    found.append(_place(path, node))
    assert found == []


def _is_broad(caught: ast.expr | None) -> bool:
    return caught is None or (isinstance(caught, ast.Name) and caught.id in ("Exception", "BaseException"))


def test_markup_is_never_put_together() -> None:
    """Markup in the terminal app is a constant: what a deck or a person wrote goes in as a parameter or as Content."""
    found = [
        _place(path, call)
        for path in SCREENS
        for call, _, name in _calls(path)
        if name == "from_markup" and not (call.args and isinstance(call.args[0], ast.Constant))
    ]
    tag = re.compile(r"\[/?[a-z@$#][^\]]*\]|\[/\]")
    for path in SCREENS:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.JoinedStr):
                constant = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
                if tag.search(constant):
                    found.append(_place(path, node))
    assert found == []


def test_notifications_are_not_markup() -> None:
    """A notification may carry an error that quotes a deck, so it never parses markup."""
    found = [
        _place(path, call)
        for path in SCREENS
        for call, _, name in _calls(path)
        if name == "notify" and not any(word.arg == "markup" and _is_false(word.value) for word in call.keywords)
    ]
    assert found == []


def _is_false(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is False


LONG = {
    "quizapp/storage/deck_spec.py": "one table: the fields of nine kinds of question, as pydantic reads them",
    "quizapp/storage/yaml_events.py": "one walk over the events of a file, where every event has its fault",
}
"""Modules that may be a little longer, each for a reason."""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_or_class_outgrows_one_idea(path: Path) -> None:
    """A module stays within 300 lines and a class within 200; past that a second idea has moved in."""
    limit = 350 if str(path.relative_to(ROOT)) in LONG else 300
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ClassDef) and node.end_lineno is not None:
            assert node.end_lineno - node.lineno < 200, node.name
