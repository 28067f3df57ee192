"""`quizapp anki`: what comes home from the phone."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.cli.lazy import Group
from quizapp.cli.opening import current_services
from quizapp.cli.output import count, json_option, put_json, put_table, say

if TYPE_CHECKING:
    from quizapp.services.homecoming import MergeReport


@click.group(cls=Group)
def anki() -> None:
    """Bring home what was reviewed in Anki."""


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
        say(f"{count(service.undo(), 'review')} of the last merge taken back.")
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


def _tell(report: MergeReport, dry_run: bool) -> None:
    heads = ("deck", "reviews", "cards", "resets", "clashes", "marks")
    rows = [(each.deck, each.reviews, each.cards, each.resets, each.clashes, each.marks) for each in report.decks]
    put_table(heads, rows)
    came = f"{count(report.added, 'review')} {'would come' if dry_run else 'came'} home"
    here = [f"{report.known:,} were here already"] if report.known else []
    here += [f"{report.own:,} were given here"] if report.own else []
    foreign = sum(report.foreign.values())
    here += [f"{count(foreign, 'card')} of other decks left alone"] if foreign else []
    say("; ".join([came, *here]) + ".")
    if sum(each.clashes for each in report.decks):
        say("A clash is a card that was answered in both places: both answers count, in the order of time.")
