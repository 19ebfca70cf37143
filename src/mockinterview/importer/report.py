"""What an import found, merged, could not answer, and where the notes disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mockinterview.importer.conflicts import Conflict
from mockinterview.importer.drafting import Unplaced
from mockinterview.importer.merging import Merged
from mockinterview.importer.reading import Origin, Reading
from mockinterview.importer.wording import plain


@dataclass(frozen=True, slots=True)
class FileCount:
    """One document in numbers."""

    path: str
    doc: str
    encoding: str
    questions: int
    """Different ones; a checklist's item and the heading that answers it are one."""
    checklist: int
    answered: int
    unanswered: int
    follow_ups: int
    interview_points: int
    keyword_lines: int
    filled_keyword_lines: int
    struck_out: int
    images: int
    lookalikes: int
    """Letters of other alphabets that were read as Latin."""
    unclosed_fences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    doc: str
    heading: str
    line: int


@dataclass(frozen=True, slots=True)
class QuestionReport:
    id: str | None
    question: str
    sources: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    track: str
    files: tuple[FileCount, ...]
    questions: int
    drafts: int
    points: int
    merged: tuple[QuestionReport, ...]
    """Questions that more than one document asks."""
    unanswered: tuple[QuestionReport, ...]
    conflicts: tuple[Conflict, ...]
    unplaced_keywords: tuple[Unplaced, ...]
    claims_cut: int
    """Left out because one question had too many."""
    written: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    def lines(self, language: str) -> Iterator[str]:
        """For people; the first lines matter most."""
        say = _english if language == "en" else _korean
        yield from say(self)


def count_file(reading: Reading) -> FileCount:
    asked = {plain(found.wording) or found.wording for found in reading.found}
    answered = {plain(found.wording) or found.wording for found in reading.found if found.claims}
    file = reading.file
    return FileCount(
        path=str(file.path),
        doc=file.doc,
        encoding=file.encoding,
        questions=len(asked),
        checklist=sum(found.origin is Origin.CHECKLIST for found in reading.found),
        answered=len(answered),
        unanswered=len(asked - answered),
        follow_ups=sum(found.parent is not None for found in reading.found),
        interview_points=reading.interview_points,
        keyword_lines=reading.keyword_lines,
        filled_keyword_lines=reading.filled_keyword_lines,
        struck_out=reading.struck,
        images=reading.images,
        lookalikes=file.lookalikes,
        unclosed_fences=reading.unclosed_fences,
    )


def describe(merged: Sequence[Merged], ids: Sequence[str | None]) -> tuple[QuestionReport, ...]:
    return tuple(
        QuestionReport(
            question_id,
            question.wording,
            tuple(dict.fromkeys(Anchor(found.doc, found.heading, found.line) for found in question.found)),
        )
        for question, question_id in zip(merged, ids, strict=True)
    )


def _korean(report: ImportReport) -> Iterator[str]:
    yield f"질문 {report.questions}개, 초안 {report.drafts}개 (요점 {report.points}개) — track: {report.track}"
    for file in report.files:
        yield (
            f"  {file.doc} ({Path(file.path).name}, {file.encoding}): 질문 {file.questions}, 답 있음 {file.answered},"
            f" 체크리스트 {file.checklist}, 꼬리 질문 {file.follow_ups}, 면접 포인트 {file.interview_points},"
            f" Keyword {file.filled_keyword_lines}/{file.keyword_lines}"
        )
        if file.unclosed_fences:
            yield f"    주의: 닫히지 않은 코드 블록이 {_numbers(file.unclosed_fences)}번째 줄에서 시작합니다."
        if file.lookalikes or file.struck_out:
            yield f"    닮은꼴 글자 {file.lookalikes}개를 라틴 글자로 읽었고, 취소선 {file.struck_out}곳은 뺐습니다."
    yield from _questions(f"여러 문서에서 합친 질문 {len(report.merged)}개", report.merged)
    yield from _questions(f"답이 없어 초안을 만들지 않은 질문 {len(report.unanswered)}개", report.unanswered)
    yield from _conflicts(f"문서끼리 어긋나는 곳 {len(report.conflicts)}곳", report.conflicts)
    if report.unplaced_keywords:
        yield "\n어느 요점에도 나오지 않는 Keyword"
        yield from (f"  - {item.question}: {', '.join(item.keywords)}" for item in report.unplaced_keywords)
    if report.claims_cut:
        yield f"\n한 질문에 너무 많아 뺀 문장: {report.claims_cut}개"
    yield f"\n쓴 파일 {len(report.written)}개. 초안이니 읽고 고친 뒤 쓰세요."
    yield from (f"  {path}" for path in report.written)


def _english(report: ImportReport) -> Iterator[str]:
    yield f"{report.questions} questions, {report.drafts} drafts ({report.points} points) — track: {report.track}"
    for file in report.files:
        yield (
            f"  {file.doc} ({Path(file.path).name}, {file.encoding}): {file.questions} questions, {file.answered} answered,"
            f" {file.checklist} in the checklist, {file.follow_ups} follow-ups, {file.interview_points} interview points,"
            f" keywords {file.filled_keyword_lines}/{file.keyword_lines}"
        )
        if file.unclosed_fences:
            yield f"    Note: a code fence that nobody closed begins on line {_numbers(file.unclosed_fences)}."
        if file.lookalikes or file.struck_out:
            yield f"    {file.lookalikes} look-alike letters read as Latin, {file.struck_out} struck-out passages left out."
    yield from _questions(
        f"{len(report.merged)} questions put together from several documents", report.merged
    )
    yield from _questions(
        f"{len(report.unanswered)} questions without an answer: no draft", report.unanswered
    )
    yield from _conflicts(f"{len(report.conflicts)} places where documents disagree", report.conflicts)
    if report.unplaced_keywords:
        yield "\nKeywords that no point speaks of"
        yield from (f"  - {item.question}: {', '.join(item.keywords)}" for item in report.unplaced_keywords)
    if report.claims_cut:
        yield f"\nStatements left out because one question had too many: {report.claims_cut}"
    yield f"\n{len(report.written)} files written. They are drafts: read and mend them before use."
    yield from (f"  {path}" for path in report.written)


def _questions(title: str, questions: Sequence[QuestionReport]) -> Iterator[str]:
    if questions:
        yield f"\n{title}"
    for question in questions:
        places = (
            f"{source.doc}:{source.line}{_other_words(source, question)}" for source in question.sources
        )
        yield f"  - {question.question} ({', '.join(places)})"


def _other_words(source: Anchor, question: QuestionReport) -> str:
    return "" if plain(source.heading) == plain(question.question) else f" '{source.heading}'"


def _conflicts(title: str, conflicts: Sequence[Conflict]) -> Iterator[str]:
    if conflicts:
        yield f"\n{title}"
    for conflict in conflicts:
        yield f"  - {conflict.subject}"
        for side in conflict.sides:
            value = f"{side.value} — " if side.value else ""
            yield f"      {side.doc}:{side.line} {value}{side.text}"


def _numbers(lines: Sequence[int]) -> str:
    return ", ".join(map(str, lines))
