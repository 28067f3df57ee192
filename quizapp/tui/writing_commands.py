"""The commands of written practice: which essay, its plan, the text, its marks, and attempts beside each other."""

from __future__ import annotations

from quizapp.tui.command import Command, Place

# fmt: off
_MARK = (
    Command("mark.done", Place.MARK, "done", "enter", "enter", "Done",
            "Keep these marks, once every point was looked at.", in_palette=False),
    Command("mark.more", Place.MARK, "step(1)", "right,plus", "right", "More",
            "Give half a mark more than the points come to, by the rubric."),
    Command("mark.less", Place.MARK, "step(-1)", "left,minus", "left", "Less",
            "Give half a mark less than the points come to, by the rubric."),
    Command("mark.had", Place.MARK, "grade('had')", "y", "y", "Had it",
            "Count the point under the pointer as made, and go on to the next."),
    Command("mark.half", Place.MARK, "grade('half')", "h", "h", "Half",
            "Count the point under the pointer as half made, and go on to the next."),
    Command("mark.missed", Place.MARK, "grade('missed')", "n", "n", "Missed",
            "Count the point under the pointer as missing, and go on to the next."),
    Command("mark.reset", Place.MARK, "reset", "backspace", "backspace", "By the points",
            "Give the marks that the points come to.", in_footer=False),
    Command("mark.switch", Place.MARK, "switch", "tab", "tab", "Your text",
            "Where there is no room for both: show your text, or the outline again."),
    Command("mark.previous", Place.MARK, "move(-1)", "up,k", "up", "Up",
            "Point at the point above; in your text, scroll up.", in_footer=False, in_palette=False),
    Command("mark.following", Place.MARK, "move(1)", "down,j", "down", "Down",
            "Point at the point below; in your text, scroll down.", in_footer=False, in_palette=False),
    Command("mark.page-up", Place.MARK, "page(-1)", "pageup", "pgup", "Page up",
            "Scroll your text up, or what is shown in its place.", in_footer=False, in_palette=False),
    Command("mark.page-down", Place.MARK, "page(1)", "pagedown,space", "pgdn", "Page down",
            "Scroll your text down, or what is shown in its place.", in_footer=False, in_palette=False),
    Command("mark.leave", Place.MARK, "leave", "escape", "esc", "Leave",
            "Go back without giving marks; what was looked at is kept.", in_palette=False),
)
# fmt: on

WRITERS: tuple[Command, ...] = (*_MARK,)
"""All of them, in the order in which Help shows them."""
