"""Writing an essay: an editor with the words and the minutes that count, saved while one writes."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.widgets import Static, TextArea

from quizapp.domain.writing import MOST_CHARACTERS, Stage
from quizapp.tui import writing
from quizapp.tui.commands import Place, bindings
from quizapp.tui.manuscripts import Manuscript
from quizapp.tui.screens import writing_words
from quizapp.tui.screens.writing_marking import WIDE_FROM
from quizapp.tui.screens.writing_stage import StageScreen
from quizapp.tui.text import words
from quizapp.tui.widgets.essay_area import EssayArea
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.passage import Column, Passage

_LOOK_EVERY = 0.4
"""Seconds between looks at the clock, and between savings of what was written: a kill loses no more."""

_SAVE_TIME_EVERY = 5.0
"""Seconds after which the time is saved where nothing is written."""


class WriteScreen(StageScreen):
    """The text of one attempt; the clock runs until it is stopped."""

    PLACE = Place.WRITE
    BINDINGS = bindings(Place.WRITE)

    def __init__(self, manuscript: Manuscript) -> None:
        super().__init__(manuscript)
        self._paused = self._has_notes = False
        self._time_saved_at = 0.0
        self._saving = False

    def compose(self) -> ComposeResult:
        """The question, the text with the plan beside it, one line for hints, keys."""
        yield TopLine(words("Write", "bold"))
        yield Passage(id="asked")
        with Horizontal(classes="sheets"):
            yield EssayArea(self._manuscript.attempt.text)
            with VerticalScroll(id="notes", classes="right", can_focus=False), Column(classes="sheet"):
                yield Passage(id="plan-notes")
        yield Static(id="hint", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Go on at the end of the text."""
        self._looked_at = self._time_saved_at = self.quiz.clock.monotonic()
        attempt, question = self._manuscript.attempt, self._manuscript.desk.question
        self.query_one("#asked", Passage).show(tuple(writing_words.asked_briefly(question)))
        notes = tuple(writing_words.plan_notes(question, attempt, self.quiz.signs))
        self.query_one("#plan-notes", Passage).show(notes)
        self._has_notes = bool(notes)
        self.set_class(True, "-reading")
        self.set_class(not notes, "-unplanned")
        self.area.focus()
        self.area.move_cursor(self.area.document.end)
        self._show()
        self._hint("")
        self.set_interval(_LOOK_EVERY, self.tick)

    def on_resize(self, event: Resize) -> None:
        """Put the plan beside the text where there is room for both."""
        self.set_class(event.size.width >= WIDE_FROM, "-wide")
        self.refresh_bindings()

    @property
    def area(self) -> EssayArea:
        """The text."""
        return self.query_one(EssayArea)

    @property
    def _shows_notes(self) -> bool:
        return not self.has_class("-reading")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """The plan is shown in place of the text where there is one and no room beside it."""
        return action != "notes" or (self._has_notes and not self.has_class("-wide"))

    def footer_label(self, command_id: str) -> str | None:
        """What the keys do where the clock stands still or the plan is shown."""
        if command_id == "write.pause" and self._paused:
            return "Go on"
        return "Text" if command_id == "write.notes" and self._shows_notes else None

    # The clock, and saving

    def tick(self) -> None:
        """Count the time, and put what was written since on disk, in a thread."""
        self._take()
        self._show()
        now = self.quiz.clock.monotonic()
        if self._manuscript.is_saved and (self._paused or now - self._time_saved_at < _SAVE_TIME_EVERY):
            return
        if not self._saving:
            self._saving, self._time_saved_at = True, now
            self.run_worker(self._save_in_thread, thread=True, group="saving")

    def _take(self) -> None:
        """Take the text and the time into the attempt."""
        spent = self._milliseconds_since_last_look()
        writing_time = self._manuscript.attempt.writing + (0 if self._paused else spent)
        self._manuscript.change(text=self.area.text, writing=writing_time)

    def _save_in_thread(self) -> None:
        trouble = self._saved()
        self._saving = False
        self.app.call_from_thread(self._tell_saved, trouble)

    def _tell_saved(self, sentence: str) -> None:
        if self.is_mounted:
            self._hint(sentence)

    def _save_now(self) -> bool:
        self._take()
        trouble = self._saved()
        self._hint(trouble)
        return not trouble

    # What is shown

    def _show(self) -> None:
        attempt = self._manuscript.attempt
        right = writing_words.progress(attempt, self.quiz.signs, paused=self._paused)
        self.query_one(TopLine).show(words("Write", "bold"), right=right)

    @property
    def _too_long(self) -> str:
        length = len(self._manuscript.attempt.text)
        return f"More than {MOST_CHARACTERS:,} characters are too many: shorten it." if length > MOST_CHARACTERS else ""

    def _hint(self, trouble: str) -> None:
        if trouble := trouble or self._too_long:
            text = words(trouble, "$wrong")
        elif self._paused:
            text = words(f"The clock stands still; {self.quiz.key_cap('write.pause')} goes on.", "$nearly")
        else:
            text = words("Saved while you write." if self._manuscript.is_saved else "", "$muted")
        self.query_one("#hint", Static).update(text)

    @on(TextArea.Changed)
    def _count(self) -> None:
        self._take()
        self._show()

    # What keys do

    def action_pause(self) -> None:
        """Stop the clock and lock the text, or go on."""
        self._save_now()
        self._paused = not self._paused
        self.area.read_only = self._paused
        self.set_class(self._paused, "-paused")
        self._show()
        self._hint("")
        self.refresh_bindings()

    def action_notes(self) -> None:
        """Show the plan in place of the text, or the text again."""
        self.set_class(self._shows_notes, "-reading")
        if self._shows_notes:
            self.set_focus(None)
        else:
            self.area.focus()
        self.refresh_bindings()

    def action_save(self) -> None:
        """Save now."""
        self._save_now()

    def action_next(self) -> None:
        """Go on to the marks."""
        self._take()
        if self._too_long:
            self._hint("")
        else:
            writing.go_on(self.quiz, self._manuscript, Stage.MARK)

    def action_leave(self) -> None:
        """Leave; the text waits to be gone on with."""
        if self._shows_notes and not self.has_class("-wide"):
            self.action_notes()
        elif self._save_now():
            self.dismiss()
