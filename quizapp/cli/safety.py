"""`quizapp backup`, `restore`, `doctor`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from quizapp.cli.lazy import Command
from quizapp.cli.opening import services
from quizapp.cli.output import count, json_option, put, put_json, put_table, say

if TYPE_CHECKING:
    from quizapp.storage.backups import Backup
    from quizapp.storage.diagnosis import Diagnosis


@click.command(cls=Command)
@click.option("--list", "only_list", is_flag=True, help="List the backups, newest first, and make none.")
@json_option
def backup(only_list: bool, as_json: bool) -> None:
    """Back up the database, or list the backups.

    A backup is read back before it counts. Prints its file.
    """
    safety = services().safety
    if only_list:
        _list(safety.backups(), as_json)
        return
    made = safety.backup()
    if as_json:
        put_json(_plain(made))
    else:
        put(str(made.path))
    say(f"Backed up and read back: {count(made.events, 'event')}.")


def _list(backups: tuple[Backup, ...], as_json: bool) -> None:
    if as_json:
        put_json([_plain(each) for each in backups])
        return
    heads = ("backup", "made", "why", "events")
    put_table(heads, [(b.name, f"{b.made.astimezone():%Y-%m-%d %H:%M}", b.reason, b.events) for b in backups])
    if not backups:
        say("There is no backup yet; `quizapp backup` makes one.")


def _plain(made: Backup) -> dict[str, object]:
    return {"name": made.name, "made": made.made.isoformat(), "reason": made.reason, "events": made.events,
            "path": made.path}  # fmt: skip


@click.command(cls=Command)
@click.argument("which", metavar="NAME|PATH")
@click.option("--yes", is_flag=True, help="Do it without asking.")
def restore(which: str, yes: bool) -> None:
    """Go back to a backup.

    What is there now is backed up first, so that this can be undone. `quizapp backup --list` names the backups.
    """
    safety = services().safety
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("there is nobody to ask; say --yes to restore without asking.")
        click.confirm(f"Replace what is there now by {which}?", abort=True, err=True)
    kept = safety.restore(which)
    say(f"Restored {which}.")
    if kept is not None:
        say(f"What was there before is kept as {kept.name}.")
    else:
        say("What was there before could not be read; it is kept beside the database under another name.")


@click.command(cls=Command)
@click.option("--rebuild", is_flag=True, help="Work out anew, from the log, what is remembered of every card.")
@json_option
def doctor(rebuild: bool, as_json: bool) -> int:
    """Check that the database is sound.

    Checks the file, the chain of the log, and that what is remembered of every card is what your answers amount to.
    Fails if anything is wrong.
    """
    found = services().safety.doctor(rebuild=rebuild)
    if as_json:
        plain = {**asdict(found), "backups": [_plain(each) for each in found.backups], "sound": found.is_sound}
        put_json(plain)
    else:
        _put_diagnosis(found)
    return 0 if found.is_sound else 1


def _put_diagnosis(found: Diagnosis) -> None:
    put(f"database   {found.database}")
    put(f"version    {found.revision or 'none'}")
    put(f"python     {found.python}")
    put(f"sqlite     {found.sqlite}, journal {found.journal_mode}")
    put(f"rows       {', '.join(f'{rows} {table}' for table, rows in found.rows.items() if rows) or 'none'}")
    put(f"backups    {len(found.backups)}")
    for sentence in (*found.problems, *found.differences):
        put(f"problem    {sentence}")
    for sentence in found.awaited:
        put(f"awaited    {sentence}")
    if found.awaited:
        say("What is awaited comes with the next `quizapp progress merge` of that machine's export.")
    if found.rebuilt:
        say("What is remembered of every card was worked out anew.")
    elif found.differences and not found.problems:
        say("`quizapp doctor --rebuild` works this out anew from your answers.")
    elif found.is_sound and not found.awaited:
        say("All is well.")
