"""Power cuts, simulated: a program's system calls are recorded, and the disk rebuilt as a cut may leave it.

What was written to a file before its last sync is there. Each later write is there, is not, or is torn at a sector.
Names made and removed stand in their order up to some point after the last sync of the folder or of a file in it.
"""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
CALLS = "pwrite64,write,ftruncate,fsync,fdatasync,openat,unlink,unlinkat"

_CALL = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s+=\s+(-?\d+)")
_OPEN_FILE = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})*)>")
_BYTES = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Call:
    """One thing done to the disk, or said (`say`): `offset` is where a write begins, or the length after a cut."""

    does: str
    path: str
    offset: int = 0
    content: bytes = b""


@dataclass(slots=True)
class Disk:
    """What is on the way to the disk: the changes of each file, how many are synced, and the names."""

    changes: dict[int, list[Call]] = field(default_factory=dict)
    synced: dict[int, int] = field(default_factory=dict)
    open_names: dict[str, int] = field(default_factory=dict)
    kept_names: dict[str, int] = field(default_factory=dict)
    pending_names: list[tuple[str, int | None]] = field(default_factory=list)

    @classmethod
    def holding(cls, files: dict[str, bytes]) -> Disk:
        """A disk with some files safely on it."""
        disk = cls()
        for number, (name, content) in enumerate(files.items()):
            disk.changes[number] = [Call("write", name, 0, content)]
            disk.synced[number] = 1
            disk.open_names[name] = disk.kept_names[name] = number
        return disk

    def take(self, call: Call) -> None:
        """Go through one call."""
        known = self.open_names.get(call.path)
        if call.does == "make" and known is None:
            number = len(self.changes)
            self.changes[number], self.synced[number] = [], 0
            self.open_names[call.path] = number
            self.pending_names.append((call.path, number))
        elif call.does == "remove" and known is not None:
            del self.open_names[call.path]
            self.pending_names.append((call.path, None))
        elif call.does in ("write", "cut") and known is not None:
            self.changes[known].append(call)
        elif call.does == "sync":
            if known is not None:
                self.synced[known] = len(self.changes[known])
            self._keep_names(len(self.pending_names))  # journalling file systems commit earlier names with any sync

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files as they may be found when the power comes back."""
        self._keep_names(chance.randint(0, len(self.pending_names)))
        return {name: self._content(number, chance) for name, number in self.kept_names.items()}

    def _keep_names(self, number: int) -> None:
        for name, file in self.pending_names[:number]:
            if file is None:
                self.kept_names.pop(name, None)
            else:
                self.kept_names[name] = file
        del self.pending_names[:number]

    def _content(self, number: int, chance: random.Random) -> bytes:
        content = bytearray()
        fate = chance.choice(("all", "none", "some", "some"))
        for index, change in enumerate(self.changes[number]):
            is_safe = index < self.synced[number]
            if not is_safe and (fate == "none" or (fate == "some" and chance.random() > 0.5)):
                continue
            written = change.content
            if not is_safe and fate == "some" and len(written) > SECTOR and chance.random() < 0.3:
                written = written[: SECTOR * chance.randint(1, len(written) // SECTOR)]
            content.extend(bytes(max(0, change.offset - len(content))))
            if change.does == "cut":
                del content[change.offset :]
            else:
                content[change.offset : change.offset + len(written)] = written
        return bytes(content)


def record(command: Sequence[str], folder: Path, trace: Path, working: Path) -> list[Call]:
    """Run a program to its end and return what it did to the files in `folder`, and what it said."""
    strace = ["strace", "-f", "-qq", "-y", "-xx", "-s", "2000000", "-e", f"trace={CALLS}", "-o", str(trace)]
    subprocess.run([*strace, *command], cwd=working, check=True, stdout=subprocess.DEVNULL)
    with trace.open(errors="replace") as lines:
        return [call for line in lines if (call := _read(line, folder)) is not None]


def images(calls: Sequence[Call], files: dict[str, bytes], cuts: Iterable[int], seed: int) -> Iterable[Image]:
    """What may be on the disk after cuts at the given places, with what had been said by then."""
    for number, cut in enumerate(cuts):
        disk = Disk.holding(files)
        said = []
        for call in calls[:cut]:
            if call.does == "say":
                said.append(call.content.decode())
            else:
                disk.take(call)
        yield Image(disk.after_a_cut(random.Random(f"{seed}/{number}")), "".join(said).splitlines())


@dataclass(frozen=True, slots=True)
class Image:
    """The files of a folder after a cut, by path, and the lines that the program had said."""

    files: dict[str, bytes]
    said: list[str]

    def write_to(self, folder: Path) -> None:
        """Put the files there; shared memory does not survive a cut."""
        for path, content in self.files.items():
            if not path.endswith("-shm"):
                (folder / Path(path).name).write_bytes(content)


def _read(line: str, folder: Path) -> Call | None:
    match = _CALL.match(line)
    if match is None or match[3].startswith("-"):
        return None
    name, arguments = match[1], match[2]
    opened = _OPEN_FILE.match(arguments)
    if name in ("openat", "unlink", "unlinkat"):
        if name == "openat" and "O_CREAT" not in arguments:
            return None
        return _within(folder, "make" if name == "openat" else "remove", _text(_BYTES.search(arguments)))
    if opened is None:
        return None
    path = _plain(opened[2]).decode(errors="replace").removesuffix(" (deleted)")
    if name in ("fsync", "fdatasync"):
        return _within(folder, "sync", path)
    if name == "ftruncate":
        return _within(folder, "cut", path, int(arguments.rpartition(",")[2]))
    written = _BYTES.search(arguments)
    content = _plain(written[1]) if written else b""
    if name == "write":
        return Call("say", "", 0, content) if opened[1] == "1" else None
    return _within(folder, "write", path, int(arguments.rpartition(",")[2]), content)


def _within(folder: Path, does: str, path: str, offset: int = 0, content: bytes = b"") -> Call | None:
    return Call(does, path, offset, content) if path.startswith(str(folder)) else None


def _text(match: re.Match[str] | None) -> str:
    return _plain(match[1]).decode(errors="replace") if match else ""


def _plain(hexadecimal: str) -> bytes:
    return bytes.fromhex(hexadecimal.replace("\\x", ""))
