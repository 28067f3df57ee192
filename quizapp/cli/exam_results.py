"""`quizapp exam results`, `result` and `correct`: papers that were handed in, and keys corrected since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizapp.cli.lazy import Command
from quizapp.cli.opening import current_services
from quizapp.cli.output import json_option, put_json, say, write_file

if TYPE_CHECKING:
    from quizapp.domain.exam_results import ExamResult


@click.command("results", cls=Command)
@json_option
def results(as_json: bool) -> None:
    """List the papers that were handed in, the newest first, marked by the keys of today."""
    from quizapp.cli.result_words import put_papers
    from quizapp.exports.result_json import plain_attempts

    service = current_services().exam_results
    papers = service.papers()
    if as_json:
        put_json(plain_attempts(papers))
    elif papers:
        put_papers(papers, service.short_ids())
    else:
        say("No paper was handed in yet.")


@click.command("result", cls=Command)
@click.argument("paper", required=False, default="", metavar="[ID]")
@json_option
@click.option("-o", "--output", metavar="FILE", help="Write an HTML page, with every question, instead.")
def result(paper: str, as_json: bool, output: str | None) -> None:
    """Show the result of a paper, the latest unless an ID, or the beginning of one, is given.

    Marks by section and topic against the line that passes, time, luck, and what is marked otherwise since. `quizapp
    exam results` lists the ids; `quizapp schema result` prints the schema of the JSON.
    """
    services = current_services()
    service = services.exam_results
    found = service.result(service.named(paper))
    if output is not None:
        from quizapp.exports.result_html import result_page

        write_file(output, result_page(found, services.papers.titles()))
        if output != "-":
            say(f"Written to {output}.")
    if as_json:
        from quizapp.exports.result_json import plain_result

        put_json(plain_result(found))
    elif output is None:
        _put(found)


@click.command("correct", cls=Command)
@click.argument("paper", metavar="ID")
@click.argument("number", type=click.IntRange(1), metavar="NUMBER")
@click.option("--key", metavar="KEY", help="What counts: b, b/c for either, `cancelled` for everybody, or words.")
@click.option("--note", default="", metavar="TEXT", help="Why: kept with the correction.")
@click.option("--undo", is_flag=True, help="Take the correction back: the deck's key counts again.")
@json_option
def correct(paper: str, number: int, key: str | None, note: str, undo: bool, as_json: bool) -> None:
    """Correct the key of question NUMBER for papers that were sat; the deck stays as it is.

    ID is a paper, or the beginning of its id, or `latest`. Letters are those of that paper. All papers that had the
    question are marked again, and what the schedule knows of them follows.
    """
    if (key is None) is not undo:
        raise click.UsageError("say what counts with --key, or take the correction back with --undo.")
    from quizapp.cli.result_words import put_corrected
    from quizapp.domain.errors import QuizError
    from quizapp.domain.exam_keys import read_key
    from quizapp.exports.result_json import plain_attempts

    service = current_services().exam_results
    id = service.named(paper)
    before = service.result(id)
    if number > len(before.questions):
        raise QuizError(f"This paper has no question {number}: they are numbered from 1 to {len(before.questions)}.")
    asked = before.questions[number - 1]
    if undo and asked.correction is None:
        raise QuizError(f"The key of question {number} was not corrected: there is nothing to take back.")
    correction = None if key is None else read_key(asked.question, asked.card.gap, key, note.strip())
    changed = service.correct(id, number, correction)
    if as_json:
        put_json(plain_attempts(changed))
    else:
        put_corrected(changed, service.short_ids(), number, taken_back=undo)


def _put(found: ExamResult) -> None:
    from quizapp.cli.result_words import put_result

    put_result(found)
