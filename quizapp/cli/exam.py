"""`quizapp exam`: papers as their blueprints have them, printed, and real ones scored."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.completion import PaperId
from quizapp.cli.lazy import Group, stubs
from quizapp.cli.opening import current_services, services
from quizapp.cli.output import count, json_option, put, put_json, put_table, say, write_file

if TYPE_CHECKING:
    from quizapp.domain.blueprints import Blueprint
    from quizapp.domain.papers import Paper


@click.group(cls=Group)
def exam() -> None:
    """Sit, see and print exam papers, and score real ones."""


@exam.command("list")
@json_option
def list_(as_json: bool) -> int:
    """List the papers there are, and how much of each your decks hold.

    Your own are files in the folder `papers` that `quizapp paths` names; docs/exams.md says how they are written.
    """
    service = current_services().papers
    blueprints, problems = service.blueprints()
    papers = [service.printed(blueprint, 0) for blueprint in blueprints]
    if as_json:
        put_json([_plain(blueprint, paper) for blueprint, paper in zip(blueprints, papers, strict=True)])
    else:
        heads = ("paper", "questions", "held", "minutes", "pass", "title")
        put_table(heads, [_row(*pair) for pair in zip(blueprints, papers, strict=True)])
    for problem in problems:
        say(str(problem))
    return 1 if problems else 0


@exam.command("show")
@click.argument("blueprint", type=PaperId())
@json_option
def show(blueprint: str, as_json: bool) -> None:
    """Show what a paper consists of, how sure that is, which sections lack questions, and the marks to expect."""
    from quizapp.cli import stats_marks

    service = current_services().papers
    found = service.blueprint(blueprint)
    paper = service.printed(found, 0)
    expected = current_services().expecting.of(found)
    if as_json:
        put_json({**_plain(found, paper), "expected": None if expected is None else stats_marks.paper(expected)})
        return
    from quizapp.cli.exam_words import put_blueprint

    put_blueprint(found, paper)
    if expected is not None:
        put(stats_marks.sentence(expected.total))


@exam.command("sit")
@click.argument("blueprint", type=PaperId())
@click.option("--seed", type=click.IntRange(0, 10**9), metavar="N", help="Draw the questions by this number.")
def sit(blueprint: str, seed: int | None) -> int:
    """Sit a paper against the clock, which starts at once.

    A paper that was begun before and not handed in is offered instead: it has to be finished, or discarded, first.
    """
    from quizapp.cli.opening import is_on_a_terminal, open_app

    if not is_on_a_terminal():
        raise click.UsageError("sitting a paper needs a terminal to ask and answer in.")
    found = current_services().papers.blueprint(blueprint)
    return open_app(paper=(found.id, seed))


@exam.command("print")
@click.argument("blueprint", type=PaperId())
@click.option("--seed", type=click.IntRange(0, 10**9), metavar="N", help="Print the paper of this number again.")
@click.option(
    "-o", "--output", default="-", show_default=True, metavar="FILE", help="Where to write; - is standard output."
)
def print_(blueprint: str, seed: int | None, output: str) -> None:
    """Write a paper as an HTML page to print, its key on a page of its own.

    The number is on the page: with it, anyone who has the same decks prints the same paper.
    """
    from quizapp.domain.papers import require
    from quizapp.exports.paper_html import paper_page

    service = current_services().papers
    found = service.blueprint(blueprint)
    paper = require(service.printed(found, service.fresh_seed() if seed is None else seed))
    write_file(output, paper_page(paper, service.titles()))
    for each in paper.shortages:
        say(f"{each.title}: {each.found} of {count(each.wanted, 'question')}.")
    if output != "-":
        say(f"{count(len(paper.questions), 'question')} written to {output}; `--seed {paper.seed}` prints them again.")


@exam.command("score")
@click.option("--answers", required=True, metavar="FILE|TEXT", help="The answers: a file, - for input, or the letters.")
@click.option("--key", required=True, metavar="FILE|TEXT", help="The key, in the same ways.")
@click.option("--blueprint", required=True, type=PaperId(), metavar="PAPER", help="Which paper it was.")
@click.option("--revised", metavar="FILE|TEXT", help="A later key: score with it too, and say what changed.")
@json_option
def score(answers: str, key: str, blueprint: str, revised: str | None, as_json: bool) -> None:
    """Score a real paper by its key: marks by section, and whether it passes.

    Answers are letters in a row (ABCD-A, where - is a blank), numbers with letters (1.A 2.C), or a table of both. In a
    key A/C accepts either and * gives a cancelled question to everybody.
    """
    from quizapp.cli.exam_words import plain_score, put_changes, put_score, read_text
    from quizapp.domain.answer_sheets import read_answers, read_key, score_sheet
    from quizapp.domain.marking import changes

    found = services().papers.blueprint(blueprint)
    sheet = read_answers(*read_text(answers, "answers"))
    scored = score_sheet(sheet, read_key(*read_text(key, "key")), found)
    later = None if revised is None else score_sheet(sheet, read_key(*read_text(revised, "revised key")), found)
    changed = () if later is None else changes(scored.result, later.result)
    if as_json:
        put_json(plain_score(found, later or scored, scored if later else None, changed))
        return
    put_score(later or scored)
    if later is not None:
        put_changes(scored, changed)


for _stub in stubs(
    {
        "results": ("quizapp.cli.exam_results:results", "List the papers that were handed in."),
        "result": ("quizapp.cli.exam_results:result", "Show the result of a paper."),
        "correct": ("quizapp.cli.exam_results:correct", "Correct the key of a question for papers that were sat."),
        "analyse": ("quizapp.cli.exam_analyse:analyse", "Say which questions did not do their work."),
    }
).values():
    exam.add_command(_stub)


def _row(blueprint: Blueprint, paper: Paper) -> tuple[object, ...]:
    wanted = _wanted(paper)
    if blueprint.scaled:  # such a paper is as large as the decks make it
        blueprint, wanted = paper.blueprint, len(paper.questions)
    minutes = str(blueprint.minutes or "-")
    passes = f"{blueprint.pass_percent:g} %" if blueprint.pass_percent else "-"
    return blueprint.id, wanted, len(paper.questions), minutes.rjust(7), passes.rjust(5), blueprint.title


def _wanted(paper: Paper) -> int:
    return len(paper.questions) + sum(each.wanted - each.found for each in paper.shortages)


def _plain(blueprint: Blueprint, paper: Paper) -> dict[str, Any]:
    return {
        **asdict(blueprint),
        "questions": _wanted(paper),
        "held": len(paper.questions),
        "shortages": [asdict(each) for each in paper.shortages],
    }
