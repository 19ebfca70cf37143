"""Writing rubrics back: only into the user's layer, keeping comments and order, all or nothing.

A writer says which version of the file it started from. If the file has changed since, the second writer is
told (EditConflict) and nothing is lost: neither the first writer's change nor the second one's words.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from mockinterview.errors import EditConflict, MockInterviewError, RubricError
from mockinterview.rubric_store.bank import Entry, TopicHeader
from mockinterview.rubric_store.layers import Layer
from mockinterview.rubric_store.store import RubricStore
from mockinterview.rubric_store.yaml_text import parse_yaml

Patch = dict[str, Any]
"""A question's id and the keys that change, in the shape of the rubric file."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """The user's file of one topic, at one moment."""

    path: Path
    text: str

    @property
    def version(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:16] if self.text else ""


def overlay(mine: Layer, entry: Entry) -> Overlay:
    """Where the user has written about the question already, whatever that file is called; else the topic's file."""
    written = (piece.file.path for piece in entry.pieces if piece.layer == mine.name)
    path = next(written, mine.root / entry.topic.track / f"{entry.topic.topic}.yaml")
    return Overlay(path, path.read_text(encoding="utf-8") if path.exists() else "")


def save_question(
    below: tuple[Layer, ...], mine: Layer, topic: TopicHeader, base: Overlay, patch: Patch
) -> Overlay:
    """Lays `patch` into the user's file; raises RubricError if the bank would not load with it."""
    text = _patched(base.text, topic, patch)
    parse_yaml(base.path, text)
    with _locked(base.path):
        current = base.path.read_text(encoding="utf-8") if base.path.exists() else ""
        if current != base.text:
            raise EditConflict(
                f"{base.path.name}이(가) 그사이 다른 곳에서 바뀌었습니다. 새로 불러온 뒤 다시 저장해 주세요.",
                f"{base.path.name} was changed elsewhere meanwhile. Load it again, then save.",
            )
        _check(below, mine, Overlay(base.path, text), str(patch["id"]))
        write_atomically(base.path, text)
    return Overlay(base.path, text)


def _check(below: tuple[Layer, ...], mine: Layer, wanted: Overlay, question_id: str) -> None:
    """Tried beside the user's other files; what is wrong with those is no reason to refuse this one."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / wanted.path.relative_to(mine.root)
        for path in mine.files():
            copy = Path(folder) / path.relative_to(mine.root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
        trial.parent.mkdir(parents=True, exist_ok=True)
        trial.write_text(wanted.text, encoding="utf-8")
        bank = RubricStore([*below, Layer(mine.name, Path(folder))]).bank()
    problems = [replace(problem, path=wanted.path) for problem in bank.problems if problem.path == trial]
    if problems:
        raise RubricError(problems)
    bank.question(question_id)


def _patched(text: str, topic: TopicHeader, patch: Patch) -> str:
    yaml = YAML()
    yaml.width = 4096
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    document = yaml.load(text) if text.strip() else None
    if document is None:
        document = CommentedMap(schema=1, track=topic.track, topic=topic.topic)
        document["title"] = CommentedMap(topic.title.model_dump())
        document["questions"] = CommentedSeq()
    _lay(document.setdefault("questions", CommentedSeq()), patch)
    out = io.StringIO()
    yaml.dump(document, out)
    return out.getvalue()


def _lay(items: CommentedSeq, patch: Patch) -> None:
    """Into the item of the same id, key by key, so that comments and order of the rest stay."""
    item = next((item for item in items if item.get("id") == patch["id"]), None)
    if item is None:
        items.append(patch)
        return
    for key, value in patch.items():
        if key in ("points", "misconceptions") and isinstance(item.get(key), list):
            for inner in value:
                _lay(item[key], inner)
        elif item.get(key) != value:
            item[key] = value


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One writer at a time, across threads and processes. Where there are no file locks, the version check
    alone stands guard."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = (path.parent / f".{path.name}.lock").open("w")
    except OSError as exc:
        raise _not_saved(path, exc) from exc
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def write_atomically(path: Path, text: str) -> None:
    """A reader sees the old file or the new one, never half of it; a full disk leaves the old one."""
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as exc:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise _not_saved(path, exc) from exc


def _not_saved(path: Path, exc: OSError) -> MockInterviewError:
    reason = exc.strerror or str(exc)
    return MockInterviewError(
        f"{path}에 저장하지 못했습니다: {reason}. 이전 내용은 그대로입니다.",
        f"Could not save {path}: {reason}. The old content is untouched.",
    )
