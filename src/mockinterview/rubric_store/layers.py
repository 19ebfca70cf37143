"""Layers of rubric files laid over one another: shipped < the user's < `--rubrics PATH`.

A question of a higher layer with the id of a lower one is a patch: its keys replace, its points and
misconceptions are matched by id, `drop: true` takes one away. Merging happens on plain data, before validation,
so that a patch may be as small as one changed weight.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from mockinterview.errors import Problem, RubricError
from mockinterview.rubric_store.yaml_text import Loc, YamlFile, dotted, read_yaml


class LayerName(StrEnum):
    SHIPPED = "shipped"
    USER = "user"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class Layer:
    name: LayerName
    root: Path
    """A folder of `<track>/<topic>.yaml`, or one file."""

    def files(self) -> tuple[Path, ...]:
        if self.root.is_file():
            return (self.root,)
        return tuple(sorted(path for path in _yaml_files(self.root) if path != self.root / "glossary.yaml"))


def _yaml_files(root: Path) -> Iterator[Path]:
    """Asked at every step of every interview: a walk costs a third of two recursive globs."""
    for folder, inner, names in os.walk(root):
        inner[:] = [name for name in inner if not name.startswith(".")]
        for name in names:
            if name.endswith((".yaml", ".yml")) and not name.startswith("."):
                yield Path(folder, name)


@dataclass(frozen=True, slots=True)
class Piece:
    """What one file says about one question."""

    layer: LayerName
    file: YamlFile
    loc: Loc
    data: dict[str, Any]

    def problem(self, inner: Loc, ko: str, en: str) -> Problem:
        """A complaint about a place inside this question, at its line in this file."""
        name = str(self.data.get("id", dotted(self.loc)))
        key = f"{name}: {dotted(_named(self.data, inner))}" if inner else name
        return Problem(self.file.path, self.file.line_of((*self.loc, *inner)), key, ko, en)


def _named(data: dict[str, Any], inner: Loc) -> Loc:
    """points[2].says -> points.vanishing-gradient.says: ids tell an author more than numbers."""
    if len(inner) >= 2 and isinstance(inner[1], int):
        items = data.get(str(inner[0]))
        if isinstance(items, list) and inner[1] < len(items) and isinstance(items[inner[1]], dict):
            name = items[inner[1]].get("id")
            if name:
                return (inner[0], str(name), *inner[2:])
    return inner


@dataclass(slots=True)
class RawTopic:
    """Topic keys as found, highest layer last, and the pieces of its questions by id."""

    header: dict[str, Any]
    file: YamlFile
    pieces: dict[str, list[Piece]] = field(default_factory=dict)


def read_topic(layer: LayerName, path: Path) -> tuple[dict[str, Any], list[Piece], YamlFile]:
    """The header and the questions of one file; raises RubricError."""
    file = read_yaml(path)
    header, prefix, questions = _shape(file)
    pieces: list[Piece] = []
    problems: list[Problem] = []
    for index, data in enumerate(questions):
        loc = () if prefix is None else (*prefix, index)
        if not isinstance(data, dict):
            problems.append(
                Problem(
                    path,
                    file.line_of(loc),
                    dotted(loc),
                    "질문은 '키: 값' 묶음이어야 합니다.",
                    "a question must be a mapping.",
                )
            )
        elif not isinstance(data.get("id"), str) or not data["id"].strip():
            problems.append(
                Problem(path, file.line_of(loc), f"{dotted(loc)}.id", "id가 없습니다.", "id is required.")
            )
        else:
            pieces.append(Piece(layer, file, loc, data))
    problems += _twice(pieces)
    if problems:
        raise RubricError(problems)
    return header, pieces, file


def _shape(file: YamlFile) -> tuple[dict[str, Any], Loc | None, list[Any]]:
    """A file may be a topic, a bare list of questions, or one bare question (the two-minute rubric)."""
    data = file.data
    if isinstance(data, list):
        return {}, (), data
    if isinstance(data, dict) and "questions" in data:
        questions = data["questions"]
        if isinstance(questions, list) and questions:
            return (
                {key: value for key, value in data.items() if key != "questions"},
                ("questions",),
                questions,
            )
        raise RubricError(
            [
                Problem(
                    file.path,
                    file.line_of(("questions",)),
                    "questions",
                    "질문이 하나 이상 있어야 합니다.",
                    "needs at least one question.",
                )
            ]
        )
    if isinstance(data, dict) and "points" in data:
        return {}, None, [data]
    raise RubricError(
        [Problem(file.path, 1, "questions", "questions 목록이 없습니다.", "has no list of questions.")]
    )


def _twice(pieces: list[Piece]) -> Iterator[Problem]:
    seen: set[str] = set()
    for piece in pieces:
        if piece.data["id"] in seen:
            yield piece.problem(
                (), "질문 id가 이 파일에 두 번 있습니다.", "this id is used twice in the file."
            )
        seen.add(piece.data["id"])


def merge(pieces: list[Piece]) -> dict[str, Any]:
    """Lowest layer first; later pieces win."""
    merged: dict[str, Any] = {}
    for piece in pieces:
        for key, value in piece.data.items():
            if key in ("points", "misconceptions") and isinstance(value, list):
                merged[key] = _merge_items(merged.get(key) or [], value)
            else:
                merged[key] = value
    for key in ("points", "misconceptions"):
        if isinstance(merged.get(key), list):
            merged[key] = [item for item in merged[key] if not _dropped(item)]
    return merged


def _merge_items(below: list[Any], above: list[Any]) -> list[Any]:
    merged = list(below)
    places = {item["id"]: i for i, item in enumerate(below) if isinstance(item, dict) and "id" in item}
    for item in above:
        place = places.get(item.get("id")) if isinstance(item, dict) else None
        if place is None:
            merged.append(item)
        else:
            merged[place] = {**merged[place], **item}
    return merged


def _dropped(item: Any) -> bool:
    return isinstance(item, dict) and item.get("drop") is True


def find_origin(pieces: list[Piece], merged: dict[str, Any], inner: Loc) -> tuple[Piece, Loc]:
    """The highest piece that holds the place `inner` of the merged question, and where it stands there."""
    for piece in reversed(pieces):
        local = _locate(piece.data, merged, inner)
        if local is not None:
            return piece, local
    return pieces[-1], inner


def _locate(data: dict[str, Any], merged: dict[str, Any], inner: Loc) -> Loc | None:
    if not inner:
        return ()
    head = inner[0]
    if head not in data:
        return None
    if head in ("points", "misconceptions") and len(inner) > 1 and isinstance(inner[1], int):
        wanted = merged[head][inner[1]]
        wanted_id = wanted.get("id") if isinstance(wanted, dict) else None
        items = data[head] if isinstance(data[head], list) else []
        for index, item in enumerate(items):
            if item is wanted or (isinstance(item, dict) and wanted_id and item.get("id") == wanted_id):
                if len(inner) > 2 and isinstance(item, dict) and inner[2] not in item and data is not merged:
                    return (head, index) if _is_only_home(item) else None
                return (head, index, *inner[2:])
        return None
    return inner


def _is_only_home(item: dict[str, Any]) -> bool:
    """A full point (it has its sentence) is where a missing key is missing; a patch is not."""
    return "says" in item
