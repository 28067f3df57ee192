"""`quizapp decks edit` and `quizapp decks add`: a question in the person's editor, checked when it comes back."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import click

from quizapp.cli.completion import DeckSlug
from quizapp.cli.lazy import Command
from quizapp.cli.opening import is_on_a_terminal, services
from quizapp.cli.output import put, say
from quizapp.domain.errors import QuizError
from quizapp.domain.questions import CardKey, Kind

if TYPE_CHECKING:
    from quizapp.services.editing import Draft, EditingService, Outcome
    from quizapp.services.editors import Editor


@click.command(cls=Command)
@click.argument("question", metavar="SLUG/QUESTION")
def edit(question: str) -> int:
    """Edit a question in your editor.

    Opens the editor that VISUAL or EDITOR names, at the question's line; one of a bundled deck is copied into your
    corrections first. When the editor is closed the file is checked and taken in. Prints where the question stands.
    """
    try:
        card = CardKey.parse(question)
    except ValueError as error:
        raise click.UsageError(f"A question is named SLUG/QUESTION, not {question!r}.") from error
    editor, editing = _editor(), services().editing
    return _through(editing, editor, editing.open_question(card.deck, card.question))


@click.command(cls=Command)
@click.argument("slug", type=DeckSlug())
@click.option("--kind", required=True, type=click.Choice([kind.value for kind in Kind]), help="What is asked for.")
@click.option("--topic", default="", help="What the question is about.")
@click.option("--title", default="", help="What a new deck is called; else it is made from the slug.")
def add(slug: str, kind: str, topic: str, title: str) -> int:
    """Write a new question in your editor.

    It is added at the end of the deck, or of your corrections of a bundled deck; a deck that is not there is begun.
    Left as it was, the empty template is taken away again. The ids are written when the question is sound.
    """
    editor, editing = _editor(), services().editing
    return _through(editing, editor, editing.new_question(slug, Kind(kind), topic, title))


def _editor() -> Editor:
    from quizapp.services.editors import editor_in

    editor = editor_in(os.environ)
    if editor is None:
        raise QuizError("Say which editor you use, for example with `export EDITOR=nano`; the app has one built in.")
    if not editor.is_there:
        raise QuizError(f"The editor {editor.words[0]} was not found; VISUAL or EDITOR says which one is used.")
    return editor


def _through(editing: EditingService, editor: Editor, draft: Draft) -> int:
    """Lend the file to the editor until what comes back is sound, or its author leaves it at that."""
    from quizapp.services.editing import Unsound

    editing.lay_out(draft)
    line = draft.line
    while True:
        try:
            subprocess.run(editor.command(draft.path, line), check=False)
        finally:  # also when the editor cannot be started: what was laid out for it is taken away
            outcome = editing.returned(draft)
        if not isinstance(outcome, Unsound):
            return _told(draft, outcome)
        for problem in outcome.problems:
            say(str(problem))
        answer = _asked() if is_on_a_terminal() else "k"
        if answer == "k":
            say("Your text is kept in the file; until it is mended, the question is asked as it was.")
            return 1
        if answer == "u":
            conflict = editing.take_back(draft, outcome.digest)
            say(conflict.sentence if conflict else "Taken back: the file is as it was.")
            return 1
        line = next((each.line for each in outcome.problems if each.path == str(draft.path)), draft.line)


def _asked() -> str:
    sentence = "Edit again (e), keep my text and fix it later (k), or undo my edit (u)?"
    answer: str = click.prompt(sentence, type=click.Choice(["e", "k", "u"]), default="e", err=True)
    return answer


def _told(draft: Draft, outcome: Outcome) -> int:
    from quizapp.services.editing import Conflict, Saved

    if isinstance(outcome, Conflict):
        say(outcome.sentence)
        return 1
    if not isinstance(outcome, Saved):
        say("Nothing was changed.")
        return 0
    put(f"{draft.path}:{draft.line}")
    say("The question is gone from its deck; its history is kept." if outcome.gone else "Saved and taken in.")
    return 0
