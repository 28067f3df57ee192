"""What most tests stand on: a clock that is set, and a store in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from quizapp.storage.engine import Store
from tests.support.clocks import SetClock

settings.register_profile("quizapp", deadline=None)  # how long an example takes is the machine's affair
settings.load_profile("quizapp")


@pytest.fixture
def clock() -> SetClock:
    """A clock at noon on 2 March 2026, in UTC."""
    return SetClock()


@pytest.fixture
def store(tmp_path: Path, clock: SetClock) -> Iterator[Store]:
    """A store whose database does not exist yet."""
    opened = Store(tmp_path / "data" / "quizapp.db", clock)
    yield opened
    opened.close()
