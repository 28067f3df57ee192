"""The commands of practising: choosing what to practise, and the result."""

from __future__ import annotations

from quizapp.tui.command import Command, Place

# fmt: off
_PRACTICE = (
    Command("practice.start", Place.PRACTICE, "start", "enter,s", "enter", "Start",
            "Begin with what is chosen; in a list, go back to the choice.", in_palette=False),
    Command("practice.change", Place.PRACTICE, "change", "space", "space", "Choose",
            "Open the list under the pointer, or take the next value; in a list, choose or take out.",
            in_palette=False),
    Command("practice.more", Place.PRACTICE, "turn(1)", "right,l", "right", "Next value",
            "Take the next value of what is under the pointer.", in_palette=False),
    Command("practice.less", Place.PRACTICE, "turn(-1)", "left,h", "left", "Value before",
            "Take the value before of what is under the pointer.", in_footer=False, in_palette=False),
    Command("practice.reset", Place.PRACTICE, "reset", "r,backspace", "r", "As at first",
            "Choose all questions again, in the usual way; in a list, take out everything."),
    Command("practice.previous", Place.PRACTICE, "move(-1)", "up,k", "up", "Up",
            "Move the pointer up.", in_footer=False, in_palette=False),
    Command("practice.following", Place.PRACTICE, "move(1)", "down,j", "down", "Down",
            "Move the pointer down.", in_footer=False, in_palette=False),
    Command("practice.page-up", Place.PRACTICE, "move(-10)", "pageup", "pgup", "Page up",
            "Move the pointer up a page.", in_footer=False, in_palette=False),
    Command("practice.page-down", Place.PRACTICE, "move(10)", "pagedown", "pgdn", "Page down",
            "Move the pointer down a page.", in_footer=False, in_palette=False),
    Command("practice.leave", Place.PRACTICE, "leave", "escape,q", "esc", "Home",
            "Leave the list or the field, or go back to Home; the choice is kept.", in_palette=False),
)
_RESULT = (
    Command("result.again", Place.RESULT, "again", "w", "w", "Practise these again",
            "Practise again what was not right."),
    Command("result.other", Place.RESULT, "other", "p", "p", "Another practice",
            "Choose what to practise next."),
    Command("result.home", Place.RESULT, "home", "enter,escape,q", "enter", "Home",
            "Go back to Home."),
    Command("result.undo", Place.RESULT, "undo", "u,ctrl+z", "u", "Undo",
            "Take back the last answer and ask that question again."),
    Command("result.up", Place.RESULT, "scroll(-1)", "up,k", "up", "Up",
            "Scroll up.", in_footer=False, in_palette=False),
    Command("result.down", Place.RESULT, "scroll(1)", "down,j", "down", "Down",
            "Scroll down.", in_footer=False, in_palette=False),
    Command("result.page-up", Place.RESULT, "page(-1)", "pageup", "pgup", "Page up",
            "Scroll most of a page up.", in_footer=False, in_palette=False),
    Command("result.page-down", Place.RESULT, "page(1)", "pagedown,space", "pgdn", "Page down",
            "Scroll most of a page down.", in_footer=False, in_palette=False),
)
# fmt: on

PRACTISERS: tuple[Command, ...] = (*_PRACTICE, *_RESULT)
"""All of them, in the order in which Help shows them."""
