"""A question of each of the nine kinds."""

from __future__ import annotations

from datetime import date

from quizapp.domain.question_format import read_gaps
from quizapp.domain.questions import (
    Basic,
    Choice,
    Citation,
    Cloze,
    Essay,
    Item,
    Matching,
    Multiple,
    Option,
    Ordering,
    OutlinePoint,
    Pair,
    Picture,
    Question,
    Rubric,
    TrueFalse,
    Typed,
)

CLOZE_PROMPT = "**RATS** sits in {{1::*Tashkent*::city}}, not {{2::Beijing}}."
OPTIONS = (Option("a", "**Pabbi**", correct=True), Option("b", "`Orenburg`", why="Held *there*."))
QUESTIONS: tuple[Question, ...] = (
    Choice(
        id="choice",
        topic="Joint *exercises*",
        prompt="Which **one**?\n- a list",
        options=OPTIONS,
        explanation="Because \\*so\\*.",
        sources=(Citation("css-essay-2025", "pabbi-2021"),),
        difficulty=3,
        tags=("exercise",),
        as_of="2021-10",
        valid_until=date(2027, 1, 1),
        image=Picture("map.png", "A *map*"),
    ),
    Multiple(id="multiple", topic="t", prompt="p", options=OPTIONS),
    TrueFalse(id="true-false", topic="t", prompt="p", answer=False),
    Basic(id="basic", topic="t", prompt="p", answer="**A**"),
    Cloze(id="cloze", topic="t", prompt=CLOZE_PROMPT, gaps=read_gaps(CLOZE_PROMPT, {"1": ["Toshkent"]})),
    Typed(id="typed", topic="t", prompt="p", answer="Tashkent", accept=("Toshkent",)),
    Ordering(id="ordering", topic="t", prompt="p", items=(Item("x", "first"), Item("y", "second"))),
    Matching(id="matching", topic="t", prompt="p", pairs=(Pair("x", "RATS", "Tashkent"),), distractors=("Beijing",)),
    Essay(
        id="essay",
        topic="t",
        prompt="Discuss.",
        marks=20,
        outline=(OutlinePoint("x", "Background", (Citation("d", "f"),)),),
        rubric=Rubric("f", "h", "n"),
    ),
)
