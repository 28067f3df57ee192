"""Summary: what a sitting came to, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from quizapp.domain.errors import QuizError
from quizapp.domain.sitting import Summary
from quizapp.tui import wording
from quizapp.tui.commands import Place, bindings
from quizapp.tui.desk import Desk
from quizapp.tui.screens.base import Page
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, one_line, words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.passage import Paragraph, Passage, said

_WEAK = 5
"""At most so many weak topics are named."""


class SummaryScreen(Page[None]):
    """The end of a sitting."""

    PLACE = Place.SUMMARY
    BINDINGS = bindings(Place.SUMMARY)

    def __init__(self, desk: Desk, summary: Summary) -> None:
        super().__init__()
        self._desk, self._summary = desk, summary
        self._more = 0

    def compose(self) -> ComposeResult:
        """Top line, the figures, keys."""
        yield TopLine(words("Done", "bold"))
        with VerticalScroll(id="summary", can_focus=False), Vertical(id="column"):
            yield Passage(id="figures")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the figures."""
        planned = self._of_the_plan() if self._desk.sitting.planned else ()
        self.query_one("#figures", Passage).show((*figures(self._summary, self.quiz.signs), *planned))
        self.refresh_bindings()

    def _of_the_plan(self) -> tuple[Paragraph, ...]:
        """Why the sitting ended, where a plan was followed."""
        from quizapp.tui.screens import goal_words  # here, not above: most have no plan

        try:
            overview, is_over = self._desk.study.overview(), self._desk.study.minutes_are_over()
        except QuizError:
            return ()
        self._more = 0 if overview.to_ask else overview.beyond or 0
        key = self.quiz.key_cap("summary.more")
        return tuple(goal_words.ended(overview, self.quiz.signs, key, is_over=is_over))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There is something to undo when something was answered, and more when the plan asked not everything."""
        match action:
            case "undo":
                return self._summary.answered > 0
            case "more":
                return self._more > 0
            case _:
                return True

    def action_home(self) -> None:
        """Go back to Home."""
        self.dismiss()

    def action_more(self) -> None:
        """Ask what the plan does not."""
        self.dismiss()
        self.quiz.call_after_refresh(self.quiz.start)

    def action_undo(self) -> None:
        """Take back the last answer and ask that question again."""
        self.quiz.undo_and_study(self._desk)


def figures(summary: Summary, signs: Signs) -> Iterator[Paragraph]:
    """The sitting in words: how many, how they went, how long, where it was weak, what comes tomorrow."""
    if not summary.answered:
        yield said(Content.styled("Nothing is due now.", "bold"))
        return
    answered = wording.counted(summary.answered, "answer")
    spent = wording.minutes_spent(summary.milliseconds)
    yield said(words(f"{answered} in {spent}", "bold"))
    for number, sign, word, style in (
        (summary.right, signs.right, "right", "$right"),
        (summary.partly, signs.partly, "partly right", "$nearly"),
        (summary.nearly, signs.nearly, "nearly", "$nearly"),
        (summary.wrong, signs.wrong, "wrong", "$wrong"),
    ):
        if number or word in ("right", "wrong"):
            space = 1 if word == "right" else 0
            yield said(words(f"{number:>4}  {sign} {word}", style), space_before=space)
    if summary.new:
        yield said(
            words(f"{wording.counted(summary.new, 'question')} met for the first time", "$muted"), space_before=1
        )
    yield from _weak(summary)
    if summary.again_tomorrow:
        come = "comes" if summary.again_tomorrow == 1 else "come"
        yield said(
            words(f"{wording.counted(summary.again_tomorrow, 'question')} {come} back tomorrow."), space_before=1
        )


def _weak(summary: Summary) -> Iterator[Paragraph]:
    weak = sorted(
        (topic for topic in summary.by_topic if topic.right < topic.answered),
        key=lambda topic: (topic.right / topic.answered, -topic.answered),
    )
    space = 1
    for topic in weak[:_WEAK]:
        label = Content.styled("Weak in" if space else "", "$muted")
        share = words(f"{topic.right} of {topic.answered} right", "$muted")
        yield said(joined([one_line(topic.topic), share], "  "), label, indent=10, space_before=space)
        space = 0
