"""One turn as a report shows it: ids turned into words, evidence into marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from mockinterview.domain.base import Language
from mockinterview.domain.feedback import Feedback
from mockinterview.domain.grade import Band, Flag, Grade, GraderInfo, Verdict
from mockinterview.domain.rubric import Question
from mockinterview.domain.turn import AskedBecause, Ending, Turn
from mockinterview.report.marks import Mark, Piece, claim_label, marks_of, pieces
from mockinterview.rubric_store import Bank


class TurnKind(StrEnum):
    QUESTION = "question"
    FOLLOW_UP = "follow_up"
    """After one point only: its score cannot be compared with that of a whole answer."""
    EXERCISE = "exercise"


@dataclass(frozen=True, slots=True)
class PointLine:
    label: str
    id: str
    says: str
    """Empty when the rubric no longer has the point."""
    verdict: Verdict
    share: float
    """Of the question's whole weight."""
    quote: str | None
    note: str | None
    marked: bool


@dataclass(frozen=True, slots=True)
class ClaimLine:
    label: str
    id: str
    quote: str
    why: str
    marked: bool


@dataclass(frozen=True, slots=True)
class TurnReport:
    number: int
    id: str
    session_id: str
    question_id: str
    kind: TurnKind
    because: AskedBecause
    point_id: str | None
    topic: str
    question: str
    asked_at: datetime
    ended_at: datetime
    ending: Ending
    attempt: int
    answer: tuple[Piece, ...]
    graded: bool
    score: float | None
    band: Band | None
    confidence: float | None
    reason: str | None
    """Why there is no grade."""
    grader: GraderInfo | None
    flags: tuple[Flag, ...]
    points: tuple[PointLine, ...]
    claims: tuple[ClaimLine, ...]
    feedback: Feedback | None
    model_answer: str
    due: datetime | None


def kind_of(turn: Turn) -> TurnKind:
    if turn.is_code:
        return TurnKind.EXERCISE
    return TurnKind.QUESTION if turn.asked.point_id is None else TurnKind.FOLLOW_UP


def gave_up(turn: Turn) -> bool:
    return turn.ending is Ending.DONT_KNOW or (turn.grade is not None and Flag.DONT_KNOW in turn.grade.flags)


def known_question(bank: Bank, question_id: str) -> Question | None:
    """None when the rubric was removed since."""
    return bank.question(question_id) if question_id in bank else None


def topic_of(bank: Bank, question_id: str, language: Language) -> str:
    return bank.entry(question_id).topic.title.text(language) if question_id in bank else ""


def turn_report(
    number: int, turn: Turn, bank: Bank, due: datetime | None, language: Language, zone: tzinfo
) -> TurnReport:
    grade, asked = turn.grade, turn.asked
    question = known_question(bank, asked.question_id)
    text = turn.answer.text if turn.answer is not None else ""
    marks = marks_of(text, grade)
    return TurnReport(
        number=number,
        id=turn.id,
        session_id=turn.session_id,
        question_id=asked.question_id,
        kind=kind_of(turn),
        because=asked.because,
        point_id=asked.point_id,
        topic=topic_of(bank, asked.question_id, language),
        question=asked.text,
        asked_at=turn.asked_at.astimezone(zone),
        ended_at=turn.ended_at.astimezone(zone),
        ending=turn.ending,
        attempt=turn.attempt,
        answer=pieces(text, marks),
        graded=grade is not None and grade.graded,
        score=grade.score if grade else None,
        band=grade.band if grade else None,
        confidence=grade.confidence if grade else None,
        reason=grade.reason if grade and not grade.graded else None,
        grader=grade.grader if grade else None,
        flags=grade.flags if grade else (),
        points=_points(grade, question, marks),
        claims=_claims(grade, marks),
        feedback=turn.feedback,
        model_answer=question.model_answer if question and asked.point_id is None else "",
        due=due.astimezone(zone) if due else None,
    )


def _points(grade: Grade | None, question: Question | None, marks: tuple[Mark, ...]) -> tuple[PointLine, ...]:
    if grade is None or not grade.graded:
        return ()
    says = {point.id: point.says for point in question.points} if question else {}
    if grade.grader.kind == "lab":
        says = {point.id: point.note or "" for point in grade.points}
    labels = {mark.label for mark in marks}
    return tuple(
        PointLine(
            label=str(number),
            id=point.id,
            says=says.get(point.id, ""),
            verdict=point.verdict,
            share=share_of(grade, point.weight),
            quote=point.evidence.text if point.evidence else None,
            note=None if grade.grader.kind == "lab" else point.note,
            marked=str(number) in labels,
        )
        for number, point in enumerate(grade.points, 1)
    )


def _claims(grade: Grade | None, marks: tuple[Mark, ...]) -> tuple[ClaimLine, ...]:
    labels = {mark.label for mark in marks}
    lines = []
    for index, claim in enumerate(grade.misconceptions if grade else ()):
        label = claim_label(index)
        lines.append(ClaimLine(label, claim.id, claim.evidence.text, claim.why, label in labels))
    return tuple(lines)


def share_of(grade: Grade, weight: float) -> float:
    total = sum(point.weight for point in grade.points)
    return weight / total if total > 0 else 0.0
