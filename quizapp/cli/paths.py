"""`quizapp paths`."""

from __future__ import annotations

import click

from quizapp.cli.lazy import Command
from quizapp.cli.opening import paths as find_paths
from quizapp.cli.output import json_option, put, put_json


@click.command(cls=Command)
@json_option
def paths(as_json: bool) -> None:
    """Show where quizapp keeps its files.

    QUIZAPP_HOME moves all of them below one folder.
    """
    found = find_paths()
    places = {
        "data": found.data,
        "database": found.database,
        "backups": found.backups,
        "decks": found.decks,
        "seeds": found.seeds,
        "papers": found.papers,
        "config": found.preferences,
        "state": found.state,
        "cache": found.cache,
        "bundled-decks": found.bundled_decks,
        "bundled-seeds": found.bundled_seeds,
        "bundled-papers": found.bundled_papers,
    }
    if as_json:
        put_json({name: str(place) for name, place in places.items()})
        return
    for name, place in places.items():
        put(f"{name:15} {place}")
