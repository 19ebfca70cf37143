"""What a database says when it cannot, as one line for the user.

The foreign message is never passed on: it may quote the candidate's words or a password.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from mockinterview.errors import HistoryError

_FULL = (
    "디스크가 가득 차서 기록을 저장하지 못했습니다: {place}",
    "The disk is full; the history could not be saved: {place}",
)
_READ_ONLY = (
    "기록 파일이 읽기 전용이라 저장할 수 없습니다. 파일과 폴더의 쓰기 권한을 확인하세요: {place}",
    "The history is read-only; check the write permission of the file and its folder: {place}",
)
_UNOPENABLE = (
    "기록 파일을 열 수 없습니다. 경로와 권한을 확인하세요: {place}",
    "The history cannot be opened; check the path and its permissions: {place}",
)
_DAMAGED = (
    "기록 파일이 손상되었거나 기록 파일이 아닙니다. 다른 곳으로 옮겨 두면 새로 만듭니다: {place}",
    "The history file is damaged, or is no history; move it away and a new one is made: {place}",
)
_BUSY = (
    "다른 프로그램이 기록을 오래 쓰고 있어 기다리다 그만두었습니다. 잠시 뒤 다시 시도하세요: {place}",
    "Another program has kept the history busy for too long; try again in a moment: {place}",
)
_DISK_ERROR = (
    "디스크 오류로 기록을 읽거나 쓰지 못했습니다: {place}",
    "The disk failed while reading or writing the history: {place}",
)
_UNREACHABLE = (
    "기록 데이터베이스에 연결할 수 없습니다. 주소와 계정을 확인하세요: {place}",
    "The history database cannot be reached; check its address and account: {place}",
)
_BAD_NAME = (
    "기록에 쓸 수 없는 글자가 이름에 들어 있습니다: {place}",
    "A name holds a character that the history cannot keep: {place}",
)
_OTHER = (
    "기록을 읽거나 쓰지 못했습니다({kind}): {place}",
    "The history could not be read or written ({kind}): {place}",
)

_Line = tuple[str, str]
_BY_SQLITE_CODE: dict[int, _Line] = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _UNOPENABLE,
    sqlite3.SQLITE_CANTOPEN: _UNOPENABLE,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_IOERR: _DISK_ERROR,
}
_BY_SQLSTATE: dict[str, _Line] = {
    "53100": _FULL,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "55P03": _BUSY,
    "57014": _BUSY,
    "40P01": _BUSY,
}


@contextmanager
def translated(place: str) -> Iterator[None]:
    """`place` is the file, or the URL without its password."""
    try:
        yield
    except SQLAlchemyError as exc:
        orig = exc.orig if isinstance(exc, DBAPIError) else exc
        raise _error(orig, place) from exc
    except sqlite3.Error as exc:
        raise _error(exc, place) from exc
    except (OSError, UnicodeEncodeError) as exc:
        raise _error(exc, place) from exc


def busy(place: str) -> HistoryError:
    return HistoryError(*(text.format(place=place) for text in _BUSY))


def _error(exc: BaseException | None, place: str) -> HistoryError:
    ko, en = _line(exc)
    kind = type(exc).__name__
    return HistoryError(ko.format(kind=kind, place=place), en.format(kind=kind, place=place))


def _line(exc: BaseException | None) -> _Line:
    if isinstance(exc, OSError):
        return _UNOPENABLE
    if isinstance(exc, UnicodeEncodeError):
        return _BAD_NAME
    if isinstance(exc, sqlite3.Error):
        code = getattr(exc, "sqlite_errorcode", None)  # not every error comes from the library itself
        return _OTHER if code is None else _BY_SQLITE_CODE.get(code & 0xFF, _OTHER)
    state = getattr(exc, "sqlstate", None)  # PostgreSQL's; a server that never answered has none
    if state is None:
        return _UNREACHABLE if type(exc).__name__ == "OperationalError" else _OTHER
    return _BY_SQLSTATE.get(state, _OTHER)
