"""`quizapp practice`."""

from __future__ import annotations

import click

from quizapp.cli.lazy import Command
from quizapp.cli.opening import is_on_a_terminal, open_app


@click.command(cls=Command, context_settings={"ignore_unknown_options": True})  # `-tag:made` is no option
@click.argument("query", nargs=-1, metavar="[QUERY]...")
def practice(query: tuple[str, ...]) -> int:
    """Practise what you choose.

    Opens where you choose topics, kinds and number, how long a question may take, and whether the answers count; a
    query, as in `quizapp search`, narrows it to begin with.
    """
    if not is_on_a_terminal():
        raise click.UsageError("practising needs a terminal to ask and answer in.")
    return open_app(practice=" ".join(query))
