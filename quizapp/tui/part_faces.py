"""How questions look that are answered in several parts: what is on offer, what was given, and what of it was right."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from quizapp.domain.answers import Chose, Matched, Ordered, Recalled, Response
from quizapp.domain.asking import right_sides
from quizapp.domain.questions import Essay, Matching, Multiple, Ordering, Question
from quizapp.domain.sitting import Step
from quizapp.tui.signs import Signs
from quizapp.tui.text import lines
from quizapp.tui.widgets.options import OptionFace
from quizapp.tui.widgets.passage import Paragraph, prose
from quizapp.tui.wording import LETTERS, ordinal

_RUBRIC = 12


def parts(step: Step, response: Response, signs: Signs, *, judged: bool = False) -> list[OptionFace]:
    """Options, items, left-hand sides or points, with what was given and, once judged, whether it was right."""
    match step.question, response:
        case Multiple(), Chose():
            return list(_options(step.question, response, signs, judged=judged))
        case Ordering(), Ordered():
            return list(_items(step, step.question, response, signs, judged=judged))
        case Matching(), Matched():
            return list(_lefts(step, step.question, response, signs, judged=judged))
        case _:
            return []


def sides(step: Step, response: Response) -> list[OptionFace]:
    """The right-hand sides of a matching question, those in use with less weight; none for other kinds."""
    if not isinstance(step.question, Matching) or not isinstance(response, Matched):
        return []
    texts = right_sides(step.question)
    used = {side for _, side in response.pairs}
    return [
        OptionFace(letter, lines(texts[side]), style="$muted" if side in used else "")
        for letter, side in zip(LETTERS, step.offered, strict=False)
    ]


def points(step: Step, had: tuple[bool, ...], signs: Signs, *, judged: bool = False) -> list[OptionFace]:
    """The points of an outline that were checked, and the one to check now."""
    if not isinstance(step.question, Essay):
        return []
    faces = []
    for number, point in enumerate(step.question.outline[: len(had) + (not judged)]):
        mark = ("", "") if number >= len(had) else _mark(signs, had[number], "had it" if had[number] else "missed")
        text = lines(point.text)
        if step.recalled is not None and point.id not in step.recalled:
            text = (*text[:-1], (text[-1][0], text[-1][1] + Content.styled("  missed last time", "$nearly")))
        faces.append(OptionFace(str(number + 1), text, *mark))
    return faces


def _options(question: Multiple, response: Chose, signs: Signs, *, judged: bool) -> Iterator[OptionFace]:
    for letter, option in zip(LETTERS, question.options, strict=False):
        chosen = option.id in response.options
        mark = ("", "")
        if judged and (chosen or option.correct):
            word = "right" if chosen and option.correct else "wrong" if chosen else "missed"
            mark = _mark(signs, chosen and option.correct, word)
        yield OptionFace(letter, lines(option.text), *mark, _slot("x" if chosen else ""))


def _items(step: Step, question: Ordering, response: Ordered, signs: Signs, *, judged: bool) -> Iterator[OptionFace]:
    texts = {item.id: item.text for item in question.items}
    right = [item.id for item in question.items]
    for letter, item in zip(LETTERS, step.offered, strict=False):
        place = response.items.index(item) if item in response.items else None
        mark = _mark(signs, place == right.index(item), ordinal(right.index(item) + 1)) if judged else ("", "")
        yield OptionFace(letter, lines(texts[item]), *mark, _slot("" if place is None else str(place + 1)))


def _lefts(step: Step, question: Matching, response: Matched, signs: Signs, *, judged: bool) -> Iterator[OptionFace]:
    letters = dict(zip(step.offered, LETTERS, strict=False))
    given = dict(response.pairs)
    for number, pair in enumerate(question.pairs, start=1):
        side = given.get(pair.id)
        word = "right" if side == pair.id else f"it is {letters[pair.id]}"
        mark = _mark(signs, side == pair.id, word) if judged else ("", "")
        yield OptionFace(str(number), lines(pair.left), *mark, _slot(letters[side] if side else ""))


def _slot(given: str) -> str:
    return "[" + (given or " ") + "]"


def _mark(signs: Signs, right: bool, word: str) -> tuple[str, str]:
    return f"{signs.right if right else signs.wrong} {word}", "$right" if right else "$wrong"


def solution(question: Question, label: int) -> Iterator[Paragraph]:
    """The right answer in full, for kinds whose parts do not show it where they stand."""
    match question:
        case Ordering():
            texts = [f"{number}. {item.text}" for number, item in enumerate(question.items, start=1)]
            yield _listed("Order", texts, label)
        case Matching():
            yield _listed("Pairs", [f"{pair.left} \u2013 {pair.right}" for pair in question.pairs], label)
        case _:
            pass


def rubric_of(question: Essay) -> Iterator[Paragraph]:
    """What an essay with full, half and no marks looks like."""
    rubric = question.rubric
    texts = (("Full marks", rubric.full), ("Half marks", rubric.half), ("No marks", rubric.none))
    for number, (name, text) in enumerate(texts):
        yield prose(text, Content.styled(name, "$muted"), indent=_RUBRIC, space_before=1 if number == 0 else 0)


def _listed(name: str, texts: list[str], label: int) -> Paragraph:
    body = tuple(line for text in texts for line in lines(text))
    return Paragraph(body, Content.styled(name, "$muted"), label, 1)


def points_had(response: Recalled, question: Essay) -> tuple[bool, ...]:
    """For each point of the outline whether it was recalled."""
    return tuple(point.id in response.points for point in question.outline)
