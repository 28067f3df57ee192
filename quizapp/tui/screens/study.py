"""Study: one question, its verdict at once, the reasons, and on to the next."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.widgets import Input

from quizapp.domain.answers import Claim, Graded, Picked, Rating, Wrote
from quizapp.tui import faces
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens import study_words
from quizapp.tui.screens.parts_screen import PartsScreen
from quizapp.tui.stages import Stage, clicked
from quizapp.tui.widgets.options import Options


class StudyScreen(PartsScreen):
    """Asks the cards of one sitting; every key is one call of the study service."""

    PLACE = Place.STUDY
    BINDINGS = bindings(Place.STUDY)

    def action_pick(self, index: int) -> None:
        """Choose the option at this place, from 0."""
        if self.draft is not None:
            self._pick_part(index)
        elif self.desk.step:
            self._answer(Picked(faces.option_ids(self.desk.step.question)[index]))

    def action_pick_pointed(self) -> None:
        """Choose the option under the pointer."""
        if (pointed := self.card.options.pointed) is not None:
            self.action_pick(pointed)

    @on(Options.Picked)
    def _pick_clicked(self, message: Options.Picked) -> None:
        if action := clicked(message.source, message.index, self.standing):
            getattr(self, f"action_{action}")(message.index)

    @on(Input.Submitted)
    def action_submit(self) -> None:
        """Check what was typed, or the answer in the making."""
        if self.standing.allows("submit"):
            self._answer(self.draft.response if self.draft is not None else Wrote(self.card.field.value))

    def action_reveal(self) -> None:
        """Show the answer of a question to grade oneself, or the outline of an essay."""
        if self.draft is not None:
            self._show_outline()
        elif step := self.desk.step:
            self.attempt(lambda: self._labels.update(study_words.grade_labels(self.desk.outcomes())))
            self.card.explain(faces.reasons(step, None, None, self.quiz.signs, self.card.titles))
            self._hint("How well did you know it?")
            self.standing = replace(self.standing, stage=Stage.REVEALED)

    def action_grade(self, grade: int) -> None:
        """Grade oneself."""
        self._answer(Graded(Rating(grade)))

    def action_retry(self) -> None:
        """Save an answer that could not be saved."""
        self._record(self.desk.save)

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
        self.attempt(lambda: self._show_verdict(self.desk.toggle(claim)))

    # The card itself

    def action_undo(self) -> None:
        """Take back the last answer and ask that question again."""
        from quizapp.tui.taking_back import take_back  # here, not above: the first question does without it

        take_back(self.quiz, self.desk, lambda _: self._advance())

    def action_flag(self) -> None:
        """Mark the question as doubtful, or take the mark off."""
        step = self.desk.step
        if step and self.attempt(self.desk.flag):
            self._show_place(self.desk.step or step, answered=self.standing.stage is Stage.JUDGED)

    def action_edit(self) -> None:
        """Open the question in an editor."""
        from quizapp.tui.editing import edit_question  # here, not above: few questions are ever edited

        if step := self.desk.step:
            edit_question(self.quiz, step.card.deck, step.card.question, self.show_again)

    def action_bury(self) -> None:
        """Put the question aside until tomorrow."""
        if self.attempt(self.desk.bury):
            self.say("Put aside until tomorrow; u takes that back.")
            self._advance()

    def action_suspend(self) -> None:
        """Put the question aside for good."""
        if self.attempt(self.desk.suspend):
            self.say("Put aside for good; u takes that back.")
            self._advance()

    def action_why(self) -> None:
        """Say why the question is asked today."""
        from quizapp.tui.aiming import why  # here, not above: told when asked for

        if step := self.desk.step:
            self.attempt(lambda: self.say(why(self.quiz, self.desk.sitting, step)))

    def action_aim(self) -> None:
        """Tell the day of the exam, or look at the plan until then."""
        from quizapp.tui.aiming import ask_at_first  # here, not above: told once, or never

        self.attempt(lambda: ask_at_first(self.quiz))

    # Moving about

    def action_move(self, by: int) -> None:
        """Move the pointer among the options before the verdict, scroll otherwise."""
        if self.standing.has_pointer:
            self.card.point(by)
            self.standing = replace(self.standing, pointed=True)
        elif self.standing.allows("left", (0,)):
            self._move_left(by)
        else:
            self.card.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll a page."""
        self.card.scroll_relative(y=by * max(1, self.card.size.height - 2), animate=False)

    def action_commands(self) -> None:
        """Leave the field so that letters are commands, or go back to it."""
        field = self.card.jotting or self.card.field
        self.set_focus(None if field.has_focus else field)
        self.standing = replace(self.standing, typing=field.has_focus)

    def action_leave(self) -> None:
        """Go back to Home; everything is saved, and what was jotted down so far is kept for as long as the app runs."""
        if not self.left_jotting():
            self.quiz.back_up(after_sitting=True)
            self.dismiss()

    def left_jotting(self) -> bool:
        """Whether only the field was left in which an outline is jotted down; else what it holds is kept."""
        step, jotting = self.desk.step, self.card.jotting
        if step is not None and jotting is not None and self.standing.may_jot:
            if jotting.has_focus:
                self.action_commands()
                return True
            self.quiz.jotted[step.card] = jotting.text
        return False
