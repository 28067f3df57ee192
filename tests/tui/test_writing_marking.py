"""Marking an essay oneself, as a person does it: points one by one, then marks in half steps."""

from __future__ import annotations

from quizapp.domain.questions import Citation, Essay, OutlinePoint, Rubric
from quizapp.domain.writing import Had, Points
from quizapp.tui.screens.writing_marking import MarkingScreen
from tests.tui.support import Hall, Person
from tests.tui.test_hostile_text import CONTROL, PIECES

QUESTION = Essay(
    id="dams",
    topic="Rivers",
    prompt="Assess whether large dams serve the countries that build them.",
    marks=20,
    outline=(
        OutlinePoint("power", "They give power and water for fields all year.", (Citation("atlas", "rivers"),)),
        OutlinePoint("floods", "They hold back floods."),
        OutlinePoint("silt", "Silt fills them, and the delta below is starved."),
        OutlinePoint("people", "People upstream lose their land."),
    ),
    rubric=Rubric("Weighs gains and losses.", "Names gains and losses.", "Speaks of one dam only."),
)
TEXT = "Dams give power, and they take land.\n\nThe delta pays for the plain."


class Told:
    """Keeps what a marking screen tells."""

    def __init__(self) -> None:
        self.done: list[tuple[float, Points]] = []
        self.changes: list[tuple[dict[str, Had], float | None]] = []

    def finish(self, share: float, points: Points) -> None:
        """The end."""
        self.done.append((share, points))

    def change(self, points: Points, marks: float | None) -> None:
        """One key."""
        self.changes.append((dict(points), marks))

    async def marks(self, person: Person, question: Essay = QUESTION, text: str = TEXT) -> MarkingScreen:
        """The screen, open over Home."""
        screen = MarkingScreen(question, text, self.finish, on_change=self.change)
        person.app.push_screen(screen)
        await person.settle()
        return screen


async def test_the_points_give_marks_that_the_rubric_may_change(hall: Hall) -> None:
    """Two had, one half, one missed of 20 marks are 12.5; one step more is 13, told as a share."""
    told = Told()
    async with hall.sits() as person:
        await told.marks(person)
        await person.press("y", "h", "n")
        assert "of 20 marks" not in person.screen
        assert told.done == []
        await person.press("y")
        assert "12.5 of 20 marks" in person.screen
        await person.press("right")
        assert "13 of 20 marks" in person.screen
        await person.press("enter")
        await person.settle()
    points = {"power": Had.FULL, "floods": Had.HALF, "silt": Had.NONE, "people": Had.FULL}
    assert told.done == [(13 / 20, points)]
    assert told.changes[-1] == (points, 13.0)


async def test_nothing_is_done_before_every_point_was_looked_at(hall: Hall) -> None:
    """Enter does nothing while a point is open, and leaving tells no marks."""
    told = Told()
    async with hall.sits() as person:
        screen = await told.marks(person)
        await person.press("y", "enter", "right")
        assert person.app.screen is screen
        await person.press("escape")
        assert person.app.screen is not screen
    assert told.done == []
    assert told.changes == [({"power": Had.FULL}, None)]


async def test_a_point_can_be_looked_at_again(hall: Hall) -> None:
    """Up and another grade; the marks follow until they are given by hand, and backspace lets them follow again."""
    told = Told()
    async with hall.sits() as person:
        screen = await told.marks(person)
        await person.press("y", "y", "y", "y")
        assert screen.marks == 20
        await person.press("up", "n")
        assert screen.marks == 15
        await person.press("left", "left")
        assert screen.marks == 14
        await person.press("backspace")
        assert screen.marks == 15


async def test_narrow_terminals_show_one_of_the_two_and_wide_ones_both(hall: Hall) -> None:
    """At 80 columns tab leads to the text and back; at 120 they stand side by side."""
    told = Told()
    async with hall.sits() as person:
        await told.marks(person)
        assert "Silt fills" in person.screen
        assert "The delta pays" not in person.screen
        await person.press("tab")
        assert "The delta pays" in person.screen
        assert "Silt fills" not in person.screen
        await person.press("y")
        assert told.changes == []
        await person.pilot.resize_terminal(120, 40)
        await person.settle()
        assert "The delta pays" in person.screen
        assert "Silt fills" in person.screen
        await person.press("y")
        assert len(told.changes) == 1


async def test_marking_goes_on_where_it_was_left(hall: Hall) -> None:
    """Points and marks given before are there, and the pointer is on the first that is open."""
    async with hall.sits() as person:
        screen = MarkingScreen(QUESTION, "", lambda *_: None, points={"power": Had.HALF}, marks=None)
        person.app.push_screen(screen)
        await person.settle()
        assert "◐ half" in person.lines[person.row("They give power")]
        assert "▸" in person.lines[person.row("They hold back floods")]
        await person.press("tab")
        assert "Nothing was typed" in person.screen


async def test_whatever_deck_and_learner_write_is_text(hall: Hall) -> None:
    """Nothing in prompt, outline, rubric or the learner's text acts on the terminal."""
    evil = " ".join(PIECES[:40])
    nasty = Essay(
        id="e",
        topic=evil,
        prompt=evil,
        explanation=evil,
        marks=20,
        outline=(OutlinePoint("a", evil), OutlinePoint("b", evil)),
        rubric=Rubric(evil, evil, evil),
    )
    async with hall.sits(size=(120, 40)) as person:
        await Told().marks(person, nasty, evil)
        await person.press("y", "n", "pagedown")
        assert not any(CONTROL.search(line) for line in person.lines)
        assert isinstance(person.app.screen, MarkingScreen)
