"""When each question last changed: a sidecar beside the deck, so that every machine with the deck knows it.

One sorted line a question: `question-id fingerprint YYYY-MM-DDTHH:MM:SSZ` (the time may be left out). Questions that
left the deck keep their line, with the time they left: their ids are never given to others. The seconds are for Anki,
which takes in a correction only when it is later than what it has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from quizapp.domain.errors import Problem, Severity
from quizapp.storage.files import replacing

_LINE = re.compile(r"([a-z0-9-]{1,80}) ([0-9a-f]{16}) (\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?)")
GONE = "0" * 16
"""The fingerprint of a question that left its deck."""


@dataclass(frozen=True, slots=True)
class Revision:
    """The last change of a question that was stamped: what it was then, and when that was."""

    fingerprint: str
    at: str

    @property
    def instant(self) -> datetime:
        """When that was, in UTC; the start of the day where only a day was noted."""
        return datetime.fromisoformat(self.at).replace(tzinfo=UTC)


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
        if match is not None and _is_time(match[3]):
            found[match[1]] = Revision(match[2], match[3])
        elif line.strip():
            sentence = "this is not a line `id fingerprint time`; `quizapp decks stamp` writes the file anew"
            problems.append(Problem(str(path), number, 1, sentence, Severity.WARNING))
    return found, problems


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def changed_on(revisions: Mapping[str, Revision], id: str, fingerprint: str) -> str:
    """The ISO date of the question's last change, or "" when it changed since it was stamped."""
    revision = revisions.get(id)
    return revision.at[:10] if revision is not None and revision.fingerprint == fingerprint else ""


def revised(revisions: Mapping[str, Revision], fingerprints: Mapping[str, str], now: datetime) -> dict[str, Revision]:
    """The revisions brought up to date: what changed or left gets this time, all else keeps its own."""
    brought = dict(revisions)
    for id, fingerprint in {**dict.fromkeys(revisions, GONE), **fingerprints}.items():
        if id not in brought or brought[id].fingerprint != fingerprint:
            brought[id] = Revision(fingerprint, now.strftime("%Y-%m-%dT%H:%M:%SZ"))
    return brought


def write_revisions(path: Path, revisions: Mapping[str, Revision]) -> None:
    """Write the sidecar whole or not at all; raises OSError when the disk refuses."""
    lines = [f"{id} {each.fingerprint} {each.at}\n" for id, each in sorted(revisions.items())]
    with replacing(path) as scratch:
        scratch.write_text("".join(lines), encoding="utf-8", newline="\n")
