"""How commands open quizapp: the terminal app, or the services alone."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from quizapp.settings import Paths

if TYPE_CHECKING:
    from quizapp.bootstrap import Services


def paths() -> Paths:
    """Where this person's files are."""
    return Paths.find(os.environ)


def services() -> Services:
    """The services on this person's files, as they are; SQLAlchemy is imported when one is used."""
    from quizapp.bootstrap import services_on

    return services_on(paths())


def current_services() -> Services:
    """The services, with what changed in the decks taken in; says when a deck could not be."""
    opened = services()
    if opened.decks.changed_on_disk() and (refused := opened.decks.sync().refused):
        from quizapp.cli.output import say

        say(f"Not read, because of errors: {', '.join(refused)}. `quizapp decks check` lists them.")
    return opened


def is_on_a_terminal() -> bool:
    """Whether a person can see and answer: all three streams lead to a terminal (Textual draws on stderr)."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def open_app(
    decks: tuple[str, ...] | None = None,
    practice: str | None = None,
    paper: tuple[str, int | None] | None = None,
    essay: str | None = None,
) -> int:
    """Run the terminal app, straight into studying when `decks` (none named: all), and return its exit code.

    With `practice`, a search, it opens where one chooses what to practise; with `paper`, an id and a seed, in the exam
    room; with `essay`, a name or nothing, where essays are written.
    """
    # What starting allocates stays: looking for garbage in it takes a tenth of the time until Home is filled.
    gc.disable()
    from quizapp.bootstrap import SystemClock, services_on
    from quizapp.settings import Preferences
    from quizapp.tui.app import run

    found, clock = paths(), SystemClock()
    chosen = Preferences.read(found.preferences)
    return run(
        lambda: services_on(found, clock),
        chosen,
        clock,
        decks=decks,
        practice=practice,
        paper=paper,
        essay=essay,
        paths=found,
    )
