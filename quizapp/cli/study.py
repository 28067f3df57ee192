"""`quizapp study`."""

from __future__ import annotations

import click

from quizapp.cli.completion import DeckSlug, known_slugs
from quizapp.cli.lazy import Command
from quizapp.cli.opening import is_on_a_terminal, open_app


@click.command(cls=Command)
@click.argument("decks", nargs=-1, type=DeckSlug(), metavar="[DECK]...")
def study(decks: tuple[str, ...]) -> int:
    """Study what is due now.

    Opens on the first question, of the named decks or of all.
    """
    if not is_on_a_terminal():
        raise click.UsageError("studying needs a terminal to ask and answer in.")
    if unknown := [slug for slug in decks if slug not in known_slugs()]:
        from difflib import get_close_matches

        near = get_close_matches(unknown[0], known_slugs(), 1)
        hint = f" Did you mean {near[0]}?" if near else " `quizapp decks list` shows those there are."
        raise click.BadParameter(f"there is no deck {unknown[0]!r}.{hint}")
    return open_app(decks)
