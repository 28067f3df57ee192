"""The commands of Home: what to do now, and the way to everything else."""

from __future__ import annotations

from quizapp.tui.command import Command, Place

# fmt: off
HOME: tuple[Command, ...] = (
    Command("home.start", Place.HOME, "start", "enter,s", "enter", "Start",
            "Study what is due and what is new, from the deck under the pointer."),
    Command("home.previous", Place.HOME, "move(-1)", "up,k", "up", "Deck above",
            "Move the pointer to the deck above.", in_footer=False, in_palette=False),
    Command("home.next", Place.HOME, "move(1)", "down,j", "down", "Deck below",
            "Move the pointer to the deck below.", in_footer=False, in_palette=False),
    Command("home.practice", Place.HOME, "practice", "p", "p", "Practice",
            "Practise what you choose: topics, kinds, only what is new, weak, missed or flagged."),
    Command("home.exam", Place.HOME, "exam", "e", "e", "Exam",
            "Sit a paper against the clock, or go on at once with one that was begun."),
    Command("home.papers", Place.HOME, "papers", "E", "E", "Exam papers",
            "See all papers, also while one is under way: discard that one, or look at those you sat.",
            in_footer=False),
    Command("home.write", Place.HOME, "write", "t", "t", "Write",
            "Plan, write and mark an essay, or go on with one that was begun."),
    Command("home.browse", Place.HOME, "browse", "b", "b", "Browse",
            "Look at all questions: search, read, put aside, flag."),
    Command("home.insights", Place.HOME, "insights", "i", "i", "Insights",
            "See what comes back, what you recall, where you are weak, and the time it takes."),
    Command("home.decks", Place.HOME, "decks", "d", "d", "Decks",
            "All decks and their topics: what they hold, their limits, and new ones."),
    Command("home.plan", Place.HOME, "plan", "g", "g", "Plan",
            "Aim at an exam: the days until then, the marks to expect, and what to change."),
    Command("home.settings", Place.HOME, "settings", "comma", ",", "Settings",
            "See and change how you study, how quizapp looks, and all keys."),
    Command("home.weakest", Place.HOME, "practise_weakest", "w", "w", "Practise weakest",
            "Practise the topics that are named as the weakest, as far as they were met before.", in_footer=False),
    Command("home.undo", Place.HOME, "undo", "u,ctrl+z", "u", "Undo",
            "Take back the last answer, also one from before the program was closed."),
    Command("home.retry", Place.HOME, "reopen", "r", "r", "Try again",
            "Open the question bank again after it could not be opened."),
    Command("home.quit", Place.HOME, "app.quit", "q,escape", "q", "Quit",
            "Leave quizapp. Every answer is on the disk already.", in_palette=False),
)
# fmt: on
