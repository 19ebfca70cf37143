"""Turns made by hand, and times that stand where they are put."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mockinterview.domain.answer import Answer
from mockinterview.domain.feedback import Feedback
from mockinterview.domain.grade import Evidence, Grade, GraderInfo, PointGrade, Verdict
from mockinterview.domain.turn import Asked, Turn
from mockinterview.history import KeptSession, Submission

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
WHY_RELU = "dl.activation.why-relu"
AWKWARD = "반쪽 \ud83d, 두 반쪽 \ud83d\ude00, 온전한 😀, NUL \x00, 줄\r\n바꿈, \u2028, \\ud83d, ' \" ; --"


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def grade(score: float | None = 50.0, text: str = "기울기가 사라집니다") -> Grade:
    point = PointGrade(
        id="vanishing-gradient",
        verdict=Verdict.COVERED,
        credit=1.0,
        confidence=0.9,
        weight=2.0,
        evidence=Evidence.of(text, 0, 3),
    )
    graded = score is not None
    return Grade(
        question=WHY_RELU,
        score=score,
        graded=graded,
        reason=None if graded else "시간 초과",
        grader=GraderInfo(kind="offline", version="1"),
        points=(point,) if graded else (),
    )


def turn(
    name: str = "t1",
    text: str = "기울기가 사라집니다",
    *,
    at: float = 0,
    session: str = "s1",
    question: str = WHY_RELU,
    grade: Grade | None = None,
) -> Turn:
    return Turn(
        id=name,
        session_id=session,
        asked=Asked(question_id=question, text="왜 ReLU인가요?"),
        asked_at=after(at),
        ended_at=after(at + 60),
        answer=Answer(text=text),
        grade=grade,
        feedback=Feedback(strength="좋습니다"),
    )


def session(name: str = "s1", *, revision: int = 0, at: float = 0, draft: str = "") -> KeptSession:
    return KeptSession(
        id=name,
        started_at=START,
        updated_at=after(at),
        plan={"questions": [WHY_RELU]},
        state={"step": revision},
        draft=draft,
        revision=revision,
    )


def submission(name: str = "c1", *, at: float = 0, code: str = "def step():\n    return 1\n") -> Submission:
    return Submission(name, "momentum", after(at), code, {"verdict": "pass", "tests": []})
