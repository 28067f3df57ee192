"""Rules about single kinds: clozes, typed answers, essays."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quizapp.domain.errors import Severity
from quizapp.domain.linting.stem_rules import asking_part
from quizapp.domain.linting.values import Examined, Flaw, Rule
from quizapp.domain.linting.words import WORD, listed, quoted, words
from quizapp.domain.question_format import GAP
from quizapp.domain.questions import Cloze, Essay, Typed

MOST_GAPS, MOST_SHARE = 4, 0.5
MOST_WORDS, MOST_LETTERS = 6, 60
FEWEST_POINTS, MOST_POINTS = 5, 9

DIRECTIVES = listed(
    "discuss analyse analyze evaluate examine assess compare contrast describe explain critique justify argue outline "
    "comment elaborate illustrate trace account enumerate elucidate highlight appraise review explore suggest propose "
    "differentiate distinguish define identify substantiate debate"
)
_DIRECTIVE = re.compile(rf"\b(?:{'|'.join(DIRECTIVES)})\b", re.I)
_ASKED = re.compile(
    r"\bto what extent\b|\bhow far\b|\bdo you agree\b|\bwhy\b|\bwhat\b|\bshould\b.*\?"
    r"|\bhow (?:can|could|should|did|does|has|have|do)\b",
    re.I,
)
_ARTICLES = frozenset(("the", "a", "an"))
_PAIRS = ({"compare", "contrast"}, {"account", "explain"})


def cloze_gaps(item: Examined) -> Iterable[Flaw]:
    """So many gaps that the sentence is gone."""
    if not isinstance(item.question, Cloze):
        return
    numbers = {gap.number for gap in item.question.gaps}
    hidden = sum(len(gap.answer.split()) for gap in item.question.gaps)
    whole = hidden + len(words(item.prompt))
    if len(numbers) > MOST_GAPS:
        yield Flaw(("prompt",), f"{len(numbers)} gaps make as many cards of one sentence: keep at most {MOST_GAPS}")
    elif len(numbers) > 1 and whole and hidden / whole > MOST_SHARE:
        yield Flaw(("prompt",), f"{hidden} of {whole} words are gaps: leave enough to understand the sentence")


def cloze_starts(item: Examined) -> Iterable[Flaw]:
    """A gap before the first word, where nothing has been said yet."""
    if isinstance(item.question, Cloze) and (found := GAP.search(item.question.prompt)):
        before = WORD.findall(item.question.prompt[: found.start()].lower())
        if _ARTICLES.issuperset(before) and item.prompt.strip():
            yield Flaw(("prompt",), "the sentence begins with its gap: say first what it is about")


def long_answer(item: Examined) -> Iterable[Flaw]:
    """An answer that nobody types letter for letter."""
    question = item.question
    if isinstance(question, Typed):
        answers: list[tuple[tuple[str, ...], str]] = [(("answer",), question.answer)]
    elif isinstance(question, Cloze):
        answers = [(("prompt",), gap.answer) for gap in question.gaps]
    else:
        return
    for steps, text in answers:
        if len(text.split()) > MOST_WORDS or len(text) > MOST_LETTERS:
            yield Flaw(steps, f"{quoted(text)} is too long to be typed: ask for a word or a name, or make it `basic`")
            return


def essay_directive(item: Examined) -> Iterable[Flaw]:
    """An essay that does not say what is to be done, or says several things."""
    if not isinstance(item.question, Essay):
        return
    found = [word.lower() for word in _DIRECTIVE.findall(item.prompt)]
    verbs = list(dict.fromkeys(found))
    if not verbs and not _ASKED.search(asking_part(item.prompt)):
        yield Flaw(("prompt",), "no verb says what to do: discuss, analyse, evaluate, compare, trace …")
    elif len(verbs) > 1 and not any(set(verbs) <= pair for pair in _PAIRS):
        yield Flaw(("prompt",), f"{len(verbs)} verbs say what to do ({', '.join(verbs)}): keep one")


def essay_outline(item: Examined) -> Iterable[Flaw]:
    """An outline with too few points to argue, or more than there is time for."""
    if isinstance(item.question, Essay):
        count = len(item.question.outline)
        if not FEWEST_POINTS <= count <= MOST_POINTS:
            named = "1 point" if count == 1 else f"{count} points"
            yield Flaw(("outline",), f"the outline has {named}: a good one has {FEWEST_POINTS} to {MOST_POINTS}")


RULES = (
    Rule(
        "Q601", "cloze-gaps", Severity.WARNING,
        "A sentence that is mostly gaps can be filled in many ways.",
        "cloze: {{1::Water}} {{2::boils}} at {{3::100}} {{4::degrees}} at {{5::sea}} {{6::level}}.",
        "cloze: At sea level water boils at {{1::100}} degrees.",
        cloze_gaps,
    ),
    Rule(
        "Q602", "cloze-starts", Severity.ADVICE,
        "A gap at the start is met before anything is known of the sentence.",
        "cloze: {{1::RATS}} sits in Tashkent.",
        "cloze: The SCO body that sits in Tashkent is {{1::RATS}}.",
        cloze_starts,
    ),
    Rule(
        "Q603", "long-answer", Severity.WARNING,
        "Long answers are right in many wordings, and typing tests patience.",
        "typed: Why was it founded? = To fight terrorism, separatism and extremism together",
        "typed: In which city was it founded? = Shanghai",
        long_answer,
    ),
    Rule(
        "Q604", "essay-directive", Severity.WARNING,
        "One verb tells the writer what is marked: to discuss is not to describe.",
        "essay: The prospects of RATS. = 6 points",
        "essay: Discuss the prospects of RATS. = 6 points",
        essay_directive,
    ),
    Rule(
        "Q605", "essay-outline", Severity.WARNING,
        "Background, evidence, counter-view and way forward make five to nine points.",
        "essay: Discuss the prospects of RATS. = 2 points",
        "essay: Discuss the prospects of RATS. = 7 points",
        essay_outline,
    ),
)  # fmt: skip
