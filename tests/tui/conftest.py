"""A hall to sit in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.clocks import SetClock
from tests.tui.support import ALL, SHEET, Hall, RoomPaths


@pytest.fixture
def hall(tmp_path: Path, clock: SetClock) -> Hall:
    """Folders with a source sheet and a deck of the five kinds, one question each."""
    paths = RoomPaths(tmp_path / "data", tmp_path / "config", tmp_path / "state", tmp_path / "cache")
    found = Hall(paths, clock)
    paths.create()
    (paths.seeds / "atlas.yaml").write_text(SHEET, encoding="utf-8")
    found.write(*ALL)
    return found
