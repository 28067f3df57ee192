"""`quizapp import`: decks of other programs."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.cli.lazy import Command
from quizapp.cli.opening import current_services
from quizapp.cli.output import count, json_option, put, put_json, put_table, say
from quizapp.domain.errors import QuizError

if TYPE_CHECKING:
    from quizapp.services.importing import ImportingService, ImportReport

_NAMED = 5
"""How many notes are named for one reason; `--json` names all."""


@click.command("import", cls=Command)
@click.argument("file", required=False, metavar="FILE", type=click.Path(path_type=Path))
@click.option("--deck", default="", metavar="SLUG", help="Make one deck of this name of all that the file holds.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken over, and write nothing.")
@click.option("--undo", is_flag=True, help="Take back the last import.")
@json_option
def import_(file: Path | None, deck: str, dry_run: bool, undo: bool, as_json: bool) -> None:
    """Take over an Anki deck as a deck of your own.

    Reads an .apkg or .colpkg: notes become questions in your deck folder, one deck for each at the top, with their
    pictures, their reviews and what was suspended or flagged. What cannot be taken is listed. A backup is made first;
    the import is written whole or not at all.
    """
    service = current_services().importing
    if undo:
        if file is not None:
            raise click.UsageError("--undo takes no file.")
        _undo(service)
        return
    if file is None:
        raise click.UsageError("Say which file to import: an .apkg or .colpkg that Anki wrote.")
    from quizapp.imports.apkg.archive import opened
    from quizapp.imports.apkg.collection import reading
    from quizapp.imports.apkg.foreign import foreign_package

    with opened(file) as package, reading(package) as collection:
        found = foreign_package(package, collection, file.stem, service.our_notes(), deck)
        report = service.take(found, file.name, package.medium, dry_run=dry_run)
    if as_json:
        put_json(asdict(report))
    else:
        _tell(report)
    if not report.decks:
        raise QuizError(f"{file}: nothing in it can be taken over.")


def _undo(service: ImportingService) -> None:
    undone = service.undo()
    removed = count(len(undone.removed), "file")
    say(f"{count(undone.reviews, 'review')} of the last import taken back; {removed} removed.")
    for path in undone.kept:
        put(f"changed since, and kept: {path}")


def _tell(report: ImportReport) -> None:
    heads = ("deck", "questions", "cards", "reviews", "pictures", "title")
    rows = [(each.deck, each.questions, each.cards, each.reviews, each.pictures, each.title) for each in report.decks]
    put_table(heads, rows)
    for what, number in sorted(report.lost.items()):
        put(f"left behind: {number:,} {what}")
    reasons = Counter(each.reason for each in report.left_out)
    for reason, number in reasons.most_common():
        names = [each.name for each in report.left_out if each.reason == reason][:_NAMED]
        more = f" and {number - _NAMED:,} more" if number > _NAMED else ""
        put(f"not taken, since {reason}: {'; '.join(names)}{more}")
    questions = sum(each.questions for each in report.decks)
    verb = "taken over" if report.written else "would be taken over"
    say(f"{count(questions, 'question')} {verb}, {count(len(report.left_out), 'card')} left out.")
    if report.written:
        say(f"Edit {', '.join(str(each.path) for each in report.decks)} as you like.")
