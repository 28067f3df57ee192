"""From a note of any Anki deck to questions of ours: cloze, options, typed, or a front and a back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from quizapp.domain.question_format import MAX_GAP, GapsBroken, read_gaps
from quizapp.domain.questions import Kind
from quizapp.domain.text import plain
from quizapp.imports.apkg.collection import AnkiType, NoteRow
from quizapp.imports.apkg.options import Offered, in_fields, in_text
from quizapp.imports.apkg.sides import back_of, front_of, is_empty, typed_field
from quizapp.imports.markup import Marked, TooLong, clean, marked

PROMPT, ANSWER, EXPLANATION, TYPED, GAP_ANSWER = 4_000, 2_000, 6_000, 200, 500
SEE_PICTURE = "What does the picture show?"

_CLOZE = re.compile(r"\{\{c([0-9,]{1,40})::")
_OCCLUSION = re.compile(r"image-occlusion:|occlusion", re.IGNORECASE)
_OURS = re.compile(r"quizapp\b", re.IGNORECASE)
_MOST_TAGS = 100
_SILENT = frozenset(("leech", "marked"))


class Untaken(Exception):
    """The note, or a card of it, becomes no question; `str()` is the reason."""


@dataclass(slots=True)
class Draft:
    """A question made of a note: `cards` are the numbers of Anki's cards that it stands for, by our gap."""

    kind: Kind
    plain: dict[str, Any]
    cards: dict[int, int]
    picture: str = ""
    alt: str = ""
    needs_picture: bool = False
    lost: Counter[str] = field(default_factory=Counter)

    @property
    def size(self) -> int:
        """About how many characters it takes in a deck file."""
        return 200 + sum(len(str(value)) for value in self.plain.values())


def drafts(note: NoteRow, type_: AnkiType | None, ords: Collection[int]) -> Iterator[Draft | Untaken]:
    """The questions that a note makes for its cards, or why it makes none; each stands for itself."""
    made: Iterator[Draft | Untaken]
    try:
        if type_ is None:
            raise Untaken("its note type is not in the package")
        if _OURS.match(type_.name):
            raise Untaken("it is a question of quizapp: its reviews come home with `quizapp anki merge`")
        if not ords:
            raise Untaken("it has no card")
        if all(map(is_empty, note.fields)):
            raise Untaken("it is empty")
        if _OCCLUSION.search(type_.name) or any(
            _CLOZE.search(each) and "image-occlusion:" in each for each in note.fields
        ):
            raise Untaken("it hides parts of a picture (image occlusion)")
        fields = dict(zip(type_.fields, note.fields, strict=False))
        if type_.cloze:
            made = iter([_cloze(note, ords)])
        elif (offered := _in_fields(fields)) is not None and (question := offered.question()) is not None:
            made = iter([_draft_of(offered, question, fields, min(ords))])
        else:
            made = (_side(fields, type_.templates, ord) for ord in sorted(ords))
        for each in made:
            if isinstance(each, Draft):
                each.plain.update(_tags(note.tags))
            yield each
    except TooLong:
        yield Untaken("it is too long")
    except Untaken as reason:
        yield reason


def _in_fields(fields: Mapping[str, str]) -> Offered | None:
    try:
        return in_fields({name: marked(html).text for name, html in fields.items()})
    except TooLong:
        return None


def _draft_of(offered: Offered, question: tuple[str, dict[str, Any]], fields: Mapping[str, str], ord: int) -> Draft:
    """A question whose options stand in fields."""
    kind, own = question
    draft = Draft(Kind(kind), {"prompt": offered.prompt, **own}, {0: ord})
    _explain(draft, offered.explanation)
    _limit(draft)
    for html in fields.values():
        found = marked(html)
        for name, alt in found.pictures:
            if found.text == offered.prompt and not draft.picture:
                draft.picture, draft.alt = name, alt
            else:
                draft.lost["pictures that stand in options or answers"] += 1
        draft.lost.update(found.dropped)
    return draft


def _side(fields: Mapping[str, str], templates: tuple[tuple[str, str], ...], ord: int) -> Draft | Untaken:
    """A card with a front and a back: options with a key, typed, true or false, or to be graded by the learner."""
    if not 0 <= ord < len(templates):
        return Untaken("its note type has no such card")
    template, behind = templates[ord]
    try:
        front = marked(front_of(template, fields))
        back = marked(back_of(behind, fields))
        typed = marked(fields.get(typed_field(template), ""))
    except TooLong:
        return Untaken("it is too long")
    text = back.text.removeprefix(front.text).strip() if "{{FrontSide}}" not in behind.replace(" ", "") else back.text
    try:
        draft = _asked(front, text, typed, ord)
        _picture(draft, front, back)
        _limit(draft)
    except Untaken as reason:
        return reason
    return draft


def _asked(front: Marked, back: str, typed: Marked, ord: int) -> Draft:
    answer = " ".join(plain(typed.text).split())
    if not front.text and not front.pictures:
        raise Untaken("its question is only sound" if "sounds" in front.dropped else "its question is empty")
    if not back and not answer:
        raise Untaken("its answer has no words")
    prompt = front.text or SEE_PICTURE
    offered = in_text(front.text, typed.text or back)
    question = None if offered is None else offered.question()
    if offered is not None and question is not None:
        draft = Draft(Kind(question[0]), {"prompt": offered.prompt, **question[1]}, {0: ord})
        _explain(draft, offered.explanation)
        return draft
    if answer and len(answer) <= TYPED:
        draft = Draft(Kind.TYPED, {"prompt": prompt, "answer": answer}, {0: ord})
        _explain(draft, "" if plain(back).strip() == plain(typed.text).strip() else back)
    elif front.text and back.strip(" .").casefold() in ("true", "false"):
        draft = Draft(Kind.TRUE_FALSE, {"prompt": prompt, "answer": back.strip(" .").casefold() == "true"}, {0: ord})
    else:
        told, rest = _parted(back or typed.text)
        draft = Draft(Kind.BASIC, {"prompt": prompt, "answer": told}, {0: ord})
        _explain(draft, rest)
    draft.needs_picture = not front.text
    return draft


def _parted(answer: str) -> tuple[str, str]:
    """An answer that fits, and what of its paragraphs does not."""
    if len(answer) <= ANSWER:
        return answer, ""
    cut = max(answer.rfind(sign, 0, ANSWER) for sign in ("\n\n", "\n"))
    if cut <= 0:
        raise Untaken("its answer is too long")
    return answer[:cut].rstrip(), answer[cut:].strip()


def _cloze(note: NoteRow, ords: Collection[int]) -> Draft:
    html = next((each for each in note.fields if _CLOZE.search(each)), None)
    if html is None:
        raise Untaken("it has no gaps")
    text = marked(html)
    prompt = "".join(_gapped(text.text))
    try:
        numbers = {gap.number for gap in read_gaps(prompt)}
    except GapsBroken as error:
        raise Untaken(f"its gaps cannot be read: {error}") from None
    cards = {ord + 1: ord for ord in ords if ord + 1 in numbers}
    draft = Draft(Kind.CLOZE, {"prompt": prompt}, cards)
    rest = [marked(each) for each in note.fields if each is not html]
    _explain(draft, "\n\n".join(each.text for each in rest if each.text))
    _picture(draft, text, *rest)
    _limit(draft)
    return draft


def _gapped(text: str) -> Iterator[str]:
    """The text with Anki's gaps written as ours; raises Untaken."""
    at = 0
    while (start := _CLOZE.search(text, at)) is not None:
        yield text[at : start.start()]
        end = text.find("}}", start.end())
        inner = text[start.end() : end]
        if end < 0 or _CLOZE.search(inner):
            raise Untaken("a gap stands in another gap, or does not end")
        if not start[1].isdecimal() or not 1 <= int(start[1]) <= MAX_GAP:
            raise Untaken("its gaps have numbers that are not from 1 to 99")
        while text[end + 2 : end + 3] == "}" and inner.count("{") > inner.count("}"):
            inner, end = inner + "}", end + 1  # formulas end in braces of their own
        told, _, hint = inner.partition("::")
        answer, hint = (" ".join(plain(each).split()) for each in (told, hint.replace("::", ": ")))
        if not answer:
            raise Untaken("a gap has no words")
        yield f"{{{{{int(start[1])}::{answer}" + (f"::{hint}" if hint else "") + "}}"
        at = end + 2
    yield text[at:]


def _picture(draft: Draft, front: Marked, *behind: Marked) -> None:
    if front.pictures:
        draft.picture, draft.alt = front.pictures[0]
    draft.lost["further pictures of one question"] += max(0, len(front.pictures) - 1)
    draft.lost["pictures that stand in options or answers"] += sum(
        name != draft.picture for each in behind for name, _ in each.pictures
    )
    for each in (front, *behind):
        draft.lost.update(each.dropped)


def _explain(draft: Draft, text: str) -> None:
    text = text.strip()
    if len(text) > EXPLANATION:
        text = text[: EXPLANATION - 2].rstrip() + " …"
        draft.lost["ends of long explanations"] += 1
    if text:
        draft.plain["explanation"] = text


def _limit(draft: Draft) -> None:
    if len(draft.plain["prompt"]) > PROMPT:
        raise Untaken("its question is too long")


def _tags(tags: tuple[str, ...]) -> dict[str, list[str]]:
    cleaned = dict.fromkeys(clean(tag).strip() for tag in tags[:_MOST_TAGS])
    kept = [tag for tag in cleaned if tag and tag.lower() not in _SILENT and len(tag) <= 40]
    return {"tags": kept[:12]} if kept else {}
