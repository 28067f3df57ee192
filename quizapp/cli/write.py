"""`quizapp write`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.lazy import Command
from quizapp.cli.opening import current_services, is_on_a_terminal, open_app
from quizapp.cli.output import json_option, put_json, put_table, say, wording, write_file

if TYPE_CHECKING:
    from datetime import datetime

    from quizapp.bootstrap import Services
    from quizapp.domain.writing import Attempt
    from quizapp.services.writing import EssayDesk


@click.command(cls=Command)
@click.argument("essay", required=False, metavar="[DECK/QUESTION]")
@click.option("--list", "listing", is_flag=True, help="List the essay questions with what each earned last time.")
@click.option("-o", "--output", metavar="FILE", help="Write all attempts at the essay as Markdown; - is stdout.")
@json_option
def write(essay: str | None, listing: bool, output: str | None, as_json: bool) -> int:
    """Plan, write and mark an essay.

    Opens the list of essay questions, or the one that is named. docs/written.md says how it goes.
    """
    if listing or as_json:
        return _list(current_services(), essay, as_json=as_json)
    if output is not None:
        if essay is None:
            raise click.UsageError("which essay? `quizapp write --list` shows them.")
        return _export(current_services(), essay, output)
    if not is_on_a_terminal():
        raise click.UsageError("writing needs a terminal to write in.")
    if essay:
        current_services().writing.named(essay)
    return open_app(essay=essay or "")


def _list(services: Services, essay: str | None, *, as_json: bool) -> int:
    service = services.writing
    desks = service.essays() if essay is None else (service.essay(service.named(essay)),)
    if as_json:
        put_json([_plain(desk) for desk in desks])
        return 0
    if not desks:
        say("No deck has an essay question.")
    heads = ("essay", "marks", "attempts", "last", "on", "prompt")
    put_table(heads, [_row(desk, services) for desk in desks])
    return 0


def _row(desk: EssayDesk, services: Services) -> tuple[object, ...]:
    last = desk.last
    earned = f"{last.marks:g}" if last is not None and last.marks is not None else "-"
    state = "not finished" if desk.unfinished is not None else _day(last, services) if last is not None else "-"
    return (str(desk.card), desk.question.marks, len(desk.attempts), earned, state, wording(desk.question.prompt))


def _day(attempt: Attempt, services: Services) -> str:
    return _local(attempt.ended or attempt.begun, services).date().isoformat()


def _local(instant: datetime, services: Services) -> datetime:
    from datetime import timedelta, timezone

    return instant.astimezone(timezone(timedelta(minutes=services.clock.offset_minutes(instant))))


def _plain(desk: EssayDesk) -> dict[str, Any]:
    from quizapp.domain.text import plain
    from quizapp.domain.writing import minutes_for, words_for

    return {
        "card": str(desk.card),
        "deck": desk.card.deck,
        "question": desk.card.question,
        "topic": desk.question.topic,
        "prompt": plain(desk.question.prompt),
        "marks": desk.question.marks,
        "minutes": minutes_for(desk.question.marks),
        "words": words_for(desk.question.marks),
        "points": [point.id for point in desk.question.outline],
        "attempts": [_attempt(attempt) for attempt in reversed(desk.attempts)],
        "unfinished": None if desk.unfinished is None else _attempt(desk.unfinished),
    }


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {
        "begun": attempt.begun.isoformat(),
        "ended": None if attempt.ended is None else attempt.ended.isoformat(),
        "stage": attempt.stage.value,
        "marks": attempt.marks,
        "out_of": attempt.out_of,
        "words": attempt.words,
        "planning_seconds": attempt.planning / 1000,
        "writing_seconds": attempt.writing / 1000,
        "plan": dict(attempt.plan),
        "points": dict(attempt.marking),
        "missed": list(attempt.missed()),
        "jotted": attempt.jotted,
        "text": attempt.text,
    }


def _export(services: Services, essay: str, output: str) -> int:
    from quizapp.exports.essays import essay_page

    desk = services.writing.essay(services.writing.named(essay))
    if not desk.attempts:
        say(f"{desk.card} was not written yet.")
        return 1
    dated = [(_day(attempt, services), attempt) for attempt in reversed(desk.attempts)]
    write_file(output, essay_page(desk.question, dated))
    return 0
