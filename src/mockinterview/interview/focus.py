"""A follow-up is after one point: what its answer is read against, and what of the grade counts.

The grader reads the answer against the whole question and only the verdict on the asked point is kept. Measured on the
development gold: with the other points gone, nothing competes for a sentence, and 26 of 75 answers that miss the point
were taken to make it (8 of 75 with them; kappa 0.51 against 0.54).
"""

from __future__ import annotations

from mockinterview.domain.grade import Grade, PointGrade, Verdict
from mockinterview.domain.rubric import Question
from mockinterview.domain.turn import Asked
from mockinterview.errors import MockInterviewError
from mockinterview.interview.state import Session
from mockinterview.rubric_store import Bank


def question_of(asked: Asked, bank: Bank) -> Question:
    """The question as it was put, narrowed for a follow-up; NotFound when the bank lost it meanwhile."""
    question = bank.question(asked.question_id)
    known = any(point.id == asked.point_id for point in question.points)
    return narrowed(question, asked.point_id) if asked.point_id is not None and known else question


def read_against(asked: Asked, bank: Bank) -> Question:
    """The question to hand to a grader, whose answer to a follow-up then wants `focused`.

    The hint of a follow-up counts as a wording of the question: saying it back earns nothing.
    """
    question = bank.question(asked.question_id)
    hint = _hint(question, asked.point_id)
    return question.model_copy(update={"aliases": (*question.aliases, hint)}) if hint else question


def question_on_table(session: Session, bank: Bank) -> Question:
    """What the candidate is being asked now, narrowed for a follow-up."""
    if session.current is None:
        raise MockInterviewError("지금은 질문이 없습니다.", "There is no question now.")
    return question_of(session.current.asked, bank)


def narrowed(question: Question, point_id: str) -> Question:
    """The same question with only the asked point to make: what a follow-up's card and feedback show."""
    point = question.point(point_id)
    return question.model_copy(
        update={
            "points": (point,),
            "misconceptions": tuple(m for m in question.misconceptions if m.contradicts in (None, point_id)),
            "model_answer": point.says,
            "follow_ups": (),
            "exercise": None,
        }
    )


def focused(grade: Grade, question: Question, point_id: str) -> Grade:
    """The part of a whole question's grade that is about one point; its credit is the score."""
    found = [point for point in grade.points if point.id == point_id]
    if not grade.graded or not found:
        return grade
    turning = {m.id for m in question.misconceptions if m.contradicts in (None, point_id)}
    return grade.model_copy(
        update={
            "score": round(100.0 * _credit(found[0]), 1),
            "confidence": found[0].confidence,
            "band": None,
            "points": (found[0],),
            "misconceptions": tuple(claim for claim in grade.misconceptions if claim.id in turning),
        }
    )


def _credit(point: PointGrade) -> float:
    return 0.0 if point.verdict is Verdict.CONTRADICTED else point.credit


def _hint(question: Question, point_id: str | None) -> str:
    return next((point.hint for point in question.points if point.id == point_id), "")
