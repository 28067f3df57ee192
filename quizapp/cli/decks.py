"""`quizapp decks`: check, rules, sync, list, show, new, stamp, correct."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.cli.completion import DeckSlug
from quizapp.cli.editing import add, edit
from quizapp.cli.lazy import Group
from quizapp.cli.opening import current_services, paths, services
from quizapp.cli.output import count, json_option, put, put_json, put_table, say, wording
from quizapp.domain.errors import Severity

if TYPE_CHECKING:
    from quizapp.domain.linting.values import Rule
    from quizapp.services.deck_checking import CheckReport
    from quizapp.services.decks import SyncReport

_CHANGES = ("added", "changed", "returned")


@click.group(cls=Group)
def decks() -> None:
    """Check, write and correct decks.

    Decks are plain text files; docs/deck-format.md says how they are written.
    """


@decks.command()
@click.argument("files", nargs=-1, type=DeckSlug(), metavar="[PATH|SLUG]...")
@click.option("--select", "selected", metavar="CODES", help="Follow only these rules, such as Q2,Q301; all by default.")
@click.option("--ignore", "ignored", metavar="CODES", help="Follow all rules but these; Q leaves out all of them.")
@click.option("--strict", is_flag=True, help="Fail for warnings too.")
@json_option
def check(files: tuple[str, ...], selected: str | None, ignored: str | None, strict: bool, as_json: bool) -> int:
    """Check deck files and source sheets.

    A folder stands for the files in it, - for a deck on stdin, and nothing for everything quizapp would read. Every
    problem is printed as file:line:column: sentence, then what the rules about writing questions find, each with its
    code; `quizapp decks rules` explains them. Fails if there is an error; warnings and advice do not count.
    """
    from quizapp.domain.linting.catalogue import chosen

    reports = _checked(files, chosen(_parted(selected), _parted(ignored)))
    problems = [problem for report in reports for problem in report.problems]
    problems += [finding for report in reports for finding in report.findings]
    if as_json:
        put_json([asdict(problem) for problem in problems])
    else:
        for problem in problems:
            put(str(problem))
    counted = Counter(problem.severity for problem in problems)
    read = (
        count(sum(report.decks for report in reports), "deck"),
        count(sum(report.questions for report in reports), "question"),
        count(sum(report.sheets for report in reports), "source sheet"),
    )
    found = f"{count(counted[Severity.ERROR], 'error')}, {count(counted[Severity.WARNING], 'warning')}"
    advice = f", {counted[Severity.ADVICE]:,} of advice" if counted[Severity.ADVICE] else ""
    say(f"{', '.join(read)}: {found}{advice}.")
    return 1 if counted[Severity.ERROR] or (strict and counted[Severity.WARNING]) else 0


def _parted(codes: str | None) -> list[str]:
    return [code.strip() for code in (codes or "").split(",") if code.strip()]


def _checked(files: tuple[str, ...], rules: Sequence[Rule]) -> list[CheckReport]:
    service = services().checking
    reports = []
    if "-" in files:
        reports.append(service.check_text(sys.stdin.buffer.read(), rules=rules))
    named = [_file_of(file) for file in files if file != "-"]
    if named or not reports:
        reports.append(service.check(named, rules))
    return reports


def _file_of(name: str) -> Path:
    """The file or folder of this name, or else the file of the deck with this slug."""
    path = Path(name)
    if not path.exists():
        folders = (paths().decks, paths().bundled_decks)
        return next((file for folder in folders if (file := folder / f"{name}.yaml").is_file()), path)
    return path


@decks.command("rules")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@json_option
def rules_(codes: tuple[str, ...], as_json: bool) -> None:
    """List the rules about writing questions, or those named.

    Each with its code, name, severity, the reason for it, and a bad and a good example: options and items are parted
    by |, the right option has a *, > joins a pair, - begins what belongs to none, and an explanation stands after //.
    A rule is named by its code, its name, or the beginning of codes.
    """
    from quizapp.domain.linting.catalogue import chosen

    rules = chosen(codes)
    fields = ("code", "name", "severity", "reason", "bad", "good")
    if as_json:
        put_json([{field: getattr(rule, field) for field in fields} for rule in rules])
        return
    for rule in rules:
        put(f"{rule.code} {rule.name} ({rule.severity}): {rule.reason}")
        put(f"    not: {rule.bad}")
        put(f"    but: {rule.good}")


@decks.command()
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@json_option
def sync(dry_run: bool, as_json: bool) -> int:
    """Take in what changed in the deck files.

    quizapp does this by itself when it opens; here it says what it does. A deck with errors is left as it was. A
    question that is gone from its file is put aside with its history and returns with it.
    """
    report = services().decks.sync(dry_run=dry_run)
    if as_json:
        put_json(_plain(report))
    else:
        _put_plan(report)
    for problem in report.problems:
        say(str(problem))
    if report.refused:
        say(f"Left as they were, because of their errors: {', '.join(report.refused)}.")
    if not report.plan.changes:
        say("Nothing to change.")
    elif dry_run:
        say("This is what would change; nothing was changed.")
    return 1 if report.refused or any(problem.severity == "error" for problem in report.problems) else 0


def _put_plan(report: SyncReport) -> None:
    """One line a question: what becomes of it, and which it is."""
    for deck in report.plan.decks:
        for change in _CHANGES:
            for placed in getattr(deck, change):
                put(f"{change:9}{deck.slug}/{placed.question.id}")
        for question in deck.retired:
            put(f"{'put aside':10}{deck.slug}/{question}")


def _plain(report: SyncReport) -> dict[str, object]:
    return {
        "written": report.written,
        "refused": report.refused,
        "problems": [asdict(problem) for problem in report.problems],
        "decks": [
            {
                "slug": deck.slug,
                "new": deck.new,
                **{change: [placed.question.id for placed in getattr(deck, change)] for change in _CHANGES},
                "put_aside": deck.retired,
                "unchanged": deck.unchanged,
            }
            for deck in report.plan.decks
        ],
    }


@decks.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List the decks."""
    listing = current_services().decks.listing()
    if as_json:
        put_json([asdict(deck) for deck in listing])
        return
    heads = ("deck", "questions", "cards", "", "title")
    put_table(heads, [(d.slug, d.questions, d.cards, "bundled" if d.bundled else "own", d.title) for d in listing])


@decks.command()
@click.argument("slug", type=DeckSlug())
@json_option
def show(slug: str, as_json: bool) -> None:
    """Show a deck and its questions."""
    deck, questions = current_services().decks.show(slug)
    if as_json:
        put_json({**asdict(deck), "questions": [asdict(question) for question in questions]})
        return
    say(f"{deck.title}. {deck.description}".strip())
    put_table(("question", "kind", "topic", "prompt"), [(q.id, q.kind, q.topic, wording(q.prompt)) for q in questions])


@decks.command()
@click.argument("slug")
@click.option("--title", default="", help="What the deck is called; else it is made from the slug.")
def new(slug: str, title: str) -> None:
    """Write a first file for a deck of your own.

    It holds examples of the usual kinds of question, and lies in your deck folder. Prints where.
    """
    put(str(services().decks.new(slug, title)))


@decks.command()
@click.argument("which", nargs=-1, type=DeckSlug(), metavar="[PATH|SLUG]...")
def stamp(which: tuple[str, ...]) -> None:
    """Write missing ids, and note the day on which each question last changed.

    Ids go into the deck file, days into a file beside it. Without a path or slug, all your own decks are stamped.
    """
    opened = services()
    for deck in which or sorted(str(path) for path in opened.paths.decks.glob("*.yaml")):
        report = opened.decks.stamp(deck)
        put(f"{report.path}: {count(report.ids, 'id')} written, {count(report.dates, 'question')} changed")


@decks.command()
@click.argument("slug", type=DeckSlug())
@click.argument("question")
def correct(slug: str, question: str) -> None:
    """Correct a question of a deck, a bundled one too.

    A bundled question is first copied into a file of your own, which survives upgrades; edit it there. Prints the
    file and line where the question now stands.
    """
    written = services().decks.correct(slug, question)
    put(f"{written.path}:{written.line}")
    say("Edit the question there; quizapp takes it in by itself.")


decks.add_command(edit)
decks.add_command(add)
