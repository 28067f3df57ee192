"""`quizapp exam analyse`: which questions did their work, from papers that were sat or from the sheets of a class."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.completion import PaperId
from quizapp.cli.lazy import Command
from quizapp.cli.opening import current_services, services
from quizapp.cli.output import count, json_option, put, put_json, put_table, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.domain.paper_attempts import PaperAttempt
    from quizapp.services.analysing import AnalysedItem


@click.command("analyse", cls=Command)
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--key", metavar="FILE|TEXT", help="The key of a class, as for `quizapp exam score`.")
@click.option("--blueprint", type=PaperId(), metavar="PAPER", help="Which paper it was, or only which papers to take.")
@json_option
def analyse(files: tuple[str, ...], key: str | None, blueprint: str | None, as_json: bool) -> None:
    """Say which questions did not do their work.

    Without FILE: of all papers handed in here, those of merged histories too. With files: of results exported by
    `quizapp exam result --json`, one or many in a file.

    With --key and --blueprint FILE is a class: a line for each candidate, a name, a comma, and the letters in a row.

    docs/exams.md says what the figures mean.
    """
    if key is not None:
        if len(files) != 1 or blueprint is None:
            raise click.UsageError("to score a class, give one FILE, --key and --blueprint.")
        _class(files[0], key, blueprint, as_json)
        return
    service = current_services().analysing
    attempts = _read(files) if files else service.sat()
    chosen = [each for each in attempts if blueprint in (None, each.paper)]
    items = service.items(chosen)
    papers = len({each.id for each in chosen})
    if as_json:
        put_json({"papers": papers, "questions": [_plain(each) for each in items]})
    elif not items:
        say("No paper was handed in yet." if not files else "There is no question in these papers.")
    else:
        _put(items, papers)


def _read(files: Sequence[str]) -> list[PaperAttempt]:
    from quizapp.cli.exam_words import read_text
    from quizapp.domain.errors import QuizError
    from quizapp.domain.paper_attempts import read_results

    found: list[PaperAttempt] = []
    for file in files:
        text, name = read_text(file, "the input")
        if text == file:
            raise QuizError(f"There is no file {file}.")
        found += read_results(text, name)
    return found


def _put(items: Sequence[AnalysedItem], papers: int) -> None:
    """The questions in the order in which they were first met; then those whose key looks wrong."""
    twice = sum(each.figures.attempts > 1 for each in items)
    if not twice:
        put(f"{count(papers, 'paper')}, {count(len(items), 'question')}, none of them met in two papers or more.")
        put("Two attempts at a question are needed before anything can be said of it.")
        return
    heads = ("question", "attempts", "facility", "discrimination", "efficiency", "picked")
    put_table(heads, [_row(each) for each in items])
    put(f"\n{count(papers, 'paper')}, {count(len(items), 'question')}, {twice} of them with two attempts or more.")
    for each in items:
        for suspicion in each.figures.suspicions:
            put(f"Look at {each.figures.item}: {suspicion}. {each.prompt}")


def _row(each: AnalysedItem) -> tuple[object, ...]:
    found = each.figures
    figures = [("-" if value is None else f"{value:.0f}").rjust(8) for value in _percents(each)]
    counts = {**({each.key: 0} if each.key in each.options else {}), **found.options}
    picked = sorted(counts.items(), key=lambda pair: (pair[0] != each.key, -pair[1], pair[0]))
    return found.item, found.attempts, *figures, ", ".join(f"{_name(each, id)} {times}" for id, times in picked)


def _name(each: AnalysedItem, id: str) -> str:
    """What an option says; the key is marked as such."""
    return f"{each.options.get(id, id) or 'blank'}{' (key)' if id and id == each.key else ''}"


def _percents(each: AnalysedItem) -> tuple[float | None, ...]:
    return each.figures.facility, each.figures.discrimination, each.figures.efficiency


def _plain(each: AnalysedItem) -> dict[str, Any]:
    kept = asdict(each.figures)
    item, suspicions = kept.pop("item"), kept.pop("suspicions")
    return {
        "question": item,
        "prompt": each.prompt,
        "key": each.key or None,
        **kept,
        "option_texts": dict(each.options),
        "suspicions": [str(suspicion) for suspicion in suspicions],
    }


def _class(sheets: str, key: str, blueprint: str, as_json: bool) -> None:
    """Score a class, and its questions."""
    from quizapp.cli.exam_words import read_text
    from quizapp.cli.item_words import plain_class, put_class
    from quizapp.domain.answer_sheets import attempts_of, read_class, read_key, score_sheet
    from quizapp.domain.item_analysis import analyse as analysed

    found = services().papers.blueprint(blueprint)
    keyed = read_key(*read_text(key, "key"))
    text, name = read_text(sheets, "sheets")
    written = read_class(text, name, keyed.last)
    scored = {who: score_sheet(sheet, keyed, found) for who, sheet in written.items()}
    keys = {str(number): mark for number, mark in keyed.marks.items() if len(mark) == 1}
    items = analysed(attempts_of(written, keyed), keys)
    if as_json:
        put_json(plain_class(found, scored, items))
    else:
        put_class(scored, items, keys)
