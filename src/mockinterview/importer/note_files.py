"""Study notes as files: bytes become text here, or one clear line says why they do not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mockinterview.errors import NotesError, Problem
from mockinterview.importer.lookalikes import fold_lookalikes

MAX_BYTES = 20_000_000

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b"))
_NUMBERED = re.compile(r"(\d{1,6})(?:[_\-. ]|$)")
_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


@dataclass(frozen=True, slots=True)
class NoteFile:
    path: Path
    doc: str
    """Short name used in sources: the leading number of the file's name, or its stem."""
    text: str
    """LF line ends; look-alike letters folded; no invisible characters."""
    encoding: str
    lookalikes: int


def read_note_files(paths: Iterable[Path]) -> tuple[NoteFile, ...]:
    """Raises one NotesError that names every file which cannot be used."""
    unique = tuple({path.absolute(): path for path in paths}.values())
    docs = _doc_names(unique)
    files: list[NoteFile] = []
    problems: list[Problem] = []
    for path in unique:
        try:
            files.append(_read(path, docs[path]))
        except NotesError as exc:
            problems += exc.problems
    if problems:
        raise NotesError(problems)
    return tuple(files)


def _read(path: Path, doc: str) -> NoteFile:
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= MAX_BYTES else b""
    except (OSError, ValueError) as exc:  # ValueError: a NUL inside the name
        reason = getattr(exc, "strerror", None) or str(exc)
        raise _refusal(path, None, f"읽을 수 없습니다: {reason}", f"cannot be read: {reason}") from exc
    if size > MAX_BYTES:
        raise _refusal(path, None, "20 MB보다 큽니다. 나누어 주세요.", "is larger than 20 MB; split it.")
    text, encoding = _decode(path, raw)
    text, lookalikes = fold_lookalikes(_plain(text))
    if not text.strip():
        raise _refusal(path, None, "파일이 비어 있습니다.", "the file is empty.")
    return NoteFile(path, doc, text, encoding, lookalikes)


def _decode(path: Path, raw: bytes) -> tuple[str, str]:
    encoding = next((name for mark, name in _BOMS if raw.startswith(mark)), None)
    if encoding is None and len(raw) != len(raw.translate(None, _CONTROL)):
        raise _refusal(path, None, "글이 아니라 이진 파일입니다.", "is a binary file, not text.")
    try:
        name = encoding or "utf-8"
        return raw.decode(name), name.removesuffix("-sig")
    except UnicodeDecodeError as exc:
        text = None if encoding else _as_korean(raw)
        if text is not None:
            return text, "cp949"
        line = raw[: exc.start].count(b"\n") + 1
        raise _refusal(
            path,
            line,
            "UTF-8로도 CP949로도 읽을 수 없습니다. UTF-8로 저장해 주세요.",
            "is neither UTF-8 nor CP949; save it as UTF-8.",
        ) from exc


def _as_korean(raw: bytes) -> str | None:
    """CP949 (which holds EUC-KR) when the result reads as Korean. Damaged UTF-8 also decodes as CP949, into
    nonsense, so text that is UTF-8 but for a few bytes is not tried."""
    guess = raw.decode("utf-8", "replace")
    if guess.count("\ufffd") < sum(char > "\x7f" and char != "\ufffd" for char in guess):
        return None
    try:
        text = raw.decode("cp949")
    except UnicodeDecodeError:
        return None
    letters = [char for char in text if char > "\x7f" and char.isalpha()]
    hangul = sum("가" <= char <= "힣" for char in letters)
    return text if letters and hangul / len(letters) > 0.9 else None


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    unwanted = {ord(char) for char in set(text) if _invisible(char)}
    return text.translate(dict.fromkeys(unwanted)) if unwanted else text


def _invisible(char: str) -> bool:
    return char not in "\n\t" and unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _doc_names(paths: tuple[Path, ...]) -> dict[Path, str]:
    """Two files must not share a name: sources would point to the wrong one."""
    names = {path: _doc_name(path.stem) for path in paths}
    for rename in (lambda path: path.stem, lambda path: f"{path.parent.name}/{path.stem}", str):
        shared = Counter(names.values())
        names = {path: rename(path) if shared[name] > 1 else name for path, name in names.items()}
    return {path: _invisible_free(name) for path, name in names.items()}


def _doc_name(stem: str) -> str:
    number = _NUMBERED.match(stem)
    return number[1] if number and not _DATED.match(stem) else stem


def _invisible_free(name: str) -> str:
    """A file's name is any bytes; in sources it stands as text."""
    text = "".join("?" if _invisible(char) else char for char in name).strip()
    return text[:200] or "?"


def _refusal(path: Path, line: int | None, ko: str, en: str) -> NotesError:
    return NotesError([Problem(path, line, "", ko, en)])
