"""Reads exercise.md: YAML front matter, then headed sections whose code stands in fences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from markdown_it import MarkdownIt
from pydantic import Field, ValidationError

from mockinterview.domain.base import Localized, Value
from mockinterview.domain.rubric import QuestionId, Slug
from mockinterview.errors import ExerciseError, Problem
from mockinterview.rubric_store.complaints import complaints
from mockinterview.rubric_store.yaml_text import dotted, parse_yaml

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_SUBMISSION = re.compile(r"(right|wrong): ([a-z0-9-]+)(?: -> ([a-z0-9-]+))?")


class Submission(Value):
    """Code that must pass, or must fail with a hint."""

    model_config = Value.model_config | {"str_strip_whitespace": False}

    code: str
    hint: str = ""


class Front(Value):
    title: Localized
    difficulty: Literal["easy", "medium", "hard"]
    minutes: Annotated[int, Field(ge=1, le=120)]
    runtime: Literal["numpy", "torch"] = "numpy"
    questions: tuple[QuestionId, ...] = ()
    """Interview questions this is a follow-up of."""
    hints: dict[Slug, Localized] = {}  # noqa: RUF012 - pydantic copies defaults


@dataclass(frozen=True, slots=True)
class Page:
    front: Front
    statement: Localized
    starter: str
    solution: str
    explanation: Localized
    right: dict[str, Submission]
    wrong: dict[str, Submission]

    @property
    def title(self) -> Localized:
        return self.front.title

    @property
    def runtime(self) -> Literal["numpy", "torch"]:
        return self.front.runtime

    @property
    def hints(self) -> dict[str, Localized]:
        return self.front.hints


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    line: int
    prose: str
    code: str


def read_page(path: Path) -> Page:
    """Raises ExerciseError naming file, line and section."""
    text = path.read_text(encoding="utf-8")
    found = _FRONT.match(text)
    if found is None:
        raise _error(path, 1, "---", "머리말(---)이 없습니다.", "has no front matter (---).")
    front = _front(path, found.group(1))
    sections = {
        section.title: section for section in _sections(text[found.end() :], found.group(0).count("\n"))
    }
    for wanted in ("문제", "Problem", "Starter", "Solution"):
        if wanted not in sections:
            raise _error(path, None, wanted, "이 절이 없습니다.", "this section is missing.")
    right, wrong = _submissions(path, sections)
    solution = sections["Solution"]
    return Page(
        front,
        Localized(ko=sections["문제"].prose, en=sections["Problem"].prose),
        sections["Starter"].code,
        solution.code,
        Localized(ko=sections["해설"].prose if "해설" in sections else "", en=solution.prose),
        right,
        wrong,
    )


def _front(path: Path, text: str) -> Front:
    file = parse_yaml(path, "\n" + text)  # one line down, where it stands in the file
    try:
        return Front.model_validate(file.data)
    except ValidationError as exc:
        raise ExerciseError(
            Problem(path, file.line_of(loc), dotted(loc), ko, en) for loc, ko, en in complaints(exc)
        ) from exc


def _sections(text: str, offset: int) -> Iterator[_Section]:
    lines = text.splitlines()
    tokens = MarkdownIt("commonmark").parse(text)
    heads = [
        (tokens[i + 1].content, token.map[0])
        for i, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2" and token.map is not None
    ]
    fences = [
        (token.map[0], token.map[1], token.content) for token in tokens if token.type == "fence" and token.map
    ]
    ends = [line for _, line in heads[1:]] + [len(lines)]
    for (title, start), end in zip(heads, ends, strict=True):
        inside = [fence for fence in fences if start < fence[0] < end]
        code = inside[0] if inside and (title in ("Starter", "Solution") or ":" in title) else None
        prose = lines[start + 1 : code[0]] + lines[code[1] : end] if code else lines[start + 1 : end]
        yield _Section(title, start + 1 + offset, "\n".join(prose).strip(), code[2] if code else "")


def _submissions(
    path: Path, sections: dict[str, _Section]
) -> tuple[dict[str, Submission], dict[str, Submission]]:
    right: dict[str, Submission] = {}
    wrong: dict[str, Submission] = {}
    for section in sections.values():
        found = _SUBMISSION.fullmatch(section.title)
        if found is None:
            continue
        kind, name, hint = found.groups()
        if not section.code:
            raise _error(path, section.line, section.title, "코드가 없습니다.", "holds no code.")
        if kind == "right":
            right[name] = Submission(code=section.code)
        elif hint is None:
            raise _error(
                path, section.line, section.title, "'-> 힌트'가 없습니다.", "names no hint (-> hint)."
            )
        else:
            wrong[name] = Submission(code=section.code, hint=hint)
    right.setdefault("solution", Submission(code=sections["Solution"].code))
    return right, wrong


def _error(path: Path, line: int | None, key: str, ko: str, en: str) -> ExerciseError:
    return ExerciseError([Problem(path, line, key, ko, en)])
