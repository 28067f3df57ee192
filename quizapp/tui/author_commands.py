"""The commands of authors: decks, their limits, new questions, the editor, and errors in what came back from it."""

from __future__ import annotations

from quizapp.tui.command import Command, Place

# fmt: off
_DECKS = (
    Command("decks.open", Place.DECKS, "topics", "enter,space,right,left", "enter", "Topics",
            "Show the topics of the deck under the pointer, or hide them."),
    Command("decks.study", Place.DECKS, "study", "s", "s", "Study",
            "Study the deck or the topic under the pointer, and no other."),
    Command("decks.practise", Place.DECKS, "practise", "p", "p", "Practise",
            "Practise the deck or the topic under the pointer, also beyond what is due and the limits of the day."),
    Command("decks.add", Place.DECKS, "add", "a", "a", "Add question",
            "Write a question into the deck under the pointer, about the topic under it."),
    Command("decks.new", Place.DECKS, "begin", "n", "n", "New deck",
            "Begin a deck with its first question."),
    Command("decks.switch", Place.DECKS, "switch", "o", "o", "On or off",
            "Ask the deck under the pointer, or ask none of its questions any more."),
    Command("decks.new-limit", Place.DECKS, "change('new_per_day')", "l", "l", "New a day",
            "Change how many new questions the deck under the pointer brings a day.", in_footer=False),
    Command("decks.review-limit", Place.DECKS, "change('reviews_per_day')", "v", "v", "Reviews a day",
            "Change how many reviews the deck under the pointer brings a day at most.", in_footer=False),
    Command("decks.retention", Place.DECKS, "change('retention')", "r", "r", "Wanted recall",
            "Change how well the deck under the pointer is to be remembered.", in_footer=False),
    Command("decks.check", Place.DECKS, "check", "c", "c", "Check",
            "Look for what is wrong in the files of the deck under the pointer, and show it."),
    Command("decks.previous", Place.DECKS, "move(-1)", "up,k", "up", "Up",
            "Move the pointer up.", in_footer=False, in_palette=False),
    Command("decks.following", Place.DECKS, "move(1)", "down,j", "down", "Down",
            "Move the pointer down.", in_footer=False, in_palette=False),
    Command("decks.page-up", Place.DECKS, "page(-1)", "pageup", "pgup", "Page up",
            "Move the pointer up a page.", in_footer=False, in_palette=False),
    Command("decks.page-down", Place.DECKS, "page(1)", "pagedown", "pgdn", "Page down",
            "Move the pointer down a page.", in_footer=False, in_palette=False),
    Command("decks.leave", Place.DECKS, "leave", "escape,q", "esc", "Home",
            "Go back to Home.", in_palette=False),
)
_SETTING = (
    Command("setting.save", Place.SETTING, "save", "enter", "enter", "Save",
            "Keep what is written in the field.", in_palette=False),
    Command("setting.leave", Place.SETTING, "leave", "escape", "esc", "Leave",
            "Change nothing.", in_palette=False),
)
_NEW = (
    Command("new.leave", Place.NEW, "leave", "escape", "esc", "Leave",
            "Write no question.", in_palette=False),
)
_EDITOR = (
    Command("editor.save", Place.EDITOR, "save", "ctrl+s", "ctrl+s", "Save",
            "Check the question and save it; with errors it is not saved, and you are told what and where.",
            in_palette=False),
    Command("editor.leave", Place.EDITOR, "leave", "escape", "esc", "Leave",
            "Leave without saving; what was changed is asked about first.", in_palette=False),
)
_PROBLEMS = (
    Command("problems.again", Place.PROBLEMS, "again", "enter,escape", "enter", "Edit again",
            "Go back to the text, to the line of the first error.", in_palette=False),
    Command("problems.edit", Place.PROBLEMS, "edit", "e", "e", "Edit the file",
            "Open the file in your editor, at the line of the first error.", in_palette=False),
    Command("problems.keep", Place.PROBLEMS, "keep", "k", "k", "Keep",
            "Keep my text in the file and fix it later; until then the question is asked as it was.", in_palette=False),
    Command("problems.undo", Place.PROBLEMS, "undo", "u", "u", "Undo my edit",
            "Throw my changes away; the file is as it was.", in_palette=False),
    Command("problems.up", Place.PROBLEMS, "scroll(-1)", "up,pageup", "up", "Up",
            "Scroll up.", in_footer=False, in_palette=False),
    Command("problems.down", Place.PROBLEMS, "scroll(1)", "down,pagedown,space", "down", "Down",
            "Scroll down.", in_footer=False, in_palette=False),
)
# fmt: on

AUTHORS: tuple[Command, ...] = (*_DECKS, *_SETTING, *_NEW, *_EDITOR, *_PROBLEMS)
"""All of them, in the order in which Help shows them."""
