"""`quizapp anki`: what a package does on the phone, and what comes home from it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.cli.lazy import Group
from quizapp.cli.opening import current_services
from quizapp.cli.output import count, json_option, put, put_json, put_table, say

if TYPE_CHECKING:
    from quizapp.services.homecoming import MergeReport


@click.group(cls=Group)
def anki() -> None:
    """Look into Anki packages, and bring home what was reviewed in Anki."""


@anki.command("merge")
@click.argument("file", required=False, metavar="FILE", type=click.Path(path_type=Path))
@click.option("--marks", is_flag=True, help="Take over what is suspended and flagged there, too.")
@click.option("--dry-run", is_flag=True, help="Say what would come home, and write nothing.")
@click.option("--undo", is_flag=True, help="Take back what the last merge brought.")
@json_option
def merge(file: Path | None, marks: bool, dry_run: bool, undo: bool, as_json: bool) -> None:
    """Take the reviews of an .apkg or .colpkg from Anki into your history.

    Export from Anki with scheduling, as a deck or as the whole collection. Reviews that are here already are never
    taken twice, so any file may be merged at any time and in any order. A backup is made first.
    """
    service = current_services().homecoming
    if undo:
        if file is not None:
            raise click.UsageError("--undo takes no file.")
        say(f"The last merge is taken back: {count(service.undo(), 'event')}.")
        return
    if file is None:
        raise click.UsageError("Say which file to merge: an .apkg or .colpkg that Anki wrote.")
    from quizapp.imports.apkg.archive import opened
    from quizapp.imports.apkg.collection import reading
    from quizapp.imports.apkg.homecoming import homecoming

    with opened(file) as package, reading(package) as collection:
        home = homecoming(collection, service.our_cards())
    report = service.merge(home, marks=marks, dry_run=dry_run)
    if as_json:
        put_json(asdict(report))
        return
    _tell(report, dry_run)


@anki.command("preview")
@click.argument("package", metavar="PACKAGE", type=click.Path(path_type=Path))
@click.option(
    "--against", metavar="EXPORT", type=click.Path(path_type=Path), help="An .apkg or .colpkg of what the phone has."
)
@json_option
def preview_(package: Path, against: Path | None, as_json: bool) -> None:
    """Say what importing a package will do on the phone.

    Which notes are new there, corrected, left alone, or would replace an edit of yours, by Anki's own rules.
    """
    from contextlib import ExitStack

    from quizapp.imports.apkg.archive import opened
    from quizapp.imports.apkg.collection import reading
    from quizapp.imports.apkg.preview import Fate, preview

    with ExitStack() as stack:
        collections = [
            stack.enter_context(reading(stack.enter_context(opened(file)))) for file in (package, against) if file
        ]
        found = preview(*collections)
    if as_json:
        put_json(asdict(found))
        return
    put_table(("notes", "what happens"), [(len(found.notes[fate]), fate.value) for fate in Fate if fate in found.notes])
    for fate in (Fate.OVERWRITES, Fate.CONFLICTING):
        for name in found.notes.get(fate, ()):
            put(f"{fate.value}: {name}")
    for name in found.decks:
        put(f"new deck: {name}")
    if found.retired:
        say(f"{count(found.retired, 'note')} will say that the question was withdrawn.")


def _tell(report: MergeReport, dry_run: bool) -> None:
    heads = ("deck", "reviews", "cards", "resets", "clashes", "marks")
    rows = [(each.deck, each.reviews, each.cards, each.resets, each.clashes, each.marks) for each in report.decks]
    put_table(heads, rows)
    came = f"{count(report.added, 'review')} {'would come' if dry_run else 'came'} home"
    here = [f"{report.known:,} {_were(report.known)} here already"] if report.known else []
    here += [f"{report.own:,} {_were(report.own)} given here"] if report.own else []
    foreign = sum(report.foreign.values())
    here += [f"{count(foreign, 'card')} of other decks left alone"] if foreign else []
    say("; ".join([came, *here]) + ".")
    if sum(each.clashes for each in report.decks):
        say("A clash is a card that was answered in both places: both answers count, in the order of time.")


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
