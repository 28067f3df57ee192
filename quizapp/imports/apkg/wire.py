"""The little of Protocol Buffers that packages need: numbered fields that hold numbers or bytes."""

from __future__ import annotations

from collections.abc import Iterator

_LONGEST = 10  # bytes of a 64-bit number


class Malformed(ValueError):
    """The bytes are no message."""


def fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a message in order: their numbers, and an int for numbers or bytes for all else."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        kind = key & 7
        if kind == 0:
            value, at = _varint(message, at)
            yield key >> 3, value
            continue
        if kind == 2:
            length, at = _varint(message, at)
        elif kind in (1, 5):
            length = 8 if kind == 1 else 4
        else:
            raise Malformed
        if length > len(message) - at:
            raise Malformed
        yield key >> 3, message[at : at + length]
        at += length


def number(value: int | bytes) -> int:
    """The value of a field that holds a number; raises Malformed."""
    if not isinstance(value, int):
        raise Malformed
    return value


def inner(value: int | bytes) -> bytes:
    """The value of a field that holds a message or bytes; raises Malformed."""
    if not isinstance(value, bytes):
        raise Malformed
    return value


def text(value: int | bytes) -> str:
    """The value of a field that holds text; raises Malformed."""
    try:
        return inner(value).decode()
    except UnicodeDecodeError as error:
        raise Malformed from error


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(_LONGEST):
        if at + place >= len(message):
            raise Malformed
        byte = message[at + place]
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value & 0xFFFF_FFFF_FFFF_FFFF, at + place + 1
    raise Malformed
