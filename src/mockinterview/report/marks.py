"""An answer cut into pieces, each with the marks that lie over it: several points may cite the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from mockinterview.domain.grade import Evidence, Grade, Verdict


class Tone(StrEnum):
    """From harmless to grave: where marks overlap, the graver one colours the words."""

    COVERED = "covered"
    PARTIAL = "partial"
    FALSE = "false"


_TONES = {
    Verdict.COVERED: Tone.COVERED,
    Verdict.PARTIAL: Tone.PARTIAL,
    Verdict.CONTRADICTED: Tone.FALSE,
}


@dataclass(frozen=True, slots=True)
class Mark:
    label: str
    """What the list of points calls it: a number for a point, a letter for a false claim."""
    tone: Tone
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    marks: tuple[Mark, ...] = ()
    closing: tuple[str, ...] = ()
    """Labels of the marks that end with it: where the reader is told which points these words earned."""

    @property
    def tone(self) -> Tone | None:
        return max((mark.tone for mark in self.marks), key=tuple(Tone).index, default=None)


def claim_label(index: int) -> str:
    """A, B … Z, AA, AB …"""
    head = claim_label(index // 26 - 1) if index >= 26 else ""
    return head + chr(ord("A") + index % 26)


def marks_of(answer: str, grade: Grade | None) -> tuple[Mark, ...]:
    """Evidence that does not lie where it says it does is not marked at all."""
    if grade is None:
        return ()
    marks = []
    for number, point in enumerate(grade.points, 1):
        tone = _TONES.get(point.verdict)
        if tone is not None and point.evidence is not None and _fits(answer, point.evidence):
            marks.append(Mark(str(number), tone, point.evidence.start, point.evidence.end))
    for index, claim in enumerate(grade.misconceptions):
        if _fits(answer, claim.evidence):
            marks.append(Mark(claim_label(index), Tone.FALSE, claim.evidence.start, claim.evidence.end))
    return tuple(marks)


def pieces(answer: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The pieces joined are the answer."""
    placed = tuple(marks)
    edges = sorted({0, len(answer), *(edge for mark in placed for edge in (mark.start, mark.end))})
    return tuple(
        Piece(
            answer[start:end],
            marks=tuple(mark for mark in placed if mark.start <= start and end <= mark.end),
            closing=tuple(mark.label for mark in placed if mark.end == end),
        )
        for start, end in pairwise(edges)
    )


def _fits(answer: str, evidence: Evidence) -> bool:
    return evidence.start < evidence.end and answer[evidence.start : evidence.end] == evidence.text
