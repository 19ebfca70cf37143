"""A file of answers in, a file of grades out: same order, bounded memory, can be interrupted and resumed."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from mockinterview.cli.context import App
from mockinterview.cli.graders import Graders
from mockinterview.errors import AnswersError, MockInterviewError, NotFound, Problem
from mockinterview.rubric_store import Bank

if TYPE_CHECKING:
    from mockinterview.studio.graders import GradeAnswer

IN_FLIGHT = 16
"""Answers a worker has waiting: enough to keep it busy, few enough to keep memory flat."""
MAX_LINE = 4_000_000


@dataclass(frozen=True, slots=True)
class Batch:
    source: Path
    target: Path
    workers: int
    resume: bool
    grader: str
    rubrics: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    question: str
    answer: str
    id: Any


def run_batch(app: App, batch: Batch) -> None:
    graders = Graders(app.settings, batch.rubrics)
    bank = graders.bank()
    report = _Report(app, batch.source)
    with _target(batch) as (out, done):
        lines = (line for line in _lines(batch.source, report) if line.number > done)
        for line, grade in _graded(graders, batch, _known(lines, bank, report)):
            out.write(json.dumps({"id": line.id, "line": line.number, **grade}, ensure_ascii=True) + "\n")
            out.flush()
            report.graded()
    report.close()
    app.warn(
        f"채점 {report.good}개, 건너뜀 {report.bad}개 → {batch.target}",
        f"{report.good} graded, {report.bad} skipped → {batch.target}",
    )
    if report.bad and not report.good and not done:
        raise click.exceptions.Exit(1)


class _Report:
    """Bad lines as they are met; a counter when somebody is watching."""

    def __init__(self, app: App, source: Path) -> None:
        self._app = app
        self._source = source
        self._watched = sys.stderr.isatty()
        self.good = 0
        self.bad = 0

    def refuse(self, number: int, ko: str, en: str) -> None:
        self.bad += 1
        self._app.warn(f"{self._source}:{number}: {ko}", f"{self._source}:{number}: {en}")

    def graded(self) -> None:
        self.good += 1
        if self._watched:
            click.echo(f"\r{self.good} ", nl=False, err=True)

    def close(self) -> None:
        if self._watched:
            click.echo("\r", nl=False, err=True)


@contextmanager
def _target(batch: Batch) -> Iterator[tuple[TextIO, int]]:
    """The open output and the last line number it already holds."""
    try:
        done = _already_done(batch.target) if batch.resume and batch.target.exists() else 0
        batch.target.parent.mkdir(parents=True, exist_ok=True)
        with batch.target.open("a" if done else "w", encoding="utf-8") as out:
            yield out, done
    except OSError as exc:
        reason = exc.strerror or str(exc)
        raise MockInterviewError(
            f"{batch.target}에 쓸 수 없습니다: {reason}. 자리를 비운 뒤 --resume 으로 이어서 채점하세요.",
            f"Cannot write {batch.target}: {reason}. Make room, then continue with --resume.",
        ) from exc


def _already_done(target: Path) -> int:
    """Cuts off a line that was being written when the run was stopped."""
    done, keep = 0, 0
    with target.open("rb") as file:
        for raw in file:
            if not raw.endswith(b"\n"):
                break
            try:
                done = int(json.loads(raw)["line"])
            except (ValueError, KeyError, TypeError):
                break
            keep += len(raw)
    os.truncate(target, keep)
    return done


def _lines(source: Path, report: _Report) -> Iterator[Line]:
    try:
        with _opened(source) as file:
            rows = _csv_rows(file, source) if source.suffix.lower() == ".csv" else _json_rows(file, report)
            for number, row in rows:
                line = _line(number, row, report)
                if line is not None:
                    yield line
    except (OSError, UnicodeDecodeError) as exc:
        reason = getattr(exc, "strerror", None) or "UTF-8이 아닙니다 (not UTF-8)"
        raise AnswersError(
            [Problem(source, None, "", f"읽을 수 없습니다: {reason}", f"cannot be read: {reason}")]
        ) from exc


@contextmanager
def _opened(source: Path) -> Iterator[TextIO]:
    if str(source) == "-":
        yield StringIO(sys.stdin.buffer.read().decode("utf-8-sig"))
    else:
        with source.open(encoding="utf-8-sig", newline="") as file:
            yield file


def _json_rows(file: TextIO, report: _Report) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, raw in enumerate(file, 1):
        if not raw.strip():
            continue
        if len(raw) > MAX_LINE:
            report.refuse(number, "한 줄이 너무 깁니다.", "the line is too long.")
            continue
        try:
            row = json.loads(raw)
        except (ValueError, RecursionError):
            report.refuse(number, "JSON이 아닙니다.", "is not JSON.")
            continue
        if isinstance(row, dict):
            yield number, row
        else:
            report.refuse(number, "JSON 객체가 아닙니다.", "is not a JSON object.")


def _csv_rows(file: TextIO, source: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    csv.field_size_limit(MAX_LINE)
    reader = csv.DictReader(file)
    if not {"question", "answer"} <= set(reader.fieldnames or ()):
        problem = Problem(
            source, 1, "question,answer", "머리글에 두 열이 필요합니다.", "the header needs these columns."
        )
        raise AnswersError([problem])
    try:
        for row in reader:
            yield reader.line_num, dict(row)
    except csv.Error as exc:
        raise AnswersError(
            [Problem(source, reader.line_num, "", f"CSV 오류: {exc}", f"not CSV: {exc}")]
        ) from exc


def _line(number: int, row: dict[str, Any], report: _Report) -> Line | None:
    question, answer = row.get("question"), row.get("answer")
    if isinstance(question, str) and isinstance(answer, str):
        return Line(number, question, answer, row.get("id"))
    key = "answer" if isinstance(question, str) else "question"
    report.refuse(number, f"{key}: 글(문자열)이 없습니다.", f"{key}: no text.")
    return None


def _known(lines: Iterable[Line], bank: Bank, report: _Report) -> Iterator[Line]:
    for line in lines:
        try:
            bank.question(line.question)
        except NotFound as exc:
            report.refuse(line.number, exc.ko, exc.en)
        else:
            yield line


def _graded(graders: Graders, batch: Batch, lines: Iterator[Line]) -> Iterator[tuple[Line, dict[str, Any]]]:
    if batch.workers == 1:
        _start_worker(graders, batch.grader)
        for line in lines:
            yield line, _grade(line)
        return
    context = get_context("spawn")  # threads of numeric libraries do not survive a fork
    with ProcessPoolExecutor(batch.workers, context, _start_worker, (graders, batch.grader)) as pool:
        waiting: list[tuple[Line, Future[dict[str, Any]]]] = []
        while True:
            for line in islice(lines, IN_FLIGHT * batch.workers - len(waiting)):
                waiting.append((line, pool.submit(_grade, line)))
            if not waiting:
                return
            line, future = waiting.pop(0)
            yield line, future.result()


_WORKER: dict[str, tuple[Bank, GradeAnswer]] = {}
"""What a worker process keeps between answers."""


def _start_worker(graders: Graders, kind: str) -> None:
    _WORKER["own"] = (graders.bank(), graders.open(kind))


def _grade(line: Line) -> dict[str, Any]:
    bank, grade = _WORKER["own"]
    return grade(bank.question(line.question), line.answer).model_dump(mode="json")
