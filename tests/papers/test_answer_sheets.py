"""Answer sheets and keys: every way in which a person writes them, and a sentence for every slip."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.answer_sheets import attempts_of, read_answers, read_class, read_key, score_sheet
from quizapp.domain.blueprints import Blueprint, Part, Section
from quizapp.domain.errors import FilesInvalid, QuizError
from quizapp.domain.questions import Kind
from tests.support.paper_banks import one_section


@pytest.mark.parametrize(
    "text",
    [
        "ABCD-A", "abcd-a", "ABC D-A\n", "A,B,C,D,-,A", "AB;CD;_A", "ABCD?A",
        "1.A 2.B 3.C 4.D 5.- 6.A", "1) A\n2) B\n3) C\n4) D\n5)\n6) A\n", "1:A;2:B;3:C;4:D;5:-;6:A",
        "1-A 2-B 3-C 4-D 6-A",
        "1A2B3C4D5-6A", "1 A 2 B 3 C 4 D 5 _ 6 A", "6.A 1.a 2.B 3.C 4.D", "1=A, 2=B, 3=C, 4=D, 5=, 6=A",
        "Q1. A Q2: B Q3 C Q4 D Q6 A", "1. (A) 2. (B) 3. (C) 4. (D) 6. (A)", "1(a)2(b)3(c)4(d)6(a)",
        "question,answer\n1,A\n2,B\n3,C\n4,D\n5,\n6,A\n",
        '"Q.","Ans"\r\n"1","A"\r\n"2","B"\r\n"3","C"\r\n"4","D"\r\n"6","A"\r\n',
        "1\tA\n2\tB\n3\tC\n4\tD\n5\t-\n6\tA", "\ufeff1,A\n2,B\n3,C\n4,D\n6,A",
    ],
)  # fmt: skip
def test_every_way_of_writing_a_sheet_is_read(text: str) -> None:
    """Rows, numbers with letters, and tables say the same."""
    marks = read_answers(text, "sheet").marks
    assert {number: mark for number, mark in marks.items() if mark} == {1: "A", 2: "B", 3: "C", 4: "D", 6: "A"}


LETTERS = st.lists(st.sampled_from([*"ABCDEF", ""]), min_size=1, max_size=200)


@given(LETTERS, st.sampled_from(["row", "numbers", "table"]))
def test_what_is_written_is_what_is_read(letters: list[str], way: str) -> None:
    """Whatever was answered, in whatever way it is written down."""
    if way == "row":
        text = "".join(letter or "-" for letter in letters)
    elif way == "numbers":
        text = " ".join(f"{number}.{letter or '-'}" for number, letter in enumerate(letters, 1))
    else:
        text = "no,answer\n" + "".join(f"{number},{letter}\n" for number, letter in enumerate(letters, 1))
    assert list(read_answers(text, "sheet").marks.values()) == letters


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("ABXD", "1:3", "`X` is no answer: a letter from A to F, or - for a blank"),
        ("AB\nC*", "2:2", "`*` is no answer"),
        ("", "1:1", "not one letter"),
        ("  \n", "1:1", "not one letter"),
        ("1.A 2.G", "1:5", "`2.G` cannot be read"),
        ("1.A\n2.B\n2.C", "3:1", "question 2 stands here a second time"),
        ("1.A B 3.C", "1:5", "`B` has no number"),
        ("0.A", "1:1", "no question 0"),
        ("1001.A", "1:1", "no question 1001"),
        ("99999999999999999999.A", "1:1", "no question 999999999"),
        ("1.A/B", "1:1", "`A/B` is no answer"),
        ("1.AB", "1:1", "`1.AB` cannot be read"),
    ],
)
def test_a_slip_is_told_with_its_place(text: str, place: str, words: str) -> None:
    """Line and column, what stands there, and what may."""
    with pytest.raises(FilesInvalid) as refused:
        read_answers(text, "sheet")
    first = str(refused.value).splitlines()[0]
    assert first.startswith(f"sheet:{place}: ")
    assert words in first


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever is pasted is read or refused with sentences."""
    for read in (read_answers, read_key):
        with suppress(FilesInvalid):
            assert read(text, "sheet").last


def test_a_key_may_accept_two_and_cancel() -> None:
    """`A/C` counts both; `*` gives the mark to everybody, to a blank too."""
    key = read_key("A/C * B D", "key")
    assert list(key.marks.values()) == ["A/C", "*", "B", "D"]
    assert read_key("1.A/C 2.* 3.B 4.D", "key").marks == key.marks
    scored = score_sheet(read_answers("C-BA", "sheet"), key, one_section(4, negative=0.25))
    assert (scored.result.total.marks, scored.cancelled) == (2.75, (2,))


def test_a_key_keys_every_question() -> None:
    """A hole in a key is a mistake in it."""
    with pytest.raises(FilesInvalid, match=r"the key says nothing of 2, 4: write \* for a question that was cancelled"):
        read_key("1.A 3.B 5.C", "key")


def paper() -> Blueprint:
    """Two sections of two and three questions, and one that a person marks."""
    made = [Section(id=id, title=id.title(), parts=(Part(),), questions=n) for id, n in (("law", 2), ("maps", 3))]
    essays = Section(id="essays", title="Essays", parts=(Part(kinds=(Kind.ESSAY,)),), questions=2)
    return Blueprint(id="p", title="P", sections=(*made, essays), pass_percent=50)


def test_a_sheet_is_scored_by_section() -> None:
    """Numbers run through the sections in their order; without what a person marks there is no line."""
    scored = score_sheet(read_answers("AB-DA", "sheet"), read_key("ABCDE", "key"), paper())
    assert [(each.title, each.marks, each.of) for each in scored.result.sections] == [("Law", 2, 2), ("Maps", 1, 3)]
    assert (scored.result.total.marks, scored.result.total.blank, scored.result.passed) == (3, 1, None)
    assert scored.left_out == ("Essays",)


def test_a_revised_key_is_scored_anew() -> None:
    """The sheet stays, the key changes, the marks follow."""
    sheet = read_answers("ABCDE", "sheet")
    before = score_sheet(sheet, read_key("ABCDA", "key"), paper())
    after = score_sheet(sheet, read_key("ABCDE", "key"), paper())
    assert (before.result.total.marks, after.result.total.marks) == (4, 5)


@pytest.mark.parametrize(
    ("sheet", "key", "words"),
    [
        ("ABCD", "ABCDA", "The answers go to 4, and the key goes to 5: write - for each question left blank"),
        ("ABCDAB", "ABCDA", "The answers go to 6, and the key goes to 5"),
        ("1.A 6.B", "ABCDA", "The answers go to 6, and the key goes to 5."),
        ("ABCD", "ABCD", "P has 5 questions of this kind, and the key has 4"),
    ],
)
def test_sheet_key_and_paper_must_agree(sheet: str, key: str, words: str) -> None:
    """A row that is too short would shift every answer: nothing is guessed."""
    with pytest.raises(QuizError) as refused:
        score_sheet(read_answers(sheet, "sheet"), read_key(key, "key"), paper())
    assert words in str(refused.value)


def test_a_numbered_sheet_may_leave_blanks_out() -> None:
    """Numbers say where an answer belongs, so that what is missing is a blank."""
    scored = score_sheet(read_answers("2.B 4.D", "sheet"), read_key("ABCDE", "key"), paper())
    assert (scored.result.total.right, scored.result.total.blank) == (2, 3)


def test_a_paper_by_topics_has_no_numbers() -> None:
    """Where the decks decide how many questions there are, no real paper can be scored."""
    with pytest.raises(QuizError, match="by topic"):
        score_sheet(read_answers("A", "sheet"), read_key("A", "key"), one_section(0, questions=0, per_topic=1))


def test_a_blank_is_no_alternative() -> None:
    """A stroke joins letters and nothing else."""
    with pytest.raises(FilesInvalid, match="`/` is no answer"):
        read_key("-/A", "key")


def test_a_class_is_a_line_for_each_candidate() -> None:
    """Names may have blanks in them, rows are read as those of one sheet are, empty lines mean nothing."""
    read = read_class('Ayesha Khan, ABC-\n\n"Bilal";abcd\nچاند\tA B C D\n', "class", 4)
    assert list(read) == ["Ayesha Khan", "Bilal", "چاند"]
    assert list(read["Ayesha Khan"].marks.values()) == ["A", "B", "C", ""]
    attempts = attempts_of(read, read_key("AB*D", "key"))
    assert [[given.share for given in attempt.values()] for attempt in attempts] == [[1, 1, 0], [1, 1, 1], [1, 1, 1]]
    assert list(attempts[0]) == ["1", "2", "4"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "class:1:1: there is not one sheet here"),
        ("ABCD", "class:1:1: a line is a name, a comma and a row of letters: Ayesha, ABCD-A"),
        ("a, ABCD\na, ABCD", "class:2:1: a stands here a second time"),
        ("a, ABCD\nb, ABC", "class:2:1: b has 3 answers, and the key has 4: write - for each blank"),
        ("a, ABCD\nbe, ABXD", "class:2:7: `X` is no answer: a letter from A to F, or - for a blank"),
    ],
)
def test_a_slip_in_a_class_is_told_with_its_place(text: str, said: str) -> None:
    """The line of the candidate, and the column where it can be."""
    with pytest.raises(FilesInvalid) as refused:
        read_class(text, "class", 4)
    assert str(refused.value) == said


def test_of_much_that_is_wrong_the_first_is_told() -> None:
    """A text that is no sheet at all is given up after twenty problems, however long it is."""
    for text in ("1.A " * 100_000, "X" * 100_000):
        with pytest.raises(FilesInvalid) as refused:
            read_answers(text, "sheet")
        assert len(refused.value.problems) == 20
