"""What a deck file may say: text turned into values, one model a kind of question.

What concerns one value alone stands here; what concerns several together (one right option, ids that differ,
facts that exist) stands in `deck_rules`. The published JSON Schema is drawn from these models.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    TypeAdapter,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from quizapp.domain.questions import Kind
from quizapp.domain.slugs import DEVICE_NAMES, SLUG

SAID = "said"
"""Type of the errors whose sentence is our own already."""


@dataclass(frozen=True)
class Words:
    """A text of at most `limit` characters; editors accept numbers too, since `2021` and `yes` are text here."""

    limit: int
    required: bool = True

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.str_schema(strip_whitespace=True, min_length=int(self.required), max_length=self.limit)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": ["string", "number", "boolean"], "minLength": int(self.required), "maxLength": self.limit}


def refuse(sentence: str) -> PydanticCustomError:
    """An error whose sentence reaches the author as it is."""
    return PydanticCustomError(SAID, "{sentence}", {"sentence": sentence})


def _date(value: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise refuse(f"{value!r} is not a date: write it as 2027-01-31")
    try:
        date.fromisoformat(value)
    except ValueError:
        raise refuse(f"{value!r} is not a date of the calendar") from None
    return value


def _as_of(value: str) -> str:
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", value)
    if not found:
        raise refuse(f"{value!r} is not a date: write 2021, 2021-10 or 2021-10-15")
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise refuse(f"{value!r} is not a date of the calendar") from None
    return value


def _citation(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) != {"document", "fact"}:
            raise refuse("a source is `document#fact`, or a mapping with just `document` and `fact`")
        value = f"{value['document']}#{value['fact']}"
    if not isinstance(value, str) or not _CITATION.match(value):
        raise refuse("a source is written `document#fact`, such as css-essay-2025#pabbi-2021")
    return value


def _deck_slug(value: str) -> str:
    if value in DEVICE_NAMES:
        raise refuse(f"`{value}` cannot be a file name on Windows: choose another")
    return value


def _allowance(value: dict[str, str]) -> dict[str, str]:
    for code, reason in value.items():
        if not re.fullmatch(r"Q\d{3}", code):
            raise refuse(f"{code!r} is not the code of a rule, such as Q301: `quizapp decks rules` lists them")
        if not reason:
            raise refuse(f"{code} is allowed without a reason: write why it does no harm here")
    return value


_CITATION = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*#[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_ID = f"^{SLUG.pattern[:-2]}$"

Id = Annotated[str, StringConstraints(strip_whitespace=True, pattern=_ID, max_length=80)]
Slug = Annotated[str, StringConstraints(strip_whitespace=True, pattern=_ID, max_length=64), AfterValidator(_deck_slug)]
Date = Annotated[str, AfterValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
AsOf = Annotated[
    str,
    AfterValidator(_as_of),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
]
Cited = Annotated[
    str,
    BeforeValidator(_citation),
    WithJsonSchema(
        {
            "oneOf": [
                {"type": "string", "pattern": "^[a-z0-9-]+#[a-z0-9-]+$"},
                {
                    "type": "object",
                    "properties": {"document": {"type": "string"}, "fact": {"type": "string"}},
                    "required": ["document", "fact"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
Allow = Annotated[
    dict[str, Annotated[str, Words(500, required=False)]],
    Field(max_length=20),
    AfterValidator(_allowance),
    WithJsonSchema(
        {
            "type": "object",
            "propertyNames": {"pattern": r"^Q\d{3}$"},
            "additionalProperties": {"type": "string", "minLength": 1, "maxLength": 500},
        }
    ),
]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]


class Spec(BaseModel):
    """A mapping of the deck file: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid")


class OptionSpec(Spec):
    """One option of a choice or multiple question."""

    id: Id | None = None
    text: Annotated[str, Words(500)]
    correct: bool = False
    why: Annotated[str, Words(1000, required=False)] = ""


class ItemSpec(Spec):
    """One item of an ordering question."""

    id: Id | None = None
    text: Annotated[str, Words(300)]


class PairSpec(Spec):
    """One pair of a matching question."""

    id: Id | None = None
    left: Annotated[str, Words(300)]
    right: Annotated[str, Words(300)]


class PointSpec(Spec):
    """One point of an essay's outline."""

    id: Id | None = None
    text: Annotated[str, Words(1000)]
    facts: Annotated[list[Cited], Field(max_length=12)] = []


class RubricSpec(Spec):
    """What an essay with full, half and no marks looks like."""

    full: Annotated[str, Words(2000)]
    half: Annotated[str, Words(2000)]
    none: Annotated[str, Words(2000)]


class ImageSpec(Spec):
    """An image in the deck's folder, and the words that stand in for it."""

    file: Annotated[str, Words(120)]
    alt: Annotated[str, Words(500)]


class QuestionSpec(Spec):
    """What every kind of question has."""

    id: Id | None = None
    topic: Annotated[str, Words(80)]
    prompt: Annotated[str, Words(4000)]
    explanation: Annotated[str, Words(6000, required=False)] = ""
    sources: Annotated[list[Cited], Field(max_length=12)] = []
    difficulty: Annotated[int, Field(ge=1, le=3)] = 2
    tags: Annotated[list[Annotated[str, Words(40)]], Field(max_length=12)] = []
    as_of: AsOf | None = None
    valid_until: Date | None = None
    image: ImageSpec | None = None
    allow: Allow = {}


class ChoiceSpec(QuestionSpec):
    """One best answer of two to six options."""

    kind: Literal["choice"]
    options: Annotated[list[OptionSpec], Field(min_length=2, max_length=6)]


class MultipleSpec(QuestionSpec):
    """Several right options of two to eight."""

    kind: Literal["multiple"]
    options: Annotated[list[OptionSpec], Field(min_length=2, max_length=8)]


class TrueFalseSpec(QuestionSpec):
    """A statement that holds or does not."""

    kind: Literal["true-false"]
    answer: bool


class BasicSpec(QuestionSpec):
    """A question, and an answer to compare with one's own."""

    kind: Literal["basic"]
    answer: Annotated[str, Words(2000)]


class ClozeSpec(QuestionSpec):
    """A sentence with gaps written {{1::answer::hint}}; `accept` holds other ways to fill a gap, by its number."""

    kind: Literal["cloze"]
    accept: Annotated[
        dict[str, Annotated[list[Annotated[str, Words(200)]], Field(max_length=30)]], Field(max_length=99)
    ] = {}


class TypedSpec(QuestionSpec):
    """An answer to be written out; `accept` holds other ways to write it."""

    kind: Literal["typed"]
    answer: Annotated[str, Words(200)]
    accept: Annotated[list[Annotated[str, Words(200)]], Field(max_length=30)] = []


class OrderingSpec(QuestionSpec):
    """Three to eight items, given in their right order."""

    kind: Literal["ordering"]
    items: Annotated[list[ItemSpec], Field(min_length=3, max_length=8)]


class MatchingSpec(QuestionSpec):
    """Two to eight pairs, and right-hand sides that belong to none."""

    kind: Literal["matching"]
    pairs: Annotated[list[PairSpec], Field(min_length=2, max_length=8)]
    distractors: Annotated[list[Annotated[str, Words(300)]], Field(max_length=6)] = []


class EssaySpec(QuestionSpec):
    """A text to write: marks, the outline of a good one, and a rubric."""

    kind: Literal["essay"]
    marks: Annotated[int, Field(ge=1, le=100)]
    outline: Annotated[list[PointSpec], Field(min_length=1, max_length=20)]
    rubric: RubricSpec


AnyQuestionSpec = (
    ChoiceSpec
    | MultipleSpec
    | TrueFalseSpec
    | BasicSpec
    | ClozeSpec
    | TypedSpec
    | OrderingSpec
    | MatchingSpec
    | EssaySpec
)

SPECS: dict[str, type[QuestionSpec]] = {
    Kind.CHOICE: ChoiceSpec,
    Kind.MULTIPLE: MultipleSpec,
    Kind.TRUE_FALSE: TrueFalseSpec,
    Kind.BASIC: BasicSpec,
    Kind.CLOZE: ClozeSpec,
    Kind.TYPED: TypedSpec,
    Kind.ORDERING: OrderingSpec,
    Kind.MATCHING: MatchingSpec,
    Kind.ESSAY: EssaySpec,
}


class DeckHeadSpec(Spec):
    """A deck file without its questions, which are read one by one."""

    deck: Slug
    title: Annotated[str, Words(120)]
    description: Annotated[str, Words(2000, required=False)] = ""
    language: Language = "en"
    subject: Annotated[str, Words(80, required=False)] = ""
    licence: Annotated[str, Words(80, required=False)] = ""
    style: Annotated[list[Literal["fpsc"]], Field(max_length=4)] = []
    allow: Allow = {}


class CorrectionHeadSpec(Spec):
    """A file that corrects a bundled deck, without its questions."""

    corrects: Slug
    title: Annotated[str, Words(120, required=False)] = ""
    description: Annotated[str, Words(2000, required=False)] = ""
    allow: Allow = {}


Questions = Annotated[list[Annotated[AnyQuestionSpec, Field(discriminator="kind")]], Field(max_length=20_000)]


class DeckSpec(DeckHeadSpec):
    """A deck: a head and its questions."""

    questions: Questions


class CorrectionSpec(CorrectionHeadSpec):
    """A user's correction of a bundled deck: its questions replace those of the same id and add new ones."""

    questions: Questions


def deck_schema() -> dict[str, Any]:
    """The JSON Schema of a deck file (or of one that corrects a deck), for editors."""
    adapter: TypeAdapter[Any] = TypeAdapter(DeckSpec | CorrectionSpec)
    schema = adapter.json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "quizapp deck", **schema}
