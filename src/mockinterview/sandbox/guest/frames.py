"""Frames on a byte stream: a fixed head, a JSON header, a body of raw bytes; any deviation is an error."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from .codec import CodecError

_HEAD = struct.Struct("<4sIQ")
_MAGIC = b"MIF1"
MAX_HEADER = 256 * 1024


class FrameError(ValueError):
    """The stream is not made of frames."""


class FrameOverflow(FrameError):
    """More bytes than the run may return."""


@dataclass(frozen=True, slots=True)
class Frame:
    header: dict[str, Any]
    body: bytes


def pack(header: dict[str, Any], buffers: Iterable[bytes] = (), max_header: int = MAX_HEADER) -> bytes:
    """One frame as bytes; a header that the other side would refuse is refused here already."""
    text = json.dumps(header, separators=(",", ":"), allow_nan=False).encode()
    if len(text) > max_header:
        raise CodecError("too many separate values; return an array instead")
    body = b"".join(buffers)
    return b"".join((_HEAD.pack(_MAGIC, len(text), len(body)), text, body))


class FrameReader:
    """Takes bytes as they come and gives whole frames; `total` bytes is all that it will ever hold."""

    def __init__(self, *, total: int, max_header: int = MAX_HEADER) -> None:
        self._data = bytearray()
        self._left = total
        self._max_header = max_header

    def feed(self, data: bytes) -> Iterator[Frame]:
        self._left -= len(data)
        if self._left < 0:
            raise FrameOverflow("too much data")
        self._data += data
        while (frame := self._next()) is not None:
            yield frame

    def _next(self) -> Frame | None:
        if len(self._data) < _HEAD.size:
            return None
        magic, header_size, body_size = _HEAD.unpack_from(self._data)
        end = _HEAD.size + header_size + body_size
        if magic != _MAGIC or header_size > self._max_header:
            raise FrameError("not a frame")
        if end > len(self._data) + self._left:
            raise FrameOverflow("too much data")
        if len(self._data) < end:
            return None
        with memoryview(self._data) as data:
            header = parse_header(bytes(data[_HEAD.size : _HEAD.size + header_size]))
            body = bytes(data[_HEAD.size + header_size : end])
        del self._data[:end]
        return Frame(header, body)


def parse_header(text: bytes) -> dict[str, Any]:
    """A JSON object without NaN, without a key said twice, and not nested past what the parser can bear."""
    try:
        header = json.loads(text.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise FrameError("not a header") from error
    if not isinstance(header, dict):
        raise FrameError("not a header")
    return header


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a key is said twice")
    return result
