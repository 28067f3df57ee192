"""`quizapp search`: find questions, as Browse does."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from quizapp.cli.opening import current_services
from quizapp.cli.output import count, json_option, put_json, put_table, say, wording

if TYPE_CHECKING:
    from quizapp.storage.browsing import Row


@click.command(context_settings={"ignore_unknown_options": True})  # `-tag:made` is no option
@click.argument("query", nargs=-1, metavar="[QUERY]...")
@click.option("--limit", type=click.IntRange(min=1), help="Print so many of the questions found.")
@json_option
def search(query: tuple[str, ...], limit: int | None, as_json: bool) -> int:
    """Find questions by words, topic, state and more.

    Words are found in any of their forms, and with topic: deck: kind: tag: source: difficulty: in that place alone;
    is: asks for due, new, leech, suspended, buried, flagged, missed, weak or expired ones. A minus leaves out, `or`
    widens, quotation marks keep words together. Fails if nothing is found. docs/searching.md says all.
    """
    service = current_services().browse
    page = service.search(" ".join(query), limit=limit)
    today = service.today()
    if as_json:
        put_json([_plain(row, today) for row in page.rows])
    else:
        rows = [
            (str(row.card), row.kind.value, ", ".join(_states(row, today)), wording(row.prompt)) for row in page.rows
        ]
        put_table(("card", "kind", "state", "prompt"), rows)
    cut = f"; the first {len(page.rows):,} are shown" if len(page.rows) < page.total else ""
    if sys.stdout.isatty() or cut or not page.total:
        say(f"{count(page.total, 'card')} found{cut}.")
    return 0 if page.total else 1


def _states(row: Row, today: int) -> list[str]:
    """What a person may want to know of a card at once."""
    found = ["new"] if row.is_new else ["due"] if row.is_due(today) else []
    held = (("suspended", row.suspended), ("buried", row.buried_until > today))
    marked = (("flagged", row.flagged), ("leech", row.leech))
    return [*found, *[name for name, holds in (*held, *marked) if holds]]


def _plain(row: Row, today: int) -> dict[str, object]:
    from quizapp.domain.study_day import date_of, from_milliseconds

    due = date_of(row.due_day).isoformat() if row.due_day is not None else None
    if row.due_at is not None:
        due = from_milliseconds(row.due_at).isoformat()
    return {
        "card": str(row.card),
        **asdict(row.card),
        "kind": row.kind.value,
        "topic": row.topic,
        "prompt": row.prompt,
        "state": _states(row, today),
        "due": due,
    }
