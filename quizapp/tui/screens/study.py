"""Study: one question, its verdict at once, the reasons, and on to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.reactive import reactive
from textual.widgets import Input, Static

from quizapp.domain.answering import Answered
from quizapp.domain.answers import Claim, Graded, Picked, Rating, Response, Wrote
from quizapp.domain.errors import QuizError
from quizapp.domain.questions import kind_of
from quizapp.domain.sitting import Finished, Pause, Step
from quizapp.tui import faces
from quizapp.tui.commands import Place, bindings
from quizapp.tui.desk import Desk
from quizapp.tui.screens import study_words
from quizapp.tui.screens.base import Page, quiet
from quizapp.tui.stages import PICKED, Stage, Standing
from quizapp.tui.text import words
from quizapp.tui.widgets.card import CardView
from quizapp.tui.widgets.field import AnswerField
from quizapp.tui.widgets.lines import FooterItem, KeyLine, TopLine
from quizapp.tui.widgets.options import Options

_TICK = 5.0
"""Seconds between looks at the clock while waiting for a step."""


class StudyScreen(Page[None]):
    """Asks the cards of one sitting; every key is one call of the study service."""

    PLACE = Place.STUDY
    BINDINGS = bindings(Place.STUDY)

    standing: reactive[Standing] = reactive(Standing(), bindings=True)

    def __init__(self, desk: Desk, *, pace: float, first: bool = False) -> None:
        """Study the sitting on the desk; `pace` is in minutes a card, `first` adds a hint how to answer."""
        super().__init__()
        self._desk = desk
        self._pace, self._first = pace, first
        self._until: Pause | None = None
        self._labels: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Top line, the card, one line for hints, keys."""
        yield TopLine()
        yield CardView(self.quiz.signs)
        yield Static(id="hint", markup=False)
        yield KeyLine()

    @property
    def card(self) -> CardView:
        """The card on the screen."""
        return self.query_one(CardView)

    def on_mount(self) -> None:
        """Ask the first question."""
        self._advance()
        self.set_interval(_TICK, self._tick)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command is possible now."""
        return self.standing.allows(action, parameters)

    def footer_label(self, command_id: str) -> str | None:
        """Grades and Next say when the question would come back."""
        return self._labels.get(command_id)

    def footer_lead(self) -> tuple[FooterItem, ...]:
        """What answers the question: the letters on offer, or the key that checks what was typed."""
        if self.standing.allows("submit"):
            return (FooterItem("enter", words("Check"), "submit"),)
        if not self.standing.allows("pick", (0,)):
            return ()
        return (FooterItem(f"a-{'abcdef'[self.standing.options - 1]}", words("Answer"), ""),)

    def _try(self, call: Callable[[], object]) -> bool:
        """Whether the service did it; when it refused, its sentence is shown."""
        try:
            call()
        except QuizError as error:
            self.say(str(error), severity="error")
            return False
        return True

    # One question after another

    def _advance(self, *, early: bool = False) -> None:
        self._try(lambda: self._lay(self._desk.advance(early=early)))

    def _lay(self, found: Step | Pause | Finished) -> None:
        match found:
            case Step():
                self._ask(found)
            case Pause():
                self._wait(found)
            case Finished(summary):
                self.quiz.show_summary(self._desk, summary)

    def _ask(self, step: Step) -> None:
        kind, offered = kind_of(step.question), len(faces.option_ids(step.question))
        self._labels = {}
        self.card.ask(step)
        self._show_place(step, answered=False)
        self._hint(study_words.how_to_answer(kind, offered) if self._first else "")
        self._first = False
        self.standing = Standing(Stage.ASKING, kind, offered, typing=self.card.is_typing)
        self.call_after_refresh(self._tell_if_longer)

    def _wait(self, pause: Pause) -> None:
        self._until = pause
        self.card.say(study_words.pause(pause, self.quiz.clock))
        self.query_one(TopLine).show(words("Pause", "bold"))
        self._hint("")
        self.standing = Standing(Stage.PAUSED, may_go_on=pause.may_go_on)

    def _tick(self) -> None:
        if self.standing.stage is Stage.PAUSED and self._until and self.quiz.clock.now() >= self._until.until:
            self._advance()

    def _show_place(self, step: Step, *, answered: bool) -> None:
        signs = self.quiz.signs
        progress = study_words.progress(step, self._pace, signs, answered=answered)
        self.query_one(TopLine).show(*faces.where(step, signs), progress)

    def _hint(self, text: str) -> None:
        self.query_one("#hint", Static).update(quiet(text))

    def _tell_if_longer(self) -> None:
        if self.card.has_more and self.standing.stage is not Stage.PAUSED:
            self._hint(f"{self.quiz.signs.more} more below: page down")

    # Answering

    def _answer(self, response: Response) -> None:
        self._record(lambda: self._desk.answer(response))

    def _record(self, call: Callable[[], Answered]) -> None:
        try:
            answered = call()
        except QuizError as error:
            self._keep_unsaved(str(error))
        else:
            self._show_verdict(answered)

    def _keep_unsaved(self, sentence: str) -> None:
        if self._desk.step and self._desk.response:
            self.card.choose(self._desk.step, self._desk.response)
        self.card.explain(study_words.not_saved(sentence, self.quiz.signs))
        self.standing = replace(self.standing, stage=Stage.UNSAVED, typing=False)

    def _show_verdict(self, answered: Answered) -> None:
        step, response = self._desk.step, self._desk.response
        if isinstance(response, Graded):
            self._advance()
        elif step and response:
            self._hint("")
            self.card.judge(step, response, answered)
            self._labels = study_words.due_labels(answered)
            self.standing = replace(self.standing, stage=Stage.JUDGED, verdict=answered.verdict, typing=False)
            self.show_keys()
            self._show_place(step, answered=True)
            self.call_after_refresh(self._tell_if_longer)

    def action_pick(self, index: int) -> None:
        """Choose the option at this place, from 0."""
        if self._desk.step:
            self._answer(Picked(faces.option_ids(self._desk.step.question)[index]))

    def action_pick_pointed(self) -> None:
        """Choose the option under the pointer."""
        if (pointed := self.card.options.pointed) is not None:
            self.action_pick(pointed)

    @on(Options.Picked)
    def _pick_clicked(self, message: Options.Picked) -> None:
        if self.standing.allows("pick", (message.index,)):
            self.action_pick(message.index)

    @on(Input.Submitted)
    def action_submit(self) -> None:
        """Check what was typed."""
        if self.standing.allows("submit"):
            self._answer(Wrote(self.card.field.value))

    def action_reveal(self) -> None:
        """Show the answer of a question to grade oneself."""
        if step := self._desk.step:
            self._try(lambda: self._labels.update(study_words.grade_labels(self._desk.outcomes())))
            self.card.explain(faces.reasons(step, None, None, self.quiz.signs))
            self._hint("How well did you know it?")
            self.standing = replace(self.standing, stage=Stage.REVEALED)
            self.call_after_refresh(self._tell_if_longer)

    def action_grade(self, grade: int) -> None:
        """Grade oneself."""
        self._answer(Graded(Rating(grade)))

    def action_retry(self) -> None:
        """Save an answer that could not be saved."""
        self._record(self._desk.save)

    def action_next(self) -> None:
        """Go on to the next question."""
        self._advance()

    def action_early(self) -> None:
        """Ask what comes back soon without waiting."""
        self._advance(early=True)

    def action_guessed(self) -> None:
        """It was a guess, or was not."""
        self._claim(Claim.GUESSED)

    def action_was_right(self) -> None:
        """What was typed counts as right, or does not."""
        self._claim(Claim.WAS_RIGHT)

    def action_was_wrong(self) -> None:
        """What was typed counts as wrong, or does not."""
        self._claim(Claim.WAS_WRONG)

    def _claim(self, claim: Claim) -> None:
        self._try(lambda: self._show_verdict(self._desk.toggle(claim)))

    # The card itself

    def action_undo(self) -> None:
        """Take back the last answer and ask that question again."""
        undone: list[bool] = []
        if self._try(lambda: undone.append(self._desk.undo())):
            self.say("Taken back." if undone[0] else "There is nothing to take back.")
            if undone[0]:
                self._advance()

    def action_flag(self) -> None:
        """Mark the question as doubtful, or take the mark off."""
        step = self._desk.step
        if step and self._try(self._desk.flag):
            self._show_place(self._desk.step or step, answered=self.standing.stage is Stage.JUDGED)

    def action_bury(self) -> None:
        """Put the question aside until tomorrow."""
        if self._try(self._desk.bury):
            self.say("Put aside until tomorrow; u takes that back.")
            self._advance()

    def action_suspend(self) -> None:
        """Put the question aside for good."""
        if self._try(self._desk.suspend):
            self.say("Put aside for good; u takes that back.")
            self._advance()

    # Moving about

    def action_move(self, by: int) -> None:
        """Move the pointer among the options before the verdict, scroll otherwise."""
        if self.standing.stage is Stage.ASKING and self.standing.kind in PICKED:
            self.card.point(by)
            self.standing = replace(self.standing, pointed=True)
        else:
            self.card.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll a page."""
        self.card.scroll_relative(y=by * max(1, self.card.size.height - 2), animate=False)

    def action_commands(self) -> None:
        """Leave the field so that letters are commands, or go back to it."""
        field = self.card.query_one(AnswerField)
        self.set_focus(None if field.has_focus else field)
        self.standing = replace(self.standing, typing=field.has_focus)

    def action_leave(self) -> None:
        """Go back to Home; everything is saved."""
        self.quiz.back_up(after_sitting=True)
        self.dismiss()
