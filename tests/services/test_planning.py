"""Planning through the service: what the planner is told, and what is kept of its answer."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from quizapp.bootstrap import Services, services_on
from quizapp.domain.answers import Picked
from quizapp.domain.errors import QuizError
from quizapp.domain.events import EventType
from quizapp.domain.goals import Goal
from quizapp.domain.questions import Question, TrueFalse
from quizapp.domain.scheduling import parameters_in_force
from quizapp.domain.settings import StudySettings
from quizapp.domain.sitting import Step
from quizapp.planning.values import Belief, Certainty
from quizapp.services.decks import DeckService
from quizapp.services.drafting_plans import believed
from quizapp.services.situations import Aim, belief, gathered
from quizapp.settings import Paths
from quizapp.storage import plan_file
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.planning import AnswerRow
from tests.decks.conftest import Folders, deck_text
from tests.support.banks import add_questions
from tests.support.clocks import NOON, SetClock
from tests.support.paper_banks import choice, essay

TODAY = NOON.date()


@pytest.fixture
def services(tmp_path: Path) -> Services:
    """Services over twelve questions with four options and three statements, which the quick ten asks for."""
    root = tmp_path / "home"
    found = services_on(Paths(root / "data", root / "config", root / "state", root / "cache"), SetClock())
    questions: list[Question] = [choice(f"c{number}", "Rivers" if number % 3 else "Hills") for number in range(12)]
    questions += [TrueFalse(id=f"t{number}", topic="Hills", prompt=f"{number}?", answer=True) for number in range(3)]
    with found.store.write() as tx:
        add_questions(tx, questions)
    return found


def aim(services: Services, days: int = 20, minutes: int = 10, paper: str = "quick-ten") -> Goal:
    """Set a goal so many days ahead."""
    on = TODAY + timedelta(days=days)
    return services.goals.set(Goal(id="exam", exam="Exam", paper=paper, on=on, minutes=(minutes,) * 7))


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("CSS MPT", "mpt-style"),
        ("mpt-2027", "mpt-style"),
        ("FPSC, inspector", "fpsc-recruitment"),
        ("A very long name, and the end of it", "css-ca-part1"),
        ("مقابلہ", "css-ca-part1"),
    ],
)
def test_the_paper_of_an_exam_is_known_by_the_words_of_its_name(services: Services, name: str, paper: str) -> None:
    """However they are joined; by words that tell something, not by any `a` or `the`."""
    assert services.goals.paper_called(name) == paper


def test_without_a_goal_there_is_nothing_to_plan(services: Services) -> None:
    """And nothing is out of date."""
    assert services.planning.plan() is None
    assert services.planning.kept() is None
    assert not services.planning.is_outdated()


def test_a_plan_is_kept_and_followed(services: Services) -> None:
    """Study asks its first card, which has a reason; Home counts what it holds."""
    aim(services)
    assert services.planning.is_outdated()
    plan = services.planning.plan()
    assert plan is not None
    assert services.planning.kept() == plan
    assert not services.planning.is_outdated()
    overview = services.today.overview()
    assert overview.new == plan.planned > 0
    step = services.study.step(services.study.begin())
    assert isinstance(step, Step)
    assert str(step.card) == plan.order[0].card
    why = services.planning.why(str(step.card))
    assert why is not None
    assert why.kind == "new"


def test_no_day_is_told_to_hold_less_than_nothing(services: Services) -> None:
    """Of two minutes a day ten cannot be taken; none at all is what `today` says."""
    aim(services, days=9, minutes=2)
    plan = services.planning.plan()
    assert plan is not None
    assert [each.minutes for each in plan.otherwise] == [10]
    aim(services, days=9, minutes=12)
    plan = services.planning.plan()
    assert plan is not None
    assert [each.minutes for each in plan.otherwise] == [-10, 10]


def test_a_promise_speaks_of_the_paper(services: Services) -> None:
    """Marks to expect between bounds, against the pass line and the target, on the day of the exam."""
    goal = aim(services, days=30)
    services.goals.set(replace(goal, target=9.0))
    plan = services.planning.plan()
    assert plan is not None
    (promise,) = plan.promises
    assert 0 <= promise.low <= promise.mean <= promise.high <= promise.most + 1e-9
    assert promise.most == pytest.approx(10)
    assert (promise.paper, promise.target, promise.own) == (10, 9.0, False)
    assert promise.mean > promise.today
    assert [each.day - plan.day for each in plan.days] == list(range(30))


def test_a_paper_that_shrinks_is_passed_by_what_it_has_shrunk_to(services: Services) -> None:
    """The line of a whole screening test would be out of reach with fifteen questions."""
    with services.store.write() as tx:
        tx.exec_driver_sql("UPDATE deck SET body = json_set(body, '$.subject', 'Current Affairs')")
    aim(services, paper="mpt-style")
    plan = services.planning.plan()
    assert plan is not None
    (promise,) = plan.promises
    assert promise.needed == pytest.approx(0.33 * promise.most)
    assert promise.most < 200


def test_without_a_question_that_could_be_asked_nothing_is_planned(services: Services) -> None:
    """A sentence says so; nobody is told that quizapp made a mistake."""
    aim(services)
    with services.store.write() as tx:
        tx.exec_driver_sql("UPDATE deck SET retired = 1")
    with pytest.raises(QuizError, match="There is nothing to plan"):
        services.planning.plan()


def test_what_a_wrong_answer_costs_is_held_against_the_marks_of_its_question(services: Services) -> None:
    """One of four marks lost for a wrong answer is a quarter: a guess of four options brings 4/4 - 3/4 marks."""
    services.paths.papers.mkdir(parents=True, exist_ok=True)
    asks = "{id: all, title: All, questions: 10, kinds: [choice], marks: 4, negative: 1}"
    paper = f"paper: costly\ntitle: Costly\nminutes: 10\nsections:\n  - {asks}\n"
    (services.paths.papers / "costly.yaml").write_text(paper, encoding="utf-8")
    aim(services, paper="costly")
    plan = services.planning.plan()
    assert plan is not None
    assert plan.promises[0].today == pytest.approx(10 * 0.25)


def test_a_new_day_another_goal_and_new_cards_put_a_plan_out_of_date(services: Services) -> None:
    """But an answer does not: what is left of the plan is reckoned each time."""
    aim(services)
    services.planning.plan()
    sitting = services.study.begin()
    step = services.study.step(sitting)
    assert isinstance(step, Step)
    services.study.answer(sitting, step, Picked("a"), milliseconds=3_000, attempt=services.study.prepare(step))
    assert not services.planning.is_outdated()
    with services.store.write() as tx:
        add_questions(tx, [choice("new", "Seas")], slug="more", key=2)
    assert services.planning.is_outdated()
    services.planning.plan()
    aim(services, minutes=20)
    assert services.planning.is_outdated()
    services.planning.plan()
    assert isinstance(services.clock, SetClock)
    services.clock.advance(days=1)
    assert services.planning.is_outdated()
    assert services.planning.plan() == services.planning.plan()


TWO = "{text: One, correct: true}, {text: Two}"
QUESTION = "{{id: {}, kind: choice, topic: {}, difficulty: {}, prompt: '{}', options: [{}]}}"
MINE = [QUESTION.format(name, "Seas", 2, "Which?", TWO) for name in ("one", "two", "three")]


@pytest.mark.parametrize(
    ("changed", "outdated"),
    [
        ([*MINE[:2], QUESTION.format("three", "Lakes", 2, "Which?", TWO)], True),
        ([*MINE[:2], QUESTION.format("three", "Seas", 3, "Which?", TWO)], True),
        ([*MINE[:2], QUESTION.format("three", "Seas", 2, "Which?", f"{TWO}, {{text: Three}}")], True),
        ([*MINE[:2], QUESTION.format("four", "Seas", 2, "Which?", TWO)], True),
        ([*MINE[:2], QUESTION.format("three", "Seas", 2, "Which of these?", TWO.replace("Two", "Too"))], False),
        ([MINE[2], *MINE[:2]], False),
    ],
    ids=["topic", "difficulty", "options", "swapped", "mended", "moved"],
)
def test_what_a_deck_asks_for_puts_a_plan_out_of_date(
    services: Services, tmp_path: Path, changed: list[str], outdated: bool
) -> None:
    """However many cards there are then; how a question is worded moves nothing."""
    folders = Folders(*[tmp_path / name for name in ("bundled", "own", "bundled-seeds", "seeds")])
    folders.decks.mkdir()
    decks = DeckService(services.store, folders, services.clock)
    write_deck(folders, MINE)
    decks.sync()
    aim(services)
    services.planning.plan()
    assert not services.planning.is_outdated()
    write_deck(folders, changed)
    decks.sync()
    assert services.planning.is_outdated() is outdated
    write_deck(folders, MINE)
    decks.sync()
    assert not services.planning.is_outdated()


def write_deck(folders: Folders, questions: list[str]) -> None:
    """A deck of these questions in the place of the one before."""
    (folders.decks / "mine.yaml").write_text(deck_text("mine", *questions), encoding="utf-8")


def test_another_paper_of_the_same_name_puts_a_plan_out_of_date(services: Services) -> None:
    """Who writes that a section has twice the questions has other marks to make."""
    services.paths.papers.mkdir(parents=True, exist_ok=True)
    paper = services.paths.papers / "mine.yaml"
    text = "paper: mine\ntitle: Mine\nsections:\n- {id: one, title: One, questions: 3}\n"
    paper.write_text(text, encoding="utf-8")
    aim(services, paper="mine")
    services.planning.plan()
    assert not services.planning.is_outdated()
    paper.write_text(text.replace("questions: 3", "questions: 10"), encoding="utf-8")
    assert services.planning.is_outdated()


def test_one_deck_or_card_in_the_place_of_another_puts_a_plan_out_of_date(services: Services) -> None:
    """Though as many cards can be asked as before."""
    for key, slug in ((2, "more"), (3, "other")):
        with services.store.write() as tx:
            add_questions(tx, [choice("new", "Seas")], slug=slug, key=key)
    services.settings.set("enabled", False, "other")
    aim(services)
    services.planning.plan()
    services.settings.set("enabled", True, "other")
    services.settings.set("enabled", False, "more")
    assert services.planning.is_outdated()
    services.planning.plan()
    services.browse.change([1], EventType.SUSPEND)
    services.planning.plan()
    services.browse.change([2], EventType.SUSPEND)
    services.browse.change([1], EventType.RESUME)
    assert services.planning.is_outdated()


def test_cards_that_no_paper_asks_for_are_left_out_and_named(services: Services) -> None:
    """A screening test asks one best of four: statements bring it no marks."""
    with services.store.write() as tx:
        tx.exec_driver_sql("UPDATE deck SET body = json_set(body, '$.subject', 'Current Affairs')")
    aim(services, paper="css-ca-part1")
    plan = services.planning.plan()
    assert plan is not None
    assert ("Hills", 3, "no marks") in plan.left_out
    assert all("/c" in each.card for each in plan.order)


def test_essays_are_neither_planned_nor_promised(services: Services) -> None:
    """Half of the whole paper is written: nothing is said of those marks, and no essay is called unasked for."""
    with services.store.write() as tx:
        add_questions(tx, [essay(f"e{number}", "Hills") for number in range(6)], slug="written", key=3)
        tx.exec_driver_sql("UPDATE deck SET body = json_set(body, '$.subject', 'Current Affairs')")
    aim(services, paper="css-ca-paper")
    plan = services.planning.plan()
    assert plan is not None
    assert plan.promises[0].most == pytest.approx(12)
    assert plan.promises[0].paper == 100
    assert not [each for each in plan.order if each.card.startswith("written/")]
    assert plan.left_out == (("Hills", 3, "no marks"),)


def test_a_goal_whose_paper_is_gone_leaves_the_others_their_plan(services: Services) -> None:
    """Alone it is an error in words."""
    goal = aim(services)
    blueprint = services.paths.papers / "mine.yaml"
    blueprint.write_text(
        "paper: mine\ntitle: Mine\nsections:\n- {id: one, title: One, questions: 3}\n", encoding="utf-8"
    )
    services.goals.set(replace(goal, id="own", exam="Own", paper="mine"))
    blueprint.unlink()
    plan = services.planning.plan()
    assert plan is not None
    assert [each.goal for each in plan.promises] == ["exam"]
    services.goals.remove("exam")
    with pytest.raises(QuizError, match=r"^There is no paper `mine`\. `quizapp exam list` shows those there are\.$"):
        services.planning.plan()


def test_goals_that_change_while_a_plan_is_made_are_planned_for(services: Services) -> None:
    """Another window may change them; a plan for those before would be followed by nobody."""
    goal = aim(services)
    other = services_on(services.paths, services.clock)
    told: list[str] = []

    def change(_: float, what: str) -> None:
        if not told:
            other.goals.set(replace(goal, minutes=(20,) * 7))
        told.append(what)

    plan = services.planning.plan(change)
    assert plan is not None
    assert plan.seconds == 20 * 60
    assert services.planning.kept() == plan
    assert not services.planning.is_outdated()

    def give_up(*_: object) -> None:
        if other.goals.goals():
            other.goals.remove("exam")

    assert services.planning.plan(give_up) is None


def test_a_plan_that_was_spoilt_is_made_anew(services: Services) -> None:
    """It is a cache: what cannot be read is none."""
    aim(services)
    services.planning.plan()
    kept = services.paths.plan.read_text(encoding="utf-8")
    line, text = kept.split("\n")
    plain = json.loads(text)
    others = [f"{line}\n{json.dumps({**plain, **each})}" for each in ({"planned": "9"}, {"order": 3}, {"format": 99})]
    for spoilt in ("", "[]", text, kept.replace('"seconds": ', '"seconds": 1', 1), *others):
        services.paths.plan.write_text(spoilt, encoding="utf-8")
        assert services.planning.is_outdated()
        assert services.today.overview().beyond is None
    assert services.planning.plan() is not None


@pytest.mark.parametrize(
    ("error", "words"),
    [(errno.ENOSPC, "The disk is full, so nothing was saved to"), (errno.EROFS, "cannot be written")],
)
def test_a_plan_that_cannot_be_kept_is_an_error_that_names_the_disk(
    services: Services, monkeypatch: pytest.MonkeyPatch, error: int, words: str
) -> None:
    """And the plan before stays as it was."""
    aim(services)
    before = services.planning.plan()
    aim(services, minutes=11)

    def failing(_: int) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(QuizError, match=words) as said:
        services.planning.plan()
    assert str(services.paths.plan) in str(said.value)
    assert plan_file.read(services.paths.plan) == before


def test_a_folder_in_the_place_of_the_plan_is_named(services: Services) -> None:
    """It is not blamed on the disk, which is well."""
    aim(services)
    services.paths.plan.mkdir(parents=True)
    assert services.planning.is_outdated()
    with pytest.raises(QuizError, match=r"plan\.json is not an ordinary file, so nothing was saved\. Move it"):
        services.planning.plan()


def test_answers_teach_what_is_believed_of_the_memory(services: Services) -> None:
    """Every answer that moved a memory is told to the planner, whose cards are as its own belief has them."""
    goal = aim(services, days=60)
    clock = services.clock
    assert isinstance(clock, SetClock)
    card = ""
    for _ in range(2):
        sitting = services.study.begin()
        step = services.study.step(sitting)
        assert isinstance(step, Step)
        attempt, card = services.study.prepare(step), str(step.card)
        sitting = services.study.answer(sitting, step, Picked("a"), milliseconds=3_000, attempt=attempt).sitting
        clock.advance(days=20)
    settings, day = services.settings.get(), services.today.overview().day
    aims = [Aim(goal, services.papers.blueprint("quick-ten"))]
    with services.store.read() as tx:
        found = gathered(tx, DEFAULT_LEARNER, settings, day, aims)
    place = next(place for place, row in enumerate(found.cards) if row.id == card)
    assert found.histories[place] == [(0, 3), (20, 3)]
    after = believed(found).situation
    assert after.belief.answers == 1
    assert after.belief.certainty is Certainty.COLD
    assert after.cards[place].stability not in (None, found.situation.cards[place].stability)
    assert sum(card.stability is None for card in after.cards) == len(after.cards) - 1


def test_two_exams_may_be_on_one_day(services: Services) -> None:
    """Each has its promise, on its day."""
    goal = aim(services, days=12)
    services.goals.set(replace(goal, id="other", exam="Other", paper="diagnostic"))
    plan = services.planning.plan()
    assert plan is not None
    assert [each.goal for each in plan.promises] == ["exam", "other"]
    assert {each.day - plan.day for each in plan.promises} == {12}


def test_a_plan_over_a_day_off_has_nothing_for_it(services: Services) -> None:
    """Today is a Monday without minutes: nothing is planned today, and everything due is there nevertheless."""
    on = TODAY + timedelta(days=10)
    services.goals.set(Goal(id="exam", exam="Exam", paper="quick-ten", on=on, minutes=(0, 10, 10, 10, 10, 10, 10)))
    plan = services.planning.plan()
    assert plan is not None
    assert (plan.planned, plan.days[0].minutes) == (0, 0)
    sitting = services.study.begin()
    assert not sitting.planned
    assert sitting.queue


def test_the_usual_pace_gives_way_to_the_learners_own() -> None:
    """Forty answers weigh as much as what is known of others; a pause is no slow answer."""
    settings = StudySettings(parameters=parameters_in_force(()))
    usual = Belief(parameters=settings.parameters)
    none = belief(settings, [])
    assert none.review_seconds == pytest.approx(usual.review_seconds)
    assert none.first == pytest.approx(usual.first)
    slow = belief(settings, [AnswerRow(3, 20_000, "review")] * 400 + [AnswerRow(3, 9_000_000, "review")])
    assert 16 < slow.review_seconds[2] < 22
    assert slow.review_seconds[0] > usual.review_seconds[0]
    forgetful = belief(settings, [AnswerRow(1, 20_000, "new")] * 400)
    assert forgetful.first[0] > 0.9
