"""`quizapp progress`: one history on several machines."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quizapp.cli.lazy import Group
from quizapp.cli.opening import current_services
from quizapp.cli.output import count, say
from quizapp.domain.errors import QuizError


@click.group(cls=Group)
def progress() -> None:
    """Carry your history from one machine to another."""


@progress.command("export")
@click.option("-o", "--output", default="-", show_default=True, metavar="FILE", help="Where to write; - is stdout.")
def export(output: str) -> None:
    """Write your whole history, an event a line (JSON Lines).

    Put the file where your other machines find it, and merge it there. Nothing in it says what decks contain.
    """
    service = current_services().exchange
    if output == "-":
        service.export(lambda line: sys.stdout.buffer.write(line.encode()))
        sys.stdout.buffer.flush()
        return
    from quizapp.storage.files import replacing

    try:
        with replacing(Path(output)) as scratch, scratch.open("w", encoding="utf-8", newline="\n") as file:
            events = service.export(file.write)
    except OSError as error:
        raise QuizError(f"{output} cannot be written: {error.strerror or error}.") from error
    say(f"{count(events, 'event')} written to {output}.")


@progress.command("merge")
@click.argument("file", metavar="FILE")
def merge(file: str) -> None:
    """Take in the history of another machine of yours.

    Files may come in any order, twice or late: machines that have seen the same events agree. FILE may be - for
    standard input. A backup is made first.
    """
    service = current_services().exchange
    if file == "-":
        report = service.merge(sys.stdin.buffer, "standard input")
    else:
        try:
            with Path(file).open("rb") as opened:
                report = service.merge(opened, file)
        except OSError as error:
            raise QuizError(f"{file} cannot be read: {error.strerror or error}.") from error
    here = f"; {report.known:,} were here already" if report.known else ""
    say(f"{count(report.events, 'event')} taken in, of them {count(report.reviews, 'review')}{here}.")
