"""`quizapp schema`: the JSON Schemas of what quizapp reads and writes."""

from __future__ import annotations

import json

import click

from quizapp.cli.lazy import Command


@click.command(cls=Command)
@click.argument("which", type=click.Choice(["deck", "source", "paper", "export", "result"]))
def schema(which: str) -> None:
    """Print the JSON Schema of a format.

    `deck`, `source` and `paper` are for editors: save them beside the files and name them in the first line of each.
    `export` is what `quizapp export json` writes, `result` what `quizapp exam result --json` prints.
    """
    click.echo(json.dumps(_schema(which), indent=2))


def _schema(which: str) -> dict[str, object]:
    if which == "deck":
        from quizapp.storage.deck_spec import deck_schema

        return deck_schema()
    if which == "source":
        from quizapp.storage.source_sheets import source_schema

        return source_schema()
    if which == "paper":
        from quizapp.storage.blueprint_files import paper_schema

        return paper_schema()
    if which == "result":
        from quizapp.exports.result_json import result_schema

        return result_schema()
    from quizapp.exports.json_export import export_schema

    return export_schema()
