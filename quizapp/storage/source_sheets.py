"""Source sheets: from bytes to facts that can be cited, or to problems with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from quizapp.domain.errors import Problem, Severity
from quizapp.domain.question_format import citation
from quizapp.domain.sources import Caution, Fact, Importance, SourceSheet
from quizapp.storage.deck_spec import AsOf, Cited, Id, Slug, Spec, Words
from quizapp.storage.spec_sentences import nearest, report
from quizapp.storage.yaml_events import MAX_KEYS, Reading, read_yaml

MAX_FACTS = 5_000


class CautionSpec(Spec):
    """Where the document is wrong, dated or disputed."""

    says: Annotated[str, Words(2000)]
    best: Annotated[str, Words(2000)]
    certainty: Annotated[str, Words(200, required=False)] = ""
    treatment: Annotated[str, Words(1000, required=False)] = ""
    sources: Annotated[list[Annotated[str, Words(500)]], Field(max_length=20)] = []  # noqa: RUF012 - pydantic copies it


class FactSpec(Spec):
    """One fact of the document, in our own words."""

    id: Annotated[Id, StringConstraints(max_length=80)]
    text: Annotated[str, Words(1000)]
    locator: Annotated[str, Words(300)]
    date: AsOf | None = None
    caution: CautionSpec | None = None
    importance: Literal["must", "supporting"] = "supporting"
    same_as: Annotated[list[Cited], Field(max_length=10)] = []  # noqa: RUF012 - pydantic copies it


class SheetHeadSpec(Spec):
    """A source sheet without its facts, which are read one by one."""

    document: Slug
    title: Annotated[str, Words(300)]
    author: Annotated[str, Words(200)]
    kind: Annotated[str, Words(80)]
    date: Annotated[str, Words(80)]
    trust: Annotated[str, Words(2000)]


class SheetSpec(SheetHeadSpec):
    """A source document: what it is, how far to trust it, and the facts drawn from it."""

    facts: Annotated[list[FactSpec], Field(max_length=MAX_FACTS)]


@dataclass(slots=True)
class SheetReading:
    """One source sheet read; `sheet` is None when it has errors. `document` and `ids` are known as far as legible."""

    reading: Reading
    sheet: SourceSheet | None = None
    document: str = ""
    ids: frozenset[str] = frozenset()

    @property
    def problems(self) -> list[Problem]:
        """Everything wrong with the file."""
        return self.reading.problems


def source_schema() -> dict[str, Any]:
    """The JSON Schema of a source sheet, for editors."""
    schema = TypeAdapter(SheetSpec).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "quizapp source sheet"}


def read_sheet(content: bytes, path: str) -> SheetReading:
    """Read and check the bytes of one source sheet; what is wrong stands in `problems`, nothing is raised."""
    result = SheetReading(read_yaml(content, path))
    value = result.reading.value
    if value is None:
        return result
    if not isinstance(value, dict) or len(value) > MAX_KEYS:
        result.reading.refuse((), "a source sheet is a mapping: it begins with `document:`, `title:` and so on")
        return result
    head = _read_head(result, value)
    facts = _read_facts(result, value.get("facts"))
    if head is not None and result.reading.sound:
        fields = (head.document, head.title, head.author, head.kind, head.date, head.trust)
        result.sheet = SourceSheet(*fields, facts=facts, path=path)
    return result


def _read_head(result: SheetReading, value: dict[str, Any]) -> SheetHeadSpec | None:
    result.document = value["document"] if isinstance(value.get("document"), str) else ""
    try:
        return SheetHeadSpec.model_validate({key: each for key, each in value.items() if key != "facts"})
    except ValidationError as error:
        report(error, result.reading, (), SheetHeadSpec)
        return None


def _read_facts(result: SheetReading, entries: Any) -> tuple[Fact, ...]:
    reading = result.reading
    if entries is None:
        reading.refuse((), "`facts` is missing: the list of what the document says")
        return ()
    if not isinstance(entries, list) or len(entries) > MAX_FACTS:
        reading.refuse(("facts",), f"`facts` must be a list of at most {MAX_FACTS:,} facts")
        return ()
    facts: list[Fact] = []
    first: dict[str, int] = {}
    for number, entry in enumerate(entries):
        if reading.full:
            break
        id = entry.get("id") if isinstance(entry, dict) else None
        if isinstance(id, str) and id in first:
            line = reading.place(("facts", first[id]))[0]
            reading.refuse(("facts", number, "id"), f"the id `{id}` is that of the fact on line {line} already")
        elif isinstance(id, str):
            first[id] = number
        try:
            facts.append(_fact(FactSpec.model_validate(entry)))
        except ValidationError as error:
            report(error, reading, ("facts", number), FactSpec)
    result.ids = frozenset(first)
    return tuple(facts)


def _fact(spec: FactSpec) -> Fact:
    told = spec.caution
    caution = Caution(told.says, told.best, told.certainty, told.treatment, tuple(told.sources)) if told else None
    return Fact(
        id=spec.id,
        text=spec.text,
        locator=spec.locator,
        date=spec.date,
        caution=caution,
        importance=Importance(spec.importance),
        same_as=tuple(citation(text) for text in spec.same_as),
    )


def cross_check(sheets: list[SheetReading]) -> None:
    """Note facts said to be the same as one that no sheet has, and documents that two sheets claim."""
    known: dict[str, frozenset[str]] = {}
    claimed: dict[str, str] = {}
    for each in sheets:
        if each.document in claimed:
            sentence = f"`{each.document}` is the document of {claimed[each.document]} already: choose another id"
            each.reading.refuse(("document",), sentence)
        elif each.document:
            claimed[each.document] = each.reading.path
        known[each.document] = known.get(each.document, frozenset()) | each.ids
    for each in sheets:
        for number, fact in enumerate(each.sheet.facts if each.sheet else ()):
            for place, same in enumerate(fact.same_as):
                if same.fact not in known.get(same.document, ()):
                    name = f"{same.document}#{same.fact}"
                    hint = nearest(same.fact, known.get(same.document, ()))
                    steps = ("facts", number, "same_as", place)
                    each.reading.refuse(steps, f"no source sheet has the fact `{name}`{hint}", severity=Severity.ERROR)
