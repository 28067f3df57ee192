"""One essay question: what it is worth, the attempts at it, and where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.reactive import reactive

from quizapp.domain.errors import QuizError
from quizapp.domain.writing import Stage
from quizapp.tui import writing
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens import writing_words
from quizapp.tui.screens.base import Page
from quizapp.tui.text import one_line, words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.options import Options
from quizapp.tui.widgets.passage import Column, Passage, said
from quizapp.tui.wording import short_title

if TYPE_CHECKING:
    from quizapp.domain.questions import CardKey
    from quizapp.services.writing import EssayDesk, WritingService


class EssayScreen(Page[None]):
    """Tells nothing of the outline: that is to be recalled."""

    PLACE = Place.ESSAY
    AUTO_FOCUS = ""
    BINDINGS = bindings(Place.ESSAY)

    desk: reactive[EssayDesk | None] = reactive(None, bindings=True, repaint=False, init=False)

    def __init__(self, service: WritingService, card: CardKey) -> None:
        super().__init__()
        self._service, self._card = service, card
        self._warned = False

    def compose(self) -> ComposeResult:
        """The question, and below it the attempts."""
        yield TopLine(words("Essay", "bold"))
        with VerticalScroll(id="essay-page", can_focus=False), Column(id="column"):
            yield Passage(id="about-essay")
            yield Options(self.quiz.signs, id="attempts")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Read the attempts, again when something was written."""
        self._read()

    def decks_changed(self) -> None:
        """Read the question again."""
        self._read()

    def _read(self) -> None:
        self._warned = False
        try:
            self.desk = desk = self._service.essay(self._card)
        except QuizError as error:
            self.desk = None
            self.query_one("#about-essay", Passage).show((said(words(str(error), "$wrong")),))
            return
        clock = self.quiz.clock
        title = one_line(short_title(desk.deck_title), "bold")
        self.query_one(TopLine).show(title, one_line(f"  {desk.question.topic}", "$muted"))
        self.query_one("#about-essay", Passage).show(tuple(writing_words.essay_summary(desk)))
        faces = writing_words.attempt_faces(desk.attempts, clock.offset_minutes(clock.now()))
        self._list.show(faces, 0 if faces else None)

    @property
    def _list(self) -> Options:
        return self.query_one("#attempts", Options)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One attempt at a time, of which the text can always be gone on with; comparing needs a finished one."""
        unfinished = self.desk.unfinished if self.desk is not None else None
        match action:
            case "go":
                return self.desk is not None
            case "begin" if unfinished is not None:
                return parameters == ("write",) and unfinished.stage is not Stage.WRITE
            case "begin":
                return self.desk is not None
            case "discard":
                return unfinished is not None
            case "compare":
                return self.desk is not None and bool(self.desk.attempts)
            case _:
                return True

    def footer_label(self, command_id: str) -> str | None:
        """What enter does where an attempt is not finished, and comparing where there is one alone."""
        if self.desk is None:
            return None
        if command_id == "essay.go" and self.desk.unfinished is not None:
            return "Resume"
        if command_id == "essay.write" and self.desk.unfinished is not None:
            return "To the text"
        return "Read" if command_id == "essay.compare" and len(self.desk.attempts) == 1 else None

    def action_go(self) -> None:
        """Go on with the unfinished attempt, or begin one with its plan."""
        if self.desk is not None and self.desk.unfinished is not None:
            writing.resume(self.quiz, self.desk)
        else:
            self.action_begin(Stage.PLAN)

    def action_begin(self, stage: str) -> None:
        """Begin an attempt at this stage, or go on there with the one that is not finished."""
        if self.desk is not None and self.desk.unfinished is not None:
            writing.resume(self.quiz, self.desk, Stage(stage))
        elif self.desk is not None:
            writing.begin(self.quiz, self.desk, Stage(stage))

    def action_discard(self) -> None:
        """Throw the unfinished attempt away, when asked twice."""
        if self.desk is None or self.desk.unfinished is None:
            return
        if not self._warned:
            self._warned = True
            self.say("The same key again throws the unfinished text away for good.", severity="warning")
            return
        try:
            self._service.discard(self.desk.unfinished)
        except QuizError as error:
            self.say(str(error), severity="error")
        self._read()

    def action_compare(self) -> None:
        """Read the attempt under the pointer, beside the one before it."""
        from quizapp.tui.screens.writing_compare import CompareScreen  # here, not above: shown when asked for

        if self.desk is not None:
            self.quiz.push_screen(CompareScreen(self.desk, self._list.pointed or 0))

    def action_move(self, by: int) -> None:
        """Point at another attempt, no further than the ends; without any, scroll."""
        body = self.query_one("#essay-page", VerticalScroll)
        if self.desk is None or not self.desk.attempts:
            body.scroll_relative(y=by, animate=False)
            return
        at = self._list.pointed or 0
        self._list.point(max(0, min(len(self.desk.attempts) - 1, at + by)) - at)
        line = self._list.virtual_region.y + (self._list.pointed or 0)
        body.scroll_to_region(Region(0, line, 1, 1), animate=False)

    @on(Options.Picked)
    def _pick(self, message: Options.Picked) -> None:
        if message.index == self._list.pointed:
            self.action_compare()
        else:
            self.action_move(message.index - (self._list.pointed or 0))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
