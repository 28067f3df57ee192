"""The root of the command line: what there is, and what happens without a command."""

from __future__ import annotations

import sys

import click

from quizapp import __version__
from quizapp.cli.lazy import Group, stubs

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


COMMANDS = stubs(
    {
        "study": ("quizapp.cli.study:study", "Study what is due now."),
        "practice": ("quizapp.cli.practice:practice", "Practise what you choose."),
        "write": ("quizapp.cli.write:write", "Plan, write and mark an essay."),
        "exam": ("quizapp.cli.exam:exam", "Sit, see and print exam papers, and score real ones."),
        "goal": ("quizapp.cli.goal:goal", "Show the exams you aim at, set one, or give one up."),
        "plan": ("quizapp.cli.plan:plan", "Show what to study until the exam, day by day, and the marks it leads to."),
        "decks": ("quizapp.cli.decks:decks", "Check, write and correct decks."),
        "sources": ("quizapp.cli.sources:sources", "Show what questions rest on, and which facts they examine."),
        "search": ("quizapp.cli.search:search", "Find questions by words, topic, state and more."),
        "stats": ("quizapp.cli.stats:stats", "Show how you stand, in numbers."),
        "report": ("quizapp.cli.report:report", "Write how you stand as an HTML page, with charts."),
        "export": ("quizapp.cli.export:export", "Write the questions in another format."),
        "import": ("quizapp.cli.importing:import_", "Take over an Anki deck as a deck of your own."),
        "anki": ("quizapp.cli.anki:anki", "Look into Anki packages, and bring home what was reviewed in Anki."),
        "progress": ("quizapp.cli.progress:progress", "Carry your history from one machine to another."),
        "schema": ("quizapp.cli.schema:schema", "Print the JSON Schema of a format."),
        "settings": ("quizapp.cli.preferences:settings", "Show the settings, or change one."),
        "optimize": ("quizapp.cli.optimize:optimize", "Fit the scheduler to your own memory."),
        "backup": ("quizapp.cli.safety:backup", "Back up the database, or list the backups."),
        "restore": ("quizapp.cli.safety:restore", "Go back to a backup."),
        "doctor": ("quizapp.cli.safety:doctor", "Check that the database is sound."),
        "paths": ("quizapp.cli.paths:paths", "Show where quizapp keeps its files."),
        "completion": ("quizapp.cli.completion:completion", "Print the completion script of a shell."),
    }
)


@click.group(cls=Group, commands=COMMANDS, invoke_without_command=True, context_settings=CONTEXT)
@click.version_option(__version__, "-V", "--version", prog_name="quizapp", message="%(prog)s, version %(version)s")
@click.pass_context
def quizapp(ctx: click.Context) -> int | None:
    """Exam practice in the terminal, scheduled so that it is remembered.

    Without a command, quizapp opens and asks what is due today.
    """
    if ctx.invoked_subcommand is not None:
        return None
    sys.stderr.write(ctx.get_help() + "\n")  # on a terminal the boundary has opened the app instead
    return 2
