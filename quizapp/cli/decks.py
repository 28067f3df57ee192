"""`quizapp decks`: check, sync, list, show, new, stamp, correct."""

from __future__ import annotations

from pathlib import Path

import click

from quizapp.cli.completion import DeckSlug
from quizapp.cli.lazy import Command, Group
from quizapp.cli.opening import services
from quizapp.cli.output import count, json_option, put, put_json, put_table, say


@click.group(cls=Group)
def decks() -> None:
    """Check, write and correct decks.

    Decks are plain text files: docs/deck-format.md says what they look like.
    """


@decks.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@json_option
def check(files: tuple[Path, ...], as_json: bool) -> int:
    """Check deck files and source sheets; without a path, all there are.

    Prints every problem as file:line:column: sentence, and fails if there is an error. A folder stands for its files.
    """
    report = services().decks.check(files)
    errors = [problem for problem in report.problems if problem.severity == "error"]
    if as_json:
        put_json([_plain(problem) for problem in report.problems])
    else:
        for problem in report.problems:
            put(str(problem))
    warnings = len(report.problems) - len(errors)
    say(f"{count(report.files, 'file')}, {count(report.questions, 'question')}: "
        f"{count(len(errors), 'error')}, {count(warnings, 'warning')}.")  # fmt: skip
    return 1 if errors else 0
