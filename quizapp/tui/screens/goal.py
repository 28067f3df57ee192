"""An exam to aim at: a field for each thing to be said of it, and beside it what it takes or why it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import DescendantBlur, DescendantFocus
from textual.message import Message
from textual.widgets import Input, Static

from quizapp.domain.errors import QuizError
from quizapp.domain.goals import (
    Goal,
    GoalRefused,
    form_minutes,
    fresh_id,
    read_breaks,
    read_date,
    read_minutes,
    read_target,
    read_weekdays,
    without_days,
)
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens.base import Page, quiet
from quizapp.tui.text import one_line, words
from quizapp.tui.widgets.field import AnswerField
from quizapp.tui.widgets.lines import FooterItem, KeyLine, TopLine
from quizapp.tui.widgets.paper_choice import PaperChoice
from quizapp.tui.widgets.passage import Column, Passage, said

if TYPE_CHECKING:
    from quizapp.domain.blueprints import Blueprint
    from quizapp.services.goals import GoalService
    from quizapp.services.papers import PaperService

FIELDS = {
    "on": ("Day of the exam", "such as 2027-02-21"),
    "minutes": ("Minutes a day", "30, or 30,sat-sun=60"),
    "exam": ("Called", "as you know it: CSS MPT"),
    "paper": ("Paper", ""),
    "off": ("Days off", "fri, or sat,sun; empty for none"),
    "breaks": ("Breaks", "such as 2026-12-20..2026-12-31"),
    "target": ("Target", "the marks you want, or nothing"),
}
"""By what they are called in here: the label, and what the field takes."""

FIRST = ("on", "minutes")
"""What is asked of who has just begun; the rest can be said later."""

_NAME = "My exam"


class Fields(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The rows; where they are too many for the terminal they scroll with the field, and leave it the arrow keys."""


class GoalScreen(Page[Goal | None]):
    """Keeps a goal, or says beside the field why it cannot be."""

    PLACE = Place.GOAL
    AUTO_FOCUS = ""
    BINDINGS = bindings(Place.GOAL)

    class Papers(Message):
        """The papers there are."""

        def __init__(self, papers: tuple[Blueprint, ...], called: str) -> None:
            super().__init__()
            self.papers, self.called = papers, called

    def __init__(
        self, goals: GoalService, papers: PaperService, goal: Goal | None = None, *, first: bool = False
    ) -> None:
        """Change this goal, or set one; with `first` only the day and the minutes are asked for."""
        super().__init__()
        self._goals, self._papers, self._goal, self._first = goals, papers, goal, first
        self._refused: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """A row for each field."""
        yield TopLine(words("An exam to aim at", "bold"))
        with Fields(id="goal"), Column(id="column"):
            if self._first:
                yield Passage(id="offer")
            for name, (label, takes) in FIELDS.items():
                row = Horizontal(classes="row")
                row.display = not self._first or name in FIRST
                with row:
                    yield Static(words(label, "bold"), classes="label", markup=False)
                    yield PaperChoice(self.quiz.signs) if name == "paper" else AnswerField(id=f"goal-{name}")
                    yield Static(quiet(takes), id=f"beside-{name}", classes="beside", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill in what is known already."""
        goal = self._goal
        minutes, off = form_minutes(goal.minutes) if goal is not None else ("30", "")
        known = {"minutes": minutes, "off": off, "exam": _NAME}
        if goal is not None:
            breaks, target = ", ".join(map(str, goal.breaks)), "" if goal.target is None else f"{goal.target:g}"
            known |= {"exam": goal.exam, "on": str(goal.on), "breaks": breaks, "target": target}
        for name, value in known.items():
            self._field(name).value = value
        if self._first:
            offer = "When is your exam, and how much time is there? Each day is then planned for the most marks on it."
            self.query_one("#offer", Passage).show([said(words(offer)), said(quiet("esc skips this."))])
        self._field("on").focus()
        self.find_papers(self._field("exam").value)

    def _field(self, name: str) -> AnswerField:
        return self.query_one(f"#goal-{name}", AnswerField)

    @property
    def _choice(self) -> PaperChoice:
        return self.query_one(PaperChoice)

    @work(thread=True, group="papers", exclusive=True)
    def find_papers(self, exam: str) -> None:
        """Read in a thread which papers there are, and which of them an exam of this name is like."""
        try:
            found, called = self._papers.blueprints()[0], self._goals.paper_called(exam)
        except QuizError as error:
            self.app.call_from_thread(self.say, str(error), severity="error")
            return
        self.post_message(self.Papers(found, called))

    @on(Papers)
    def _offer(self, message: Papers) -> None:
        known = self._goal.paper if self._goal is not None else message.called
        self._choice.offer({each.id: each.title for each in message.papers}, known)

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _follow_focus(self, event: DescendantFocus | DescendantBlur) -> None:
        if isinstance(event, DescendantFocus) and isinstance(event.widget, Input):
            event.widget.select_all()  # what is typed takes the place of what stood there
        if isinstance(event, DescendantBlur) and event.widget.id == "goal-exam" and self._goal is None:
            self.find_papers(self._field("exam").value)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A paper is chosen where papers are."""
        return isinstance(self.focused, PaperChoice) if action == "pick_paper" else True

    def footer_label(self, command_id: str) -> str | None:
        """Who has just begun may pass over it."""
        return "Skip" if self._first and command_id == "goal.leave" else None

    def footer_lead(self) -> tuple[FooterItem, ...]:
        """The field takes enter for itself, so the screen names it."""
        return (FooterItem("enter", words("Save" if self._is_last else "Next"), "submit"),)

    @property
    def _is_last(self) -> bool:
        last = FIRST[-1] if self._first else "target"
        return self.focused is not None and self.focused.id == f"goal-{last}"

    def action_submit(self) -> None:
        """Go on to the next field, or save after the last one."""
        if self._is_last:
            self.action_save()
        else:
            self.action_go(1)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_submit()

    def action_go(self, by: int) -> None:
        """Go to another field."""
        self.focus_next() if by > 0 else self.focus_previous()

    def action_pick_paper(self, by: int) -> None:
        """Choose the next paper there is."""
        self._choice.turn(by)

    def action_save(self) -> None:
        """Keep the goal, or say beside each field why it cannot be."""
        self._refused = {}
        try:
            goal = self._read()
            kept = None if goal is None else self._goals.set(goal)
        except GoalRefused as error:
            self._refused[error.about or "exam"] = str(error)
        except QuizError as error:
            self._refused["exam"] = str(error)
        else:
            if kept is not None:
                self.dismiss(kept)
                return
        self._tell()

    def _read(self) -> Goal | None:
        """The goal as the fields have it, None when one of them cannot be read."""
        given = dict(self._given())
        if self._refused:
            return None
        given["minutes"] = without_days(given["minutes"], given.pop("off"))
        given["paper"] = self._choice.chosen or self._goals.paper_called(given["exam"])
        if self._goal is not None:
            return replace(self._goal, **given)
        return Goal(id=fresh_id(self._goals.goals(), given["exam"]), **given)

    def _given(self) -> Iterator[tuple[str, Any]]:
        readers: dict[str, Callable[[str], Any]] = {
            "on": read_date,
            "minutes": read_minutes,
            "exam": lambda text: " ".join(text.split()) or _NAME,
            "off": read_weekdays,
            "breaks": read_breaks,
            "target": read_target,
        }
        for name, read in readers.items():
            try:
                yield name, read(self._field(name).value)
            except GoalRefused as error:
                self._refused[name] = str(error)

    def _tell(self) -> None:
        """Put each sentence beside its field, and go to the first."""
        for name, (_, takes) in FIELDS.items():
            sentence = self._refused.get(name, "")
            refusal = one_line(f"{self.quiz.signs.wrong} {sentence}", "$wrong")
            self.query_one(f"#beside-{name}", Static).update(refusal if sentence else quiet(takes))
        first = next((name for name in FIELDS if name in self._refused), "on")
        (self._choice if first == "paper" else self._field(first)).focus()
        beside = self.query_one(f"#beside-{first}", Static)
        self.call_after_refresh(beside.scroll_visible, animate=False)

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)
