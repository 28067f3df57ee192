"""Papers to be sat and looked at: a deck of questions with known keys, a blueprint, and a candidate who answers."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.bootstrap import Services
from quizapp.domain.answers import Picked, Response
from quizapp.domain.exam_changes import Answer, Mark, Sure
from quizapp.domain.exam_keys import option_ids, right_ids
from quizapp.domain.exam_sitting import ExamSitting
from quizapp.settings import Paths
from tests.support.clocks import SetClock

BLUEPRINT = """\
paper: class-test
title: Class test
minutes: 10
pass_percent: 50
pauses: false
sections:
  - {id: rivers, title: Rivers, questions: 4, topics: [Rivers]}
  - {id: capitals, title: Capitals, questions: 4, topics: [Capitals], negative: 0.25, pass_percent: 25}
"""
ESSAYS = """\
paper: essays
title: One essay
minutes: 60
pass_percent: 40
sections:
  - {id: written, title: Written, questions: 1, kinds: [essay], marks: 20}
"""


def deck(keys: Mapping[str, str] = {}, word: str = "Option") -> str:
    """A deck of eight choice questions and an essay; the right option is `a`, or what `keys` say for a question.

    `word` is what every option begins with, as it stands between quotation marks in YAML.
    """
    lines = ["deck: world", "title: The world", "questions:"]
    for topic in ("Rivers", "Capitals"):
        for number in range(1, 5):
            id = f"{topic.lower()}-{number}"
            lines += [f"  - id: {id}", "    kind: choice", f"    topic: {topic}"]
            lines += [f"    prompt: Which of these is number {number} of the {topic.lower()}?", "    options:"]
            for option in "abcd":
                mark = ", correct: true" if option == keys.get(id, "a") else f", why: It is {option} of {id}."
                lines.append("      - {" + f'id: {option}, text: "{word} {option} of {id}"{mark}' + "}")
            lines += [f"    explanation: Number {number} comes first.", f"    sources: [gazetteer#{id}]"]
    lines += ["  - id: dams", "    kind: essay", "    topic: Dams", "    prompt: Assess large dams.", "    marks: 20"]
    lines += [
        "    outline:",
        "      - {id: power, text: They give power.}",
        "      - {id: silt, text: Silt fills them.}",
    ]
    lines += ["    rubric: {full: Weighs both., half: Names both., none: Names one.}"]
    return "\n".join(lines) + "\n"


def sheet() -> str:
    """A source sheet with a fact for each choice question: no paper asks two questions of one fact."""
    head = ["document: gazetteer", "title: A gazetteer", "author: unknown", "kind: atlas", "date: 2025", "trust: good"]
    ids = [f"{topic}-{number}" for topic in ("rivers", "capitals") for number in range(1, 5)]
    return "\n".join([*head, "facts:", *("  - {" + f"id: {id}, text: About {id}., locator: p. 1" + "}" for id in ids)])


def lay_out(paths: Paths) -> None:
    """Write the deck, its source sheet and the blueprints where a person has them."""
    (paths.papers / "class-test.yaml").write_text(BLUEPRINT, encoding="utf-8")
    (paths.papers / "essays.yaml").write_text(ESSAYS, encoding="utf-8")
    (paths.seeds / "gazetteer.yaml").write_text(sheet() + "\n", encoding="utf-8")
    (paths.decks / "world.yaml").write_text(deck(), encoding="utf-8")


def answer(sitting: ExamSitting, number: int, how: str) -> Response | None:
    """The right answer (r), a wrong one (w, or v for another wrong one), or none."""
    question = sitting.question(number).question
    right = right_ids(question)
    wrong = [id for id in option_ids(question) if id not in right]
    picked = {"r": sorted(right)[:1], "w": wrong[:1], "v": wrong[1:2]}.get(how, [])
    return Picked(picked[0]) if picked else None


def sit(services: Services, clock: SetClock, answers: str, *, paper: str = "class-test", seed: int = 1) -> ExamSitting:
    """Sit a paper and hand it in: a word for each question.

    r is right, w and v are wrong, - is a blank; after it + is sure, ? unsure, ! marked, and what follows changes the
    answer: `w+r` was sure of a wrong one before. Every question takes ten seconds more than the one before.
    """
    exams = services.exams
    sitting = exams.begin(services.papers.blueprint(paper), seed)
    for number, word in enumerate(answers.split(), 1):
        sitting = exams.go(sitting, number)
        clock.advance(seconds=10 * number)
        for sign in word:
            if (response := answer(sitting, number, sign)) is not None:
                sitting = exams.enter(sitting, number, Answer(response))
            elif sign in "+?":
                sitting = exams.enter(sitting, number, Sure(sign == "+"))
            elif sign == "!":
                sitting = exams.enter(sitting, number, Mark(True))
        sitting = exams.keep(sitting)
    sitting = exams.hand_in(sitting)
    clock.advance(minutes=30)
    return sitting
