"""An exception as plain data: its type, its message, and only those frames that the candidate wrote."""

from __future__ import annotations

import errno
import traceback
from typing import Any

YOUR_CODE = "<your code>"
_FRAMES = 12
_MESSAGE = 2000
_TEXT = 200
_DENIED = {errno.EPERM, errno.EACCES, errno.EROFS}
_ALLOCATION = ("allocate memory", "not enough memory", "bad_alloc", "out of memory")


def describe(error: BaseException, source: str) -> dict[str, Any]:
    lines = source.splitlines()
    frames = [
        [line, frame.f_code.co_name[:_TEXT], _line(lines, line)]
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == YOUR_CODE
    ][-_FRAMES:]
    if isinstance(error, SyntaxError) and error.filename == YOUR_CODE and error.lineno:
        frames.append([error.lineno, "", _line(lines, error.lineno)])
    return {
        "type": type(error).__name__[:_TEXT],
        "message": _message(error),
        "category": _category(error),
        "frames": frames,
    }


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1].strip()[:_TEXT] if 0 < number <= len(lines) else ""


def _message(error: BaseException) -> str:
    """The candidate may define `__str__`, so asking for the text can fail in any way."""
    try:
        text = error.msg if isinstance(error, SyntaxError) else str(error)
        return text[:_MESSAGE]
    except BaseException:
        return ""


def _category(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "memory"
    if isinstance(error, OSError) and error.errno in _DENIED:
        return "forbidden"
    if isinstance(error, RuntimeError):
        text = _message(error)
        if "can't start new thread" in text:
            return "forbidden"
        if any(phrase in text for phrase in _ALLOCATION):
            return "memory"
    return "error"
