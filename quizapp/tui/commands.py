"""Every command, declared once: its key, palette entry, footer words, help line and row of docs/keys.md come from here.

A command belongs to a place (a screen, or everywhere); the screen has the method `action_<action>` and says in
`check_action` when it can be used. The ids are public: they stay the same when keys or words change.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import BindingType

from quizapp.tui.author_commands import AUTHORS
from quizapp.tui.command import Command, Place
from quizapp.tui.exam_commands import EXAMINEES
from quizapp.tui.goal_commands import AIMERS
from quizapp.tui.home_commands import HOME
from quizapp.tui.insight_commands import INSIGHTS
from quizapp.tui.practice_commands import PRACTISERS
from quizapp.tui.result_commands import RESULTS
from quizapp.tui.writing_commands import WRITERS

__all__ = ["BY_ID", "COMMANDS", "Command", "Place", "bindings", "caps", "help_lines", "key_cap", "key_caps", "keys_of"]
# A table, one command in two lines, is easier to read and compare than one argument a line.
# fmt: off
_EVERYWHERE = (
    Command("app.help", Place.EVERYWHERE, "app.help", "question_mark,f1", "?", "Help",
            "Show all keys and what the signs mean."),
    Command("app.palette", Place.EVERYWHERE, "app.command_palette", "ctrl+p", "ctrl+p", "Commands",
            "Search everything that can be done now.", in_footer=False, in_palette=False, priority=True),
    Command("app.theme", Place.EVERYWHERE, "app.change_theme", "ctrl+t", "ctrl+t", "Theme",
            "Change between the dark and the light theme; the choice is remembered.", in_footer=False, priority=True),
    Command("app.quit", Place.EVERYWHERE, "app.quit", "ctrl+q", "ctrl+q", "Quit",
            "Leave quizapp. Every answer is on the disk already.", in_footer=False, priority=True),
)
_STUDY = (
    Command("study.pick-pointed", Place.STUDY, "pick_pointed", "enter,space", "enter", "Choose",
            "Before the verdict: choose the option under the pointer.", in_palette=False),
    Command("study.submit", Place.STUDY, "submit", "enter", "enter", "Check",
            'Typed answers, gaps and answers in several parts: check them; nothing given means "I do not know".',
            in_footer=False, in_palette=False),
    *(
        Command(f"study.pick-{number}", Place.STUDY, f"pick({number - 1})", f"{number},{letter}", letter,
                f"Choose {letter}", "Before the verdict: choose the option with this letter or number.",
                in_footer=False, in_palette=False)
        for number, letter in enumerate("abcdefgh", start=1)
    ),
    *(
        Command(f"study.match-{letter}", Place.STUDY, f"match({index})", letter, letter, f"Match {letter}",
                "Matching: put the side with this letter to the row under the pointer; once more takes it off.",
                in_footer=False, in_palette=False)
        for index, letter in enumerate("abcdefghijklmn")
    ),
    *(
        Command(f"study.row-{number}", Place.STUDY, f"left({number - 1})", str(number), str(number), f"Row {number}",
                "Matching: point at this row, so that the next letter is for it.",
                in_footer=False, in_palette=False)
        for number in range(1, 9)
    ),
    Command("study.switch", Place.STUDY, "switch_pointed", "space", "space", "Choose or take out",
            "Several right options, or an order: choose, place or take out what the pointer is on.",
            in_footer=False, in_palette=False),
    Command("study.earlier", Place.STUDY, "shift(-1)", "shift+up,K", "shift+up", "Earlier",
            "Ordering: move the placed item under the pointer one place earlier.", in_footer=False, in_palette=False),
    Command("study.later", Place.STUDY, "shift(1)", "shift+down,J", "shift+down", "Later",
            "Ordering: move the placed item under the pointer one place later.", in_footer=False, in_palette=False),
    Command("study.check-had", Place.STUDY, "check(True)", "y,space,enter", "y", "I had it",
            "Essay: this point was in your outline."),
    Command("study.check-missed", Place.STUDY, "check(False)", "n", "n", "Missed it",
            "Essay: this point was missing from your outline; it comes first next time."),
    Command("study.back", Place.STUDY, "back", "backspace", "backspace", "Take back",
            "Answers in several parts: take back the last one."),
    Command("study.reveal", Place.STUDY, "reveal", "space,enter", "space", "Show the answer",
            "Questions to answer for oneself: show the answer, or the first point of an essay's outline."),
    *(
        Command(f"study.grade-{grade}", Place.STUDY, f"grade({grade})", str(grade), str(grade), word,
                "After the answer is shown: how well you knew it, again, hard, good or easy.")
        for grade, word in enumerate(("Again", "Hard", "Good", "Easy"), start=1)
    ),
    Command("study.next", Place.STUDY, "next", "enter,space", "enter", "Next",
            "After the verdict: go on to the next question; the footer says when this one comes back."),
    Command("study.early", Place.STUDY, "early", "enter", "enter", "Go on now",
            "In a pause: do not wait, ask what comes back soon right away."),
    Command("study.was-right", Place.STUDY, "was_right", "y", "y", "It was right",
            "After a typed answer: count it as right. Pressing it again takes that back."),
    Command("study.was-wrong", Place.STUDY, "was_wrong", "n", "n", "It was wrong",
            'After "nearly": count it as wrong. Pressing it again takes that back.'),
    Command("study.guessed", Place.STUDY, "guessed", "g", "g", "Guess",
            "After a right answer, or a partly right one: it was a guess, so ask again soon. Pressing it again takes "
            "that back."),
    Command("study.retry", Place.STUDY, "retry", "r", "r", "Try again",
            "When an answer could not be saved: save it again."),
    Command("study.undo", Place.STUDY, "undo", "u,ctrl+z", "u", "Undo",
            "Take back the last answer, also one from before the program was closed, and ask that question again."),
    Command("study.flag", Place.STUDY, "flag", "f", "f", "Flag",
            "Mark the question as doubtful, or take the mark off."),
    Command("study.edit", Place.STUDY, "edit", "e", "e", "Edit",
            "Open the question in your editor, at its line; the answer and its history stay."),
    Command("study.leave", Place.STUDY, "leave", "escape", "esc", "Leave",
            "Go back to Home. Every answer is on the disk already."),
    Command("study.bury", Place.STUDY, "bury", "minus", "-", "Bury",
            "Put the question aside until tomorrow."),
    Command("study.suspend", Place.STUDY, "suspend", "at", "@", "Suspend",
            "Put the question aside for good; undo brings it back."),
    Command("study.previous", Place.STUDY, "move(-1)", "up", "up", "Up",
            "Before the verdict: point at what is above. Otherwise scroll up.", in_footer=False, in_palette=False),
    Command("study.following", Place.STUDY, "move(1)", "down", "down", "Down",
            "Before the verdict: point at what is below. Otherwise scroll down.", in_footer=False, in_palette=False),
    Command("study.page-up", Place.STUDY, "page(-1)", "pageup", "pgup", "Page up",
            "Scroll a long text up.", in_footer=False, in_palette=False),
    Command("study.page-down", Place.STUDY, "page(1)", "pagedown", "pgdn", "Page down",
            "Scroll a long text down.", in_footer=False, in_palette=False),
    Command("study.commands", Place.STUDY, "commands", "tab", "tab", "Commands",
            "While typing an answer: leave the field so that letters are commands, or go back to it. Essay: jot down "
            "an outline.",
            in_palette=False),
)
_SUMMARY = (
    Command("summary.home", Place.SUMMARY, "home", "enter,escape,space", "enter", "Home",
            "Go back to Home."),
    Command("summary.undo", Place.SUMMARY, "undo", "u,ctrl+z", "u", "Undo",
            "Take back the last answer and ask that question again."),
)
_BROWSE = (
    Command("browse.read", Place.BROWSE, "read", "enter", "enter", "Read",
            "Read the question under the pointer, with its answer, its history and when it comes back."),
    Command("browse.search", Place.BROWSE, "search", "slash,ctrl+f", "/", "Search",
            "Type what to look for: words, or topic: deck: kind: tag: source: is: with a word after it; a minus leaves "
            "out, `or` widens, quotation marks keep words together."),
    Command("browse.select", Place.BROWSE, "select", "space,x", "space", "Select",
            "Select the question under the pointer, or take it out again."),
    Command("browse.select-all", Place.BROWSE, "select_all", "a", "a", "All",
            "Select all questions found; once more selects none."),
    Command("browse.suspend", Place.BROWSE, "suspend", "at", "@", "Suspend",
            "Put what is selected, or else the question pointed at, aside for good; bring it back when it is."),
    Command("browse.bury", Place.BROWSE, "bury", "minus", "-", "Bury",
            "Put it aside until tomorrow, or bring it back when it is."),
    Command("browse.flag", Place.BROWSE, "flag", "f", "f", "Flag",
            "Mark it as doubtful, with a note that says why."),
    Command("browse.edit", Place.BROWSE, "edit", "e", "e", "Edit",
            "Open the question under the pointer in your editor, at its line; its history stays."),
    Command("browse.write", Place.BROWSE, "write", "w", "w", "Write",
            "Plan, write and mark the essay under the pointer.", in_footer=False),
    Command("browse.unflag", Place.BROWSE, "unflag", "F", "F", "Unflag",
            "Take the mark off.", in_footer=False),
    Command("browse.undo", Place.BROWSE, "undo", "u,ctrl+z", "u", "Undo",
            "Take back the last change, for all questions it was made to."),
    Command("browse.previous", Place.BROWSE, "move(-1)", "up,k", "up", "Up",
            "Point at the question above; while one is read, scroll it up.", in_footer=False, in_palette=False),
    Command("browse.next", Place.BROWSE, "move(1)", "down,j", "down", "Down",
            "Point at the question below; while one is read, scroll it down.", in_footer=False, in_palette=False),
    Command("browse.page-up", Place.BROWSE, "page(-1)", "pageup", "pgup", "Page up",
            "Go up by what fits on the screen.", in_footer=False, in_palette=False),
    Command("browse.page-down", Place.BROWSE, "page(1)", "pagedown", "pgdn", "Page down",
            "Go down by what fits on the screen.", in_footer=False, in_palette=False),
    Command("browse.first", Place.BROWSE, "end(False)", "home", "home", "First",
            "Point at the first question found.", in_footer=False, in_palette=False),
    Command("browse.last", Place.BROWSE, "end(True)", "end", "end", "Last",
            "Point at the last question found.", in_footer=False, in_palette=False),
    Command("browse.before", Place.BROWSE, "turn(-1)", "left,p", "left", "Question before",
            "Go to the question before, also while one is read.", in_footer=False, in_palette=False),
    Command("browse.after", Place.BROWSE, "turn(1)", "right,n", "right", "Question after",
            "Go to the question after, also while one is read.", in_footer=False, in_palette=False),
    Command("browse.leave", Place.BROWSE, "back", "escape", "esc", "Home",
            "Go one step back: from the field, the question, the selection, the search, and then to Home."),
)
_SETTINGS = (
    Command("settings.change", Place.SETTINGS, "change", "enter,space", "enter", "Change",
            "Change what is under the pointer: the next value, a new one to write, or a new key to press.",
            in_palette=False),
    Command("settings.default", Place.SETTINGS, "default", "d,backspace", "d", "As at first",
            "Set what is under the pointer back to what it was at first.", in_palette=False),
    Command("settings.find", Place.SETTINGS, "find", "slash,ctrl+f", "/", "Find",
            "Type a word: the pointer goes to what speaks of it; enter goes on to the next."),
    Command("settings.previous", Place.SETTINGS, "move(-1)", "up,k", "up", "Up",
            "Move the pointer up.", in_footer=False, in_palette=False),
    Command("settings.following", Place.SETTINGS, "move(1)", "down,j", "down", "Down",
            "Move the pointer down.", in_footer=False, in_palette=False),
    Command("settings.page-up", Place.SETTINGS, "page(-1)", "pageup", "pgup", "Page up",
            "Move the pointer up a page.", in_footer=False, in_palette=False),
    Command("settings.page-down", Place.SETTINGS, "page(1)", "pagedown", "pgdn", "Page down",
            "Move the pointer down a page.", in_palette=False),
    Command("settings.leave", Place.SETTINGS, "leave", "escape,q", "esc", "Leave",
            "Leave the field without a change, or go back to Home.", in_palette=False),
)
_HELP = (
    Command("help.up", Place.HELP, "scroll(-1)", "up,pageup", "up", "Up",
            "Scroll up.", in_footer=False, in_palette=False),
    Command("help.down", Place.HELP, "scroll(1)", "down,pagedown", "down", "Down",
            "Scroll down.", in_palette=False),
    Command("help.verdicts", Place.HELP, "page('verdicts')", "f2", "f2", "Verdicts",
            "Read what the verdicts mean, on one page."),
    Command("help.scheduling", Place.HELP, "page('scheduling')", "f3", "f3", "Scheduling",
            "Read how scheduling works, on one page."),
    Command("help.close", Place.HELP, "close", "escape", "esc", "Close",
            "Leave the page or the search, or go back to where you were.", in_palette=False),
)
_CLOCK = (
    Command("clock.right", Place.CLOCK, "clock_right", "y", "y", "It is right",
            "The clock is right now: count answers dated in the future as given today.", in_palette=False),
    Command("clock.go-on", Place.CLOCK, "go_on", "g", "g", "Go on",
            "Go on and leave those answers where they are.", in_palette=False),
    Command("clock.leave", Place.CLOCK, "leave", "n,escape", "n", "It is wrong",
            "The clock is wrong: change nothing; set the clock first.", in_palette=False),
)
# fmt: on

COMMANDS: tuple[Command, ...] = (
    *(*HOME, *_STUDY, *_SUMMARY, *PRACTISERS, *EXAMINEES, *_BROWSE, *INSIGHTS, *_SETTINGS, *_HELP),
    *(*RESULTS, *WRITERS, *AUTHORS, *AIMERS, *_CLOCK, *_EVERYWHERE),
)
"""All commands, in the order in which footer, palette and Help show them."""

BY_ID = {command.id: command for command in COMMANDS}


def bindings(place: Place) -> list[BindingType]:
    """The bindings of a place, for a screen's or the app's BINDINGS."""
    return [command.binding() for command in COMMANDS if command.place is place]


_CAPS = {
    "question_mark": "?",
    "slash": "/",
    "comma": ",",
    "minus": "-",
    "plus": "+",
    "at": "@",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "escape": "esc",
}


_USUAL: Mapping[str, str] = {}


def keys_of(command: Command, own: Mapping[str, str] = _USUAL) -> str:
    """The keys in force: those a person gave the command (by its id), or its usual ones."""
    return own.get(command.id, command.keys)


def key_cap(key: str) -> str:
    """What the cap of a key says."""
    return _CAPS.get(key, key)


def caps(command: Command, own: Mapping[str, str] = _USUAL) -> list[tuple[str, str]]:
    """The keys of a command, each with what its cap says."""
    return [(key, key_cap(key)) for key in keys_of(command, own).split(",")]


def help_lines(place: Place, own: Mapping[str, str] = _USUAL) -> list[tuple[str, str]]:
    """The keys of a place and what they do; neighbours that do the same, as the options do, share a line."""
    rows: list[tuple[list[str], str]] = []
    for command in COMMANDS:
        if command.place is place:
            if rows and rows[-1][1] == command.help:
                rows[-1][0].append(key_caps(command, own))
            else:
                rows.append(([key_caps(command, own)], command.help))
    return [(keys[0] if len(keys) == 1 else f"{keys[0]} to {keys[-1]}", text) for keys, text in rows]


def key_caps(command: Command, own: Mapping[str, str] = _USUAL) -> str:
    """All keys of a command as their caps say: `enter / space`."""
    return " / ".join(cap for _, cap in caps(command, own))
