"""Editing a question from any screen: in the author's own editor, or in the built-in one where there is none.

Screens call `edit_question` and `write_question`; both come back through `then` once the database has the change.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from quizapp.domain.errors import QuizError
from quizapp.tui.screens.problems import Choice, ProblemsScreen

if TYPE_CHECKING:
    from pathlib import Path

    from quizapp.domain.questions import Kind
    from quizapp.services.editing import Conflict, Draft, EditingService, Outcome
    from quizapp.services.editors import Editor
    from quizapp.tui.app import QuizApp

Then = Callable[[], None]


def edit_question(app: QuizApp, deck: str, question: str, then: Then) -> None:
    """Open a question in an editor; `then` is called when the database has what came back."""
    if app.services is not None:
        editing = app.services.editing
        app.run_worker(_edit(app, editing, lambda: editing.open_question(deck, question), then), group="editing")


def write_question(app: QuizApp, deck: str, kind: Kind, topic: str, title: str, then: Then) -> None:
    """Open the template of a new question in an editor; `then` is called when the database has it."""
    if app.services is not None:
        editing = app.services.editing
        app.run_worker(
            _edit(app, editing, lambda: editing.new_question(deck, kind, topic, title), then), group="editing"
        )


def edit_file(app: QuizApp, path: Path, line: int) -> None:
    """Open a file in the author's own editor; what comes back is read as any other change of a file is."""
    app.run_worker(_edit_file(app, path, line), group="editing")


async def _edit_file(app: QuizApp, path: Path, line: int) -> None:
    from quizapp.services.editors import editor_in

    editor = editor_in(os.environ)
    if editor is None or not editor.is_there:
        app.say(f"Mend it in any editor: {path}, line {line}. It is read again as soon as it is saved.")
        return
    try:
        await _run(app, editor, editor.command(path, line))
    except (OSError, SuspendNotSupported) as error:
        app.say(f"{editor.words[0]} could not be started: {error}.", "error")
    app.look_for_changes()


async def _edit(app: QuizApp, editing: EditingService, opened: Callable[[], Draft], then: Then) -> None:
    try:
        # In a thread, here and below: reading YAML and checking it takes longer than a key may.
        draft = await asyncio.to_thread(opened)
        outcome = await _through_an_editor(app, editing, draft)
    except QuizError as error:
        app.say(str(error), "error")
        return
    _tell(app, draft, outcome, then)


def _tell(app: QuizApp, draft: Draft, outcome: Outcome | None, then: Then) -> None:
    from quizapp.services.editing import Conflict, Saved, Unchanged, Unsound

    match outcome:
        case Saved(gone=True):
            app.say("The question is gone from its deck. Its history is kept and comes back with it.", "warning")
        case Saved():
            app.say("Saved." if draft.question else "Saved: the question is new in your deck.")
        case Unsound():
            until = "the question is asked as it was" if draft.question else "the question is not asked"
            app.say(f"Your text is kept in {draft.path}; until it is mended, {until}.")
        case Conflict(sentence):
            app.say(sentence, "error")
        case Unchanged():
            app.say("Nothing was changed.")
    if isinstance(outcome, Saved):
        app.refresh_home()
        then()


async def _through_an_editor(app: QuizApp, editing: EditingService, draft: Draft) -> Outcome | None:
    from quizapp.services.editors import editor_in

    editor = editor_in(os.environ)
    if editor is not None and not editor.is_there:
        app.say(f"The editor {editor.words[0]} was not found, so this is the built-in one.", "warning")
    elif editor is not None:
        try:
            return await _outside(app, editing, editor, draft)
        except SuspendNotSupported:  # a terminal that cannot be lent to another program
            await asyncio.to_thread(editing.returned, draft)
    from quizapp.tui.screens.editor import EditorScreen  # here, not above: a text area takes 60 ms to import

    return await app.push_screen_wait(EditorScreen(editing, draft))


async def _outside(app: QuizApp, editing: EditingService, editor: Editor, draft: Draft) -> Outcome | None:
    """Lend the file to another program until what comes back is sound, or the author wants no more of it."""
    from quizapp.services.editing import Unsound

    await asyncio.to_thread(editing.lay_out, draft)
    line = draft.line
    while True:
        try:
            await _run(app, editor, editor.command(draft.path, line))
        except OSError as error:
            await asyncio.to_thread(editing.returned, draft)
            raise QuizError(f"{editor.words[0]} could not be started: {error.strerror or error}.") from error
        outcome = await asyncio.to_thread(editing.returned, draft)
        if not isinstance(outcome, Unsound):
            return outcome
        choice = await app.push_screen_wait(ProblemsScreen(outcome.problems, new=not draft.question))
        if choice is Choice.KEEP:
            return outcome
        if choice is Choice.UNDO:
            conflict: Conflict | None = await asyncio.to_thread(editing.take_back, draft, outcome.digest)
            app.say(conflict.sentence if conflict else "Taken back: the file is as it was.")
            return None
        line = next((each.line for each in outcome.problems if each.path == str(draft.path)), draft.line)


async def _run(app: QuizApp, editor: Editor, command: list[str]) -> None:
    """Run an editor until it is closed: one with a window beside the app, any other in the app's place."""
    if editor.has_window:
        app.say(f"Opened in {editor.name}. Close the file there to come back to it here.")
        await asyncio.to_thread(_run_aside, command)
        return
    with app.suspend():
        # Ctrl+C is the editor's; a handler of our own is not handed on to it, as ignoring would be.
        before = signal.signal(signal.SIGINT, lambda *_: None)
        try:
            subprocess.run(command, check=False)
        finally:
            signal.signal(signal.SIGINT, before)


def _run_aside(command: list[str]) -> None:
    """Run a program that has a window of its own; what it prints would spoil the screen."""
    nowhere = subprocess.DEVNULL
    subprocess.run(command, check=False, stdin=nowhere, stdout=nowhere, stderr=nowhere)
