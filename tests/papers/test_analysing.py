"""Item analysis of papers that were sat: from the log, from exported results, and from what is no result at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizapp.bootstrap import Services
from quizapp.domain.errors import QuizError
from quizapp.domain.exam_changes import Correction
from quizapp.domain.item_analysis import ENOUGH, Suspicion
from quizapp.domain.paper_attempts import PaperAttempt, read_results
from quizapp.exports.result_json import FORMAT as WRITTEN
from quizapp.exports.result_json import plain_result
from quizapp.services.analysing import AnalysedItem
from tests.cli.conftest import Outcome
from tests.support.clocks import NOON, SetClock
from tests.support.sat_papers import deck, lay_out, sit
from tests.tui.support import Hall, RoomPaths

CARD = "world/rivers-1"


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """A deck of eight questions, and a paper of all of them."""
    found = Hall(RoomPaths.find({"QUIZAPP_HOME": str(tmp_path / "home")}), SetClock(NOON))
    found.paths.create()
    for folder in (found.paths.papers, found.paths.seeds, found.paths.decks):
        folder.mkdir(parents=True, exist_ok=True)
    lay_out(found.paths)
    return found


def item(services: Services, attempts: tuple[PaperAttempt, ...], card: str) -> AnalysedItem:
    """The figures of a card."""
    return next(each for each in services.analysing.items(attempts) if each.figures.item == card)


def test_all_papers_handed_in_are_taken_together(hall: Hall) -> None:
    """Two papers of eight questions: facility is the mean, a blank earns nothing, and every card is there once."""
    services = hall.services()
    first = sit(services, hall.clock, "r r r r r r r r", seed=1)
    sit(services, hall.clock, "w w w w - - - -", seed=2)
    attempts = services.analysing.sat()
    found = services.analysing.items(attempts)
    assert (len(attempts), len(found)) == (2, 8)
    assert {each.figures.facility for each in found} == {50}
    assert {each.figures.attempts for each in found} == {2}
    assert {each.key for each in found} == {"a"}
    card = str(first.question(1).card)
    assert item(services, attempts, card).options["a"] == f"Option a of {card.removeprefix('world/')}"
    assert sum(each.figures.options.get("", 0) for each in found) == 4


def test_the_keys_are_those_of_today_and_cancelled_questions_tell_nothing(hall: Hall) -> None:
    """A key corrected in the deck turns the answer right; a cancelled question is left out."""
    services = hall.services()
    sitting = sit(services, hall.clock, "r r r r r r r r")
    number = next(each.number for each in sitting.paper.questions if str(each.card) == CARD)
    (hall.paths.decks / "world.yaml").write_text(deck({"rivers-1": "b"}), encoding="utf-8")
    services.decks.sync()
    found = item(services, services.analysing.sat(), CARD)
    assert (found.figures.facility, found.key) == (0, "b")
    services.exams.correct(sitting.id, number, Correction(cancelled=True))
    assert CARD not in services.analysing.sat()[0].given


def test_exported_results_of_many_are_as_the_papers_themselves(hall: Hall) -> None:
    """One in a file or a list of them; who comes twice counts once."""
    services = hall.services()
    ids = [
        sit(services, hall.clock, words, seed=seed).id
        for seed, words in enumerate(("r r w w - r w r", "w r r - w r r r"))
    ]
    told = [plain_result(services.exam_results.result(id)) for id in ids]
    one = [each for result in told for each in read_results(json.dumps(result), "one.json")]
    together = read_results(json.dumps([*told, told[0]]), "all.json")
    assert services.analysing.items(one) == services.analysing.items(together)
    by_item = {each.figures.item: each for each in services.analysing.items(services.analysing.sat())}
    assert {each.figures.item: each for each in services.analysing.items(one)} == by_item
    assert told[0]["format"] == WRITTEN


def test_what_a_person_marked_tells_nothing_of_an_item_from_a_file_either(hall: Hall) -> None:
    """Essays and questions without options alike: the log and the exported result have the same cards."""
    asks = "{id: all, title: All, questions: 2, decks: [recall], kinds: [basic, choice]}"
    paper = f"paper: recalled\ntitle: Recalled\nminutes: 5\nsections:\n  - {asks}\n"
    (hall.paths.papers / "recalled.yaml").write_text(paper, encoding="utf-8")
    basic = "  - {id: why, kind: basic, topic: T, prompt: Why dams?, answer: For power.}\n"
    asked = deck().split("  - id: rivers-2")[0].split("questions:\n")[1].split("    sources")[0]
    text = f"deck: recall\ntitle: Recalled\nquestions:\n{basic}{asked}"
    (hall.paths.decks / "recall.yaml").write_text(text, encoding="utf-8")
    services = hall.services()
    services.decks.sync()
    sitting = services.exams.begin(services.papers.blueprint("recalled"), 1)
    number = next(each.number for each in sitting.paper.questions if str(each.card) == "recall/why")
    services.exams.save_draft(sitting, number, "For power.")
    services.exams.hand_in(sitting)
    services.exams.grade(sitting.id, number, 1)
    told = plain_result(services.exam_results.result(sitting.id))
    (there,) = read_results(json.dumps(told), "one.json")
    assert there.given == services.analysing.sat()[0].given
    assert there.given.keys() == {"recall/rivers-1"}


def test_a_key_that_the_better_half_does_not_pick_looks_wrong(hall: Hall) -> None:
    """Ten papers: who has the rest right picks another option at one question."""
    services = hall.services()
    for seed in range(ENOUGH):
        sitting = services.exams.begin(services.papers.blueprint("class-test"), seed)
        services.exams.abandon(sitting)
        at = next(each.number for each in sitting.paper.questions if str(each.card) == CARD) - 1
        words = ["r" if seed < ENOUGH // 2 else "w"] * 8
        words[at] = "w" if seed < ENOUGH // 2 else "r"
        sit(services, hall.clock, " ".join(words), seed=seed)
    found = item(services, services.analysing.sat(), CARD)
    assert set(found.figures.suspicions) == {Suspicion.NEGATIVE, Suspicion.BEATEN}
    other = item(services, services.analysing.sat(), "world/rivers-2")
    assert other.figures.suspicions == ()


def test_without_the_deck_the_key_is_what_earned_the_marks(hall: Hall, tmp_path: Path) -> None:
    """A teacher who has results and no decks."""
    services = hall.services()
    told = plain_result(services.exam_results.result(sit(services, hall.clock, "r w r w r w r w").id))
    empty = Hall(RoomPaths.find({"QUIZAPP_HOME": str(tmp_path / "other")}), hall.clock)
    empty.paths.create()
    found = empty.services().analysing.items(read_results(json.dumps(told), "one.json"))
    assert {each.key for each in found} == {"a", "?"}
    assert all(each.prompt and not each.options for each in found)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[1]", "is no result of a paper"),
        ('{"format": "quizapp-progress"}', "is no result of a paper"),
        ('{"format": "quizapp-exam-result", "id": "a"}', "is no whole result"),
        (
            '{"format": "quizapp-exam-result", "id": "a", "paper": "p", "questions": [{"kind": "choice", '
            '"waits": false, "card": "x", "marks": 1, "of": 0, "outcome": "right", "response": {}, "prompt": ""}]}',
            "is no whole result",
        ),
    ],
)
def test_what_is_no_result_is_refused_with_a_sentence(text: str, says: str) -> None:
    """Whatever a file holds."""
    with pytest.raises(QuizError, match=says):
        read_results(text, "a.json")


def test_the_command_reads_the_log_and_files(hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a table and as JSON, with null where a figure is not defined; a file that is not there is named."""
    from quizapp.cli.boundary import run

    services = hall.services()
    result = plain_result(services.exam_results.result(sit(services, hall.clock, "r r r r w w w -").id))
    sit(services, hall.clock, "r r w r w w w -")
    services.store.close()
    (tmp_path / "one.json").write_text(json.dumps(result), encoding="utf-8")
    monkeypatch.setenv("QUIZAPP_HOME", str(tmp_path / "home"))

    def printed(*arguments: str) -> Outcome:
        import contextlib
        import io

        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(["exam", "analyse", *arguments])
        return Outcome(code, out.getvalue(), err.getvalue())

    words = printed()
    assert words.code == 0
    assert "2 papers, 8 questions, 8 of them with two attempts or more." in words.out
    assert "(key)" in words.out
    once = printed(str(tmp_path / "one.json"))
    assert once.out.startswith("1 paper, 8 questions, none of them met in two papers or more.\nTwo attempts")
    found = json.loads(printed(str(tmp_path / "one.json"), "--json").out)
    assert (found["papers"], len(found["questions"])) == (1, 8)
    assert all(each["discrimination"] is None and each["efficiency"] is None for each in found["questions"])
    missing = printed(str(tmp_path / "none.json"))
    assert missing.code == 1
    assert "There is no file" in missing.err
    assert printed("a.csv", "--key", "ABCD").code == 2
