"""Writing ids into a deck file, and questions into a file of corrections, leaving all else as its author wrote it."""

from __future__ import annotations

from typing import Any

from quizapp.domain.errors import FilesInvalid, QuizError
from quizapp.domain.question_format import filled_in
from quizapp.domain.slugs import fresh_ids
from quizapp.storage.deck_files import ID_LISTS, DeckReading, Surroundings, read_deck
from quizapp.storage.yaml_places import Place, locate

BOM = b"\xef\xbb\xbf"
_LENIENT = Surroundings(ids_required=False)


def stamped(
    content: bytes, path: str, taken: frozenset[str] = frozenset(), only: frozenset[str] | None = None
) -> tuple[bytes, int]:
    """The deck file with every missing id written in, and how many were; ids in `taken` are given to no question.

    With `only`, questions that have an id are left as they are unless theirs is among these. Raises FilesInvalid when
    the file has errors, QuizError when an id finds no place to stand.
    """
    before = read_deck(content, path, _LENIENT)
    if not before.reading.sound:
        raise FilesInvalid(before.problems)
    inserts = _missing(before, taken, only)
    if not inserts:
        return content, 0
    text = before.reading.text
    pieces, done = [], 0
    for index, insert in sorted(inserts):
        pieces += [text[done:index], insert]
        done = index
    fresh = (BOM if content.startswith(BOM) else b"") + "".join([*pieces, text[done:]]).encode()
    after = read_deck(fresh, path)
    if not after.reading.sound or [plain for _, _, plain in after.plains] != [plain for _, _, plain in before.plains]:
        raise QuizError(f"{path}: the ids cannot be written into this file by themselves: add them by hand")
    return fresh, len(inserts)


def _missing(result: DeckReading, taken: frozenset[str], only: frozenset[str] | None) -> list[tuple[int, str]]:
    """What is to be inserted, and at which index of the text."""
    text = result.reading.text
    line_break = "\r\n" if "\r\n" in text else "\n"
    root = locate(text)
    given = [id for _, id, _ in result.plains]
    texts = [filled_in(plain["prompt"]) for _, _, plain in result.plains]
    ids = fresh_ids(texts, given, "question", taken)
    inserts = []
    for (number, own, plain), id in zip(result.plains, ids, strict=True):
        if own and only is not None and own not in only:
            continue
        place = root.find(("questions", number))
        if not own:
            inserts.append(_first_key(place, id, line_break))
        for part in ID_LISTS:
            for index, entry in enumerate(plain.get(part, ())):
                inner = place.find((part, index))
                if "id" not in inner.fields:
                    inserts.append(_first_key(inner, entry["id"], line_break))
    return inserts


def _first_key(place: Place, id: str, line_break: str) -> tuple[int, str]:
    """Where an `id` becomes the first key of a mapping, and the text that makes it so."""
    first = min((key for key, _ in place.fields.values()), key=lambda key: key.start)
    if place.flow:
        return first.start, f"id: {id}, "
    return first.start, f"id: {id}{line_break}{' ' * (first.column - 1)}"


def question_text(source: DeckReading, id: str, indent: int) -> str:
    """The question as its author wrote it, as an entry of a list whose hyphens stand `indent` spaces from the left.

    Raises KeyError when the file has no question of that id.
    """
    number = next((number for number, own, _ in source.plains if own == id), None)
    if number is None:
        raise KeyError(id)
    text = source.reading.text
    questions = locate(text).find(("questions",))
    place = questions.items[number]
    if place.flow:
        return f"{' ' * indent}- {text[place.start : place.end]}\n"
    follows = questions.items[number + 1].start if number + 1 < len(questions.items) else questions.end
    start = text.rfind("\n", 0, place.start) + 1
    end = text.rfind("\n", 0, follows) + 1 if follows < len(text) else len(text)
    lines = text[start : max(end, place.start)].rstrip().splitlines()
    shift = indent - (len(lines[0]) - len(lines[0].lstrip(" ")))
    return "".join(f"{_shifted(line, shift)}\n" for line in lines)


def _shifted(line: str, shift: int) -> str:
    if not line.strip():
        return ""
    return " " * shift + line if shift >= 0 else line[min(-shift, len(line) - len(line.lstrip(" "))) :]


def corrections_with(existing: bytes | None, path: str, slug: str, source: DeckReading, id: str) -> bytes:
    """A file of corrections that has the question as it is now, before those it had; a new one when there is none.

    Raises FilesInvalid when the existing file has errors, QuizError when the question cannot be copied unchanged.
    """
    if existing is None:
        head = f"# Your corrections of the deck {slug}: questions here replace those of the same id.\n"
        fresh = f"{head}corrects: {slug}\nquestions:\n{question_text(source, id, 2)}"
    else:
        own = read_deck(existing, path)
        if not own.reading.sound:
            raise FilesInvalid(own.problems)
        fresh = _with_question(own, source, id)
    content = fresh.encode()
    after = read_deck(content, path)
    if not after.reading.sound or _plain_of(after, id) != _plain_of(source, id):
        raise QuizError(f"{path}: the question `{id}` cannot be copied by itself: copy it from {source.reading.path}")
    return content


def _with_question(own: DeckReading, source: DeckReading, id: str) -> str:
    text = own.reading.text
    items = locate(text).find(("questions",)).items
    if not items:
        raise QuizError(f"{own.reading.path}: write `questions:` with nothing behind it, or remove the file")
    start = text.rfind("\n", 0, items[0].start) + 1
    indent = len(text[start:]) - len(text[start:].lstrip(" "))
    return text[:start] + question_text(source, id, indent) + text[start:]


def _plain_of(result: DeckReading, id: str) -> Any:
    return next((plain for _, own, plain in result.plains if own == id), None)
