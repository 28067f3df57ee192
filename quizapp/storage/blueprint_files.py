"""Blueprint files: from bytes to a checked blueprint, or to problems with their places."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from quizapp.domain.blueprints import OBJECTIVE, Blueprint, Order, Part, Section
from quizapp.domain.errors import Problem, QuizError
from quizapp.domain.questions import Kind
from quizapp.storage.blueprints import Blueprints
from quizapp.storage.deck_folders import read_bytes
from quizapp.storage.deck_spec import Id, Slug, Spec, Words
from quizapp.storage.spec_sentences import report
from quizapp.storage.yaml_events import MAX_KEYS, Reading, read_yaml

Count = Annotated[int, Field(ge=1, le=1000)]
Minutes = Annotated[int, Field(ge=1, le=1440)]
Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
KindWord = Literal["choice", "multiple", "true-false", "basic", "cloze", "typed", "ordering", "matching", "essay"]


class SourcesSpec(Spec):
    """Which questions serve; what is not named is not asked about."""

    decks: Annotated[list[Slug], Field(min_length=1, max_length=200)] | None = None
    subjects: Annotated[list[Annotated[str, Words(80)]], Field(min_length=1, max_length=50)] | None = None
    topics: Annotated[list[Annotated[str, Words(80)]], Field(min_length=1, max_length=200)] | None = None
    kinds: Annotated[list[KindWord], Field(min_length=1, max_length=9)] | None = None
    difficulties: Annotated[list[Annotated[int, Field(ge=1, le=3)]], Field(min_length=1, max_length=3)] | None = None


class PartSpec(SourcesSpec):
    """A part of a section: what serves, and a number, a weight or so many of each topic."""

    questions: Count | None = None
    weight: Annotated[int, Field(ge=1, le=1000)] | None = None
    per_topic: Annotated[int, Field(ge=1, le=100)] | None = None


class SectionSpec(SourcesSpec):
    """A section of the paper; what it says of questions holds for those of its parts that say nothing else."""

    id: Id
    title: Annotated[str, Words(120)]
    questions: Count | None = None
    parts: Annotated[list[PartSpec], Field(min_length=1, max_length=50)] | None = None
    minutes: Minutes | None = None
    locks: bool = False
    marks: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)] = 1
    negative: Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)] = 0
    pass_percent: Percent = 0
    order: Literal["parts", "random", "difficulty"] = "random"


class BlueprintSpec(Spec):
    """A kind of paper: its sections, its time, and how it is marked."""

    paper: Slug
    title: Annotated[str, Words(120)]
    description: Annotated[str, Words(4000, required=False)] = ""
    certainty: Annotated[str, Words(2000, required=False)] = ""
    sources: Annotated[list[Annotated[str, Words(500)]], Field(max_length=20)] = []  # noqa: RUF012 - pydantic copies it
    minutes: Minutes | None = None
    pass_percent: Percent = 0
    shuffle: bool = True
    pauses: bool = True
    scaled: bool = False
    least_percent: Annotated[int, Field(ge=1, le=100)] = 100
    sections: Annotated[list[SectionSpec], Field(min_length=1, max_length=50)]


def paper_schema() -> dict[str, Any]:
    """The JSON Schema of a blueprint, for editors."""
    schema = TypeAdapter(BlueprintSpec).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "quizapp paper"}


def read_folders(bundled: Path, own: Path) -> Blueprints:
    """All blueprints, the bundled ones first; one of the learner's own takes the place of a bundled one of its id."""
    result = Blueprints()
    for folder in (bundled, own):
        for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
            blueprint, problems = read_file(path, bundled=folder == bundled)
            result.problems += problems
            if blueprint is not None:
                result.found[blueprint.id] = blueprint
    return result


def read_file(path: Path, *, bundled: bool) -> tuple[Blueprint | None, list[Problem]]:
    """The blueprint of one file, or None with all that is wrong with it."""
    try:
        content = read_bytes(path)
    except QuizError as error:
        return None, [Problem(str(path), 1, 1, str(error))]
    return read_blueprint(content, str(path), bundled=bundled)


def read_blueprint(content: bytes, path: str, *, bundled: bool = False) -> tuple[Blueprint | None, list[Problem]]:
    """Read and check the bytes of one blueprint; nothing is raised."""
    reading = read_yaml(content, path)
    value = reading.value
    if value is None:
        return None, reading.problems
    if not isinstance(value, dict) or len(value) > MAX_KEYS:
        reading.refuse((), "a blueprint is a mapping: it begins with `paper:`, `title:` and `sections:`")
        return None, reading.problems
    try:
        spec = BlueprintSpec.model_validate(value)
    except ValidationError as error:
        report(error, reading, (), BlueprintSpec)
        return None, reading.problems
    _check(spec, reading)
    return (_blueprint(spec, path, bundled) if reading.sound else None), reading.problems


def _check(spec: BlueprintSpec, reading: Reading) -> None:
    """Note what is wrong between the values of a blueprint."""
    if Path(reading.path).stem != spec.paper:
        reading.refuse(("paper",), f"a blueprint's file is named for its paper: call it {spec.paper}.yaml")
    if spec.scaled and not spec.minutes and not any(section.minutes for section in spec.sections):
        reading.refuse(("scaled",), "a paper without a time has nothing to scale: give it `minutes`, or leave this out")
    first: dict[str, int] = {}
    for number, section in enumerate(spec.sections):
        base = ("sections", number)
        if section.id in first:
            line = reading.place(("sections", first[section.id], "id"))[0]
            reading.refuse((*base, "id"), f"the id `{section.id}` is that of the section on line {line} already")
        first.setdefault(section.id, number)
        if section.locks and not section.minutes:
            reading.refuse((*base, "locks"), "a section that locks needs `minutes`: it locks when they are over")
        _check_parts(section, base, reading)
    timed = sum(section.minutes or 0 for section in spec.sections)
    if spec.minutes and timed > spec.minutes:
        reading.refuse(
            ("minutes",), f"the sections take {timed} minutes, which is more than the {spec.minutes} of the paper"
        )


def _check_parts(section: SectionSpec, base: tuple[str | int, ...], reading: Reading) -> None:
    if section.parts is None:
        if section.questions is None:
            reading.refuse(base, "the section does not say how many questions it has: write `questions`, or `parts`")
        return
    said = [[name for name in ("questions", "weight", "per_topic") if getattr(part, name)] for part in section.parts]
    for place, names in enumerate(said):
        if len(names) != 1:
            sentence = "a part says one of `questions`, `weight` and `per_topic`"
            reading.refuse((*base, "parts", place), sentence)
            return
    weighted = [names == ["weight"] for names in said]
    if any(weighted) and not all(weighted):
        sentence = "either all parts of a section have a `weight`, or none has"
        reading.refuse((*base, "parts", weighted.index(True), "weight"), sentence)
    elif any(weighted) and section.questions is None:
        reading.refuse(base, "parts with weights need `questions`: the number that the weights divide")
    elif not any(weighted) and section.questions is not None:
        sentence = "the parts say how many questions there are: leave `questions` of the section out"
        reading.refuse((*base, "questions"), sentence)


def _blueprint(spec: BlueprintSpec, path: str, bundled: bool) -> Blueprint:
    return Blueprint(
        id=spec.paper,
        title=spec.title,
        description=spec.description,
        certainty=spec.certainty,
        sources=tuple(spec.sources),
        minutes=spec.minutes or sum(section.minutes or 0 for section in spec.sections),
        pass_percent=spec.pass_percent,
        shuffle=spec.shuffle,
        pauses=spec.pauses,
        scaled=spec.scaled,
        least_percent=spec.least_percent,
        sections=tuple(_section(section) for section in spec.sections),
        path=path,
        bundled=bundled,
    )


def _section(spec: SectionSpec) -> Section:
    given = spec.parts or [PartSpec(questions=spec.questions)]
    return Section(
        id=spec.id,
        title=spec.title,
        parts=tuple(_part(part, spec) for part in given),
        questions=spec.questions or sum(part.questions or 0 for part in given),
        minutes=spec.minutes or 0,
        locks=spec.locks,
        marks=spec.marks,
        negative=spec.negative,
        pass_percent=spec.pass_percent,
        order=Order(spec.order),
    )


def _part(part: PartSpec, section: SectionSpec) -> Part:
    kinds = part.kinds or section.kinds
    return Part(
        decks=_said(part.decks, section.decks),
        subjects=_said(part.subjects, section.subjects),
        topics=_said(part.topics, section.topics),
        kinds=tuple(Kind(kind) for kind in kinds) if kinds else OBJECTIVE,
        difficulties=tuple(part.difficulties or section.difficulties or ()),
        questions=part.questions or 0,
        weight=part.weight or 0,
        per_topic=part.per_topic or 0,
    )


def _said(own: Iterable[str] | None, else_: Iterable[str] | None) -> tuple[str, ...]:
    return tuple(own or else_ or ())
