"""When each question last changed: a sidecar beside the deck, so that every machine with the deck knows it.

One sorted line a question: `question-id fingerprint YYYY-MM-DD`. Questions that left the deck keep their line: their
ids are never given to others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from quizapp.domain.errors import Problem, Severity
from quizapp.storage.files import replacing

_LINE = re.compile(r"([a-z0-9-]{1,80}) ([0-9a-f]{16}) (\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True)
class Revision:
    """The last change of a question that was stamped."""

    fingerprint: str
    date: str


def sidecar_of(deck_file: Path) -> Path:
    """Where the revisions of this deck file stand."""
    return deck_file.with_suffix(".revisions")


def read_revisions(path: Path) -> tuple[dict[str, Revision], list[Problem]]:
    """The revisions by question id (none when there is no file), and a warning for each line that is none."""
    try:
        lines = path.read_bytes().decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        return {}, [Problem(str(path), 1, 1, f"cannot be read: {error.strerror}", Severity.WARNING)]
    found: dict[str, Revision] = {}
    problems = []
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line.strip())
        if match is not None:
            found[match[1]] = Revision(match[2], match[3])
        elif line.strip():
            sentence = "this is not a line `id fingerprint date`; `quizapp decks stamp` writes the file anew"
            problems.append(Problem(str(path), number, 1, sentence, Severity.WARNING))
    return found, problems


def changed_on(revisions: Mapping[str, Revision], id: str, fingerprint: str) -> str:
    """The ISO date of the question's last change, or "" when it changed since it was stamped."""
    revision = revisions.get(id)
    return revision.date if revision is not None and revision.fingerprint == fingerprint else ""


def revised(revisions: Mapping[str, Revision], fingerprints: Mapping[str, str], today: date) -> dict[str, Revision]:
    """The revisions brought up to date: what changed gets today's date, all else keeps its own."""
    brought = dict(revisions)
    for id, fingerprint in fingerprints.items():
        if id not in brought or brought[id].fingerprint != fingerprint:
            brought[id] = Revision(fingerprint, today.isoformat())
    return brought


def write_revisions(path: Path, revisions: Mapping[str, Revision]) -> None:
    """Write the sidecar whole or not at all; raises OSError when the disk refuses."""
    lines = [f"{id} {each.fingerprint} {each.date}\n" for id, each in sorted(revisions.items())]
    with replacing(path) as scratch:
        scratch.write_text("".join(lines), encoding="utf-8", newline="\n")
