"""`quizapp sources`: the source documents, and which questions examine each of their facts."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from quizapp.cli.completion import DocumentSlug
from quizapp.cli.lazy import Command
from quizapp.cli.opening import current_services
from quizapp.cli.output import count, json_option, put, put_json, put_table, say, wording
from quizapp.cli.stats import percent
from quizapp.domain.errors import QuizError

if TYPE_CHECKING:
    from quizapp.domain.coverage import Coverage, Covered, CoveredDocument, CoveredFact, Examiner
    from quizapp.domain.insight import Share

_WIDEST, _INDENT = 100, "    "


@click.command(cls=Command)
@click.argument("documents", nargs=-1, type=DocumentSlug(), metavar="[DOCUMENT]...")
@click.option("--unexamined", is_flag=True, help="List the facts that no question examines.")
@json_option
def sources(documents: tuple[str, ...], unexamined: bool, as_json: bool) -> None:
    """Show what questions rest on, and which facts they examine.

    Without a document: each of them, how many facts it has and how many questions, and how much of it is examined.
    With one: all its facts, each with its questions. A question counts to the document of the first fact it cites;
    facts that say the same count together. docs/source-sheets.md says how sheets are written.
    """
    found, broken = current_services().sources.coverage()
    if broken:
        say(f"Not read, because of errors: {', '.join(broken)}. `quizapp decks check` lists them.")
    chosen = _chosen(found, documents)
    if as_json:
        put_json(_plain(found, chosen, unexamined))
    elif unexamined:
        _put_unexamined(chosen)
    else:
        _put_figures(found, chosen)
        for document in chosen:
            _put_document(document)
            if documents:
                _put_facts(document.facts)


def _chosen(found: Coverage, names: Sequence[str]) -> Sequence[CoveredDocument]:
    known = {document.sheet.document: document for document in found.documents}
    for name in names:
        if name not in known:
            from difflib import get_close_matches

            close = get_close_matches(name, known, 1, 0.5)
            raise QuizError(f"There is no document `{name}`." + (f" Did you mean `{close[0]}`?" if close else ""))
    return [known[name] for name in dict.fromkeys(names)] if names else found.documents


def _put_figures(found: Coverage, chosen: Sequence[CoveredDocument]) -> None:
    """How many facts and questions, and how much is examined: a row for each document, and one for all."""
    from quizapp.domain.coverage import covered

    groups = [(each.sheet.document, each.facts, each.first, each.citing) for each in chosen]
    if len(groups) > 1:
        sourced = found.questions - found.without_source
        groups.append(("all", found.facts if chosen == found.documents else _facts(chosen), sourced, sourced))
    heads = ("document", "facts", "must", "caution", "questions", "share", "citing")
    rows = [(name, _counts(facts), first, citing) for name, facts, first, citing in groups]
    put_table(heads, [(name, n.facts, n.must, n.caution, one, _share(one, found), more) for name, n, one, more in rows])
    put("")
    ways = ("document", "must by choice", "must by cloze or typed", "supporting")
    put_table(ways, [(name, *_covered(covered(facts))) for name, facts, _, _ in groups])
    if found.without_source:
        cite = "cites" if found.without_source == 1 else "cite"
        put(f"\n{count(found.without_source, 'question')} of {found.questions:,} {cite} no fact.")


def _facts(documents: Iterable[CoveredDocument]) -> tuple[CoveredFact, ...]:
    return tuple(fact for document in documents for fact in document.facts)


class _Counts(NamedTuple):
    facts: int
    must: int
    supporting: int
    caution: int


def _counts(facts: Sequence[CoveredFact]) -> _Counts:
    must = sum(fact.is_must for fact in facts)
    return _Counts(len(facts), must, len(facts) - must, sum(fact.fact.caution is not None for fact in facts))


def _share(questions: int, found: Coverage) -> str:
    return percent(questions / found.questions if found.questions else None).rjust(len("share"))


def _covered(figures: Covered) -> tuple[str, str, str]:
    return _of(figures.chosen), _of(figures.produced), _of(figures.supporting)


def _of(share: Share) -> str:
    return f"{share.hits} of {share.of}"


def _put_document(document: CoveredDocument) -> None:
    sheet = document.sheet
    put(f"\n{sheet.document}")
    for text in (sheet.title, f"{sheet.kind}; author: {sheet.author}; date: {sheet.date}", f"Trust: {sheet.trust}"):
        _put_wrapped(text)


def _put_unexamined(chosen: Sequence[CoveredDocument]) -> None:
    facts = [fact for fact in _facts(chosen) if not fact.examined]
    _put_facts(facts)
    say(f"{count(len(facts), 'fact')} of {len(_facts(chosen)):,} without a question.")


def _put_facts(facts: Iterable[CoveredFact]) -> None:
    """Each fact under its name, which carries what there is to know at a glance, with its questions below."""
    for each in facts:
        put(f"\n{each.name}: {', '.join(_marks(each))}")
        _put_wrapped(f"{wording(each.fact.text)} ({wording(each.fact.locator)})")
        for examiner in each.questions:
            put(f"{_INDENT}{examiner.kind:11}{examiner.question}")
        for examiner in each.linked:
            put(f"{_INDENT}{examiner.kind:11}{examiner.question} (by a linked fact)")


def _marks(each: CoveredFact) -> list[str]:
    from quizapp.domain.coverage import CHOSEN

    marks = [str(each.fact.importance)]
    if each.fact.caution is not None:
        marks.append("caution")
    if not each.examined:
        marks.append("no question")
    elif each.is_must and not each.examined_by(CHOSEN):
        marks.append("no choice question")
    return marks


def _put_wrapped(text: str) -> None:
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    lines = textwrap.wrap(wording(text), width - len(_INDENT), break_long_words=False, break_on_hyphens=False)
    put(textwrap.indent("\n".join(lines), _INDENT))


def _plain(found: Coverage, chosen: Sequence[CoveredDocument], unexamined: bool) -> dict[str, Any]:
    return {
        "questions": found.questions,
        "without_source": found.without_source,
        "coverage": _plain_coverage(found.facts),
        "documents": [_plain_document(each, found.questions, unexamined) for each in chosen],
    }


def _plain_coverage(facts: Sequence[CoveredFact]) -> dict[str, Any]:
    from quizapp.domain.coverage import covered

    figures = covered(facts)
    return {
        "must_with_choice": asdict(figures.chosen),
        "must_with_cloze_or_typed": asdict(figures.produced),
        "supporting": asdict(figures.supporting),
    }


def _plain_document(each: CoveredDocument, questions: int, unexamined: bool) -> dict[str, Any]:
    sheet = each.sheet
    names = ("document", "title", "author", "kind", "date", "trust", "path")
    return {
        **{name: getattr(sheet, name) for name in names},
        "counts": _counts(each.facts)._asdict(),
        "questions": {"first": each.first, "share": each.first / questions if questions else 0, "citing": each.citing},
        "coverage": _plain_coverage(each.facts),
        "facts": [_plain_fact(fact) for fact in each.facts if not (unexamined and fact.examined)],
    }


def _plain_fact(each: CoveredFact) -> dict[str, Any]:
    return {
        **asdict(each.fact),
        "same_as": [f"{same.document}#{same.fact}" for same in each.fact.same_as],
        "examined": each.examined,
        "questions": [_plain_examiner(examiner) for examiner in each.questions],
        "questions_of_linked_facts": [_plain_examiner(examiner) for examiner in each.linked],
    }


def _plain_examiner(examiner: Examiner) -> dict[str, str]:
    return {"question": examiner.question, "kind": examiner.kind}
