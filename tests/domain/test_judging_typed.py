"""Laws of typed answers: right by meaning, nearly by a slip of the pen, wrong by likeness alone."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.answers import Verdict
from quizapp.domain.typed_answers import judge_typed
from quizapp.domain.typed_differences import Change, Difference


def verdict(expected: str, typed: str, asked: str = "", rivals: tuple[str, ...] = ()) -> Verdict:
    """The verdict on a typed answer where one text is expected."""
    return judge_typed(typed, [expected], rivals=rivals, asked=asked).verdict


RIGHT = [
    ("Liaquat Ali Khan", "liaqat ali khan"),
    ("Shimla Agreement", "Simla agreement"),
    ("12 March 1949", "March 12, 1949"),
    ("12 March 1949", "1949-03-12"),
    ("12 March 1949", "12/3/1949"),
    ("12 March 1949", "12th of March, 1949"),
    ("12 March 1949", "12 Mar 1949"),
    ("March 1949", "1949 March"),
    ("پاکستان", "پاكستان"),
    ("کتاب", "کِتاب"),
    ("یہ", "يه"),
    ("آزادی", "ازادی"),
    ("UNSC", "United Nations Security Council"),
    ("United Nations Security Council", "U.N.S.C."),
    ("Article VI", "Article 6"),
    ("Article 6", "article vi"),
    ("3,000", "3000"),
    ("3,000", "3 000"),
    ("3000", "three thousand"),
    ("٣٠٠٠", "3,000"),
    ("5 lakh", "5,00,000"),
    ("1.5 million", "1,500,000"),
    ("3.50", "3.5"),
    ("twenty-one", "21"),
    ("21st", "twenty first"),
    ("18th Amendment", "Eighteenth amendment"),
    ("42%", "42 per cent"),
    ("42 percent", "42 %"),
    ("$3 billion", "3 billion dollars"),
    ("US$ 3 billion", "USD 3bn"),
    ("Rs 500", "500 rupees"),
    ("91 km", "91 kilometres"),
    ("Zürich", "zurich"),
    ("Qur'an", "quran"),
    ("Quaid-e-Azam", "quaid e azam"),
    ("the Hague", "Hague"),
    ("a treaty", "treaty"),
    ("counter-terrorism", "counterterrorism"),
    ("counter-terrorism", "counter terrorism"),
    ("Non-Aligned Movement", "Nonaligned Movement"),
    ("Shanghai Cooperation Organisation", "shanghai cooperation organization"),
    ("Liaquat Ali Khan", "Khan, Liaquat Ali"),
    ("not guilty", "Not Guilty."),
    ("Resolution 1373", "resolution no. 1373"),
    ("JF-17", "jf17"),
    ("H₂O", "h2o"),
    ("∞", "∞"),
    ("the United States", "USA"),
    ("United States of America", "the US"),
    ("FATF grey list", "FATF gray list"),
    ("2001", "in 2001"),
    ("15 June 2001", "on June 15th, 2001"),
    ("12,000 km²", "12000 sq km"),
    ("12,000 km²", "12,000 square kilometres"),
]
NEARLY = [
    ("Tashkent", "Tashkant"),
    ("Shanghai Cooperation Organisation", "Shangai Coperation Organisation"),
    ("Shanghai Cooperation Organisation", "Cooperation Organisation Shanghai"),
    ("Treaty of Tashkent", "Tashkent Treaty"),
    ("Second World War", "World War II"),
    ("constitutional", "constitutionel"),
    ("$3 billion", "3 billion"),
    ("kidney", "kidneys"),
    ("counter-terrorism", "counterterorism"),
]
WRONG = [
    ("not guilty", "guilty"),
    ("guilty", "not guilty"),
    ("guilty", "isn't guilty"),
    ("Article 6", "Article 9"),
    ("Article VI", "Article IX"),
    ("East Pakistan", "West Pakistan"),
    ("mitosis", "meiosis"),
    ("12 March 1949", "12 March 1948"),
    ("12 March 1949", "13 March 1949"),
    ("12 March 1949", "12 May 1949"),
    ("12 March 1949", "1949"),
    ("1949", "1494"),
    ("3,000", "30,000"),
    ("-5", "5"),
    ("5 to 3", "3 to 5"),
    ("42%", "42 km"),
    ("91 km", "91 kg"),
    ("constitutional", "unconstitutional"),
    ("bilateral", "unilateral"),
    ("interstate", "intrastate"),
    ("hyperglycaemia", "hypoglycaemia"),
    ("Northeastern", "Northwestern"),
    ("guilty but not insane", "not guilty but insane"),
    ("Vitamin A", "Vitamin"),
    ("Vitamin A", "Vitamin C"),
    ("O+", "O-"),
    ("O-", "O"),
    ("x > 5", "x < 5"),
    ("Iran", "Iraq"),
    ("Australia", "Austria"),
    ("Liaquat Ali Khan", "Ayub Khan"),
    ("Shanghai Cooperation Organisation", "Shanghai"),
    ("Shanghai", "Shanghai Cooperation Organisation"),
    ("Tashkent", ""),
    ("Tashkent", "   "),
    ("Tashkent", "..."),
    ("کہا", "کھا"),
    ("∞", "0"),
]


@pytest.mark.parametrize(("expected", "typed"), RIGHT)
def test_what_means_the_same_is_right(expected: str, typed: str) -> None:
    """Case, diacritics, letters of one kind, forms of a number or date and known spellings do not count."""
    assert verdict(expected, typed) is Verdict.RIGHT


@pytest.mark.parametrize(("expected", "typed"), NEARLY)
def test_a_slip_is_nearly_right_and_never_right(expected: str, typed: str) -> None:
    """Letters of long words, order, small words and a left-out unit are for the learner to decide."""
    assert verdict(expected, typed) is Verdict.NEARLY


@pytest.mark.parametrize(("expected", "typed"), WRONG)
def test_likeness_alone_is_wrong(expected: str, typed: str) -> None:
    """Numbers, dates, signs, negations and short words have to be equal."""
    assert verdict(expected, typed) is Verdict.WRONG


def test_an_accepted_variant_is_as_good_as_the_answer() -> None:
    """A deck's own variants are right, and so are their other writings."""
    assert judge_typed("toshkent", ["Tashkent", "Toshkent"]).verdict is Verdict.RIGHT
    assert judge_typed("Toshkent", ["Tashkent", "Toshkent"]).expected == "Tashkent"


def test_an_acronym_does_not_answer_what_it_stands_for() -> None:
    """When the question shows the one form, only the other answers it."""
    asked = "What does UNSC stand for?"
    assert verdict("United Nations Security Council", "UNSC", asked) is Verdict.WRONG
    assert verdict("United Nations Security Council", "united nations security council", asked) is Verdict.RIGHT
    assert verdict("UNSC", "United Nations Security Council", "Short for United Nations Security Council?") is (
        Verdict.WRONG
    )


def test_what_is_nearer_to_another_answer_is_wrong() -> None:
    """A slip of one answer that is a smaller slip of another one answers neither."""
    assert verdict("Mauritania", "Mauritainia") is Verdict.NEARLY
    assert verdict("Zambia", "Gambia", rivals=("Gambia",)) is Verdict.WRONG
    assert verdict("Slovakian", "Slovenian", rivals=("Slovenia",)) is Verdict.WRONG


def test_nearly_shows_what_differs() -> None:
    """The answer compared with comes side by side with the typed one, in its order."""
    found = judge_typed("the Organisation Shangai Cooperation", ["Shanghai Cooperation Organisation"])
    assert found.verdict is Verdict.NEARLY
    assert found.differences == (
        Difference(Change.EXTRA, "", "Organisation"),
        Difference(Change.CHANGED, "Shanghai", "Shangai"),
        Difference(Change.SAME, "Cooperation", "Cooperation"),
        Difference(Change.MISSING, "Organisation", ""),
    )
    wrong = judge_typed("Article 9", ["Article 6"])
    assert wrong.differences == (
        Difference(Change.SAME, "Article", "Article"),
        Difference(Change.CHANGED, "6", "9"),
    )


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 10_000,
        "a " * 5_000,
        "1" * 10_000,
        "1," * 5_000,
        "not " * 2_500,
        "million " * 1_250,
        "\u0301" * 10_000,
        "'" * 10_000,
        "a " * 499,
        "1" * 999,
        "not " * 249,
        "million " * 124,
        "ب\u064b" * 499,
        "march 12 " * 110,
        "a'" * 499,
        "1-" * 499,
        "1 000" * 199,
        "a." * 499,
        "x" * 999,
    ],
)
def test_a_flood_of_letters_is_judged_at_once(typed: str) -> None:
    """Whatever is pasted, the verdict takes at most a twentieth of a second of the processor and is wrong."""
    verdict("warm", "up", rivals=("it",))
    begun = process_time()
    assert verdict("Shanghai Cooperation Organisation", typed, rivals=("Tashkent",)) is Verdict.WRONG
    assert process_time() - begun < 0.05


@given(st.text(min_size=1), st.text())
def test_any_text_is_judged(expected: str, typed: str) -> None:
    """No text, expected or typed, is too strange to be judged, and what is shown of it is safe."""
    found = judge_typed(typed, [expected])
    assert all(each.isprintable() for part in found.differences for each in part.expected + part.typed)


@given(st.text(min_size=1).filter(str.strip))
def test_the_answer_itself_is_right(expected: str) -> None:
    """Whoever types the answer letter for letter is right."""
    assert verdict(expected, expected) is Verdict.RIGHT
