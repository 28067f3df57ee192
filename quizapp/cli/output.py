"""Where output goes: data to stdout, narration to stderr, and never a terminal escape in either."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from quizapp.domain.errors import QuizError
from quizapp.domain.text import plain, visible

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
"""The option that every listing has."""


def say(sentence: str) -> None:
    """Tell the person something; it goes to stderr, so that a pipe does not carry it."""
    click.echo(visible(sentence), err=True)


def put(text: str) -> None:
    """Print a line of data with every control character made visible."""
    click.echo(visible(text))


def put_json(value: Any) -> None:
    """Print a value as JSON, pure ASCII, so that no character of it can act on a terminal."""
    click.echo(json.dumps(value, indent=2, default=str))


def put_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows in columns under their heads: numbers to the right, words to the left, nothing cut."""
    kept = [tuple(row) for row in rows]
    lines = [list(heads), *([visible(str(cell)) for cell in row] for row in kept)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    numeric = [all(isinstance(cell, int) for cell in column) for column in zip(*kept, strict=True)]
    for line in lines if kept else []:
        cells = zip(line, widths, numeric, strict=True)
        click.echo("  ".join(c.rjust(width) if right else c.ljust(width) for c, width, right in cells).rstrip())


def wording(text: str) -> str:
    """A deck's text on one line, without its Markdown."""
    return " ".join(plain(text).split())


def count(number: int, noun: str) -> str:
    """A number with its noun, in the plural unless it is one."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def write_file(target: str, content: str | bytes) -> None:
    """Write whole or not at all to a file, or for `-` to stdout, letter for letter."""
    written = content.encode() if isinstance(content, str) else content
    if target == "-":
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
        return
    from quizapp.storage.files import replacing

    try:
        with replacing(Path(target)) as scratch:
            scratch.write_bytes(written)
    except OSError as error:
        raise QuizError(f"{target} cannot be written: {error.strerror or error}.") from error
