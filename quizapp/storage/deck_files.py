"""Deck files: from bytes to checked questions, or to problems with their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel, ValidationError

from quizapp.domain.deck_sync import FoundQuestion
from quizapp.domain.decks import Deck
from quizapp.domain.errors import Problem, Severity
from quizapp.domain.question_format import body_of, fingerprint, read_gaps
from quizapp.domain.question_rules import faults
from quizapp.domain.slugs import fresh_ids
from quizapp.domain.sources import Facts
from quizapp.storage.deck_spec import SPECS, CorrectionHeadSpec, DeckHeadSpec
from quizapp.storage.revisions import Revision, changed_on
from quizapp.storage.spec_sentences import nearest, report
from quizapp.storage.yaml_events import MAX_KEYS, Reading, collector_still, read_yaml, shortened

IMAGE_TYPES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
MAX_IMAGE_BYTES = 5 * 1024 * 1024
MAX_QUESTIONS = 20_000

ID_LISTS = {"options": "option", "items": "item", "pairs": "pair", "outline": "point"}
"""The lists whose entries carry ids, and the word that starts the id of an entry without Latin letters."""


@dataclass(slots=True)
class DeckReading:
    """One deck file read. `deck` is None when the head is broken, or when the file corrects another (`corrects`).

    `allowed` holds the findings its author allows, with reasons: by question number, those of the head under None.
    """

    reading: Reading
    deck: Deck | None = None
    corrects: str = ""
    questions: list[FoundQuestion] = field(default_factory=list)
    plains: list[tuple[int, str, dict[str, Any]]] = field(default_factory=list)
    allowed: dict[int | None, dict[str, str]] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """The deck this file is about; "" when it does not say."""
        return self.deck.slug if self.deck else self.corrects

    @property
    def problems(self) -> list[Problem]:
        """Everything wrong with the file."""
        return self.reading.problems


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a deck file is checked against. Facts of None and a folder of None are not checked."""

    facts: Facts | None = None
    folder: Path | None = None
    revisions: Mapping[str, Revision] = field(default_factory=dict)
    ids_required: bool = True


def read_deck(content: bytes, path: str, around: Surroundings | None = None) -> DeckReading:
    """Read and check the bytes of one deck file; what is wrong stands in `problems`, nothing is raised."""
    reading = read_yaml(content, path)
    result = DeckReading(reading)
    if isinstance(reading.value, dict) and len(reading.value) > MAX_KEYS:
        reading.refuse((), f"a deck file has no more than {MAX_KEYS} keys at its left edge: is the indentation right?")
    elif isinstance(reading.value, dict):
        with collector_still():
            _read_head(result, reading.value)
            _QuestionReader(result, around or Surroundings()).run(reading.value.get("questions"))
    elif reading.value is not None:
        reading.refuse((), "a deck file is a mapping: it begins with `deck:`, `title:` and `questions:`")
    return result


def _read_head(result: DeckReading, value: dict[str, Any]) -> None:
    head = {key: each for key, each in value.items() if key != "questions"}
    model: type[BaseModel] = CorrectionHeadSpec if "corrects" in value and "deck" not in value else DeckHeadSpec
    try:
        spec = model.model_validate(head)
    except ValidationError as error:
        report(error, result.reading, (), model)
        return
    assert isinstance(spec, (DeckHeadSpec, CorrectionHeadSpec))
    if spec.allow:
        result.allowed[None] = spec.allow
    if isinstance(spec, CorrectionHeadSpec):
        result.corrects = spec.corrects
    elif isinstance(spec, DeckHeadSpec):
        result.deck = Deck(
            spec.deck, spec.title, spec.description, spec.language, spec.subject, spec.licence, tuple(spec.style)
        )


class _QuestionReader:
    """Reads the questions of one file one by one, so that a fault in one hides nothing in the others."""

    def __init__(self, result: DeckReading, around: Surroundings) -> None:
        self.result = result
        self.reading = result.reading
        self.around = around
        self.first: dict[str, int] = {}

    def run(self, entries: Any) -> None:
        if entries is None:
            self.reading.refuse((), "`questions` is missing: the list of the deck's questions")
        elif not isinstance(entries, list):
            self.reading.refuse(("questions",), "`questions` must be a list: each question begins with a hyphen")
        elif len(entries) > MAX_QUESTIONS:
            self.reading.refuse(("questions",), f"a deck holds at most {MAX_QUESTIONS:,} questions: split it")
        else:
            if not entries:
                self.reading.refuse(("questions",), "the deck has no questions yet", severity=Severity.WARNING)
            for number, entry in enumerate(entries):
                if self.reading.full:
                    break
                self._read(number, entry)

    def _read(self, number: int, entry: Any) -> None:
        model = self._model(number, entry)
        if model is None:
            return
        try:
            spec = model.model_validate(entry)
        except ValidationError as error:
            report(error, self.reading, ("questions", number), model)
            return
        plain = spec.model_dump(exclude_defaults=True)
        id, kind, topic = plain.pop("id", ""), plain.pop("kind"), plain.pop("topic")
        if allowed := plain.pop("allow", None):
            self.result.allowed[number] = allowed
        complete_ids(plain)
        if self._holds(number, id, kind, plain):
            self._keep(number, id, kind, topic, plain)

    def _model(self, number: int, entry: Any) -> type[BaseModel] | None:
        """The model for the kind that the entry names; notes the problem and is None when there is none."""
        steps = ("questions", number)
        if not isinstance(entry, dict):
            self.reading.refuse(steps, "a question is a mapping with `id`, `kind`, `topic`, `prompt` and so on")
            return None
        if len(entry) > MAX_KEYS:
            self.reading.refuse(steps, f"a question has no more than {MAX_KEYS} keys: is the indentation right?")
            return None
        kind = entry.get("kind")
        if isinstance(kind, str) and kind in SPECS:
            return SPECS[kind]
        kinds = ", ".join(SPECS)
        if kind is None:
            self.reading.refuse(steps, f"`kind` is missing: one of {kinds}")
        else:
            word = shortened(str(kind)) if isinstance(kind, str) else ""
            hint = nearest(word, SPECS) or f": it is one of {kinds}"
            self.reading.refuse((*steps, "kind"), f"there is no kind `{word}`{hint}")
        return None

    def _holds(self, number: int, id: str, kind: str, plain: dict[str, Any]) -> bool:
        """Check what is between the question's parts and around it; False when there is an error."""
        base = ("questions", number)
        errors = 0
        for fault in faults(kind, plain):
            self.reading.refuse((*base, *fault.steps), fault.sentence, key=fault.at_key, severity=fault.severity)
            errors += fault.severity is Severity.ERROR
        if not id and self.around.ids_required:
            self.reading.refuse(base, "the question has no `id`: `quizapp decks stamp` writes one")
            errors += 1
        elif id and id in self.first:
            line = self.reading.place(("questions", self.first[id]))[0]
            self.reading.refuse((*base, "id"), f"the id `{id}` is that of the question on line {line} already")
            errors += 1
        self.first.setdefault(id, number)
        errors += self._citations(base, plain)
        if "image" in plain and self.around.folder is not None:
            sentence = image_fault(plain["image"]["file"], self.around.folder)
            if sentence:
                self.reading.refuse((*base, "image", "file"), sentence)
                errors += 1
        return not errors

    def _citations(self, base: tuple[str | int, ...], plain: dict[str, Any]) -> int:
        facts = self.around.facts
        if facts is None:
            return 0
        cited = [((*base, "sources", place), text) for place, text in enumerate(plain.get("sources", ()))]
        for point, each in enumerate(plain.get("outline", ())):
            for place, text in enumerate(each.get("facts", ())):
                cited.append(((*base, "outline", point, "facts", place), text))
        errors = 0
        for steps, text in cited:
            document, _, fact = text.partition("#")
            if document not in facts:
                self.reading.refuse(steps, f"there is no source sheet `{document}`{nearest(document, facts)}")
            elif fact not in facts[document]:
                hint = nearest(fact, facts[document])
                self.reading.refuse(steps, f"the source sheet `{document}` has no fact `{fact}`{hint}")
            else:
                continue
            errors += 1
        return errors

    def _keep(self, number: int, id: str, kind: str, topic: str, plain: dict[str, Any]) -> None:
        self.result.plains.append((number, id, plain))
        if not id:
            return
        gaps = tuple(sorted({gap.number for gap in read_gaps(plain["prompt"])})) if kind == "cloze" else (0,)
        body = body_of(plain)
        print_ = fingerprint(kind, topic, body)
        line = self.reading.lines["questions"][number]
        date = changed_on(self.around.revisions, id, print_)
        self.result.questions.append(FoundQuestion(id, kind, topic, body, print_, gaps, self.reading.path, line, date))


def complete_ids(plain: dict[str, Any]) -> None:
    """Give every option, item, pair and outline point without an id the one that stamping would write."""
    for part, word in ID_LISTS.items():
        entries = plain.get(part)
        if entries and not all("id" in entry for entry in entries):
            texts = [entry.get("text") or entry["left"] for entry in entries]
            ids = fresh_ids(texts, [entry.get("id", "") for entry in entries], word)
            for entry, id in zip(entries, ids, strict=True):
                entry["id"] = id


def _in_other_letters(target: Path) -> str:
    """The name of a file that differs from the wanted one in small and capital letters only, as a question."""
    try:
        there = sorted(each.name for each in target.parent.iterdir() if each.name.lower() == target.name.lower())
    except (OSError, ValueError):
        return ""
    return f": did you mean `{shortened(there[0])}`?" if there else ""


def image_fault(file: str, folder: Path) -> str:
    """Why this image cannot be used, or "" when it can: it must lie in the deck's folder, as an ordinary file."""
    name = PurePosixPath(file)
    if "\\" in file or ":" in file or name.is_absolute() or any(part in ("..", ".") for part in file.split("/")):
        return "an image is named by a plain path inside the deck's folder, such as maps/sco.png"
    if name.suffix.lower() not in IMAGE_TYPES:
        return f"an image file ends in {', '.join(sorted(IMAGE_TYPES))}"
    try:
        target = (folder / name).resolve(strict=True)
        if not target.is_relative_to(folder.resolve()) or not target.is_file():
            return "an image must be a file inside the deck's folder"
        if target.stat().st_size > MAX_IMAGE_BYTES:
            return f"the image is larger than {MAX_IMAGE_BYTES // 1024 // 1024} MB: make it smaller"
    except (OSError, ValueError):
        return f"there is no image `{shortened(file)}` in the deck's folder{_in_other_letters(folder / name)}"
    return ""
