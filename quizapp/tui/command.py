"""What a command is, and the places where commands work."""

from __future__ import annotations

from enum import StrEnum

from textual.binding import Binding

from quizapp.domain.values import dataclass


class Place(StrEnum):
    """Where a command works; the value is the heading in Help."""

    EVERYWHERE = "Everywhere"
    HOME = "Home"
    STUDY = "Study"
    SUMMARY = "Summary"
    PRACTICE = "Practice"
    RESULT = "Practice result"
    PAPERS = "Papers to sit"
    ROOM = "Exam room"
    BROWSE = "Browse"
    INSIGHTS = "Insights"
    SETTINGS = "Settings"
    HELP = "Help"
    DECKS = "Decks"
    SETTING = "One setting"
    NEW = "New question"
    EDITOR = "Editor"
    PROBLEMS = "Errors in a question"
    CLOCK = "Clock question"
    WRITING = "Written practice"
    ESSAY = "One essay"
    PLAN = "Planning an essay"
    WRITE = "Writing an essay"
    MARK = "Marking an essay"
    EXAM_RESULT = "Result of a paper"
    EXAM_REVIEW = "Review of a paper"
    EXAM_KEY = "Correcting a key"
    EXAM_HISTORY = "Papers you sat"
    ATTEMPTS = "Attempts at an essay"
    AHEAD = "The plan until the exam"
    GOAL = "An exam to aim at"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do. `keys` are Textual's names, `shown` is what the key cap says."""

    id: str
    place: Place
    action: str
    keys: str
    shown: str
    label: str
    help: str
    in_footer: bool = True
    in_palette: bool = True
    priority: bool = False

    def binding(self) -> Binding:
        """The Textual binding of this command."""
        return Binding(
            self.keys,
            self.action,
            self.label,
            show=self.in_footer,
            key_display=self.shown,
            priority=self.priority,
            id=self.id,
        )
