"""The commands of exam papers: choosing one, and sitting it in the exam room."""

from __future__ import annotations

from quizapp.tui.command import Command, Place
from quizapp.tui.wording import LETTERS

_PICK = "Choose the option with this letter or number; once more changes nothing."
_MATCH = "Matching: put the side with this letter to the row under the pointer; once more takes it off."
_ROW = "Matching: point at this row, so that the next letter is for it."
_STRIKE = "Strike out the option with this letter, or bring it back."
_PICKABLE, _STRIKABLE, _ROWS = 8, 6, 8

# fmt: off
_PAPERS = (
    Command("papers.sit", Place.PAPERS, "sit", "enter,s", "enter", "Sit it",
            "Sit the paper under the pointer, go on with one that was begun, or see the result of one that ran out."),
    Command("papers.discard", Place.PAPERS, "discard", "d,delete", "d", "Discard",
            "Discard the paper that was begun: it is not marked and moves nothing. You are asked first."),
    Command("papers.history", Place.PAPERS, "history", "o", "o", "Papers you sat",
            "Show the papers that were handed in, with their results."),
    Command("papers.yes", Place.PAPERS, "yes", "y", "y", "Yes",
            "Do what is asked about.", in_palette=False),
    Command("papers.previous", Place.PAPERS, "move(-1)", "up,k", "up", "Up",
            "Move the pointer up.", in_footer=False, in_palette=False),
    Command("papers.following", Place.PAPERS, "move(1)", "down,j", "down", "Down",
            "Move the pointer down.", in_footer=False, in_palette=False),
    Command("papers.page-up", Place.PAPERS, "page(-1)", "pageup", "pgup", "Page up",
            "Scroll what is said of the paper up.", in_footer=False, in_palette=False),
    Command("papers.page-down", Place.PAPERS, "page(1)", "pagedown,space", "pgdn", "Page down",
            "Scroll what is said of the paper down.", in_footer=False, in_palette=False),
    Command("papers.leave", Place.PAPERS, "leave", "escape,q,n", "esc", "Home",
            "Go back to Home, or do not do what is asked about.", in_palette=False),
)
_ANSWERING = (
    *(
        Command(f"room.pick-{number}", Place.ROOM, f"pick({number - 1})", f"{number},{letter}", letter,
                f"Choose {letter}", _PICK, in_footer=False, in_palette=False)
        for number, letter in enumerate(LETTERS[:_PICKABLE], start=1)
    ),
    *(
        Command(f"room.match-{letter}", Place.ROOM, f"match({number})", letter, letter,
                f"Put {letter}", _MATCH, in_footer=False, in_palette=False)
        for number, letter in enumerate(LETTERS)
    ),
    *(
        Command(f"room.row-{number}", Place.ROOM, f"left({number - 1})", str(number), str(number),
                f"Row {number}", _ROW, in_footer=False, in_palette=False)
        for number in range(1, _ROWS + 1)
    ),
    Command("room.choose", Place.ROOM, "choose_pointed", "enter", "enter", "Choose",
            "Choose, place or take out what the pointer is on; on the map, go to that question.", in_palette=False),
    Command("room.earlier", Place.ROOM, "shift(-1)", "shift+up,K", "K", "Earlier",
            "Ordering: move the placed item under the pointer one place earlier.", in_footer=False, in_palette=False),
    Command("room.later", Place.ROOM, "shift(1)", "shift+down,J", "J", "Later",
            "Ordering: move the placed item under the pointer one place later.", in_footer=False, in_palette=False),
)
_ASKED = (
    Command("room.yes", Place.ROOM, "yes", "y", "y", "Hand in",
            "Hand in, after you were told what is blank.", in_palette=False),
    Command("room.whole", Place.ROOM, "whole", "w", "w", "The whole paper",
            "Hand in the whole paper at once, where only a section was asked about.", in_palette=False),
    Command("room.carry-on", Place.ROOM, "carry_on", "enter", "enter", "Go on",
            "Go on after a pause, or when a section is over.", in_palette=False),
)
_MOVING = (
    Command("room.next", Place.ROOM, "turn(1)", "enter,n,right", "n", "Next",
            "Go on to the next question."),
    Command("room.previous", Place.ROOM, "turn(-1)", "p,left", "p", "Previous",
            "Go back to the question before.", in_footer=False),
    Command("room.sure", Place.ROOM, "sure", "space", "space", "Unsure",
            "Say that the answer is a guess; once more says that it is sure."),
    Command("room.mark", Place.ROOM, "mark", "m,M", "m", "Mark",
            "Mark the question for review, or take the mark off."),
    Command("room.strike", Place.ROOM, "strike_pointed", "x", "x", "Strike out",
            "Strike out the option under the pointer, or that whose letter is pressed next; again brings it back."),
    *(
        Command(f"room.strike-{letter}", Place.ROOM, f"strike({number})", letter.upper(), letter.upper(),
                f"Strike out {letter}", _STRIKE, in_footer=False, in_palette=False)
        for number, letter in enumerate(LETTERS[:_STRIKABLE])
    ),
    Command("room.clear", Place.ROOM, "clear", "backspace,delete", "backspace", "Clear",
            "Take the answer back; of an answer in several parts the last one.", in_footer=False),
    Command("room.hand-in", Place.ROOM, "hand_in", "h,H", "h", "Hand in",
            "Hand the paper in, or the section that is taken away after its time; what is blank is said first."),
    Command("room.map", Place.ROOM, "map", "v", "v", "Map",
            "See all questions on the whole screen, or go back to the one."),
    Command("room.write", Place.ROOM, "write", "tab", "tab", "Write",
            "Write the answer where there are no options; again leaves the text, so that letters are commands."),
    Command("room.empty", Place.ROOM, "find_empty", "o", "o", "Next empty",
            "Go on to the next question without an answer."),
    Command("room.marked", Place.ROOM, "find_marked", "r", "r", "Next marked",
            "Go on to the next question that is marked for review."),
    Command("room.go", Place.ROOM, "go", "slash,g", "/", "Go to",
            "Go to a question by its number: type it, then enter."),
    Command("room.pause", Place.ROOM, "pause", "z", "z", "Pause",
            "Stop the clock, where the paper allows that; the question is hidden until you go on."),
    Command("room.first", Place.ROOM, "end(False)", "home", "home", "First",
            "Go to the first question.", in_footer=False, in_palette=False),
    Command("room.last", Place.ROOM, "end(True)", "end", "end", "Last",
            "Go to the last question.", in_footer=False, in_palette=False),
    Command("room.up", Place.ROOM, "move(-1)", "up", "up", "Up",
            "Move the pointer up among the options, the rows or the map; scroll a long text.",
            in_footer=False, in_palette=False),
    Command("room.down", Place.ROOM, "move(1)", "down", "down", "Down",
            "Move the pointer down among the options, the rows or the map; scroll a long text.",
            in_footer=False, in_palette=False),
    Command("room.page-up", Place.ROOM, "page(-1)", "pageup", "pgup", "Page up",
            "Scroll a long question up.", in_footer=False, in_palette=False),
    Command("room.page-down", Place.ROOM, "page(1)", "pagedown", "pgdn", "Page down",
            "Scroll a long question down.", in_footer=False, in_palette=False),
    Command("room.leave", Place.ROOM, "leave", "escape", "esc", "Leave",
            "Leave the text, the map or what is asked; then the room. The paper waits, and its clock runs on where it "
            "has no pauses.", in_palette=False),
)
# fmt: on

EXAMINEES: tuple[Command, ...] = (*_PAPERS, *_ANSWERING, *_ASKED, *_MOVING)
"""All of them, in the order in which Help shows them."""
