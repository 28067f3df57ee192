"""`quizapp goal`: setting, changing, listing and giving up."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.cli.conftest import Quizapp

ON = datetime.now(tz=UTC).date() + timedelta(days=90)


def test_a_goal_that_was_set_is_listed(quizapp: Quizapp) -> None:
    """With the paper its name says, thirty minutes a day, and the days off left out."""
    done = quizapp("goal", "set", "--exam", "CSS MPT", "--date", str(ON), "--days-off", "fri")
    assert done.code == 0
    (goal,) = json.loads(quizapp("goal", "--json").out)
    assert goal["id"] == "css-mpt"
    assert goal["paper"] == "mpt-style"
    assert goal["minutes"] == [30, 30, 30, 30, 0, 30, 30]
    assert "css-mpt" in quizapp("goal").out


def test_only_what_is_named_is_changed(quizapp: Quizapp) -> None:
    """The rest of a goal stays as it was set, and `none` takes the breaks away again."""
    quizapp("goal", "set", "--exam", "Current affairs", "--date", str(ON), "--minutes", "45", "--target", "14")
    quizapp("goal", "set", "--exam", "Current affairs", "--break", str(ON - timedelta(days=9)))
    (goal,) = json.loads(quizapp("goal", "--json").out)
    assert (goal["paper"], goal["target"], goal["minutes"]) == ("css-ca-part1", 14, [45] * 7)
    assert len(goal["breaks"]) == 1
    quizapp("goal", "set", "--exam", "Current affairs", "--break", "none")
    (goal,) = json.loads(quizapp("goal", "--json").out)
    assert goal["breaks"] == []


def test_a_goal_given_up_is_gone(quizapp: Quizapp) -> None:
    """By its id or by its name; one that is not there is said."""
    quizapp("goal", "set", "--exam", "CSS MPT", "--date", str(ON))
    assert quizapp("goal", "remove", "nothing").code == 1
    assert quizapp("goal", "remove", "CSS MPT").code == 0
    assert json.loads(quizapp("goal", "--json").out) == []
    assert "All is well" in quizapp("doctor").err + quizapp("doctor").out


def test_exams_with_names_of_other_letters_stay_apart(quizapp: Quizapp) -> None:
    """Two names without a Latin letter, and two long ones that begin alike: none takes the place of another."""
    long = "Federal Public Service Commission, the competitive examination of"
    names = ["مقابلے کا امتحان", "پبلک سروس", "🎯", f"{long} 2027", f"{long} 2028"]
    for name in names:
        assert quizapp("goal", "set", "--exam", name, "--date", str(ON)).code == 0
    goals = json.loads(quizapp("goal", "--json").out)
    assert sorted(goal["exam"] for goal in goals) == sorted(names)
    assert len({goal["id"] for goal in goals}) == len(names)
    quizapp("goal", "set", "--exam", names[1], "--minutes", "55")
    quizapp("goal", "remove", names[0])
    goals = {goal["exam"]: goal for goal in json.loads(quizapp("goal", "--json").out)}
    assert goals.keys() == set(names[1:])
    assert goals[names[1]]["minutes"] == [55] * 7


def test_an_exam_may_be_named_by_its_id_and_keeps_its_name(quizapp: Quizapp) -> None:
    """However the name is spaced and its letters are cased, it is the same exam."""
    quizapp("goal", "set", "--exam", "CSS MPT", "--date", str(ON))
    quizapp("goal", "set", "--exam", "css-mpt", "--minutes", "20")
    (goal,) = json.loads(quizapp("goal", "--json").out)
    assert (goal["exam"], goal["minutes"]) == ("CSS MPT", [20] * 7)
    quizapp("goal", "set", "--exam", " css\n mpt", "--minutes", "25")
    (goal,) = json.loads(quizapp("goal", "--json").out)
    assert (goal["id"], goal["exam"], goal["minutes"]) == ("css-mpt", "css mpt", [25] * 7)
    assert len(quizapp("goal", "list").out.splitlines()) == 2
    assert json.loads(quizapp("goal", "list", "--json").out) == [goal]


def test_days_off_stay_when_other_minutes_are_given(quizapp: Quizapp) -> None:
    """Until they are taken back, or given minutes by their name; then they have those of most days."""

    def minutes() -> list[int]:
        found: list[int] = json.loads(quizapp("goal", "--json").out)[0]["minutes"]
        return found

    quizapp("goal", "set", "--exam", "MPT", "--date", str(ON), "--minutes", "30,sun=90", "--days-off", "fri,sat")
    assert minutes() == [30, 30, 30, 30, 0, 0, 90]
    quizapp("goal", "set", "--exam", "MPT", "--minutes", "45,sat=20")
    assert minutes() == [45, 45, 45, 45, 0, 20, 45]
    quizapp("goal", "set", "--exam", "MPT", "--minutes", "30,sun=90")
    quizapp("goal", "set", "--exam", "MPT", "--days-off", "none")
    assert minutes() == [30, 30, 30, 30, 30, 30, 90]


def test_a_target_above_the_marks_of_the_paper_is_refused_with_their_number(quizapp: Quizapp) -> None:
    """And so is one below nothing, or none at all."""
    for target in ("21", "-3", "nan", "inf"):
        refused = quizapp("goal", "set", "--exam", "Current affairs", "--date", str(ON), "--target", target)
        assert refused.err == "quizapp: CSS Current Affairs, Part I has 20 marks; a target is a number up to that.\n"


def test_what_cannot_be_a_goal_is_said_in_a_sentence(quizapp: Quizapp) -> None:
    """And nothing is kept of it."""
    for wrong in (
        ("--date", "2020-01-01"),
        ("--date", "someday"),
        ("--date", str(ON), "--paper", "nothing-like-it"),
        ("--date", str(ON), "--minutes", "none"),
        ("--date", str(ON), "--target", "5000"),
    ):
        refused = quizapp("goal", "set", "--exam", "CSS MPT", *wrong)
        assert refused.code == 1, wrong
        assert refused.err.startswith("quizapp: ")
    assert quizapp("goal", "set", "--exam", "CSS MPT").code == 2
    assert json.loads(quizapp("goal", "--json").out) == []


def test_the_app_has_the_plan_made_and_told_how_far_it_is(quizapp: Quizapp) -> None:
    """Only where there is none for today; a line is a share and what is being done."""
    assert quizapp("plan", "--keep").out == ""
    quizapp("goal", "set", "--exam", "Soon", "--date", str(ON - timedelta(days=86)), "--minutes", "5")
    told = quizapp("plan", "--keep")
    assert told.code == 0
    shares = [float(line.split()[0]) for line in told.out.splitlines()]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 and line.count(" ") for share, line in zip(shares, told.out.splitlines(), strict=True))
    assert quizapp("plan", "--keep").out == ""
    told = json.loads(quizapp("plan", "--json").out)
    assert told["exams"]
    assert all(
        round(day["minutes"], 1) == day["minutes"] and round(day["marks"], 2) == day["marks"] for day in told["days"]
    )
    page = (Path(__file__).parents[2] / "docs" / "planner.md").read_text(encoding="utf-8")
    table = page.partition("#### For other programs")[2].partition("`w` at")[0]
    rows = [each for name in ("exams", "days", "otherwise", "left_out", "today") for each in told[name][:1]]
    assert all(f"`{key}`" in table for row in [told, *rows] for key in row if not isinstance(row.get(key), list))


def test_the_days_of_several_exams_name_the_one_their_marks_are_of(quizapp: Quizapp) -> None:
    """That is the next one from the day on."""
    soon = ON - timedelta(days=88)
    quizapp("goal", "set", "--exam", "Soon", "--date", str(soon), "--minutes", "2")
    quizapp("goal", "set", "--exam", "Late", "--date", str(soon + timedelta(days=2)), "--minutes", "2")
    rows = [line.split() for line in quizapp("plan").out.splitlines()]
    table = {row[1]: row[6] for row in rows if len(row) > 6 and row[1].startswith("20")}
    assert table[str(soon - timedelta(days=1))] == "Soon"
    assert table[str(soon)] == "Late"
