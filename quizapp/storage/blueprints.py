"""All blueprints: as they were read last while no file has changed, since yaml and pydantic take 0.15 s to import."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizapp import __version__
from quizapp.domain.blueprints import Blueprint
from quizapp.domain.errors import Problem
from quizapp.domain.exam_papers import blueprint_from_plain, blueprint_to_plain
from quizapp.storage.files import private_folder, replacing

_FORMAT = 1
"""To be raised with whatever changes in what is read from a blueprint or refused in one."""


@dataclass(slots=True)
class Blueprints:
    """The blueprints that can be used, by id, and what is wrong with the other files."""

    found: dict[str, Blueprint] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_all(bundled: Path, own: Path, kept: Path) -> Blueprints:
    """All blueprints of the folders, from the file where they are kept if it was made of the same files."""
    files = _as_they_are(bundled, own)
    found = _kept(kept, files)
    if found is not None:
        return Blueprints(found)
    from quizapp.storage.blueprint_files import read_folders

    read = read_folders(bundled, own)
    if not read.problems:
        with suppress(OSError):  # where nothing can be kept, all is read again
            _keep(kept, files, read.found)
    return read


def _as_they_are(*folders: Path) -> list[Any]:
    """What changes when a file comes, goes or is written, or another quizapp reads them."""
    files = [path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.yaml"))]
    with suppress(OSError):
        return [_FORMAT, __version__, *([str(path), *_size_and_time(path)] for path in files)]
    return []  # one went just now


def _size_and_time(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _kept(path: Path, files: list[Any]) -> dict[str, Blueprint] | None:
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        if not files or plain["files"] != files:
            return None
        return {id: blueprint_from_plain(each) for id, each in plain["found"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # a cache that is not as it was written is none


def _keep(path: Path, files: list[Any], found: Mapping[str, Blueprint]) -> None:
    plain = {"files": files, "found": {id: blueprint_to_plain(each) for id, each in found.items()}}
    private_folder(path.parent)
    with replacing(path, mode=0o600) as scratch:
        scratch.write_text(json.dumps(plain), encoding="utf-8")
