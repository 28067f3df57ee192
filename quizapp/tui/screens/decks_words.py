"""What the screen of decks says: its rows, and below them how one deck is studied and where it lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.tui import wording
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, one_line, words
from quizapp.tui.widgets.passage import Paragraph, said
from quizapp.tui.widgets.shelf_list import ShelfRow

if TYPE_CHECKING:
    from quizapp.domain.errors import Problem
    from quizapp.services.shelving import Shelf, ShelfDeck, Tally

HEADS = ("due", "new", "put aside", "cards")

_LABEL = 15
_FAULTS = 2
"""So many errors of a file are told below the tree."""


def rows(shelf: Shelf, topics: Mapping[str, tuple[tuple[str, Tally], ...]], signs: Signs) -> Iterator[ShelfRow]:
    """Subjects with their decks, the topics of those that are open, and files that were never taken in."""
    subject = None
    for each in shelf.decks:
        deck = each.deck
        if deck.subject != subject and (deck.subject or subject):
            yield ShelfRow(deck.subject or "Without a subject")
        subject = deck.subject
        fault = _fault(shelf.faults.get(deck.slug, ()), signs)
        yield ShelfRow(deck.title, deck.slug, None, _numbers(deck.tally), not each.held.enabled, fault)
        for topic, tally in topics.get(deck.slug, ()):
            yield ShelfRow(topic or "No topic", deck.slug, topic, _numbers(tally), not each.held.enabled)

    strange = sorted(shelf.faults.keys() - {each.deck.slug for each in shelf.decks})
    if strange:
        yield ShelfRow("Not taken in")
    for name in strange:
        yield ShelfRow(PurePath(shelf.faults[name][0].path).name, name, fault=_fault(shelf.faults[name], signs))


def _fault(problems: Sequence[Problem], signs: Signs) -> str:
    return f"{signs.wrong} {wording.counted(len(problems), 'error')}" if problems else ""


def _numbers(tally: Tally) -> tuple[int, ...]:
    return (tally.due, tally.new, tally.suspended, tally.cards)


def about(each: ShelfDeck, signs: Signs, problems: int | None, faults: int = 0) -> Iterator[Paragraph]:
    """How a deck is studied, where its file lies, and what the last check found (None before one).

    `faults` are errors for which its file was not taken in.
    """
    held, own = each.held, each.own
    asked = "yes" if held.enabled else "no: none of its questions is asked"
    yield _line("Asked", words(asked), "o")
    yield _line("New a day", _value(held.new_per_day, own.new_per_day), "l")
    yield _line("Reviews a day", _value(held.reviews_per_day, own.reviews_per_day), "v")
    share = f"{held.retention:.0%}" if held.retention is not None else ""
    yield _line("Wanted recall", _value(share, own.retention), "r")
    origin = words("  comes with quizapp", "$muted") if each.deck.bundled else Content("")
    yield _line("File", one_line(each.deck.path) + origin)
    if each.corrections:
        yield _line("Corrections", one_line(each.corrections))
    if faults:
        found = f"{signs.wrong} {wording.counted(faults, 'error')}; until mended it is asked as it was before"
        yield _line("Check", words(found, "$wrong"), "c")
    elif problems is not None:
        found = f"{signs.wrong} {problems} found" if problems else f"{signs.right} nothing wrong"
        yield _line("Check", words(found, "$wrong" if problems else "$right"), "c")


def about_fault(problems: Sequence[Problem]) -> Iterator[Paragraph]:
    """A file that was never taken in, and the first of what is wrong with it."""
    yield _line("File", one_line(problems[0].path))
    for number, problem in enumerate(problems[:_FAULTS]):
        place = Content.styled(f"{problem.line}:{problem.column}  ", "bold")
        yield _line("" if number else "Errors", place + words(problem.sentence), "" if number else "c")
    if len(problems) > _FAULTS:
        yield _line("", words(f"and {len(problems) - _FAULTS} more", "$muted"))


def _value(value: object, own: object) -> Content:
    return words(str(value)) + words("" if own is not None else "  as for all decks", "$muted")


def _line(label: str, body: Content, key: str = "") -> Paragraph:
    lead = joined([Content.styled(f"{key:2}", "bold $primary"), words(label, "$muted")])
    return said(body, lead, indent=_LABEL + 2)


def none_yet() -> list[Paragraph]:
    """There is no deck."""
    return [
        said(Content.styled("There are no decks yet.", "bold")),
        said(words("n begins one with its first question.", "$muted"), space_before=1),
    ]
