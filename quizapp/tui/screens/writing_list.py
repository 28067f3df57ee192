"""Written practice: every essay question with what it earned last time, those not written for longest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive

from quizapp.domain.errors import QuizError
from quizapp.tui import writing
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens import writing_words
from quizapp.tui.screens.base import Page, quiet
from quizapp.tui.text import words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.options import Options
from quizapp.tui.widgets.passage import Column, Passage, said
from quizapp.tui.wording import counted

if TYPE_CHECKING:
    from quizapp.services.writing import EssayDesk, WritingService


class WritingScreen(Page[None]):
    """Leads to one essay; coming back it reads them again."""

    PLACE = Place.WRITING
    AUTO_FOCUS = ""
    BINDINGS = bindings(Place.WRITING)

    desks: reactive[tuple[EssayDesk, ...]] = reactive((), bindings=True, repaint=False, init=False)

    class Read(Message):
        """The essays, or why there are none."""

        def __init__(self, desks: tuple[EssayDesk, ...], trouble: str = "") -> None:
            super().__init__()
            self.desks, self.trouble = desks, trouble

    def __init__(self, service: WritingService) -> None:
        super().__init__()
        self._service = service

    def compose(self) -> ComposeResult:
        """Top line, the questions, keys."""
        yield TopLine(words("Written practice", "bold"))
        with VerticalScroll(id="essays", can_focus=False), Column(id="column"):
            yield Passage(id="none")
            yield Options(self.quiz.signs, id="list")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Read the essays, again when something was written."""
        self.read()

    def decks_changed(self) -> None:
        """Read the essays again."""
        self.read()

    @work(thread=True, exclusive=True, group="essays")
    def read(self) -> None:
        """Read in a thread: with very many questions it takes longer than a frame."""
        try:
            self.post_message(self.Read(self._service.essays()))
        except QuizError as error:
            self.post_message(self.Read((), str(error)))

    @on(Read)
    def _show(self, message: Read) -> None:
        pointed = self._list.pointed or 0
        self.desks = message.desks
        signs, clock = self.quiz.signs, self.quiz.clock
        faces = writing_words.essay_faces(message.desks, clock.offset_minutes(clock.now()), signs)
        self._list.show(faces, min(pointed, len(faces) - 1) if faces else None)
        nothing = said(words(message.trouble, "$wrong") if message.trouble else quiet("No deck has an essay question."))
        self.query_one("#none", Passage).show(() if message.desks else (nothing,))
        self.query_one(TopLine).show(
            words("Written practice", "bold"), right=quiet(counted(len(message.desks), "essay question"))
        )

    @property
    def _list(self) -> Options:
        return self.query_one("#list", Options)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Opening needs a question."""
        return action != "open" or bool(self.desks)

    def action_move(self, by: int) -> None:
        """Point at another question, no further than the ends."""
        if self.desks:
            at = self._list.pointed or 0
            line = self._list.point(max(0, min(len(self.desks) - 1, at + by)) - at)
            body = self.query_one("#essays", VerticalScroll)
            body.scroll_to_region(Region(0, self._list.virtual_region.y + (line or 0), 1, 4), animate=False)

    def action_open(self) -> None:
        """Open the question under the pointer."""
        writing.show_essay(self.quiz, self.desks[self._list.pointed or 0].card)

    @on(Options.Picked)
    def _pick(self, message: Options.Picked) -> None:
        if message.index == self._list.pointed:
            self.action_open()
        else:
            self.action_move(message.index - (self._list.pointed or 0))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
