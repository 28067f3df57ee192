"""What a new question says before its author fills it in: the fields of its kind, empty, so that nothing is made up."""

from __future__ import annotations

import json
import re

from quizapp.domain.questions import Kind

_REASON = "  explanation:  # why it is right: shown after the answer\n"

_FIELDS: dict[Kind, str] = {
    Kind.CHOICE: """\
  options:  # two to six, one of them right
    - text:
      correct: true
    - text:
      why:  # why it is wrong
    - text:
      why:
    - text:
      why:
""",
    Kind.MULTIPLE: """\
  options:  # two to eight; `correct: true` stands at each right one
    - text:
      correct: true
    - text:
      correct: true
    - text:
      why:  # why it is wrong
    - text:
      why:
""",
    Kind.TRUE_FALSE: "  answer:  # true or false\n",
    Kind.BASIC: "  answer:  # to compare with one's own\n",
    Kind.CLOZE: "  # accept: {1: [another way to write gap 1]}\n",
    Kind.TYPED: "  answer:\n  # accept: [another way to write it]\n",
    Kind.ORDERING: """\
  items:  # three to eight, in their right order
    - text:
    - text:
    - text:
""",
    Kind.MATCHING: """\
  pairs:  # two to eight that belong together
    - left:
      right:
    - left:
      right:
    - left:
      right:
  # distractors: [a right-hand side that belongs to no pair]
""",
    Kind.ESSAY: """\
  marks: 20
  outline:  # the points that a good essay makes
    - text:
    - text:
  rubric:
    full:  # what an essay with full marks looks like
    half:
    none:
""",
}

_PROMPTS = {
    Kind.TRUE_FALSE: "  prompt:  # a statement that holds or does not\n",
    Kind.CLOZE: '  prompt: ""  # gaps are written {{1::answer}} or {{1::answer::hint}}\n',
}


def question_template(kind: Kind, topic: str) -> str:
    """An entry of the list of questions, with its hyphen at the left edge."""
    quoted = json.dumps(" ".join(topic.split()), ensure_ascii=False) if topic.strip() else ""
    head = f"- kind: {kind}\n  topic: {quoted}\n"
    reason = "" if kind is Kind.ESSAY else _REASON
    fields = head + _PROMPTS.get(kind, "  prompt:\n") + _FIELDS[kind] + reason
    # Room for a text between the colon and a comment, which stands two spaces away from it.
    fields = re.sub(r"(?m)^( *(?:- )?(?!options|items|pairs|outline|rubric)[a-z]+:) *(?=  #|$)", r"\1 ", fields)
    return f"{fields}  # sources: [document#fact]"


def empty_deck(slug: str, title: str) -> bytes:
    """A deck file without questions."""
    quoted = json.dumps(" ".join(title.split()), ensure_ascii=False)
    return (
        "# yaml-language-server: $schema=./deck.schema.json\n"
        f'deck: {slug}\ntitle: {quoted}\ndescription: ""\nlanguage: en\nsubject: ""\nlicence: ""\nquestions:\n'
    ).encode()


def empty_corrections(slug: str) -> bytes:
    """A file of corrections without questions."""
    head = f"# Your corrections of the deck {slug}: questions here replace those of the same id.\n"
    return f"{head}corrects: {slug}\nquestions:\n".encode()
