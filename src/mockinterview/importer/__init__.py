"""Study notes -> rubric drafts, without a language model.

read_note_files -> read_outline -> read_questions -> merge_readings -> draft -> write_drafts
bytes to text      Markdown tree   what is asked     one question,     points,  new files
                                   and said          all documents     ids      only
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from mockinterview.domain.glossary import Glossary
from mockinterview.domain.rubric import Topic
from mockinterview.errors import NotesError, Problem
from mockinterview.importer.conflicts import find_conflicts
from mockinterview.importer.drafting import draft
from mockinterview.importer.keywords import Terms
from mockinterview.importer.merging import merge_readings
from mockinterview.importer.note_files import NoteFile, read_note_files
from mockinterview.importer.outline import read_outline
from mockinterview.importer.reading import Reading, read_questions
from mockinterview.importer.report import ImportReport, count_file, describe
from mockinterview.importer.writing import draft_text, write_drafts

__all__ = ["ImportReport", "Imported", "import_notes"]


@dataclass(frozen=True, slots=True)
class Imported:
    topics: tuple[Topic, ...]
    files: tuple[NoteFile, ...]
    report: ImportReport

    def texts(self) -> dict[str, str]:
        """The rubric files as text, by topic."""
        return {topic.topic: draft_text(topic, self.files) for topic in self.topics}

    def write(self, out: Path) -> Imported:
        """Writes `out/<track>/<topic>.yaml`; refuses, before anything is written, if one of them exists."""
        written = write_drafts(self.topics, self.files, out)
        return replace(self, report=replace(self.report, written=tuple(map(str, written))))


def import_notes(
    paths: Iterable[Path],
    *,
    track: str = "mine",
    glossary: Glossary | None = None,
    taken: Collection[str] = (),
) -> Imported:
    """Raises NotesError, naming the files, when they cannot be read or hold no question.

    `taken`: question ids in use elsewhere, which a draft must not patch by accident.
    """
    terms = Terms.of(glossary)
    files = read_note_files(paths)
    readings = tuple(read_questions(read_outline(file)) for file in files)
    _refuse_silence(readings)
    merged = merge_readings(readings, terms.index)
    drafts = draft(merged, track, {file.doc: file.path.stem for file in files}, terms, taken)
    questions = describe(merged, drafts.ids)
    report = ImportReport(
        track=track,
        files=tuple(count_file(reading) for reading in readings),
        questions=len(merged),
        drafts=sum(question.id is not None for question in questions),
        points=sum(len(question.points) for topic in drafts.topics for question in topic.questions),
        merged=tuple(q for q in questions if len({source.doc for source in q.sources}) > 1),
        unanswered=tuple(q for q in questions if q.id is None),
        conflicts=find_conflicts(readings, merged, terms.index),
        unplaced_keywords=drafts.unplaced,
        claims_cut=drafts.cut,
    )
    return Imported(drafts.topics, files, report)


def _refuse_silence(readings: Iterable[Reading]) -> None:
    readings = tuple(readings)
    if any(reading.found for reading in readings):
        return
    raise NotesError(
        Problem(
            reading.file.path,
            None,
            "",
            "질문을 찾지 못했습니다. 질문을 제목(#)이나 체크리스트(- [ ])로 적어 주세요.",
            "holds no question. Write questions as headings (#) or as a checklist (- [ ]).",
        )
        for reading in readings
    )
