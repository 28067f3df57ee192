"""A zip file written byte by byte, so that it may say anything."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Member:
    """A member: what is left out is told as it is. `at` is where the directory says that it begins."""

    name: bytes
    content: bytes = b""
    method: int = 8
    flags: int = 0
    told_crc: int | None = None
    told_size: int | None = None
    told_packed: int | None = None
    at: int | None = None
    raw: bytes | None = None

    @property
    def packed(self) -> bytes:
        """The bytes between the headers."""
        if self.raw is not None:
            return self.raw
        if self.method != 8:
            return self.content
        packer = zlib.compressobj(wbits=-15)
        return packer.compress(self.content) + packer.flush()


def raw_zip(*members: Member, comment: bytes = b"", before: bytes = b"", told_count: int | None = None) -> bytes:
    """The file."""
    body, directory = bytearray(before), bytearray()
    for member in members:
        at, packed = len(body), member.packed
        crc = zlib.crc32(member.content) if member.told_crc is None else member.told_crc
        size = len(member.content) if member.told_size is None else member.told_size
        told = len(packed) if member.told_packed is None else member.told_packed
        shared = struct.pack(
            "<HHHHHIIIHH", 20, member.flags, member.method, 0, 33, crc, told, size, len(member.name), 0
        )
        body += b"PK\3\4" + shared + member.name + packed
        place = at if member.at is None else member.at
        directory += b"PK\1\2" + struct.pack("<H", 20) + shared + struct.pack("<HHHII", 0, 0, 0, 0, place) + member.name
    count = len(members) if told_count is None else told_count
    few = min(count, 0xFFFF)
    end = b""
    if count > 0xFFFF:
        at = len(body) + len(directory)
        end += b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, len(directory), len(body))
        end += b"PK\6\7" + struct.pack("<IQI", 0, at, 1)
    end += b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, few, few, len(directory), len(body), len(comment)) + comment
    return bytes(body + directory + end)


def zeros(megabytes: int) -> bytes:
    """A raw deflate stream of so many megabytes of zeros, made in no time: one piece, again and again."""
    packer = zlib.compressobj(wbits=-15)
    piece = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    packer = zlib.compressobj(wbits=-15)
    return piece * megabytes + packer.flush()


def zstd_zeros(megabytes: int, window: int = 0x58) -> bytes:
    """A zstd frame of so many megabytes of zeros in blocks that say "this byte, 128 KB of it"."""
    block = 1 << 17
    piece = struct.pack("<I", 1 << 1 | block << 3)[:3] + b"\0"
    last = struct.pack("<I", 1 | 1 << 1 | block << 3)[:3] + b"\0"
    return b"\x28\xb5\x2f\xfd" + bytes((0, window)) + piece * (megabytes * 8 - 1) + last
