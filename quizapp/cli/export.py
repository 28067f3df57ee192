"""`quizapp export`: the questions in other formats."""

from __future__ import annotations

import click

from quizapp.cli.completion import DeckSlug
from quizapp.cli.lazy import Group
from quizapp.cli.opening import current_services
from quizapp.cli.output import count, say, write_file


@click.group(cls=Group)
def export() -> None:
    """Write the questions in another format."""


@export.command("json")
@click.argument("decks", nargs=-1, type=DeckSlug(), metavar="[DECK]...")
@click.option(
    "-o", "--output", default="-", show_default=True, metavar="FILE", help="Where to write; - is standard output."
)
def json_(decks: tuple[str, ...], output: str) -> None:
    """Write questions as JSON, for other programs.

    All decks or the named ones, every text plain. The shape is stable and has a schema: `quizapp schema export`.
    """
    from quizapp.exports.json_export import ExportedQuestion, export_json

    questions = [ExportedQuestion(deck.slug, question) for deck, question in current_services().decks.questions(decks)]
    write_file(output, export_json(questions))
    if output != "-":
        say(f"{count(len(questions), 'question')} written to {output}.")


@export.command("anki")
@click.argument("decks", nargs=-1, type=DeckSlug(), metavar="[DECK]...")
@click.option("-o", "--output", required=True, metavar="FILE", help="The .apkg file to write; - is standard output.")
@click.option("--with-progress", is_flag=True, help="Carry schedules and history, for cards that Anki has not yet.")
def anki(decks: tuple[str, ...], output: str, with_progress: bool) -> None:
    """Write an Anki package, for the phone.

    All decks or the named ones. Import it again after a deck was corrected: questions stay the notes they are, what
    changed is corrected in place, and what you did with them in Anki stays.
    """
    from quizapp.exports.apkg.package import package

    service = current_services().issuing
    issue = service.issue(decks)
    progress = service.progress(decks) if with_progress else None
    write_file(output, package(issue.questions, issue.titles, issue.today, progress))
    if progress is not None:
        say(
            "In Anki, tick “Import any learning progress”. It takes schedules only for cards that it does not have yet;"
        )
        say("those of cards it has stay as they are there, and their reviews come home with `quizapp anki merge`.")
    if output != "-":
        say(f"{count(len(issue.questions), 'question')} written to {output}.")
