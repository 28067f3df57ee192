"""`quizapp exam`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from quizapp.cli.stats_marks import sentence
from quizapp.domain.outlook import Outlook
from tests.cli.conftest import Quizapp

SHIPPED = {"css-ca-part1", "css-ca-paper", "mpt", "mpt-style", "fpsc-recruitment", "quick-ten", "diagnostic"}


def test_the_papers_are_listed(quizapp: Quizapp) -> None:
    """All that are shipped, with how many questions the decks hold of each."""
    outcome = quizapp("exam", "list")
    assert outcome.code == 0
    assert all(re.search(rf"^{name} +\d+ +\d+ ", outcome.out, re.M) for name in SHIPPED)
    listed = {each["id"]: each for each in json.loads(quizapp("exam", "list", "--json").out)}
    assert set(listed) == SHIPPED
    assert listed["mpt"]["held"] + sum(s["wanted"] - s["found"] for s in listed["mpt"]["shortages"]) == 200


def test_a_paper_of_ones_own_is_listed_and_a_broken_one_told(quizapp: Quizapp, home: Path) -> None:
    """The good are listed, the bad are told with their places, and the exit code says that there are some."""
    folder = home / "data" / "papers"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text("paper: mine\ntitle: Mine\nsections: [{id: one, title: One, questions: 3}]\n")
    (folder / "bad.yaml").write_text("paper: bad\ntitle: Bad\n")
    outcome = quizapp("exam", "list")
    assert outcome.code == 1
    assert re.search(r"^mine +3 +3 ", outcome.out, re.M)
    assert f"{folder / 'bad.yaml'}:1:1: `sections` is missing" in outcome.err


def test_a_scaled_paper_is_listed_as_it_is_sat(quizapp: Quizapp, home: Path) -> None:
    """With the questions that the decks hold, and the time that they take."""
    folder = home / "data" / "papers"
    folder.mkdir(parents=True)
    lines = "  - {id: one, title: One, questions: 3}\n  - {id: none, title: None, questions: 3, topics: [Nowhere]}\n"
    (folder / "mine.yaml").write_text(f"paper: mine\ntitle: Mine\nminutes: 60\nscaled: true\nsections:\n{lines}")
    assert re.search(r"^mine +3 +3 +30 ", quizapp("exam", "list").out, re.M)


def test_a_paper_says_which_sections_lack_questions(quizapp: Quizapp) -> None:
    """What the bank does not hold is named, with the rules and how sure they are."""
    shown = quizapp("exam", "show", "mpt").out
    assert "Lacks questions: Urdu has 0 of 20." in shown
    assert "66 of 200 marks. On average 22 known answers pass" in shown
    assert "How sure:" in shown
    told = json.loads(quizapp("exam", "show", "mpt", "--json").out)
    assert told["minutes"] == 200
    assert (told["expected"]["paper"], told["expected"]["whole"]) == ("mpt", 200)
    assert "To expect today: " in shown


def test_an_unknown_paper_is_a_sentence(quizapp: Quizapp) -> None:
    """With the nearest one, and nothing on stdout."""
    outcome = quizapp("exam", "show", "quick-tens")
    assert (outcome.code, outcome.out) == (1, "")
    assert "There is no paper `quick-tens`. Did you mean `quick-ten`?" in outcome.err


def test_a_seed_prints_the_same_page_again(quizapp: Quizapp, tmp_path: Path) -> None:
    """The same bytes on stdout and in a file, and others for another seed."""
    file = tmp_path / "paper.html"
    outcome = quizapp("exam", "print", "quick-ten", "--seed", "7", "-o", file)
    assert (outcome.code, outcome.out) == (0, "")
    assert "`--seed 7` prints them again" in outcome.err
    assert quizapp("exam", "print", "quick-ten", "--seed", "7").out.encode() == file.read_bytes()
    assert quizapp("exam", "print", "quick-ten", "--seed", "8").out.encode() != file.read_bytes()
    assert "<!doctype html>" in quizapp("exam", "print", "quick-ten").out


def test_a_paper_that_the_decks_cannot_fill_is_not_printed(quizapp: Quizapp) -> None:
    """Which sections lack what is said; the style of the paper is given as far as the decks go."""
    outcome = quizapp("exam", "print", "mpt")
    assert (outcome.code, outcome.out) == (1, "")
    assert "Urdu 0 of 20" in outcome.err
    assert quizapp("exam", "print", "mpt-style").code == 0


KEY = "ABCDABCDABCDABCDABCD"


def test_a_real_paper_is_scored(quizapp: Quizapp, tmp_path: Path) -> None:
    """Letters on the command line and files of either form give the same marks."""
    given = "ABCDABCDABCDABCD--AA"
    answers, key = tmp_path / "answers.csv", tmp_path / "key.txt"
    answers.write_text("no,answer\n" + "".join(f"{n},{letter.strip('-')}\n" for n, letter in enumerate(given, 1)))
    key.write_text(" ".join(f"{n}.{letter}" for n, letter in enumerate(KEY, 1)))
    for one, other in ((given, KEY), (answers, key)):
        outcome = quizapp("exam", "score", "--answers", one, "--key", other, "--blueprint", "css-ca-part1")
        assert outcome.code == 0
        assert re.search(r"^all +16 +20 +16 +2 +2 +0 +8$", outcome.out, re.M)
        assert "16 of 20 marks: passed, with 8 to spare." in outcome.out


def test_a_revised_key_says_what_changed(quizapp: Quizapp) -> None:
    """The marks by the later key, those by the first, and the questions between them."""
    arguments = ("--answers", KEY, "--key", KEY, "--revised", f"B*{KEY[2:]}", "--blueprint", "css-ca-part1")
    out = quizapp("exam", "score", *arguments).out
    assert "19 of 20 marks: passed" in out
    assert "By the first key: 20 of 20 marks" in out
    assert "Question 1: right, now wrong (-1)." in out
    assert "Cancelled, given to everybody: 2." in out
    plain = json.loads(quizapp("exam", "score", *arguments, "--json").out)
    assert (plain["total"]["marks"], plain["before"]["total"]["marks"], plain["changed"]) == (19, 20, [1])


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ("ABX", "answers:1:3: `X` is no answer"),
        ("ABC", "The answers go to 3, and the key goes to 20"),
        ("missing.txt", "There is no file missing.txt."),
    ],
)
def test_what_cannot_be_scored_is_a_sentence(quizapp: Quizapp, answers: str, words: str) -> None:
    """What is wrong, where, and nothing on stdout."""
    outcome = quizapp("exam", "score", "--answers", answers, "--key", KEY, "--blueprint", "css-ca-part1")
    assert (outcome.code, outcome.out) == (1, "")
    assert words in outcome.err


def test_a_file_with_a_slip_is_named(quizapp: Quizapp, tmp_path: Path) -> None:
    """The place is one that an editor can jump to."""
    file = tmp_path / "sheet.txt"
    file.write_text("1.A\n2.Z\n")
    outcome = quizapp("exam", "score", "--answers", file, "--key", KEY, "--blueprint", "css-ca-part1")
    assert f"{file}:2:1: `2.Z` cannot be read" in outcome.err


def test_scoring_opens_no_database(quizapp: Quizapp, home: Path) -> None:
    """It works by itself."""
    assert quizapp("exam", "score", "--answers", KEY, "--key", KEY, "--blueprint", "css-ca-part1").code == 0
    assert not (home / "data" / "quizapp.db").exists()


def test_a_class_is_scored_and_its_questions_are_judged(quizapp: Quizapp, tmp_path: Path) -> None:
    """The best candidate first; a question whose key is wrong is pointed at."""
    file = tmp_path / "class.csv"
    # The better somebody is, the more of the questions from 2 on are right; at question 1 the better ones pick B.
    rows = [("B" if n < 7 else "A") + KEY[1 : 20 - n] + "-" * n for n in range(12)]
    file.write_text("".join(f"candidate {n}, {row}\n" for n, row in reversed(list(enumerate(rows)))))
    arguments = ("exam", "analyse", file, "--key", KEY, "--blueprint", "css-ca-part1")
    out = quizapp(*arguments).out
    names = re.findall(r"^candidate (\d+)", out, re.M)
    assert names[0] in ("0", "7")
    assert "Look at question 1: who is better at the rest gets this one wrong more often." in out
    assert "Look at question 1: the better half picks another option more often than the key." in out
    plain = json.loads(quizapp(*arguments, "--json").out)
    assert plain["questions"][0]["options"] == {"A": 5, "B": 7}
    assert len(plain["candidates"]) == 12


def test_marks_to_expect_are_a_sentence() -> None:
    """With the chance where the whole is held, with what is unknown where it is not, and of nothing nothing."""
    whole = Outlook("p", "P", 14.6, 20, 20, 1.7, 8, 0.99)
    assert sentence(whole) == ("To expect today: 14.6 of 20 marks, 80 of 100 times 12.9 to 16.3; 8 or more with 99 %.")
    part = Outlook("p", "P", 38.2, 50, 200, 4.3, 16.5)
    assert sentence(part).endswith("33.9 to 42.5; nothing is known of the other 150.")
    assert sentence(Outlook("p", "P", 7, 10, 10, 1)).endswith("6.0 to 8.0.")
    assert sentence(Outlook("p", "P", 0, 0, 20, 0)) == "To expect today: your decks hold no question of it."
