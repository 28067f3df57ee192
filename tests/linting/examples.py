"""The notation of the examples that rules carry, read into questions."""

from __future__ import annotations

from typing import Any

from quizapp.domain.question_format import question_from_plain
from quizapp.domain.questions import Question


def read_example(text: str) -> Question | None:
    """The question an example writes down; None when it only describes one."""
    text, _, explanation = text.partition(" //")
    plain: dict[str, Any] = {"explanation": explanation.strip() if _ else "So it is taught.", "sources": ["notes#fact"]}
    kind, colon, rest = text.partition(": ")
    if kind in ("ordering", "matching"):
        prompt, _, parts = rest.partition(" = ")
        return question_from_plain("example", kind, "Topic", plain | {"prompt": prompt} | _arranged(kind, parts))
    if " | " in text:
        prompt, *options = text.split(" | ")
        plain |= {
            "prompt": prompt.strip(),
            "options": [_option(each.strip(), place) for place, each in enumerate(options)],
        }
        return question_from_plain("example", "choice", "Topic", plain)
    if not colon or kind not in ("true-false", "typed", "cloze", "essay"):
        return None
    prompt, _, answer = rest.rpartition(" = ") if kind != "cloze" else (rest, "", "")
    plain["prompt"] = prompt
    if kind == "true-false":
        plain["answer"] = answer == "true"
    elif kind == "typed":
        plain["answer"] = answer
    elif kind == "essay":
        count = int(answer.split()[0])
        plain |= {"marks": 20, "outline": [{"id": f"p{place}", "text": f"Point {place}"} for place in range(count)]}
        plain["rubric"] = {"full": "Argues.", "half": "Describes.", "none": "Misses."}
    return question_from_plain("example", kind, "Topic", plain)


def _arranged(kind: str, parts: str) -> dict[str, Any]:
    texts = [text.strip() for text in parts.split(" | ")]
    if kind == "ordering":
        return {"items": [{"id": f"i{place}", "text": text} for place, text in enumerate(texts)]}
    sides = [text.split(" > ") for text in texts if " > " in text]
    pairs = [{"id": f"p{place}", "left": left, "right": right} for place, (left, right) in enumerate(sides)]
    return {"pairs": pairs, "distractors": [text.removeprefix("- ") for text in texts if " > " not in text]}


def _option(text: str, place: int) -> dict[str, Any]:
    option: dict[str, Any] = {"id": f"o{place}", "text": text.removeprefix("*")}
    return option | ({"correct": True} if text.startswith("*") else {"why": "That is another matter."})
