"""The map of a paper: 200 questions fit beside one, each is found by the mouse, and little is drawn at a key."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.strip import Strip

from quizapp.tui.signs import ASCII, UNICODE, Signs
from quizapp.tui.theme import DARK
from quizapp.tui.widgets.exam_grid import Block, Cell, ExamGrid, Plan, planned
from tests.tui.support import screen_lines

MPT = (("Islamic Studies", 20), ("Urdu", 20), ("English", 50), ("General Abilities", 60), ("General Knowledge", 50))


def blocks(*sections: tuple[str, int]) -> list[Block]:
    """Sections of so many questions one after the other."""
    found, first = [], 1
    for title, number in sections:
        found.append(Block(title, first, first + number - 1))
        first += number
    return found


class Board(App[None]):
    """One grid and nothing else."""

    def __init__(self, signs: Signs = UNICODE) -> None:
        super().__init__()
        self.grid = ExamGrid(signs)
        self.chosen: list[int] = []
        self.register_theme(DARK)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        """The grid."""
        yield self.grid

    def on_exam_grid_chosen(self, message: ExamGrid.Chosen) -> None:
        """Keep what was clicked."""
        self.chosen.append(message.number)


def test_few_questions_stand_with_their_numbers() -> None:
    """Twenty questions in four rows of five."""
    plan = planned(blocks(("All", 20)), 27, 15)
    assert plan.numbered
    assert [len(numbers) for _, numbers in plan.rows] == [5, 5, 5, 5]
    assert plan.at(0, 0) == 1
    assert plan.at(5, 1) == 7
    assert plan.at(25, 0) is None


def test_two_hundred_questions_of_five_sections_fit_beside_the_question() -> None:
    """27 cells wide and 15 rows: rows of twenty under the headings, or without them where there is less room."""
    plan = planned(blocks(*MPT), 27, 16)
    assert not plan.numbered
    assert len(plan.rows) == 16
    assert [title for title, numbers in plan.rows if not numbers] == [title for title, _ in MPT]
    assert max(plan.column(place) for _, numbers in plan.rows for place in range(len(numbers))) < 27
    less = planned(blocks(*MPT), 27, 12)
    assert [len(numbers) for _, numbers in less.rows] == [20] * 10
    wide = planned(blocks(*MPT), 78, 19)
    assert wide.numbered


@pytest.mark.parametrize("width", [8, 15, 27, 40, 78, 118])
@pytest.mark.parametrize("height", [3, 12, 19, 35])
@pytest.mark.parametrize("sections", [(("One", 7),), MPT, (("A", 1), ("B", 3)), (("Many", 999),)])
def test_every_question_is_drawn_once_and_found_where_it_is_drawn(
    width: int, height: int, sections: tuple[tuple[str, int], ...]
) -> None:
    """Whatever the room is."""
    plan: Plan = planned(blocks(*sections), width, height)
    seen = [number for _, numbers in plan.rows for number in numbers]
    assert seen == list(range(1, len(seen) + 1))
    assert len(seen) == sum(number for _, number in sections)
    for row, (_, numbers) in enumerate(plan.rows):
        for place, number in enumerate(numbers):
            assert plan.at(plan.column(place), row) == number


async def test_signs_say_how_a_question_stands_and_are_counted() -> None:
    """Answered, for review, empty, and where one is; the same in plain letters."""
    cells = [Cell.ANSWERED, Cell.MARKED, Cell.MARKED_EMPTY, Cell.CLOSED, *[Cell.EMPTY] * 3]
    for signs, expected in ((UNICODE, " 1■ 2⚑ 3⚐ 4▪▸5□"), (ASCII, " 1# 2! 3? 4=>5.")):
        app = Board(signs)
        async with app.run_test(size=(29, 20)) as pilot:
            app.grid.show(blocks(("All", 7)), cells, 5)
            await pilot.pause()
            shown = [line[2:] for line in screen_lines(app)]
            assert shown[1] == expected
            assert shown[2].rstrip() == (" 6□ 7□" if signs.unicode else " 6. 7.")
            words = " ".join(" ".join(shown).split())
            assert "2 answered" in words
            assert "4 empty" in words
            assert "2 for review" in words
            assert "1 closed" in words


async def test_a_click_chooses_a_question_and_a_click_beside_it_none() -> None:
    """Both ways of drawing, and a window that moves with the pointer."""
    app = Board()
    async with app.run_test(size=(29, 9)) as pilot:
        app.grid.show(blocks(*MPT), [Cell.EMPTY] * 200, 200)
        await pilot.pause()
        assert any("▸" in line for line in screen_lines(app))
        row = next(number for number, line in enumerate(screen_lines(app)) if "181 " in line)
        await pilot.click(app.grid, offset=(2 + 4 + 1, row))
        await pilot.click(app.grid, offset=(2 + 4 + 5, row))
        await pilot.pause()
        assert app.chosen == [182]


async def test_one_answer_draws_one_row_and_the_counts_again() -> None:
    """Nothing else is drawn: 200 questions cost as little as twenty."""
    app = Board()
    async with app.run_test(size=(29, 24)) as pilot:
        cells = [Cell.EMPTY] * 200
        app.grid.show(blocks(*MPT), cells, 9)
        await pilot.pause()
        drawn: list[int] = []
        draw = app.grid.render_line

        def watch(y: int) -> Strip:
            drawn.append(y)
            return draw(y)

        app.grid.render_line = watch  # type: ignore[method-assign]
        cells[8] = Cell.ANSWERED
        app.grid.show(blocks(*MPT), cells, 9)
        await pilot.pause()
        assert len(drawn) <= 6


async def test_the_pointer_moves_by_rows() -> None:
    """Up and down keep the column, also over headings and to shorter rows."""
    app = Board()
    async with app.run_test(size=(29, 24)) as pilot:
        app.grid.show(blocks(("A", 7), ("B", 3)), [Cell.EMPTY] * 10, 2)
        await pilot.pause()
        assert app.grid.beside(1) == 7
        assert app.grid.beside(2) == 9
        assert app.grid.beside(9) == 9
        assert app.grid.beside(-3) == 2
