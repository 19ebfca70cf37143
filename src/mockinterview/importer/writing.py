"""Drafts as rubric files. An existing file is never touched: all files are new, or nothing is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from mockinterview.domain.rubric import Point, Question, Source, Topic
from mockinterview.errors import MockInterviewError
from mockinterview.importer.note_files import NoteFile
from mockinterview.rubric_store.edit import write_atomically

_NEVER_FOLD = 1_000_000
_HEADER = (
    "초안: 학습 노트에서 자동으로 만든 루브릭입니다. 요점과 키워드를 읽고 고친 뒤 쓰세요.",
    "Draft made from study notes: read and mend every point and keyword before use.",
)


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Texts in quotes, so that no reader takes `on` or `1e3` for anything else; short lists in one line."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        """The reader of rubrics refuses & and *."""
        return True


class _Words(str):
    __slots__ = ()


class _OneLine(list[Any]):
    __slots__ = ()


class _OneLineMap(dict[str, Any]):
    __slots__ = ()


_Dumper.add_representer(
    _Words, lambda d, value: d.represent_scalar("tag:yaml.org,2002:str", str(value), style='"')
)
_Dumper.add_representer(
    _OneLine, lambda d, value: d.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)
)
_Dumper.add_representer(
    _OneLineMap, lambda d, value: d.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True)
)


def write_drafts(topics: Sequence[Topic], files: Sequence[NoteFile], out: Path) -> tuple[Path, ...]:
    """`out/<track>/<topic>.yaml`, one file a topic; raises MockInterviewError and leaves nothing half done."""
    planned = {out / topic.track / f"{topic.topic}.yaml": topic for topic in topics}
    _refuse_existing([path for path in planned if path.exists()])
    written: list[Path] = []
    try:
        for path, topic in planned.items():
            write_atomically(path, draft_text(topic, files))
            written.append(path)
    except (OSError, MockInterviewError) as exc:
        for path in written:
            path.unlink(missing_ok=True)
        if isinstance(exc, MockInterviewError):
            raise
        reason = exc.strerror or str(exc)
        raise MockInterviewError(
            f"{out}에 쓸 수 없습니다: {reason}", f"Cannot write into {out}: {reason}"
        ) from exc
    return tuple(written)


def _refuse_existing(paths: Sequence[Path]) -> None:
    if not paths:
        return
    names = ", ".join(str(path) for path in paths[:3]) + (" …" if len(paths) > 3 else "")
    raise MockInterviewError(
        f"이미 있는 파일은 덮어쓰지 않습니다 ({len(paths)}개: {names}). 지우거나 다른 --out 폴더를 주세요. 아무것도 쓰지 않았습니다.",
        f"Existing files are never overwritten ({len(paths)}: {names}). Remove them or give another --out folder."
        " Nothing was written.",
    )


def draft_text(topic: Topic, files: Sequence[NoteFile]) -> str:
    used = {
        source.doc for question in topic.questions for point in question.points for source in point.source
    }
    notes = [f"{file.doc} = {_one_line(file.path.name)}" for file in files if file.doc in used]
    header = "".join(f"# {line}\n" for line in (*_HEADER, *notes))
    data = {
        "schema": 1,
        "track": _name(topic.track),
        "topic": _name(topic.topic),
        "order": topic.order,
        "title": _OneLineMap(_texts(topic.title.model_dump())),
        "questions": [_question(question) for question in topic.questions],
    }
    body = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_NEVER_FOLD, indent=2)
    return header + str(body)


def _one_line(name: str) -> str:
    """A file's name may hold a line break, which would end the comment."""
    return "".join("?" if unicodedata.category(char)[0] in "CZ" and char != " " else char for char in name)


def _question(question: Question) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": _name(question.id),
        "question": _OneLineMap(_texts(question.question.model_dump())),
        "aliases": _line(question.aliases),
        "points": [_point(point) for point in question.points],
        "model_answer": _Words(question.model_answer),
        "follow_ups": _OneLine(_name(text) for text in question.follow_ups),
    }
    return {key: value for key, value in data.items() if value}


def _point(point: Point) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": _name(point.id),
        "says": _Words(point.says),
        "keywords": _OneLine(_line(group) for group in point.keywords),
        "source": _OneLine(_source(source) for source in point.source),
    }
    return {key: value for key, value in data.items() if value}


def _source(source: Source) -> _OneLineMap:
    return _OneLineMap(_texts({"doc": source.doc, "heading": source.heading, "kind": source.kind or ""}))


def _texts(data: dict[str, str]) -> dict[str, str]:
    return {key: _Words(text) for key, text in data.items() if text}


def _name(slug: str) -> str:
    """Slugs need no quotes unless they could be numbers (`009`, `1e5`)."""
    return slug if slug[0].isalpha() else _Words(slug)


def _line(texts: Sequence[str]) -> _OneLine:
    return _OneLine(_Words(text) for text in texts)
