"""Attempts at papers that were sat in quizapp, as item analysis takes them: from the log, or from exported results."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quizapp.domain.answers import Chose, Picked, Response, Wrote
from quizapp.domain.blueprints import SELF_MARKED
from quizapp.domain.errors import QuizError
from quizapp.domain.exam_marking import answers
from quizapp.domain.exam_sitting import ExamSitting
from quizapp.domain.item_analysis import Given
from quizapp.domain.marking import Outcome
from quizapp.domain.missed import told
from quizapp.domain.questions import CardKey, Choice, Multiple, Question, TrueFalse
from quizapp.domain.responses import response_from_plain
from quizapp.domain.values import dataclass

FORMAT = "quizapp-exam-result"
"""What the `format` of an exported result says; `quizapp.exports.result_json` writes it."""

UNKNOWN = "?"
"""The key of a question that nobody had right and that no deck has: whatever was picked beats it."""

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class PaperAttempt:
    """One sitting of a paper: what was given to each card. `prompts` are for cards that no deck has any longer."""

    id: str
    paper: str
    given: Mapping[str, Given]
    prompts: Mapping[str, str]


def attempt_of(sitting: ExamSitting) -> PaperAttempt:
    """The attempt that a sitting is. Texts, which a person marks, and cancelled questions tell nothing of an item."""
    given, prompts = {}, {}
    for each in answers(sitting):
        correction = sitting.corrections.get(each.number)
        if sitting.is_text(each.number) or (correction is not None and correction.cancelled):
            continue
        asked, response = sitting.question(each.number), sitting.slot(each.number).response
        given[str(asked.card)] = Given(each.share or 0.0, _option(response, each.share))
        prompts[str(asked.card)] = told(asked.question.prompt)
    return PaperAttempt(sitting.id, sitting.paper.blueprint.id, given, prompts)


def read_results(text: str, name: str) -> list[PaperAttempt]:
    """The attempts in a file of one exported result, or of a list of them; raises QuizError with a sentence."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise QuizError(f"{name} is not JSON: export results with `quizapp exam result --json`.") from error
    results = found if isinstance(found, list) else [found]
    return [_read(each, name) for each in results]


def _read(found: Any, name: str) -> PaperAttempt:
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise QuizError(f"{name} is no result of a paper: export one with `quizapp exam result --json`.")
    try:
        rows = [each for each in found["questions"] if _counts(each)]
        return PaperAttempt(
            id=str(found["id"]),
            paper=str(found["paper"]),
            given={str(CardKey.parse(each["card"])): _given(each) for each in rows},
            prompts={each["card"]: told(str(each["prompt"])) for each in rows},
        )
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        raise QuizError(f"{name} is no whole result of a paper: export it anew.") from error


def _counts(each: Mapping[str, Any]) -> bool:
    """Whether a question of a result says something of an item, as in `attempt_of`."""
    correction = each.get("correction") or {}
    return each["kind"] not in SELF_MARKED and not each["waits"] and correction.get("key") != "cancelled"


def _given(each: Mapping[str, Any]) -> Given:
    share = min(1.0, max(0.0, float(each["marks"]) / float(each["of"])))
    if each["outcome"] == Outcome.BLANK:
        return Given(0.0)
    return Given(share, _option(response_from_plain(each["response"]) if each["response"] else None, share))


def _option(response: Response | None, share: float | None) -> str:
    """What was picked, by its id; the words that were written; of answers in several parts how much was right."""
    match response:
        case None:
            return ""
        case Picked(option):
            return option
        case Wrote(text):
            return told(text)[:_LONGEST]
        case Chose(chosen) if not chosen:
            return ""
        case Chose(chosen):
            return "+".join(sorted(chosen))
        case _ if share is None:
            return ""
        case _:
            return "right" if share >= 1 else "partly" if share > 0 else "wrong"


def key_of(question: Question | None, card: str, attempts: Iterable[PaperAttempt]) -> str:
    """The option that is right: that of the deck, else the one that earned marks in these attempts.

    Nothing for kinds that have no single right option.
    """
    match question:
        case Choice():
            return next((option.id for option in question.options if option.correct), "")
        case TrueFalse():
            return "true" if question.answer else "false"
        case None:
            return next(_right_picks(card, attempts), UNKNOWN)
        case _:
            return ""


def _right_picks(card: str, attempts: Iterable[PaperAttempt]) -> Iterator[str]:
    return (each.given[card].option for each in attempts if card in each.given and each.given[card].share >= 1)


def option_texts(question: Question | None) -> dict[str, str]:
    """What the options say, by their ids, as far as a deck has the question."""
    if isinstance(question, Choice | Multiple):
        return {option.id: told(option.text) for option in question.options}
    return {"true": "True", "false": "False"} if isinstance(question, TrueFalse) else {}
