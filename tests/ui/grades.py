"""Small grades and turns to show."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from mockinterview.domain.answer import Answer
from mockinterview.domain.grade import Evidence, FalseClaim, Flag, Grade, GraderInfo, PointGrade, Verdict
from mockinterview.domain.rubric import Erratum, Misconception, Point, Question
from mockinterview.domain.turn import Asked, Turn

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ANSWER = "기울기가 사라집니다. ReLU는 양수에서 1입니다. 출력은 0과 1 사이입니다."
QUESTION = Question(
    id="dl.relu",
    question={"ko": "ReLU를 쓰는 이유는?", "en": "Why ReLU?"},
    points=(
        Point(
            id="vanishing", says="시그모이드는 기울기가 사라진다.", weight=2, hint="미분값을 떠올려 보세요."
        ),
        Point(id="positive", says="ReLU는 양수에서 기울기가 1이다."),
        Point(id="dead", says="음수에서는 죽을 수 있다.", hint="음수 쪽을 생각해 보세요."),
    ),
    misconceptions=(
        Misconception(id="bounded", says=("출력은 0과 1 사이이다.",), why="위로는 막혀 있지 않다."),
    ),
    model_answer="기울기가 덜 사라지기 때문입니다.",
    errata=(Erratum(doc="001", claim="늘 더 낫다.", truth="과제에 따라 다르다.", verdict="disputed"),),
)


def evidence(text: str, answer: str = ANSWER) -> Evidence:
    start = answer.index(text)
    return Evidence.of(answer, start, start + len(text))


def point(name: str, verdict: Verdict, text: str | None = None, **more: Any) -> PointGrade:
    given = {
        "credit": {Verdict.COVERED: 1.0, Verdict.PARTIAL: 0.5}.get(verdict, 0.0),
        "confidence": 0.9,
        "weight": 1.0,
        **more,
    }
    return PointGrade(id=name, verdict=verdict, evidence=evidence(text) if text else None, **given)


def grade(**more: Any) -> Grade:
    given: dict[str, Any] = {
        "question": QUESTION.id,
        "score": 72.0,
        "graded": True,
        "confidence": 0.8,
        "grader": GraderInfo(kind="offline", version="1", embedder="use"),
        "points": (
            point("vanishing", Verdict.COVERED, "기울기가 사라집니다.", weight=2.0),
            point("positive", Verdict.PARTIAL, "ReLU는 양수에서 1입니다."),
            point("dead", Verdict.MISSING),
        ),
    }
    return Grade(**{**given, **more})


def ungraded(reason: str) -> Grade:
    return grade(score=None, graded=False, reason=reason, points=(), confidence=None)


def turn(given: Grade | None, answer: str = ANSWER, **more: Any) -> Turn:
    asked = Asked(question_id=QUESTION.id, text=QUESTION.question.ko)
    fields: dict[str, Any] = {
        "id": "t1",
        "session_id": "s1",
        "asked": asked,
        "asked_at": NOW,
        "ended_at": NOW,
        "answer": Answer(text=answer),
        "grade": given,
    }
    return Turn(**{**fields, **more})


CLAIM = FalseClaim(id="bounded", evidence=evidence("출력은 0과 1 사이입니다."), why="위로는 막혀 있지 않다.")
FLAG = Flag.KEYWORD_LIST
