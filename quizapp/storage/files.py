"""Files appear whole or not at all."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

_SCRATCH = re.compile(r"\..+\.(\d+)-\d+\.part(-journal|-wal|-shm)?")


class NotOrdinary(OSError):
    """A folder, a device or a pipe stands where a file is to be written."""

    def __init__(self) -> None:
        super().__init__(errno.EINVAL, "it is not an ordinary file")


@contextmanager
def replacing(target: Path, *, mode: int | None = None) -> Iterator[Path]:
    """Yield an empty scratch file beside `target` that becomes it, synced to the disk, when the block succeeds.

    `mode` holds whatever the umask is; without it a new file gets what the umask leaves, and one that is replaced
    keeps its own. When the block raises, `target` is as it was and the scratch file is gone. Raises NotOrdinary where
    something else than an ordinary file stands: a device or a pipe would be gone for everybody.
    """
    if target.exists() and not target.is_file():
        raise NotOrdinary
    scratch = _scratch_beside(target, 0o666 if mode is None else mode)
    try:
        if mode is not None:
            os.chmod(scratch, mode)
        else:
            with suppress(FileNotFoundError):
                os.chmod(scratch, target.stat().st_mode & 0o777)
        yield scratch
        sync(scratch)
        os.replace(scratch, target)
    except BaseException:  # whatever it was, no scratch file stays
        scratch.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync(path: Path) -> None:
    """Ask the disk to keep the file's bytes through a power cut; raises OSError when it cannot."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Ask the disk to keep the folder's names; Windows does that by itself and offers no such call."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def private_folder(folder: Path) -> None:
    """Make the folder and those above it where missing, each new one for its owner alone."""
    if folder.is_dir():
        return
    private_folder(folder.parent)
    with suppress(FileExistsError):  # another window made it a moment ago
        folder.mkdir(mode=0o700)
        folder.chmod(0o700)


def private_file(path: Path) -> None:
    """Make an empty file for its owner alone unless the file is there; one that others may open is closed to them."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    if os.name != "nt" and path.stat().st_mode & 0o077:
        with suppress(PermissionError):  # a file of someone else's cannot be closed by us
            path.chmod(0o600)


def _scratch_beside(target: Path, mode: int) -> Path:
    """A new empty file in the folder of `target`, hidden, and named so that two windows never share one.

    Those that killed programs left in the folder are swept away first.
    """
    _sweep(target.parent)
    for number in count():
        scratch = target.with_name(f".{target.name}.{os.getpid()}-{number}.part")
        with suppress(FileExistsError):
            os.close(os.open(scratch, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode))
            return scratch
    raise AssertionError("counting does not end")


def _sweep(folder: Path) -> None:
    for path in folder.iterdir():
        match = _SCRATCH.fullmatch(path.name)
        if match and not _is_running(int(match[1])):
            with suppress(OSError):  # another window sweeps too, or may not
                path.unlink()


def _is_running(program: int) -> bool:
    """Whether a program of this number may still be at work; on Windows asking would end it."""
    if os.name == "nt":
        return True
    try:
        os.kill(program, 0)
    except ProcessLookupError:
        return False
    except OSError:  # someone else's
        return True
    return True
