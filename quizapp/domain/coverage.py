"""Which questions examine which facts: what a bank covers of its source documents, and what it leaves out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from quizapp.domain.insight import Share
from quizapp.domain.questions import Citation, Essay, Kind, Question, kind_of
from quizapp.domain.sources import Fact, Importance, SourceSheet

CHOSEN = frozenset({Kind.CHOICE})
PRODUCED = frozenset({Kind.CLOZE, Kind.TYPED})
"""The kinds by which an answer must be recognised, and those by which it must be produced from memory."""


@dataclass(frozen=True, slots=True)
class Examiner:
    """A question as deck/id, and its kind."""

    question: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class CoveredFact:
    """A fact with the questions that cite it, and those that cite only a fact which says the same."""

    document: str
    fact: Fact
    questions: tuple[Examiner, ...]
    linked: tuple[Examiner, ...]

    @property
    def name(self) -> str:
        """The fact as questions cite it."""
        return f"{self.document}#{self.fact.id}"

    @property
    def is_must(self) -> bool:
        """Whether an examiner expects it to be known."""
        return self.fact.importance is Importance.MUST

    @property
    def examined(self) -> bool:
        """Whether any question examines it."""
        return bool(self.questions or self.linked)

    def examined_by(self, kinds: Collection[Kind]) -> bool:
        """Whether a question of one of these kinds examines it."""
        return any(each.kind in kinds for each in (*self.questions, *self.linked))


@dataclass(frozen=True, slots=True)
class CoveredDocument:
    """A source sheet with its facts; `first` questions name it first, `citing` ones name it at all."""

    sheet: SourceSheet
    facts: tuple[CoveredFact, ...]
    first: int
    citing: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """All source sheets, how many questions there are, and how many of those name no fact of any of them."""

    documents: tuple[CoveredDocument, ...]
    questions: int
    without_source: int

    @property
    def facts(self) -> tuple[CoveredFact, ...]:
        """The facts of all documents."""
        return tuple(fact for document in self.documents for fact in document.facts)


@dataclass(frozen=True, slots=True)
class Covered:
    """Must facts with a choice question, must facts with a cloze or typed one, supporting facts with any question."""

    chosen: Share
    produced: Share
    supporting: Share


def citations(question: Question) -> tuple[Citation, ...]:
    """The facts a question rests on, each once: its sources, and of an essay those of its outline."""
    cited = list(question.sources)
    if isinstance(question, Essay):
        cited += [fact for point in question.outline for fact in point.facts]
    return tuple(dict.fromkeys(cited))


def coverage(sheets: Sequence[SourceSheet], questions: Iterable[tuple[str, Question]]) -> Coverage:
    """What these questions, each with the slug of its deck, examine of these sheets."""
    direct: dict[Citation, list[Examiner]] = {}
    first: dict[str, int] = {}
    citing: dict[str, int] = {}
    total = without = 0
    known = {sheet.document for sheet in sheets}
    for deck, question in questions:
        total += 1
        cited = [each for each in citations(question) if each.document in known]
        without += not cited
        for number, document in enumerate(dict.fromkeys(each.document for each in cited)):
            citing[document] = citing.get(document, 0) + 1
            first[document] = first.get(document, 0) + (number == 0)
        examiner = Examiner(f"{deck}/{question.id}", kind_of(question))
        for each in cited:
            direct.setdefault(each, []).append(examiner)
    groups = linked(sheets)
    documents = tuple(
        CoveredDocument(
            sheet,
            tuple(_covered(sheet.document, fact, direct, groups) for fact in sheet.facts),
            first.get(sheet.document, 0),
            citing.get(sheet.document, 0),
        )
        for sheet in sorted(sheets, key=lambda sheet: sheet.document)
    )
    return Coverage(documents, total, without)


def linked(sheets: Iterable[SourceSheet]) -> dict[Citation, list[Citation]]:
    """For each fact that says the same as others, all of these and itself, in whatever direction they were linked."""
    groups: dict[Citation, list[Citation]] = {}
    for sheet in sheets:
        for fact in sheet.facts:
            one = Citation(sheet.document, fact.id)
            for other in fact.same_as:
                ours, theirs = groups.get(one, [one]), groups.get(other, [other])
                if ours is not theirs:
                    joined = [*ours, *theirs]
                    groups.update(dict.fromkeys(joined, joined))
    return groups


def covered(facts: Iterable[CoveredFact]) -> Covered:
    """How much of these facts is examined in the ways that matter for each."""
    facts = list(facts)
    must = [fact for fact in facts if fact.is_must]
    supporting = [fact for fact in facts if not fact.is_must]
    return Covered(
        Share(sum(fact.examined_by(CHOSEN) for fact in must), len(must)),
        Share(sum(fact.examined_by(PRODUCED) for fact in must), len(must)),
        Share(sum(fact.examined for fact in supporting), len(supporting)),
    )


def _covered(
    document: str, fact: Fact, direct: dict[Citation, list[Examiner]], groups: dict[Citation, list[Citation]]
) -> CoveredFact:
    own = Citation(document, fact.id)
    questions = direct.get(own, [])
    others = dict.fromkeys(each for other in groups.get(own, ()) for each in direct.get(other, ()))
    return CoveredFact(document, fact, tuple(questions), tuple(each for each in others if each not in questions))
