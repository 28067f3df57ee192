"""Blueprint files: what is read, and what is said of a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.blueprints import OBJECTIVE, Blueprint, Order
from quizapp.domain.questions import Kind
from quizapp.settings import Paths
from quizapp.storage.blueprint_files import BlueprintSpec, PartSpec, SectionSpec, read_blueprint, read_folders
from tests.decks.test_format_documents import examples

SHIPPED = Paths.find({"QUIZAPP_HOME": "/nowhere"}).bundled_papers
GUIDE = Path(__file__).parents[2] / "docs" / "exams.md"


def shipped(name: str) -> Blueprint:
    """A blueprint that comes with quizapp."""
    return read_folders(SHIPPED, Path("/nowhere")).found[name]


def test_everything_that_is_shipped_is_sound() -> None:
    """No file has a problem, and each says how sure its facts are."""
    read = read_folders(SHIPPED, Path("/nowhere"))
    assert read.problems == []
    assert {path.stem for path in SHIPPED.glob("*.yaml")} == set(read.found)
    assert all(each.certainty and each.description and each.bundled for each in read.found.values())


def test_part_one_of_current_affairs() -> None:
    """20 questions of one mark in 30 minutes, then locked; a wrong answer costs nothing; no pause."""
    part_one = shipped("css-ca-part1")
    assert (part_one.questions, part_one.marks, part_one.minutes, part_one.pauses) == (20, 20, 30, False)
    (section,) = part_one.sections
    assert (section.minutes, section.locks, section.negative) == (30, True, 0)
    assert section.parts[0].kinds == (Kind.CHOICE,)


def test_the_whole_current_affairs_paper() -> None:
    """20 marks in 30 minutes, locked; then 80 marks of essays in 150 minutes, marked by oneself; 40 percent to pass."""
    paper = shipped("css-ca-paper")
    first, second = paper.sections
    assert (paper.marks, paper.minutes, paper.pass_percent) == (100, 180, 40)
    assert (first.questions * first.marks, first.minutes, first.locks, first.self_marked) == (20, 30, True, False)
    assert (second.questions * second.marks, second.minutes, second.self_marked) == (80, 150, True)


@pytest.mark.parametrize("name", ["mpt", "mpt-style"])
def test_the_screening_test(name: str) -> None:
    """200 questions in 200 minutes, 66 marks to pass, no negative marking, sections of 20, 20, 50, 60 and 50."""
    mpt = shipped(name)
    assert (mpt.questions, mpt.marks, mpt.minutes, mpt.marks * mpt.pass_percent / 100) == (200, 200, 200, 66)
    assert [section.questions for section in mpt.sections] == [20, 20, 50, 60, 50]
    assert {section.negative for section in mpt.sections} == {0}
    assert mpt.scaled is (name == "mpt-style")


def test_recruitment_style() -> None:
    """100 questions, a quarter of a mark for a wrong answer."""
    paper = shipped("fpsc-recruitment")
    assert (paper.questions, paper.marks, paper.sections[0].negative) == (100, 100, 0.25)


def test_a_quick_ten_and_a_diagnostic() -> None:
    """Ten of anything; and two of every topic, easy ones first, without a clock."""
    assert (shipped("quick-ten").questions, shipped("quick-ten").minutes) == (10, 10)
    diagnostic = shipped("diagnostic")
    (section,) = diagnostic.sections
    assert (section.parts[0].per_topic, section.order, diagnostic.minutes) == (2, Order.DIFFICULTY, 0)
    assert section.parts[0].kinds == OBJECTIVE


LINES = {
    "paper": "mine",
    "title": "Mine",
    "sections": "[{id: one, title: One, questions: 5}]",
}


def problems(**lines: str) -> list[str]:
    """What is said of a blueprint with these lines, each on a line of its own."""
    text = "".join(f"{key}: {value}\n" for key, value in {**LINES, **lines}.items() if value)
    return [str(problem) for problem in read_blueprint(text.encode(), "mine.yaml")[1]]


def test_a_small_blueprint_is_enough() -> None:
    """Id, title and one section with a number."""
    assert problems() == []


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ({"paper": "Mine"}, "mine.yaml:1:8: `paper` must be small letters and digits"),
        ({"paper": "other"}, "mine.yaml:1:8: a blueprint's file is named for its paper: call it other.yaml"),
        ({"sections": ""}, "mine.yaml:1:1: `sections` is missing"),
        ({"minuts": "5"}, "mine.yaml:4:1: the key `minuts` is unknown here: did you mean `minutes`?"),
        ({"minutes": "soon"}, "mine.yaml:4:10: `minutes` must be a whole number, not `soon`"),
        ({"minutes": "0"}, "mine.yaml:4:10: `minutes` must be at least 1, not `0`"),
        ({"scaled": "true"}, "mine.yaml:4:9: a paper without a time has nothing to scale"),
        ({"sections": "[{id: one, title: One}]"}, "mine.yaml:3:12: the section does not say how many questions it has"),
        (
            {"sections": "[{id: one, title: One, questions: 5, locks: true}]"},
            "mine.yaml:3:55: a section that locks needs `minutes`",
        ),
        (
            {"sections": "[{id: one, title: One, questions: 5}, {id: one, title: Two, questions: 5}]"},
            "mine.yaml:3:54: the id `one` is that of the section on line 3 already",
        ),
        (
            {"minutes": "10", "sections": "[{id: one, title: One, questions: 5, minutes: 11}]"},
            "mine.yaml:4:10: the sections take 11 minutes, which is more than the 10 of the paper",
        ),
        (
            {"sections": "[{id: one, title: One, questions: 5, kinds: [choise]}]"},
            "mine.yaml:3:56: `entry 1` must be",
        ),
        (
            {"sections": "[{id: one, title: One, parts: [{questions: 5, weight: 1}]}]"},
            "mine.yaml:3:42: a part says one of `questions`, `weight` and `per_topic`",
        ),
        (
            {"sections": "[{id: one, title: One, parts: [{weight: 1}, {questions: 2}]}]"},
            "mine.yaml:3:51: either all parts of a section have a `weight`, or none has",
        ),
        (
            {"sections": "[{id: one, title: One, parts: [{weight: 1}]}]"},
            "mine.yaml:3:12: parts with weights need `questions`",
        ),
        (
            {"sections": "[{id: one, title: One, questions: 9, parts: [{questions: 2}]}]"},
            "mine.yaml:3:45: the parts say how many questions there are",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(lines: dict[str, str], said: str) -> None:
    """`file:line:column: sentence`, and nothing else is said."""
    (found,) = problems(**lines)
    assert found.startswith(said)


@pytest.mark.parametrize("text", ["", "[]", "paper", "a: [b", "\x00", "paper: mine\npaper: mine\n"])
def test_what_is_no_blueprint_is_refused(text: str) -> None:
    """Whatever the bytes are, there is a problem with a place, and no error."""
    blueprint, found = read_blueprint(text.encode(), "mine.yaml")
    assert blueprint is None
    assert found


def test_parts_take_what_the_section_says() -> None:
    """What a section says of kinds and subjects holds for the parts that say nothing else."""
    text = """
paper: mine
title: Mine
sections:
  - id: one
    title: One
    questions: 10
    kinds: [choice]
    subjects: [Civics]
    parts:
      - {weight: 1, topics: [Rivers]}
      - {weight: 3, kinds: [typed]}
"""
    blueprint, _ = read_blueprint(text.encode(), "mine.yaml")
    assert blueprint is not None
    first, second = blueprint.sections[0].parts
    assert (first.kinds, first.subjects, first.topics) == ((Kind.CHOICE,), ("Civics",), ("Rivers",))
    assert (second.kinds, second.subjects, second.weight) == ((Kind.TYPED,), ("Civics",), 3)


def test_ones_own_takes_the_place_of_a_bundled_one(tmp_path: Path) -> None:
    """A file of the same id in the learner's folder is used instead; one with mistakes leaves the bundled one."""
    own = tmp_path / "mpt.yaml"
    text = "paper: mpt\ntitle: Mine\nsections: [{id: one, title: One, questions: 5}]\n"
    own.write_text(text)
    found = read_folders(SHIPPED, tmp_path).found["mpt"]
    assert (found.title, found.bundled) == ("Mine", False)
    own.write_text(text.replace("questions", "qestions"))
    read = read_folders(SHIPPED, tmp_path)
    assert read.found["mpt"].bundled
    assert [problem.path for problem in read.problems] == [str(own)]


def test_every_field_is_named_in_the_guide() -> None:
    """No field that the reader knows is missing from the page."""
    fields = {name for model in (BlueprintSpec, SectionSpec, PartSpec) for name in model.model_fields}
    assert {name for name in fields if f"`{name}`" not in GUIDE.read_text(encoding="utf-8")} == set()


@pytest.mark.parametrize("text", examples(GUIDE))
def test_every_blueprint_in_the_guide_is_sound(text: str) -> None:
    """What a tutor copies from the page is accepted."""
    name = text.partition("\n")[0].removeprefix("paper: ")
    assert read_blueprint(text.encode(), f"{name}.yaml")[1] == []
