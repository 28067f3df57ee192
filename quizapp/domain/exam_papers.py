"""A paper as the log keeps it: whole, so that it is read back and never drawn again, whatever became of its decks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from quizapp.domain.blueprints import Blueprint, Order, Part, Section
from quizapp.domain.papers import Paper, PaperQuestion, Shortage
from quizapp.domain.question_format import question_from_plain, question_to_plain
from quizapp.domain.questions import CardKey, Kind, kind_of


def paper_to_plain(paper: Paper) -> dict[str, Any]:
    """The paper as a mapping for JSON, every question with its text and its options in the order that was shown."""
    return {
        "blueprint": blueprint_to_plain(paper.blueprint),
        "seed": paper.seed,
        "questions": [
            {
                "card": str(each.card),
                "section": each.section,
                "kind": kind_of(each.question).value,
                "topic": each.question.topic,
                "body": question_to_plain(each.question),
            }
            for each in paper.questions
        ],
        "short": [[each.section, each.title, each.wanted, each.found] for each in paper.shortages],
    }


def paper_from_plain(plain: Mapping[str, Any]) -> Paper:
    """The inverse of `paper_to_plain`; raises KeyError, TypeError or ValueError for what is none."""
    questions = []
    for number, each in enumerate(plain["questions"], 1):
        card = CardKey.parse(each["card"])
        asked = question_from_plain(card.question, each["kind"], each["topic"], each["body"])
        questions.append(PaperQuestion(number, each["section"], card, asked))
    shortages = tuple([Shortage(*each) for each in plain["short"]])
    return Paper(blueprint_from_plain(plain["blueprint"]), plain["seed"], tuple(questions), shortages)


def blueprint_to_plain(blueprint: Blueprint) -> dict[str, Any]:
    """The blueprint as a mapping for JSON."""
    plain = _plain(blueprint)
    plain["sections"] = [
        {**_plain(section), "parts": [_plain(part) for part in section.parts]} for section in blueprint.sections
    ]
    return plain


def blueprint_from_plain(plain: Mapping[str, Any]) -> Blueprint:
    """The inverse of `blueprint_to_plain`; raises KeyError, TypeError or ValueError for what is none."""
    sections = tuple([_section(each) for each in plain["sections"]])
    values = _known(Blueprint, plain) | {"sections": sections}
    if "sources" in plain:
        values["sources"] = tuple(plain["sources"])
    return Blueprint(**values)


def _section(plain: Mapping[str, Any]) -> Section:
    values = _known(Section, plain) | {"parts": tuple([_part(each) for each in plain["parts"]])}
    if "order" in plain:
        values["order"] = Order(plain["order"])
    return Section(**values)


def _part(plain: Mapping[str, Any]) -> Part:
    known = _known(Part, plain)
    values: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in known.items()}
    if "kinds" in plain:
        values["kinds"] = tuple([Kind(kind) for kind in plain["kinds"]])
    return Part(**values)


def _known(cls: type[Any], plain: Mapping[str, Any]) -> dict[str, Any]:
    """What this version knows of a mapping that a newer one may have written."""
    names = {each.name for each in fields(cls)}
    return {name: value for name, value in plain.items() if name in names}


def _plain(value: Any) -> dict[str, Any]:
    """The fields of a value that are not at their defaults, for JSON."""
    return {
        each.name: _for_json(getattr(value, each.name))
        for each in fields(value)
        if getattr(value, each.name) != each.default
    }


def _for_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_for_json(each) for each in value]
    return value.value if isinstance(value, StrEnum) else value
