"""Taking back the last thing done: at once, or where it was done to many cards in a thread, with a word to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Center, Middle
from textual.screen import ModalScreen
from textual.widgets import Static

from quizapp.domain.errors import QuizError
from quizapp.tui.text import words
from quizapp.tui.wording import counted

if TYPE_CHECKING:
    from quizapp.tui.app import QuizApp
    from quizapp.tui.desk import Desk

AT_ONCE = 50
"""So many cards are changed without a thread: it takes less time than a frame."""

Then = Callable[[int], None]
"""Is told how many cards it was about."""


class MomentScreen(ModalScreen[None]):
    """Says what is under way; no key does anything meanwhile."""

    DEFAULT_CSS = """
    MomentScreen { background: $background 60%; }
    MomentScreen Static { width: auto; padding: 1 3; background: $panel; color: $foreground; }
    """

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        """One sentence in the middle."""
        with Middle(), Center():
            yield Static(words(self._sentence), markup=False)


def take_back(quiz: QuizApp, desk: Desk, then: Then) -> None:
    """Take back the last answer, or the last change of cards, and go on with `then` where something was."""
    try:
        cards = desk.undo_size()
        if cards <= AT_ONCE:
            _told(quiz, desk.undo(), lambda: then(cards))
            return
    except QuizError as error:
        quiz.say(str(error), "error")
        return
    quiz.run_worker(_in_a_thread(quiz, desk, cards, then), group="taking-back")


async def _in_a_thread(quiz: QuizApp, desk: Desk, cards: int, then: Then) -> None:
    moment = MomentScreen(f"Taking back the last change of {counted(cards, 'card')}: one moment ...")
    await quiz.push_screen(moment)
    try:
        undone = await asyncio.to_thread(desk.undo)
    except QuizError as error:
        await moment.dismiss()
        quiz.say(str(error), "error")
        return
    await moment.dismiss()
    _told(quiz, undone, lambda: then(cards))


def _told(quiz: QuizApp, undone: bool, then: Callable[[], None]) -> None:
    quiz.say("Taken back." if undone else "There is nothing to take back.")
    if undone:
        then()
