"""The field in which an answer is typed."""

from __future__ import annotations

from textual.widgets import Input

from quizapp.domain.text import visible


class AnswerField(Input):
    """One line to type in; a character that is not one to read (an escape, an override) does not get in."""

    DEFAULT_CSS = """
    AnswerField, AnswerField:focus {
        height: 2; padding: 0; background: $background; background-tint: $background 0%;
        border: none; border-bottom: solid $rule;
    }
    AnswerField:focus { border-bottom: solid $accent; }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, select_on_focus=False)

    def validate_value(self, value: str) -> str:
        """The text without what could not be shown letter for letter."""
        return value if visible(value) == value else "".join(letter for letter in value if visible(letter) == letter)
