"""Short texts of Help: what the verdicts mean, and how scheduling works; one screen each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.content import Content

from quizapp.tui.signs import Signs
from quizapp.tui.text import words
from quizapp.tui.widgets.passage import Paragraph, said

_LEAD = 14


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page of its own: its title and its paragraphs, a label before each where there is one."""

    title: str
    paragraphs: tuple[tuple[str, str], ...]

    def shown(self) -> Iterator[Paragraph]:
        """The page as paragraphs."""
        yield said(Content.styled(self.title, "bold $accent"))
        for number, (label, text) in enumerate(self.paragraphs):
            indent = _LEAD if label else 0
            yield said(words(text), Content.styled(label, "bold"), indent=indent, space_before=0 if number else 1)


VERDICTS = HelpPage(
    "What the verdicts mean",
    (
        ("", "A verdict says how an answer was; from it follows when the question comes back."),
        ("Right", "It comes back after a longer time than before, a little sooner when the answer took long."),
        ("Partly", "Of several parts most were there: it comes back sooner than after a right answer."),
        ("Nearly", "A typed answer with a slip. You see the difference, and y or n decides whether it counts."),
        ("Wrong", "It comes back in a few minutes, and soon again after that."),
        ("A guess", "A right answer that you mark as guessed counts as wrong: luck is not memory."),
        ("By yourself", "Where no machine can judge you see the answer and grade it: again, hard, good, easy."),
        ("", "Nothing typed means that you do not know. Undo takes any answer back, also yesterday's."),
    ),
)
SCHEDULING = HelpPage(
    "How scheduling works",
    (
        ("", "Each question comes back when you are about to forget it."),
        ("New", "A new question is asked again after some minutes, and from then on after days."),
        ("Memory", "The model FSRS-6 keeps for each how stable it is: after so many days you know it with 90 %."),
        ("Wanted", "The recall you want sets the time: more means more reviews. 90 % serves most; 70 to 97 % can be."),
        ("Forgotten", "It starts with minutes again, and then comes sooner than before, but not as if it were new."),
        ("Late", "Come back after a pause: the most urgent are asked first, and a late right answer counts for more."),
        ("A day", "A study day begins at 4 in the night, so late evenings count for the day before."),
        ("Leeches", "What was forgotten eight times is marked: rewrite it, learn it anew, or put it aside."),
        ("", "Every answer is kept in a log; all the rest can be worked out from it again."),
    ),
)


def signs_page(signs: Signs) -> Iterator[Paragraph]:
    """What each sign stands for."""
    yield said(Content.styled("Signs", "bold $accent"), space_before=1)
    for sign, style, meaning in (
        (signs.right, "$right", "right"),
        (signs.nearly, "$nearly", "nearly: look at the difference and decide"),
        (signs.partly, "$nearly", "partly right"),
        (signs.wrong, "$wrong", "wrong"),
        (signs.pointer, "$accent", "the option or deck that enter chooses"),
        (signs.flag, "$nearly", "a question you marked as doubtful"),
        (signs.more, "$muted", "the text goes on below"),
    ):
        yield said(words(meaning), Content.styled(sign, style), indent=17)
