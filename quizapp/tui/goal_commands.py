"""The commands of the plan until the exam, and of setting an exam to aim at."""

from __future__ import annotations

from quizapp.tui.command import Command, Place

# fmt: off
AIMERS: tuple[Command, ...] = (
    Command("ahead.set", Place.AHEAD, "set_goal", "n", "n", "New exam",
            "Aim at one more exam: its day, its paper, and the minutes there are."),
    Command("ahead.change", Place.AHEAD, "change_goal", "enter,e", "enter", "Change",
            "Change the exam that is shown: its day, minutes, days off, breaks, paper or target."),
    Command("ahead.next", Place.AHEAD, "turn(1)", "right,tab", "right", "Next exam",
            "Show the plan for the next exam, where there are several."),
    Command("ahead.before", Place.AHEAD, "turn(-1)", "left,shift+tab", "left", "Exam before",
            "Show the plan for the exam before.", in_footer=False),
    Command("ahead.remove", Place.AHEAD, "remove_goal", "x,delete", "x", "Remove",
            "Aim at the exam that is shown no more; pressed twice, since it cannot be undone."),
    Command("ahead.up", Place.AHEAD, "scroll(-1)", "up,k", "up", "Up",
            "Scroll up.", in_footer=False, in_palette=False),
    Command("ahead.down", Place.AHEAD, "scroll(1)", "down,j", "down", "Down",
            "Scroll down.", in_footer=False, in_palette=False),
    Command("ahead.page-up", Place.AHEAD, "page(-1)", "pageup", "pgup", "Page up",
            "Scroll up a page.", in_footer=False, in_palette=False),
    Command("ahead.page-down", Place.AHEAD, "page(1)", "pagedown,space", "pgdn", "Page down",
            "Scroll down a page."),
    Command("ahead.leave", Place.AHEAD, "leave", "escape,q", "esc", "Home",
            "Go back to where you were."),
    Command("study.why", Place.STUDY, "why", "w", "w", "Why today",
            "Say in one sentence why this question is asked today.", in_footer=False),
    Command("study.aim", Place.STUDY, "aim", "ctrl+g", "ctrl+g", "Aim at an exam",
            "Tell the day of your exam and the minutes you have, or look at the plan until then.", in_footer=False),
    Command("summary.more", Place.SUMMARY, "more", "s", "s", "Go on",
            "Go on with what the plan does not ask for today."),
    Command("goal.save", Place.GOAL, "save", "ctrl+s", "ctrl+s", "Save",
            "Aim at this exam; enter in the last field does the same."),
    Command("goal.enter", Place.GOAL, "submit", "enter", "enter", "Next",
            "Go on to the next field; after the last one, save.", in_footer=False, in_palette=False),
    Command("goal.next", Place.GOAL, "go(1)", "down", "down", "Next field",
            "Go to the next field; enter does the same.", in_palette=False),
    Command("goal.previous", Place.GOAL, "go(-1)", "up", "up", "Field above",
            "Go to the field above.", in_footer=False, in_palette=False),
    Command("goal.paper", Place.GOAL, "pick_paper(1)", "space,right", "space", "Next paper",
            "In the row of the paper: choose the next one there is."),
    Command("goal.paper-before", Place.GOAL, "pick_paper(-1)", "left", "left", "Paper before",
            "In the row of the paper: choose the one before.", in_footer=False),
    Command("goal.leave", Place.GOAL, "leave", "escape", "esc", "Leave",
            "Leave everything as it was."),
)
# fmt: on
