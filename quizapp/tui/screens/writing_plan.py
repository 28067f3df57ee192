"""Planning an essay: jot the outline down, then see its points one by one and say of each how far it was there."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widgets import TextArea

from quizapp.domain.errors import QuizError
from quizapp.domain.questions import Essay
from quizapp.domain.writing import Had, Stage
from quizapp.tui import writing
from quizapp.tui.commands import Place, bindings
from quizapp.tui.manuscripts import Manuscript
from quizapp.tui.screens import writing_words
from quizapp.tui.screens.writing_stage import StageScreen
from quizapp.tui.text import one_line, words
from quizapp.tui.widgets.jotting import Jotting
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.options import Options
from quizapp.tui.widgets.passage import Column, Passage

_LOOK_EVERY = 0.5
"""Seconds between looks at the clock, and between savings of what is jotted down."""


class PlanScreen(StageScreen):
    """One plan; everything said of a point is on disk before the next is shown."""

    PLACE = Place.PLAN
    BINDINGS = bindings(Place.PLAN)

    def __init__(self, manuscript: Manuscript) -> None:
        super().__init__(manuscript)
        self._shown = bool(manuscript.attempt.plan)

    def compose(self) -> ComposeResult:
        """The question, room for an outline, and the points that are shown."""
        yield TopLine(words("Plan", "bold"))
        with VerticalScroll(id="plan", can_focus=False), Column(id="column"):
            yield Passage(id="prompt")
            yield Jotting()
            yield Options(self.quiz.signs, id="points")
            yield Passage(id="rest")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the question, and the points from the first that was not checked."""
        self._looked_at = self.quiz.clock.monotonic()
        self.query_one("#prompt", Passage).show(tuple(writing_words.asked(self._question)))
        self._jotting.ask(self.quiz.key_cap("plan.jot"), self._manuscript.attempt.jotted)
        if self._shown:
            self._jotting.keep()
        else:
            self._jotting.focus()
        self._show()
        self.set_interval(_LOOK_EVERY, self.tick)

    @property
    def _question(self) -> Essay:
        return self._manuscript.desk.question

    @property
    def _jotting(self) -> Jotting:
        return self.query_one(Jotting)

    @property
    def _is_jotting(self) -> bool:
        return self.is_mounted and self._jotting.has_focus

    @property
    def _is_planned(self) -> bool:
        return self._manuscript.attempt.is_planned

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """First the points are shown, then each is checked, and then the plan is over."""
        match action:
            case "jot":
                return not self._shown
            case "reveal":
                return not self._shown and not self._is_jotting
            case "end_outline":
                return not self._shown and self._is_jotting
            case "check":
                return self._shown and not self._is_planned
            case "back":
                return bool(self._manuscript.attempt.plan)
            case "write" | "finish":
                return self._is_planned
            case _:
                return True

    def footer_label(self, command_id: str) -> str | None:
        """What tab and escape do while one jots down."""
        if not self._is_jotting:
            return None
        return {"plan.jot": "Commands", "plan.leave": "Leave the outline"}.get(command_id)

    # What is shown

    def _show(self) -> None:
        attempt, desk = self._manuscript.attempt, self._manuscript.desk
        checked = len(attempt.plan)
        points = self.query_one("#points", Options)
        points.display = self._shown
        if self._shown:
            faces = writing_words.plan_faces(desk.question, attempt, desk.last, self.quiz.signs)
            points.show(faces, None if self._is_planned else checked)
        rest = self.query_one("#rest", Passage)
        rest.show(tuple(writing_words.after_plan(desk.question, attempt, shown=self._shown)))
        self._show_time()
        self.refresh_bindings()
        if self._shown:
            self.call_after_refresh(self.call_after_refresh, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        body, points = self.query_one("#plan", VerticalScroll), self.query_one("#points", Options)
        if self._is_planned:
            body.scroll_end(animate=False)
        elif (line := points.first_line(points.pointed)) is not None:
            body.scroll_to_region(Region(0, points.virtual_region.y + line + 1, 1, 4), animate=False)

    def _show_time(self) -> None:
        time = writing_words.clock(self._manuscript.attempt.planning)
        title = words("Plan", "bold")
        self.query_one(TopLine).show(title, one_line(f"  {self._question.topic}", "$muted"), words(time, "$muted"))

    def tick(self) -> None:
        """Count the time until the last point is checked, and keep what is jotted down."""
        spent = self._milliseconds_since_last_look()
        if not self._is_planned:
            self._manuscript.change(planning=self._manuscript.attempt.planning + spent)
            self._show_time()
        if not self._manuscript.is_saved:
            self.run_worker(self._save_in_thread, thread=True, group="saving")

    @on(TextArea.Changed)
    def _take(self) -> None:
        if not self._shown:
            self._manuscript.change(jotted=self._jotting.text)

    def _save_in_thread(self) -> None:
        if trouble := self._saved():
            self.app.call_from_thread(self.say, trouble, severity="error")

    def _keep(self) -> bool:
        self.tick()
        if trouble := self._saved():
            self.say(trouble, severity="error")
        return not trouble

    # What keys do

    def action_jot(self) -> None:
        """Write into the outline, or leave it so that letters are commands."""
        if self._is_jotting:
            self.set_focus(None)
        else:
            self._jotting.focus()
        self.call_after_refresh(self.refresh_bindings)

    def action_end_outline(self) -> None:
        """Leave the outline and show the first point."""
        self.action_reveal()

    def action_reveal(self) -> None:
        """Show the first point; what was jotted down stays as it is from here on."""
        self._manuscript.change(jotted=self._jotting.text.strip())
        self._shown = True
        self.set_focus(None)
        self._jotting.keep()
        self._keep()
        self._show()

    def action_check(self, had: str) -> None:
        """Count the point that is shown as had, half or missed, and show the next."""
        self.tick()
        self._manuscript.attempt = self._manuscript.attempt.checked(Had(had))
        self._keep()
        self._show()

    def action_back(self) -> None:
        """Take back what was said of the last point."""
        self._manuscript.attempt = self._manuscript.attempt.unchecked()
        self._keep()
        self._show()

    def action_write(self) -> None:
        """Go on to the text."""
        writing.go_on(self.quiz, self._manuscript, Stage.WRITE)

    def action_finish(self) -> None:
        """Leave it at the plan: it is kept as an attempt."""
        if writing.file(self.quiz, self._manuscript):
            self.dismiss()

    def action_scroll(self, by: int) -> None:
        """Scroll by most of a page."""
        body = self.query_one("#plan", VerticalScroll)
        body.scroll_relative(y=by * max(1, body.size.height - 2), animate=False)

    def action_leave(self) -> None:
        """Leave the outline first, then the plan, which stays as it is until one goes on with it."""
        if self._is_jotting:
            self.action_jot()
        elif self._keep():
            self._settle()
            self.dismiss()

    def _settle(self) -> None:
        try:
            self._manuscript.settle_plan()
        except QuizError as error:
            self.say(str(error), severity="error")
