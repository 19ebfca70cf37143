"""Reads the layers into a bank, and reads again what changed on disk."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mockinterview.domain.base import Localized
from mockinterview.domain.rubric import Question, Topic
from mockinterview.errors import NotFound, Problem, RubricError
from mockinterview.resources import Places
from mockinterview.rubric_store.bank import Bank, Entry, TopicHeader
from mockinterview.rubric_store.complaints import complaints
from mockinterview.rubric_store.layers import Layer, LayerName, Piece, find_origin, merge, read_topic
from mockinterview.rubric_store.yaml_text import YamlFile

_Stamp = tuple[tuple[Path, int, int], ...]


class RubricStore:
    """Keep one for the life of a program; `bank()` is cheap while no file changes."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = tuple(layers)
        self._lock = threading.Lock()
        self._stamp: _Stamp | None = None
        self._bank = Bank(())

    @classmethod
    def standard(cls, places: Places, extra: Iterable[Path] = ()) -> RubricStore:
        paths = tuple(extra)
        for path in paths:
            if not path.exists():
                raise NotFound("파일", "The file", str(path), ())
        return cls(
            [
                Layer(LayerName.SHIPPED, places.shipped_rubrics),
                Layer(LayerName.USER, places.user_rubrics),
                *(Layer(LayerName.PATH, path) for path in paths),
            ]
        )

    def bank(self, *, strict: bool = False) -> Bank:
        """`strict` raises everything that is wrong; else damaged files are left out and reported."""
        stamp = self._stamp_now()
        with self._lock:
            if stamp != self._stamp:
                self._bank = _Reader(self._layers).read()
                self._stamp = stamp
            bank = self._bank
        if strict and bank.problems:
            raise RubricError(bank.problems)
        return bank

    def _stamp_now(self) -> _Stamp:
        stamps = []
        for layer in self._layers:
            for path in layer.files():
                try:
                    stat = path.stat()
                except FileNotFoundError:
                    continue  # removed between the listing and the look: the next stamp differs
                stamps.append((path, stat.st_mtime_ns, stat.st_size))
        return tuple(stamps)


@dataclass(slots=True)
class _Gathered:
    """A question's pieces and the topic they stand in."""

    topic: tuple[str, str]
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class _Header:
    """What the screens show of a topic; a higher layer may change it."""

    order: int
    title: Localized
    aside: bool


class _Reader:
    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = layers
        self._problems: list[Problem] = []
        self._headers: dict[tuple[str, str], _Header] = {}
        self._gathered: dict[str, _Gathered] = {}

    def read(self) -> Bank:
        for layer in self._layers:
            for path in layer.files():
                try:
                    self._take(layer, path)
                except RubricError as exc:
                    self._problems += exc.problems
        entries = self._entries()
        self._problems += _dangling(entries)
        entries.sort(key=lambda entry: (entry.topic.track, entry.topic.order, entry.topic.topic))
        return Bank(tuple(entries), tuple(self._problems))

    def _take(self, layer: Layer, path: Path) -> None:
        header, pieces, file = read_topic(layer.name, path)
        key = self._header(header, file)
        for piece in pieces:
            gathered = self._gathered.setdefault(piece.data["id"], _Gathered(key))
            rival = next((p for p in gathered.pieces if p.layer == layer.name != LayerName.PATH), None)
            if rival is not None:
                self._problems.append(
                    piece.problem(
                        ("id",),
                        f"같은 id가 {rival.file.path}에도 있습니다.",
                        f"the same id stands in {rival.file.path} too.",
                    )
                )
            else:
                gathered.pieces.append(piece)

    def _header(self, header: dict[str, Any], file: YamlFile) -> tuple[str, str]:
        """Validates the topic's own keys with the same model as a whole file, on a stand-in question."""
        stem = file.path.stem.lower().replace("_", "-").replace(" ", "-")
        given = {"track": "mine", "topic": stem, "title": stem, **header}
        stand_in = {"id": "x", "question": "x", "points": [{"id": "x", "says": "x"}]}
        try:
            topic = Topic.model_validate({**given, "questions": [stand_in]})
        except ValidationError as exc:
            raise RubricError(
                Problem(file.path, file.line_of(loc), ".".join(map(str, loc[:1])), ko, en)
                for loc, ko, en in complaints(exc)
            ) from exc
        key = (topic.track, topic.topic)
        known = self._headers.setdefault(key, _Header(topic.order, topic.title, topic.aside))
        if "order" in header:
            known.order = topic.order
        if "title" in header:
            known.title = topic.title
        if "aside" in header:
            known.aside = topic.aside
        return key

    def _entries(self) -> list[Entry]:
        entries = []
        for gathered in self._gathered.values():
            merged = merge(gathered.pieces)
            if merged.pop("drop", False) is True:
                continue
            try:
                question = Question.model_validate(merged)
            except ValidationError as exc:
                self._problems += self._explain(exc, gathered.pieces, merged)
                continue
            entries.append(Entry(question, self._topic(gathered.topic), tuple(gathered.pieces)))
        return entries

    def _topic(self, key: tuple[str, str]) -> TopicHeader:
        header = self._headers[key]
        return TopicHeader(*key, order=header.order, title=header.title, aside=header.aside)

    @staticmethod
    def _explain(exc: ValidationError, pieces: list[Piece], merged: dict[str, Any]) -> list[Problem]:
        found: dict[tuple[int | None, str, str], Problem] = {}
        for loc, ko, en in complaints(exc):
            piece, inner = find_origin(pieces, merged, loc)
            problem = piece.problem(inner, ko, en)
            found.setdefault((problem.line, problem.key, problem.ko), problem)
        return list(found.values())


def _dangling(entries: list[Entry]) -> list[Problem]:
    known = {entry.question.id for entry in entries}
    problems = []
    for entry in entries:
        for index, wanted in enumerate(entry.question.follow_ups):
            if wanted not in known:
                piece, inner = find_origin(list(entry.pieces), {}, ("follow_ups", index))
                problems.append(
                    piece.problem(
                        inner, f"없는 질문 '{wanted}'을 가리킵니다.", f"points to no question: '{wanted}'."
                    )
                )
    return problems
