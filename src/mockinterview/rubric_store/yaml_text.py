"""YAML as plain data, with the line of every key at hand when something is wrong.

PyYAML's C parser composes the tree; we build the data ourselves, because three things must be refused that
YAML allows: a key given twice, aliases (a small file could unfold into gigabytes), and YAML 1.1's surprises
(`no` read as false, `1:30` as a number of seconds).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mockinterview.errors import Problem, RubricError

Loc = tuple[int | str, ...]

MAX_BYTES = 20_000_000
MAX_DEPTH = 24

_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_SPECIAL = {".nan": math.nan, ".inf": math.inf, "+.inf": math.inf, "-.inf": -math.inf}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Only composes; meaning is given to scalars by `_scalar`."""


@dataclass(frozen=True, slots=True)
class YamlFile:
    path: Path
    data: Any
    text: str

    def line_of(self, loc: Loc) -> int | None:
        """The line of the deepest part of `loc` that exists in the file."""
        node = _compose(self.path, self.text)
        return None if node is None else _line(node, loc)


def read_yaml(path: Path) -> YamlFile:
    """Raises RubricError naming file, line and key."""
    return parse_yaml(path, _decode(path))


def parse_yaml(path: Path, text: str) -> YamlFile:
    node = _compose(path, text)
    if node is None:
        raise _error(path, None, "", "파일이 비어 있습니다.", "the file is empty.")
    builder = _Builder(path)
    data = builder.build(node, (), 0)
    if builder.problems:
        raise RubricError(builder.problems)
    return YamlFile(path, data, text)


def _decode(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as exc:
        reason = exc.strerror or str(exc)
        raise _error(path, None, "", f"읽을 수 없습니다: {reason}", f"cannot be read: {reason}") from exc
    if len(raw) > MAX_BYTES:
        raise _error(path, None, "", "20 MB보다 큽니다.", "is larger than 20 MB.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = raw[: exc.start].count(b"\n") + 1
        key = _key_before(raw[: exc.start].decode("utf-8", "replace"))
        raise _error(path, line, key, "UTF-8이 아닙니다. UTF-8로 저장해 주세요.", "is not UTF-8.") from exc


def _compose(path: Path, text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as exc:
        mark = exc.problem_mark or exc.context_mark
        line = mark.line + 1 if mark else None
        before = "\n".join(text.splitlines()[: line or 0])
        what = " ".join(part for part in (exc.context, exc.problem) if part)
        raise _error(path, line, _key_before(before), f"YAML 문법 오류: {what}", f"not YAML: {what}") from exc
    except yaml.YAMLError as exc:  # a character YAML does not allow
        position = getattr(exc, "position", 0)
        before = text[:position]
        what = "쓸 수 없는 문자가 있습니다."
        raise _error(
            path, before.count("\n") + 1, _key_before(before), what, "a character that YAML does not allow."
        ) from exc


def _key_before(text: str) -> str:
    """The last key written before a place the parser gave up at."""
    keys = re.findall(r"(?:^|[{,\n])[ \t]*(?:- )*[\"']?([\w.-]+)[\"']?[ \t]*:", text)
    return keys[-1] if keys else ""


def _error(path: Path, line: int | None, key: str, ko: str, en: str) -> RubricError:
    return RubricError([Problem(path, line, key, ko, en)])


class _Builder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, loc: Loc, depth: int) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if id(node) in self._seen:
            self._refuse(node, loc, "별칭(&, *)은 쓸 수 없습니다.", "aliases (&, *) are not supported.")
            return None
        self._seen.add(id(node))
        if depth > MAX_DEPTH:
            self._refuse(node, loc, "너무 깊게 중첩되었습니다.", "is nested too deeply.")
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*loc, i), depth + 1) for i, item in enumerate(node.value)]
        return dict(self._items(node, loc, depth))

    def _items(self, node: yaml.Node, loc: Loc, depth: int) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in seen:
                self._refuse(
                    key_node, (*loc, key), "같은 키가 두 번 있습니다.", "the same key is given twice."
                )
            seen.add(key)
            yield key, self.build(value_node, (*loc, key), depth + 1)

    def _refuse(self, node: yaml.Node, loc: Loc, ko: str, en: str) -> None:
        self.problems.append(Problem(self.path, node.start_mark.line + 1, dotted(loc), ko, en))


def _scalar(node: yaml.ScalarNode) -> Any:
    value = str(node.value)
    if node.style:  # quoted or a block: always a text
        return value
    if value.lower() in _WORDS:
        return _WORDS[value.lower()]
    if value.lower() in _SPECIAL:
        return _SPECIAL[value.lower()]
    if _INTEGER.fullmatch(value):
        return int(value) if len(value) < 300 else value
    return float(value) if _FLOAT.fullmatch(value) else value


def _line(node: yaml.Node, loc: Loc) -> int:
    line = int(node.start_mark.line) + 1
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            pairs = [(key, value) for key, value in node.value if key.value == step]
            if not pairs:
                continue  # a step of the validator's own (a union's name), not of the file
            line, node = pairs[-1][0].start_mark.line + 1, pairs[-1][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def dotted(loc: Loc) -> str:
    """('questions', 0, 'points', 1, 'says') -> questions[0].points[1].says"""
    out = ""
    for step in loc:
        out += f"[{step}]" if isinstance(step, int) else (f".{step}" if out else str(step))
    return out
