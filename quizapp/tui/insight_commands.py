"""The commands of Insights: turning its pages, and practising or reading what is pointed at."""

from __future__ import annotations

from quizapp.tui.command import Command, Place

# fmt: off
INSIGHTS: tuple[Command, ...] = (
    Command("insights.practise", Place.INSIGHTS, "practise", "enter", "enter", "Practise",
            "Practise what is pointed at: a topic, a fact, a question, or a leech with what it is taken for."),
    Command("insights.weakest", Place.INSIGHTS, "practise_weakest", "w", "w", "Practise weakest",
            "Practise the first that are named, which are the weakest, as far as they were met before."),
    Command("insights.read", Place.INSIGHTS, "read", "b,o", "b", "Read",
            "Read the question that is pointed at, in Browse, with its history."),
    *(
        Command(f"insights.page-{number}", Place.INSIGHTS, f"show({number - 1})", str(number), str(number),
                f"Page {number}", "Go to the page with this number.", in_footer=False, in_palette=False)
        for number in range(1, 10)
    ),
    Command("insights.next", Place.INSIGHTS, "turn(1)", "right,l,tab", "right", "Next page",
            "Go to the next page."),
    Command("insights.previous", Place.INSIGHTS, "turn(-1)", "left,h,shift+tab", "left", "Page before",
            "Go to the page before.", in_footer=False),
    Command("insights.up", Place.INSIGHTS, "scroll(-1)", "up,k", "up", "Up",
            "Scroll up, or point at what is above.", in_footer=False, in_palette=False),
    Command("insights.down", Place.INSIGHTS, "scroll(1)", "down,j", "down", "Down",
            "Scroll down, or point at what is below.", in_palette=False),
    Command("insights.page-up", Place.INSIGHTS, "page(-1)", "pageup", "pgup", "Page up",
            "Go up most of a screen.", in_footer=False, in_palette=False),
    Command("insights.page-down", Place.INSIGHTS, "page(1)", "pagedown,space", "pgdn", "Page down",
            "Go down most of a screen.", in_palette=False),
    Command("insights.close", Place.INSIGHTS, "close", "escape,q", "esc", "Home",
            "Go back to Home.", in_palette=False),
)
# fmt: on
"""All of them, in the order in which Help shows them."""
