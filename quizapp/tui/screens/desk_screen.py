"""What the study screen shows at each stage: a question, its verdict, a pause, an answer that could not be saved."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.events import DescendantBlur, DescendantFocus
from textual.reactive import reactive
from textual.widgets import Static

from quizapp.domain.questions import kind_of
from quizapp.domain.sitting import Finished, Pause, Step
from quizapp.tui import faces, wording
from quizapp.tui.desk import Desk
from quizapp.tui.drafts import Checking, Pairing, draft_of
from quizapp.tui.screens import study_words
from quizapp.tui.screens.base import Page, quiet
from quizapp.tui.stages import Stage, Standing
from quizapp.tui.text import words
from quizapp.tui.widgets.card import CardView
from quizapp.tui.widgets.lines import FooterItem, KeyLine, TopLine

_LOOK_EVERY = 5.0
"""Seconds between looks at the clock while waiting for a step."""


class DeskScreen(Page[None]):
    """Shows the card that lies on the desk, and what the service says to it."""

    AUTO_FOCUS = ""  # a field has the focus only where every answer is typed

    standing: reactive[Standing] = reactive(Standing(), bindings=True, repaint=False)
    is_painted = False
    """Whether the first question has been seen; until then the app keeps the keys that are pressed."""

    def __init__(self, desk: Desk, *, pace: float, first: bool = False) -> None:
        """Study the sitting on the desk; `pace` is in minutes a card, `first` adds a hint how to answer."""
        super().__init__()
        self.desk = desk
        self._pace, self._first = pace, first
        self._until: Pause | None = None
        self._labels: dict[str, str] = {}
        self._hinted = self._shown = ""
        self._goes_on = False

    def compose(self) -> ComposeResult:
        """Top line, the card, one line for hints, keys."""
        yield TopLine()
        yield CardView(self.quiz.signs, self.quiz.drawer)
        yield Static(id="hint", markup=False)
        yield KeyLine()

    @property
    def card(self) -> CardView:
        """The card on the screen."""
        return self.query_one(CardView)

    def on_mount(self) -> None:
        """Ask the first question."""
        self._advance()
        self.call_after_refresh(self._be_heard)
        self.call_after_refresh(self._read_titles)
        self.set_interval(_LOOK_EVERY, self.tick)

    def _be_heard(self) -> None:
        self.is_painted = True
        self.quiz.screen_painted()

    def _read_titles(self) -> None:
        def keep() -> None:
            self.card.titles = self.desk.study.document_titles()

        self.attempt(keep)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command is possible now."""
        return self.standing.allows(action, parameters)

    def footer_label(self, command_id: str) -> str | None:
        """Grades and Next say when the question would come back."""
        if self.standing.may_jot and self.standing.typing:
            return {"study.commands": "Done", "study.leave": "Back"}.get(command_id)
        return self._labels.get(command_id)

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _follow_focus(self) -> None:
        if self.standing.stage is Stage.ASKING:
            self.standing = replace(self.standing, typing=self.focused is not None)

    def footer_lead(self) -> tuple[FooterItem, ...]:
        """What answers the question: the letters on offer, or the key that checks what was typed."""
        standing = self.standing
        items: list[FooterItem] = []
        if standing.allows("pick", (0,)) or standing.allows("match", (0,)):
            letters = f"a-{wording.LETTERS[standing.options - 1]}"
            items.append(FooterItem(letters, words(study_words.answering(standing.kind)), ""))
        if isinstance(standing.draft, Pairing) and standing.allows("left", (0,)):
            items.append(FooterItem(f"1-{len(standing.draft.lefts)}", words("Row"), ""))
        if standing.allows("submit"):
            unknown = standing.draft is not None and not standing.draft.begun
            items.append(FooterItem("enter", words("I do not know" if unknown else "Check"), "submit"))
        return tuple(items)

    # One question after another

    def _advance(self, *, early: bool = False) -> None:
        self._goes_on = self._goes_on or early
        self.attempt(
            lambda: self._lay(self._next_early() if self._goes_on and not early else self.desk.advance(early=early))
        )

    def _next_early(self) -> Step | Pause | Finished:
        """The next card without waiting, as was chosen in the pause; only never the one just answered once more."""
        before = self.desk.step
        found = self.desk.advance(early=True)
        if before is not None and isinstance(found, Step) and found.card == before.card:
            return self.desk.advance()
        return found

    def _lay(self, found: Step | Pause | Finished) -> None:
        match found:
            case Step():
                self._ask(found)
            case Pause():
                self._wait(found)
            case Finished(summary):
                self.quiz.show_summary(self.desk, summary)

    def _ask(self, step: Step) -> None:
        kind, draft = kind_of(step.question), draft_of(step)
        offered = 0 if isinstance(draft, Checking) else len(draft.offered if draft else faces.option_ids(step.question))
        self._labels = {"study.reveal": "Show the outline"} if isinstance(draft, Checking) else {}
        self.card.ask(step, draft)
        if isinstance(draft, Checking):
            self.card.offer_jotting(self.quiz.key_cap("study.commands"), self.quiz.jotted.pop(step.card, ""))
            self._labels["study.commands"] = "Jot down"
        self._show_place(step, answered=False)
        aim = self.quiz.key_cap("study.aim")
        self._hint(study_words.how_to_answer(kind, offered, aim) if self._first or draft else "")
        self._first = False
        self.standing = Standing(Stage.ASKING, kind, offered, typing=self.card.is_typing, draft=draft)

    def decks_changed(self) -> None:
        """Show the question anew when its deck has changed it, as it may have before the program was started."""
        self._read_titles()
        outdated: list[bool] = []
        if self.attempt(lambda: outdated.append(self.desk.is_outdated())) and outdated[0]:
            self.show_again()

    def show_again(self) -> None:
        """Show the question anew after its deck has changed; a verdict stays as long as it fits what is offered."""
        before, stage, written = self.desk.step, self.standing.stage, self.card.written
        if before is None or stage not in (Stage.ASKING, Stage.REVEALED, Stage.JUDGED):
            return
        if not self.attempt(self.desk.reread):
            return
        step, answered, response = self.desk.step, self.desk.answered, self.desk.response
        if step is None:
            self._advance()
        elif stage is not Stage.JUDGED:
            self._ask(step)
            self.card.write(written)
        elif answered and response and faces.parts_of(step.question) == faces.parts_of(before.question):
            self.card.show_prompt(step)
            self.card.judge(step, response, replace(answered, step=step))
            self._show_place(step, answered=True)
        else:
            self._advance()

    def _wait(self, pause: Pause) -> None:
        self._until, self._goes_on = pause, False
        self.card.say(study_words.pause(pause, self.quiz.clock))
        self.query_one(TopLine).show(words("Pause", "bold"))
        self._hint("")
        self.standing = Standing(Stage.PAUSED, may_go_on=pause.may_go_on)

    def tick(self) -> None:
        """Ask on when the time of a waiting question has come."""
        if self.standing.stage is Stage.PAUSED and self._until and self.quiz.clock.now() >= self._until.until:
            self._advance()

    def _show_place(self, step: Step, *, answered: bool) -> None:
        signs = self.quiz.signs
        progress = study_words.progress(step, self._pace, signs, answered=answered)
        self.query_one(TopLine).show(*faces.where(step, signs), progress)

    def _hint(self, text: str) -> None:
        self._hinted = text
        self._show_hint()

    @on(CardView.Moved)
    def _show_hint(self) -> None:
        more = f"{self.quiz.signs.more} more below: page down"
        shown = more if self.card.has_more else self._hinted
        if shown != self._shown:  # a line as high as ever: no second layout, which costs as much as the first
            self._shown = shown
            self.query_one("#hint", Static).update(quiet(shown), layout=False)
