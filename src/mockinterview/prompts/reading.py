"""Reads a prompt file and finds everything that is wrong with it at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import yaml

from mockinterview.errors import Problem, PromptError
from mockinterview.prompts.uses import TAG, USES

_KEYS = ("name", "version", "language", "variables")
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n---[ \t]*\n", re.DOTALL)
_PART = re.compile(r"^# (system|user)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PromptFile:
    name: str
    version: str
    language: str
    variables: frozenset[str]
    system: str
    user: str
    path: Path
    content_hash: str


def read_file(path: Path, name: str) -> PromptFile:
    """Raises PromptError with every problem of the file."""
    text = _text(path)
    front = _FRONT.match(text)
    if front is None:
        raise PromptError(
            [
                problem(
                    path,
                    1,
                    "",
                    "'---' 사이의 머리말(name, version, …)로 시작해야 합니다.",
                    "must begin with a front matter (name, version, …) between '---' lines.",
                )
            ]
        )
    head, lines = _head(path, front.group(1))
    system, user = _parts(path, text, front.end())
    problems = list(_check_head(path, head, lines, name))
    declared = frozenset(str(item) for item in head.get("variables") or ())
    problems += _check_variables(path, text, front.end(), declared, lines, USES[name])
    if problems:
        raise PromptError(problems)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return PromptFile(name, str(head["version"]), str(head["language"]), declared, system, user, path, digest)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except OSError as exc:
        raise PromptError(
            [problem(path, None, "", "파일을 읽을 수 없습니다.", "the file cannot be read.")]
        ) from exc
    except UnicodeDecodeError as exc:
        raise PromptError(
            [problem(path, None, "", "UTF-8 글이 아닙니다.", "the file is not UTF-8 text.")]
        ) from exc


def _head(path: Path, text: str) -> tuple[dict[str, Any], dict[str, int]]:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        head = yaml.safe_load(text)
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise PromptError(
            [
                problem(
                    path, line, "", "머리말이 올바른 YAML이 아닙니다.", "the front matter is not valid YAML."
                )
            ]
        ) from exc
    if not isinstance(head, dict) or not isinstance(node, yaml.MappingNode):
        raise PromptError(
            [
                problem(
                    path,
                    2,
                    "",
                    "머리말은 '키: 값' 줄이어야 합니다.",
                    "the front matter must be 'key: value' lines.",
                )
            ]
        )
    return head, {str(key.value): key.start_mark.line + 2 for key, _ in node.value}


def _check_head(
    path: Path, head: Mapping[str, Any], lines: Mapping[str, int], name: str
) -> Iterator[Problem]:
    for key in _KEYS:
        if key not in head:
            yield problem(path, 1, key, "머리말에 이 키가 없습니다.", "the front matter lacks this key.")
    for key in head.keys() - set(_KEYS):
        yield problem(path, lines.get(str(key)), str(key), "모르는 키입니다.", "unknown key.")
    if "name" in head and head["name"] != name:
        yield problem(
            path,
            lines["name"],
            "name",
            f"파일 이름과 같은 '{name}'이어야 합니다.",
            f"must be '{name}', as the file is called.",
        )
    if "language" in head and head["language"] not in {"ko", "en", "any"}:
        yield problem(
            path,
            lines["language"],
            "language",
            "ko, en, any 가운데 하나여야 합니다.",
            "must be ko, en or any.",
        )
    if "variables" in head and not isinstance(head["variables"], list):
        yield problem(path, lines["variables"], "variables", "목록이어야 합니다.", "must be a list.")


def _parts(path: Path, text: str, start: int) -> tuple[str, str]:
    pieces = _PART.split(text[start:])
    parts = dict(zip(pieces[1::2], (piece.strip() for piece in pieces[2::2]), strict=True))
    if pieces[1::2] != ["system", "user"] or pieces[0].strip() or not all(parts.values()):
        raise PromptError(
            [
                problem(
                    path,
                    text[:start].count("\n") + 1,
                    "",
                    "본문은 '# system'과 '# user' 두 부분이고 비어 있지 않아야 합니다.",
                    "the body must be the two parts '# system' and '# user', neither empty.",
                )
            ]
        )
    return parts["system"], parts["user"]


def _check_variables(
    path: Path,
    text: str,
    start: int,
    declared: frozenset[str],
    lines: Mapping[str, int],
    passed: frozenset[str],
) -> Iterator[Problem]:
    at = lines.get("variables")
    for name in sorted(declared - passed):
        yield problem(
            path, at, name, "프로그램이 주지 않는 변수입니다.", "the program passes no such variable."
        )
    for name in sorted(passed - declared):
        yield problem(path, at, name, "variables에 빠진 변수입니다.", "missing from variables.")
    used: set[str] = set()
    for hit in Template.pattern.finditer(text, start):
        line = text.count("\n", 0, hit.start()) + 1
        name = hit.group("named") or hit.group("braced")
        if hit.group("invalid") is not None:
            yield problem(path, line, "$", "'$' 글자는 '$$'로 써야 합니다.", "a literal '$' is written '$$'.")
        elif name is not None and name not in used:
            used.add(name)
            if name not in declared | {TAG}:
                yield problem(
                    path,
                    line,
                    name,
                    "variables에 없는 변수를 썼습니다.",
                    "used but not declared in variables.",
                )
    for name in sorted((declared & passed) - used):
        yield problem(path, at, name, "본문에서 쓰지 않은 변수입니다.", "declared but not used in the body.")


def problem(path: Path, line: int | None, key: str, ko: str, en: str) -> Problem:
    return Problem(path, line, key, ko, en)
