"""Answers in several parts, as a person gives them: letters, digits and enter, and what the screen says to them."""

from __future__ import annotations

import pytest

from quizapp.domain.answers import Rating, Verdict
from quizapp.domain.events import EventType
from quizapp.storage import log
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.tui.drafts import Checking, Pairing, Placing
from quizapp.tui.stages import Stage
from tests.tui.support import ESSAY, MATCHING, MULTIPLE, ORDERING, PARTS, TRUE_FALSE, Hall, Person
from tests.tui.test_snapshots import SIZES, compare


def letters(person: Person, *parts: str) -> list[str]:
    """The letters before these options, items or sides."""
    draft = person.study.standing.draft
    assert draft is not None
    offered = draft.points if isinstance(draft, Checking) else draft.offered
    return ["abcdefghijklmn"[offered.index(part)] for part in parts]


def last_review(hall: Hall) -> tuple[object, ...]:
    """Response, verdict and rating of the last review in the log."""
    with hall.services().store.read() as tx:
        event = log.of_types(tx, DEFAULT_LEARNER, [EventType.REVIEW])[-1]
    return event.response, event.verdict, event.rating


# Multiple


async def test_letters_switch_options_and_enter_checks(hall: Hall) -> None:
    """A letter chooses, once more takes it back; the verdict says of each option whether it was right."""
    hall.write(MULTIPLE)
    async with hall.sits() as person:
        nepal, laos, vietnam, bolivia = letters(person, "nepal", "laos", "vietnam", "bolivia")
        await person.press(nepal, laos, vietnam, vietnam, bolivia)
        assert "[x] Nepal" in person.screen
        assert "[ ] Vietnam" in person.screen
        await person.press("enter")
        assert "✓ Right" in person.screen
        assert "✓ right" in person.lines[person.row("[x] Laos")]
        chosen = {"chose": ["bolivia", "laos", "nepal"]}
        assert last_review(hall) == (chosen, Verdict.RIGHT, Rating.GOOD)


async def test_partial_credit_is_told_and_a_guess_takes_it_back(hall: Hall) -> None:
    """Two of three and nothing wrong: partly right, what was missed says so, and g counts it as a guess."""
    hall.write(MULTIPLE)
    async with hall.sits() as person:
        await person.press(*letters(person, "nepal", "laos"), "enter")
        assert "◐ Partly right: 67% of the marks" in person.screen
        assert "✗ missed" in person.lines[person.row("Bolivia")]
        await person.press("g")
        assert "but a guess" in person.screen
        assert last_review(hall)[2] == Rating.AGAIN


async def test_the_pointer_and_space_switch(hall: Hall) -> None:
    """Arrows and space do what letters do; enter still checks; backspace begins anew."""
    hall.write(MULTIPLE)
    async with hall.sits() as person:
        await person.press("down", "space", "down", "space")
        assert person.screen.count("[x]") == 2
        await person.press("backspace")
        assert person.screen.count("[x]") == 0
        await person.press("space", "enter")
        assert person.study.standing.stage is Stage.JUDGED


# Ordering


async def test_letters_place_one_after_the_other_and_the_last_places_itself(hall: Hall) -> None:
    """Three keys order four items; enter checks, and the right order is written out."""
    hall.write(ORDERING)
    async with hall.sits() as person:
        await person.press(*letters(person, "leh", "skardu", "sukkur"))
        assert "[4] Thatta" in person.screen
        await person.press("enter")
        assert "✓ Right" in person.screen
        assert "✓ 2nd" in person.lines[person.row("[2] Skardu")]
        assert "Order   1. Leh" in person.screen
        assert last_review(hall)[0] == {"ordered": ["leh", "skardu", "sukkur", "thatta"]}


async def test_half_an_order_is_not_given_by_mistake(hall: Hall) -> None:
    """Enter does nothing until all is placed; with nothing placed it says "I do not know"."""
    hall.write(ORDERING)
    async with hall.sits() as person:
        assert "enter I do not know" in person.lines[-1]
        await person.press("a", "enter")
        assert person.study.standing.stage is Stage.ASKING
        assert "enter" not in person.lines[-1]
        await person.press("backspace", "enter")
        assert "✗ Wrong" in person.screen
        assert last_review(hall) == ({"ordered": []}, Verdict.WRONG, Rating.AGAIN)


async def test_placed_items_are_taken_out_and_moved(hall: Hall) -> None:
    """A letter again takes its item out; shift and an arrow exchange the one pointed at with its neighbour."""
    hall.write(ORDERING)
    async with hall.sits() as person:
        await person.press("a", "b", "a")
        draft = person.study.standing.draft
        assert isinstance(draft, Placing)
        assert draft.placed == draft.offered[1:2]
        await person.press("c", "a", "down", "shift+up", "K")
        draft = person.study.standing.draft
        assert isinstance(draft, Placing)
        assert draft.placed == tuple(draft.offered[number] for number in (0, 1, 2, 3))


# Matching


async def test_letters_match_row_by_row(hall: Hall) -> None:
    """The pointer goes to the next open row by itself; enter checks, and wrong rows say what belongs there."""
    hall.write(MATCHING)
    async with hall.sits() as person:
        await person.press(*letters(person, "indus", "danube"), *letters(person, "caspian-sea"), "enter")
        assert "◐ Partly right: 67% of the marks" in person.screen
        nile = letters(person, "nile")[0]
        assert f"✗ it is {nile}" in person.lines[person.row("] Nile")]
        assert "✓ right" in person.lines[person.row("] Danube")]
        matched = {"matched": {"danube": "danube", "indus": "indus", "nile": "caspian-sea"}}
        assert last_review(hall) == (matched, Verdict.PARTLY, Rating.HARD)


async def test_a_digit_points_at_a_row_and_a_side_is_used_once(hall: Hall) -> None:
    """A side put elsewhere leaves the row where it was; once more takes it off."""
    hall.write(MATCHING)
    async with hall.sits() as person:
        await person.press("a", "3", "a")
        assert "[ ] Indus" in person.screen
        assert "[a] Nile" in person.screen
        draft = person.study.standing.draft
        assert isinstance(draft, Pairing)
        assert draft.at == 0
        await person.press("up", "a")
        assert "[ ] Nile" in person.screen


async def test_a_click_matches_too(hall: Hall) -> None:
    """A row is pointed at and a side put to it with the mouse."""
    hall.write(MATCHING)
    async with hall.sits() as person:
        await person.pilot.click("#options", offset=(14, 1))
        await person.pilot.click("#sides", offset=(14, 0))
        await person.pilot.pause()
        assert "[a] Danube" in person.screen


@pytest.mark.parametrize("question", [ORDERING, MATCHING.replace("    distractors: [Caspian Sea]\n", "")])
async def test_whoever_gives_the_last_part_too_does_not_take_it_back(hall: Hall, question: str) -> None:
    """It was given by itself a moment before; the same key once more takes it out, as ever."""
    hall.write(question)
    async with hall.sits() as person:
        draft = person.study.standing.draft
        assert isinstance(draft, Placing | Pairing)
        keys = "abcd"[: len(draft.offered)]
        await person.press(*keys)
        draft = person.study.standing.draft
        assert draft is not None
        assert draft.ready
        assert draft.begun
        assert "enter Check" in person.lines[-1]
        await person.press(keys[-1])
        assert "enter Check" not in person.lines[-1]


# Essay


async def test_an_outline_is_checked_point_by_point(hall: Hall) -> None:
    """Space shows the first point, y, space and n check; after the last the verdict comes with the rubric."""
    hall.write(ESSAY)
    async with hall.sits() as person:
        assert "Essay, 20 marks" in person.screen
        assert "power" not in person.screen
        await person.press("space")
        assert "power and water" in person.screen
        assert "hold back floods" not in person.screen
        await person.press("y", "n", "backspace", "space", "n", "n")
        assert "◐ 2 of 4 points" in person.screen
        assert "✗ missed" in person.lines[person.row("Silt")]
        assert "Full marks  Weighs gains" in person.screen
        assert last_review(hall) == ({"recalled": ["floods", "power"]}, Verdict.PARTLY, Rating.HARD)


async def test_what_was_missed_comes_first_the_next_time_and_says_so(hall: Hall) -> None:
    """Undo and another answering see the same as before."""
    hall.write(ESSAY, TRUE_FALSE)
    async with hall.sits() as person:
        await person.press("space", "y", "n", "y", "n", "enter")
        hall.clock.advance(minutes=7)
        await person.press(person.right_letter, "enter")
        assert "Assess whether" in person.screen
        await person.press("space")
        assert "They hold back floods.  missed last time" in person.screen
        await person.press("y")
        assert "People upstream lose their land.  missed last time" in person.screen
        await person.press("y")
        assert person.lines[person.row("They give power")].endswith("all year.")
        assert person.screen.count("missed last time") == 2


async def test_no_guess_is_offered_for_what_was_checked_by_oneself(hall: Hall) -> None:
    """Whoever had every point had it; undo takes it back when not."""
    hall.write(ESSAY)
    async with hall.sits() as person:
        await person.press("space", "y", "y", "y", "y")
        assert "✓ 4 of 4 points" in person.screen
        assert "Guess" not in person.lines[-1]
        await person.press("u")
        assert person.study.standing.stage is Stage.ASKING
        assert "power" not in person.screen


async def test_an_outline_jotted_down_is_kept_on_the_answer_and_stays_beside_the_points(hall: Hall) -> None:
    """Letters are typed until tab or esc; then space shows the points, and more cannot be written."""
    hall.write(ESSAY)
    async with hall.sits() as person:
        await person.press("tab")
        await person.write("power yes")
        await person.press("enter")
        await person.write("fun")
        assert "tab Done" in person.lines[-1]
        await person.press("escape", "space")
        assert "power yes" in person.screen
        assert person.row("▌ fun") < person.row("1  They give power")
        await person.press("tab", "y", "y", "n", "n")
        assert "2 of 4 points" in person.screen
        assert person.row("power yes") < person.row("They give power")
        assert last_review(hall)[0] == {"recalled": ["floods", "power"], "jotted": "power yes\nfun"}
        await person.press("u")
        assert person.study.card.written == ""


async def test_in_a_practice_too_esc_leaves_the_jotting_first(hall: Hall) -> None:
    """And the result shows what was jotted down beside the points."""
    hall.write(ESSAY)
    async with hall.sits() as person:
        await person.press("escape")
        await person.settle()
        await person.press("p")
        await person.settle()
        await person.press("enter")
        await person.settle()
        await person.press("tab", *"abc", "escape")
        assert "space Show the outline" in person.lines[-1]
        await person.press("space", "y", "y", "y", "y", "enter")
        await person.settle()
        assert "abc" in person.lines[person.row("Yours")]


async def test_what_was_jotted_down_outlives_leaving_and_a_changed_deck(hall: Hall) -> None:
    """Whoever leaves in the middle finds it again; so does whose tutor mends the question meanwhile."""
    hall.write(ESSAY)
    async with hall.sits() as person:
        await person.press("tab", *"abc", "tab", "escape")
        await person.settle()
        await person.press("enter")
        await person.settle()
        assert person.study.card.written == "abc"
        hall.write(ESSAY.replace("Assess whether", "Examine whether"))
        person.app.look_for_changes()
        await person.until(lambda: "Examine whether" in person.screen)
        assert person.study.card.written == "abc"


# All of them


@pytest.mark.parametrize("question", PARTS, ids=["multiple", "ordering", "matching", "essay"])
async def test_nothing_moves_when_the_verdict_comes(hall: Hall, question: str) -> None:
    """Prompt and parts keep their lines; flag and undo work before and after."""
    hall.write(question)
    async with hall.sits() as person:
        if question is ESSAY:
            await person.press("space", "y", "y", "y")
        before = [line[:60].rstrip() for line in person.lines[2:9]]
        await person.press("y" if question is ESSAY else "enter")
        assert "comes back" in person.screen
        assert [line[:60].rstrip().replace("▸", " ") for line in person.lines[2:9]] == [
            line.replace("▸", " ") for line in before
        ]
        await person.press("f")
        assert "⚑ flagged" in person.lines[0]
        await person.press("u", "u")
        assert person.study.standing.stage is Stage.ASKING


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("name", "question", "keys"),
    [
        ("multiple", MULTIPLE, "a b c"),
        ("ordering", ORDERING, "b a c"),
        ("matching", MATCHING, "a c b"),
        ("essay", ESSAY, "space y n y"),
    ],
)
async def test_how_they_look(hall: Hall, size: str, name: str, question: str, keys: str) -> None:
    """In the making, and after the verdict."""
    hall.write(question)
    async with hall.sits(size=SIZES[size]) as person:
        compare(person, f"{name}-asked", size)
        if question is ESSAY:
            await person.press("tab", *"power", "enter", *"land", "escape")
        await person.press(*keys.split())
        compare(person, f"{name}-given", size)
        await person.press("n" if question is ESSAY else "enter")
        compare(person, f"{name}-judged", size)


async def test_a_long_outline_scrolls_to_the_point_to_check(hall: Hall) -> None:
    """At 80x24 too the point that is asked about is on the screen, and the verdict begins where one looks."""
    text = " ".join(["word"] * 40)
    points = "".join(f'      - {{id: p{number}, text: "Point {number}: {text}"}}\n' for number in range(1, 10))
    head, rest = ESSAY.split("    outline:\n")
    hall.write(head + "    outline:\n" + points + rest[rest.index("    rubric:") :])
    async with hall.sits() as person:
        await person.press("space")
        for number in range(1, 9):
            assert f"Point {number}:" in person.screen
            await person.press("y")
        assert "Point 9:" in person.screen
        await person.press("n")
        assert "8 of 9 points" in person.screen
