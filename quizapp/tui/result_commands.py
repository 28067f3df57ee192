"""The commands of papers that were handed in: the result, the review, correcting a key, old papers."""

from __future__ import annotations

from quizapp.tui.command import Command, Place
from quizapp.tui.wording import LETTERS

_CHOOSABLE = 8
"""How many options have a key of their own; the letters after them mean something else."""

# fmt: off
_RESULT = (
    Command("exam-result.review", Place.EXAM_RESULT, "review('all')", "enter,r", "enter", "Review",
            "Go through all questions with the key, the reasons and the sources."),
    Command("exam-result.wrong", Place.EXAM_RESULT, "review('wrong')", "w", "w", "What was wrong",
            "Go through what was not right."),
    Command("exam-result.give-marks", Place.EXAM_RESULT, "give_marks", "g", "g", "Give marks",
            "Give marks to what a person has to mark, beside the model outline."),
    Command("exam-result.schedule", Place.EXAM_RESULT, "switch_schedule", "t", "t", "Take out of the schedule",
            "Take what this paper gave to the schedule back, or give it again."),
    Command("exam-result.others", Place.EXAM_RESULT, "others", "o", "o", "Old papers",
            "Show all papers that were handed in."),
    Command("exam-result.home", Place.EXAM_RESULT, "leave", "escape,q", "esc", "Back",
            "Go back to where you came from."),
    Command("exam-result.up", Place.EXAM_RESULT, "scroll(-1)", "up,k", "up", "Up",
            "Scroll up.", in_footer=False, in_palette=False),
    Command("exam-result.down", Place.EXAM_RESULT, "scroll(1)", "down,j", "down", "Down",
            "Scroll down.", in_footer=False, in_palette=False),
    Command("exam-result.page-up", Place.EXAM_RESULT, "page(-1)", "pageup", "pgup", "Page up",
            "Scroll most of a page up.", in_footer=False, in_palette=False),
    Command("exam-result.page-down", Place.EXAM_RESULT, "page(1)", "pagedown,space", "pgdn", "Page down",
            "Scroll most of a page down.", in_footer=False, in_palette=False),
)
_REVIEW = (
    Command("exam-review.next", Place.EXAM_REVIEW, "turn(1)", "right,n,enter", "right", "Next",
            "Go to the next question of those that are looked at."),
    Command("exam-review.before", Place.EXAM_REVIEW, "turn(-1)", "left,p", "left", "Before",
            "Go to the question before."),
    Command("exam-review.dispute", Place.EXAM_REVIEW, "dispute", "d", "d", "Doubt the key",
            "Say why the key is doubtful; the question is flagged, so that Browse finds it by is:flagged."),
    Command("exam-review.settle", Place.EXAM_REVIEW, "settle", "D", "D", "No doubt",
            "Take the doubt back, and the flag with it."),
    Command("exam-review.correct", Place.EXAM_REVIEW, "correct", "c", "c", "Correct the key",
            "Say what counts as right; this paper and all old ones are marked again, the deck stays as it is."),
    Command("exam-review.give-marks", Place.EXAM_REVIEW, "give_marks", "g", "g", "Give marks",
            "Give marks to what a person has to mark, beside the model outline."),
    Command("exam-review.edit", Place.EXAM_REVIEW, "edit", "e", "e", "Edit",
            "Open the question in your editor, at its line; its history stays."),
    *(
        Command(f"exam-review.show-{name}", Place.EXAM_REVIEW, f"show('{name}')", str(number), str(number),
                f"Show {name}", "Look at all questions, or at those alone that were not right, marked for review, "
                "slow, unsure, or doubted.", in_footer=False)
        for number, name in enumerate(("all", "wrong", "marked", "slow", "unsure", "disputed"), start=1)
    ),
    Command("exam-review.leave", Place.EXAM_REVIEW, "leave", "escape,q", "esc", "Result",
            "Leave the field for a note, or go back to the result."),
    Command("exam-review.up", Place.EXAM_REVIEW, "scroll(-1)", "up,k", "up", "Up",
            "Scroll up.", in_footer=False, in_palette=False),
    Command("exam-review.down", Place.EXAM_REVIEW, "scroll(1)", "down,j", "down", "Down",
            "Scroll down.", in_footer=False, in_palette=False),
    Command("exam-review.page-up", Place.EXAM_REVIEW, "page(-1)", "pageup", "pgup", "Page up",
            "Scroll most of a page up.", in_footer=False, in_palette=False),
    Command("exam-review.page-down", Place.EXAM_REVIEW, "page(1)", "pagedown,space", "pgdn", "Page down",
            "Scroll most of a page down.", in_footer=False, in_palette=False),
    Command("exam-review.first", Place.EXAM_REVIEW, "end(False)", "home", "home", "First",
            "Go to the first question.", in_footer=False, in_palette=False),
    Command("exam-review.last", Place.EXAM_REVIEW, "end(True)", "end", "end", "Last",
            "Go to the last question.", in_footer=False, in_palette=False),
)
_KEY = (
    Command("exam-key.save", Place.EXAM_KEY, "save", "enter", "enter", "Mark again",
            "Mark this paper and all old ones that had the question by what is chosen.", in_palette=False),
    Command("exam-key.switch", Place.EXAM_KEY, "switch", "space", "space", "Choose",
            "Choose the row under the pointer, or take it out.", in_palette=False),
    *(
        Command(f"exam-key.option-{number}", Place.EXAM_KEY, f"option({number - 1})", f"{letter},{number}", letter,
                f"Option {letter}", "Choose the option with this letter or number, or take it out.",
                in_footer=False, in_palette=False)
        for number, letter in enumerate(LETTERS[:_CHOOSABLE], start=1)
    ),
    Command("exam-key.note", Place.EXAM_KEY, "note", "n,tab", "n", "Note",
            "Write down why, or leave the field.", in_palette=False),
    Command("exam-key.leave", Place.EXAM_KEY, "leave", "escape", "esc", "Leave",
            "Change nothing.", in_palette=False),
    Command("exam-key.up", Place.EXAM_KEY, "move(-1)", "up,k", "up", "Up",
            "Move the pointer up.", in_footer=False, in_palette=False),
    Command("exam-key.down", Place.EXAM_KEY, "move(1)", "down,j", "down", "Down",
            "Move the pointer down.", in_footer=False, in_palette=False),
)
_OLD = (
    Command("exam-history.open", Place.EXAM_HISTORY, "open", "enter,space", "enter", "Result",
            "Show the result of the paper under the pointer.", in_palette=False),
    Command("exam-history.leave", Place.EXAM_HISTORY, "leave", "escape,q", "esc", "Back",
            "Go back to where you came from.", in_palette=False),
    Command("exam-history.up", Place.EXAM_HISTORY, "move(-1)", "up,k", "up", "Up",
            "Move the pointer up.", in_footer=False, in_palette=False),
    Command("exam-history.down", Place.EXAM_HISTORY, "move(1)", "down,j", "down", "Down",
            "Move the pointer down.", in_footer=False, in_palette=False),
    Command("exam-history.page-up", Place.EXAM_HISTORY, "move(-10)", "pageup", "pgup", "Page up",
            "Move the pointer up a page.", in_footer=False, in_palette=False),
    Command("exam-history.page-down", Place.EXAM_HISTORY, "move(10)", "pagedown", "pgdn", "Page down",
            "Move the pointer down a page.", in_footer=False, in_palette=False),
)
# fmt: on

RESULTS: tuple[Command, ...] = (*_RESULT, *_REVIEW, *_KEY, *_OLD)
"""All of them, in the order in which Help shows them."""
