"""Made-up questions of realistic size, the same for the same number: as deck files for quizapp, as CSV for Anki."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_WORDS = (  # noqa: SIM905 - forty quoted words read worse
    "treaty council border river export census reform court province budget assembly pact summit harbour minister "
    "pipeline charter tariff garrison delegation monsoon canal audit ceasefire electorate federation glacier "
    "irrigation judiciary ledger mandate negotiation ordinance petition quorum refinery secretariat tribunal"
).split()
_TOPICS = tuple(f"{word.capitalize()} affairs" for word in _WORDS[:12])


@dataclass(frozen=True, slots=True)
class MadeQuestion:
    """One best answer of four; `marker` is unique in the library and stands in the prompt."""

    marker: str
    topic: str
    prompt: str
    options: tuple[str, ...]
    key: int
    why: str
    explanation: str

    @property
    def right(self) -> str:
        """The text of the right option."""
        return self.options[self.key]


def made_questions(count: int, seed: int = 1) -> Iterator[MadeQuestion]:
    """Yield `count` questions of 700-800 bytes of YAML each."""
    chance = random.Random(seed)
    for number in range(1, count + 1):
        marker = f"#{number:06d}"
        yield MadeQuestion(
            marker=marker,
            topic=chance.choice(_TOPICS),
            prompt=f"Item {marker}. Which {_sentence(chance, 10)}?",
            options=tuple(f"{_sentence(chance, 3).capitalize()} {chance.randint(1900, 2025)}" for _ in range(4)),
            key=chance.randrange(4),
            why=f"{_sentence(chance, 4).capitalize()}.",
            explanation=f"{_sentence(chance, 10).capitalize()}. {_sentence(chance, 9).capitalize()}.",
        )


def write_decks(folder: Path, count: int, files: int) -> int:
    """Write `count` questions as that many YAML files into `folder`, return the bytes written."""
    folder.mkdir(parents=True, exist_ok=True)
    questions = list(made_questions(count))
    share = -(-count // files)
    written = 0
    for number in range(files):
        text = _deck_text(f"made-{number + 1:03d}", questions[number * share : (number + 1) * share])
        (folder / f"made-{number + 1:03d}.yaml").write_text(text, encoding="utf-8")
        written += len(text.encode())
    return written


def write_csv(path: Path, count: int) -> None:
    """Write as many notes of two fields and two tags, about 270 bytes each, in the form Anki reads without asking.

    They are shorter than our questions, which makes them the harder anchor.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("#separator:Comma\n#html:false\n#tags column:3\n")
        rows = csv.writer(file)
        for question in made_questions(count):
            back = f"{question.right}. {question.why} {question.explanation}"
            rows.writerow((question.prompt, back[:140], f"made {question.topic.replace(' ', '-')}"))


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words))


def _deck_text(slug: str, questions: list[MadeQuestion]) -> str:
    head = (
        f"deck: {slug}\ntitle: Made deck {slug[-3:]}\ndescription: Made-up questions to measure with.\n"
        "language: en\nsubject: Current Affairs\nlicence: MIT\nquestions:\n"
    )
    return head + "".join(_question_text(question) for question in questions)


def _question_text(question: MadeQuestion) -> str:
    lines = [
        f"  - id: item-{question.marker[1:]}",
        "    kind: choice",
        f"    topic: {question.topic}",
        f'    prompt: "{question.prompt}"',
        "    options:",
    ]
    for number, text in enumerate(question.options):
        rest = "correct: true" if number == question.key else f"why: {question.why}"
        lines.append(f"      - {{id: o{number + 1}, text: {text}, {rest}}}")
    lines += [f"    explanation: {question.explanation}", "    difficulty: 2", "    tags: [made]"]
    return "\n".join(lines) + "\n"
