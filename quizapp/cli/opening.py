"""How commands open quizapp: the terminal app, or the services alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizapp.settings import Paths

if TYPE_CHECKING:
    from quizapp.bootstrap import Services


def paths() -> Paths:
    """Where this person's files are."""
    return Paths.find(os.environ)


def services() -> Services:
    """The services on this person's files; costs the import of SQLAlchemy at their first use."""
    from quizapp.bootstrap import open_services

    return open_services(paths())


def is_on_a_terminal() -> bool:
    """Whether a person can see and answer: all three streams lead to a terminal (Textual draws on stderr)."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def open_app(decks: Sequence[str] = ()) -> int:
    """Run the terminal app, straight into studying if decks are named, and return its exit code."""
    from quizapp.bootstrap import SystemClock, open_services
    from quizapp.settings import Preferences
    from quizapp.tui.app import run

    found, clock = paths(), SystemClock()
    return run(lambda: open_services(found, clock), Preferences.read(found.preferences), clock, decks=tuple(decks))
