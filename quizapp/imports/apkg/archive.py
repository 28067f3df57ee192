"""Opening an Anki package that may come from anyone: nothing in it is trusted, and nothing in it names a place on disk.

The three layouts of packages (by `meta`): 1 has `collection.anki2`, 2 `collection.anki21`, both plain; 3 has
`collection.anki21b` and media packed with zstd. The older members in newer packages only say "please update".
"""

from __future__ import annotations

import json
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any, BinaryIO

from quizapp.domain.errors import QuizError
from quizapp.imports.apkg.wire import Malformed, fields, inner, number, text

MOST_MEMBERS = 100_000
"""A collection with all its media has tens of thousands."""
MOST_COLLECTION = 512 * 1024 * 1024
MOST_MEDIUM = 20 * 1024 * 1024
_MOST_LIST = 8 * 1024 * 1024
_CHUNK = 1 << 18
_WINDOW = 27  # as powers of two: 128 MB, what zstd itself takes without being asked
_ENCRYPTED = 1


class PackageRefused(QuizError):
    """The package cannot be read, or does what no package of Anki does."""


@dataclass(frozen=True, slots=True)
class _Layout:
    collection: str
    packed: bool


_LAYOUTS = {
    1: _Layout("collection.anki2", packed=False),
    2: _Layout("collection.anki21", packed=False),
    3: _Layout("collection.anki21b", packed=True),
}


class Package:
    """An opened package: its collection as a file of ours, and its media by name."""

    def __init__(self, archive: zipfile.ZipFile, name: str, folder: Path) -> None:
        self.name = name
        self._archive = archive
        self._members = _census(archive, name)
        self._layout = self._told_layout()
        self.collection = folder / "collection"
        self._unpack_collection()

    def media(self) -> dict[str, str]:
        """The names of the media, each with the member it stands in; the names are data, never paths."""
        if "media" not in self._members:
            return {}
        listed = b"".join(self._unpacked("media", _MOST_LIST))
        try:
            if self._layout.packed:
                entries = (text(dict(fields(inner(entry))).get(1, b"")) for key, entry in fields(listed) if key == 1)
                return {name: str(place) for place, name in enumerate(islice(entries, MOST_MEMBERS))}
            named = json.loads(listed or b"{}")
            return {str(name): str(place) for place, name in islice(named.items(), MOST_MEMBERS)}
        except (ValueError, AttributeError, Malformed, RecursionError) as error:
            raise PackageRefused(f"{self.name}: its list of media cannot be read") from error

    def medium(self, member: str) -> bytes:
        """What stands in a member that `media` named; raises PackageRefused when it is not there or too large."""
        return b"".join(self._unpacked(member, MOST_MEDIUM))

    def _told_layout(self) -> _Layout:
        if "meta" in self._members:
            with self._archive.open("meta") as member:
                try:
                    version = number(dict(fields(member.read(64))).get(1, 0))
                except Malformed as error:
                    raise PackageRefused(f"{self.name}: this is no Anki package") from error
            if version not in _LAYOUTS:
                raise PackageRefused(f"{self.name}: this package was written by a newer Anki than quizapp knows")
            return _LAYOUTS[version]
        return _LAYOUTS[2] if "collection.anki21" in self._members else _LAYOUTS[1]

    def _unpack_collection(self) -> None:
        with self.collection.open("xb") as target:
            for piece in self._unpacked(self._layout.collection, MOST_COLLECTION):
                target.write(piece)
        if self.collection.stat().st_size < 512:
            raise PackageRefused(f"{self.name}: the collection in it is empty")

    def _unpacked(self, member: str, limit: int) -> Iterator[bytes]:
        """What a member holds, piece by piece; counted as it comes, whatever the file says of its size."""
        if member not in self._members:
            raise PackageRefused(f"{self.name}: this is no Anki package: it has no `{member}`")
        count = 0
        try:
            with self._archive.open(member) as source:
                for piece in _inflated(source) if self._layout.packed else _pieces(source):
                    count += len(piece)
                    if count > limit:
                        raise PackageRefused(f"{self.name}: `{member}` is larger than {limit // 1024 // 1024} MB")
                    yield piece
        except PackageRefused:
            raise
        except Exception as error:  # damaged zip, deflate and zstd streams fail in a dozen ways
            raise PackageRefused(f"{self.name}: `{member}` in it is damaged") from error


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """Open an .apkg or .colpkg; raises PackageRefused, QuizError when the file cannot be read.

    The collection is unpacked into a folder of ours that is gone afterwards, whatever happens.
    """
    with _as_file(path) as file, tempfile.TemporaryDirectory(prefix="quizapp-") as folder:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, RecursionError) as error:
            raise PackageRefused(f"{path}: this is no Anki package (.apkg or .colpkg)") from error
        with archive:
            yield Package(archive, str(path), Path(folder))


@contextmanager
def _as_file(path: Path) -> Iterator[BinaryIO]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise QuizError(f"{path} cannot be read: {error.strerror or error}.") from error
    with file:
        yield file


def _census(archive: zipfile.ZipFile, name: str) -> set[str]:
    """The names of the members, when all of them are such as Anki writes."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise PackageRefused(f"{name}: it has {len(members):,} members; at most {MOST_MEMBERS:,} are read")
    names = {member.filename for member in members}
    if len(names) < len(members):
        raise PackageRefused(f"{name}: it has two members of one name")
    end = 0
    for member in sorted(members, key=lambda each: each.header_offset):
        if member.flag_bits & _ENCRYPTED:
            raise PackageRefused(f"{name}: it is locked with a password")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PackageRefused(f"{name}: `{member.filename[:40]}` is packed in a way that Anki never uses")
        if member.header_offset < end:
            raise PackageRefused(f"{name}: its members overlap")
        end = member.header_offset + member.compress_size
    return names


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    while piece := source.read(_CHUNK):
        yield piece


def _inflated(source: IO[bytes]) -> Iterator[bytes]:
    """A zstd stream unpacked, never more than a piece at a time."""
    zstd = _zstd()
    unpacker = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _WINDOW})
    while not unpacker.eof:
        packed = source.read(_CHUNK) if unpacker.needs_input else b""
        if unpacker.needs_input and not packed:
            raise EOFError
        yield unpacker.decompress(packed, _CHUNK)


def _zstd() -> Any:
    import importlib

    # Python has it from 3.14 on; before, a package brings the same module.
    return importlib.import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
