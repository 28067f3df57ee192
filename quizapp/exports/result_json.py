"""The result of a paper as JSON: every figure and every question; docs/exams.md describes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from quizapp.domain.answers import Recalled
from quizapp.domain.asking import right_answer
from quizapp.domain.card_history import in_words
from quizapp.domain.exam_attempts import Attempt
from quizapp.domain.exam_changes import Correction
from quizapp.domain.exam_keys import key_in_words
from quizapp.domain.exam_luck import Confidence, Said
from quizapp.domain.exam_results import ExamResult, Sat
from quizapp.domain.marking import Marked, Marks, Outcome
from quizapp.domain.questions import Kind, kind_of
from quizapp.domain.responses import response_to_plain
from quizapp.domain.text import plain
from quizapp.exports.json_schema import NUMBER, TEXT, TRUTH, WHOLE, or_null, record, records

FORMAT = "quizapp-exam-result"
VERSION = 1
"""Raised when a reader of the last version could misread the next; keys may be added without raising it."""


def plain_result(found: ExamResult) -> dict[str, Any]:
    """The result as plain values; every text is plain, times are in milliseconds."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "id": found.id,
        "paper": found.blueprint.id,
        "title": plain(found.blueprint.title),
        "seed": found.seed,
        "begun": found.begun.isoformat(),
        "ended": found.ended.isoformat(),
        "ended_by": found.ended_by,
        "minutes": found.minutes,
        "milliseconds": found.milliseconds,
        "passed": found.attempt().passed,
        "waiting": list(found.waiting),
        "total": _marks(found.now.total),
        "sections": [_marks(each) for each in found.now.sections],
        "topics": [_marks(each) for each in found.now.topics],
        "then": {"total": _marks(found.then.total), "changed": [each.number for each in found.changed]},
        "luck": [_confidence(each) for each in found.luck],
        "known": round(found.known, 4),
        "changed_answers": None
        if found.switches is None
        else {
            "to_right": found.switches.to_right,
            "to_wrong": found.switches.to_wrong,
            "wrong_to_wrong": found.switches.wrong_to_wrong,
        },
        "attempts": plain_attempts(found.attempts),
        "schedule": {
            "answers": found.entered.answers,
            "again": found.entered.again,
            "stands": found.entered.stands,
        },
        "questions": [_question(each) for each in found.questions],
    }


def plain_attempts(attempts: Iterable[Attempt]) -> list[dict[str, Any]]:
    """Papers that were handed in, as plain values."""
    return [
        {
            "id": each.id,
            "title": plain(each.title),
            "ended": each.ended.isoformat(),
            "marks": each.marks,
            "of": each.of,
            "needed": each.needed,
            "passed": each.passed,
            "waiting": each.waiting,
        }
        for each in attempts
    ]


def _marks(each: Marks) -> dict[str, Any]:
    return {
        "name": plain(each.name),
        "title": plain(each.title),
        "marks": each.marks,
        "of": each.of,
        "right": each.right,
        "partly": each.partly,
        "wrong": each.wrong,
        "blank": each.blank,
        "lost": each.lost,
        "needed": each.needed,
        "passed": each.passed,
    }


def _confidence(each: Confidence) -> dict[str, Any]:
    return {
        "said": each.said.value,
        "answers": each.answers,
        "right": each.right,
        "marks": each.marks,
        "by_guessing": each.by_guessing,
        "against": None if each.against is None else each.against.value,
        "not_right": list(each.wrong),
    }


def _question(each: Sat) -> dict[str, Any]:
    return {
        "number": each.number,
        "section": each.section,
        "card": str(each.card),
        "kind": kind_of(each.question).value,
        "topic": plain(each.question.topic),
        "prompt": plain(each.question.prompt),
        "response": None if each.response is None else response_to_plain(each.response),
        "response_text": _text(each),
        "answer": right_answer(each.question, each.card.gap),
        "outcome": each.outcome.value,
        "waits": each.waits,
        "marks": each.marks,
        "of": each.of,
        "milliseconds": each.milliseconds,
        "slow": each.slow,
        "marked": each.marked,
        "said": each.said.value,
        "correction": _correction(each, each.correction),
        "dispute": None if each.dispute is None else plain(each.dispute),
        "then": _then(each.before),
    }


def _text(each: Sat) -> str | None:
    if isinstance(each.response, Recalled):
        return each.response.jotted
    return None if each.response is None else in_words(each.question, each.response)


def _correction(each: Sat, correction: Correction | None) -> dict[str, Any] | None:
    if correction is None:
        return None
    return {"key": key_in_words(each.question, correction), "note": plain(correction.note)}


def _then(before: Marked | None) -> dict[str, Any] | None:
    return None if before is None else {"outcome": before.outcome.value, "marks": before.marks}


_NUMBERS = {"type": "array", "items": WHOLE}


def result_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `plain_result`; unknown keys are allowed, later ones may come."""
    marks = {
        **dict.fromkeys(("name", "title"), TEXT),
        **dict.fromkeys(("marks", "of", "lost", "needed"), NUMBER),
        **dict.fromkeys(("right", "partly", "wrong", "blank"), WHOLE),
        "passed": or_null(TRUTH),
    }
    said = {"enum": [each.value for each in Said]}
    switched = record(to_right=WHOLE, to_wrong=WHOLE, wrong_to_wrong=WHOLE)
    document = record(
        format={"const": FORMAT},
        version={"const": VERSION},
        **dict.fromkeys(("id", "paper", "title", "begun", "ended", "ended_by"), TEXT),
        **dict.fromkeys(("seed", "minutes", "milliseconds"), WHOLE),
        passed=or_null(TRUTH),
        waiting=_NUMBERS,
        total=record(**marks),
        sections=records(**marks),
        topics=records(**marks),
        then=record(total=record(**marks), changed=_NUMBERS),
        luck=records(
            said=said,
            answers=WHOLE,
            right=WHOLE,
            marks=NUMBER,
            by_guessing=NUMBER,
            against=or_null(TEXT),
            not_right=_NUMBERS,
        ),
        known=NUMBER,
        changed_answers=or_null(switched),
        attempts=records(
            **dict.fromkeys(("id", "title", "ended"), TEXT),
            **dict.fromkeys(("marks", "of", "needed"), NUMBER),
            passed=or_null(TRUTH),
            waiting=WHOLE,
        ),
        schedule=record(answers=WHOLE, again=WHOLE, stands=TRUTH),
        questions={"type": "array", "items": _question_schema(said)},
    )
    schema = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": schema, "title": "The result of a paper sat in quizapp", **document}


def _question_schema(said: dict[str, Any]) -> dict[str, Any]:
    return record(
        **dict.fromkeys(("number", "milliseconds"), WHOLE),
        **dict.fromkeys(("section", "card", "topic", "prompt", "answer"), TEXT),
        **dict.fromkeys(("marks", "of"), NUMBER),
        **dict.fromkeys(("waits", "slow", "marked"), TRUTH),
        kind={"enum": [kind.value for kind in Kind]},
        outcome={"enum": [outcome.value for outcome in Outcome]},
        said=said,
        response=or_null({"type": "object"}),
        response_text=or_null(TEXT),
        correction=or_null(record(key=TEXT, note=TEXT)),
        dispute=or_null(TEXT),
        then=or_null(record(outcome=TEXT, marks=NUMBER)),
    )
