"""A small bank, a clock that stands where it is put, and grades made by hand."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from mockinterview.domain.answer import Answer
from mockinterview.domain.base import Localized
from mockinterview.domain.grade import Evidence, FalseClaim, Flag, Grade, GraderInfo, PointGrade, Verdict
from mockinterview.domain.rubric import Question
from mockinterview.interview import Attempt, Scene
from mockinterview.rubric_store import Bank, Entry, TopicHeader

START = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = "시그모이드는 층이 깊어지면 기울기가 사라지고 렐루는 출력이 1을 넘지 않습니다."
CREDIT = {Verdict.COVERED: 1.0, Verdict.PARTIAL: 0.5}

RELU = Question.model_validate(
    {
        "id": "dl.why-relu",
        "question": {"ko": "요즘 시그모이드보다 렐루를 많이 쓰는 이유는?", "en": "Why ReLU?"},
        "points": [
            {
                "id": "vanishing",
                "says": "시그모이드는 기울기가 사라진다.",
                "weight": 3,
                "hint": "미분값을 곱해 보면요?",
            },
            {
                "id": "cheap",
                "says": "렐루는 계산이 싸다.",
                "weight": 1,
                "hint": "연산의 종류를 떠올려 보세요.",
            },
            {
                "id": "sparse",
                "says": "렐루는 희소한 출력을 만든다.",
                "weight": 2,
                "keywords": [["희소", "sparse"]],
            },
        ],
        "misconceptions": [
            {
                "id": "bounded",
                "says": "렐루는 1을 넘지 않는다.",
                "why": "위로는 막혀 있지 않다.",
                "contradicts": "sparse",
            }
        ],
        "follow_ups": ["dl.dead-relu"],
    }
)
DEAD = Question.model_validate(
    {
        "id": "dl.dead-relu",
        "question": {"ko": "렐루의 문제점은?", "en": "What is wrong with ReLU?"},
        "points": [{"id": "dead", "says": "음수에서 기울기가 0이라 뉴런이 죽는다.", "weight": 1}],
    }
)
SPLIT = Question.model_validate(
    {
        "id": "data.split",
        "question": {"ko": "검증 세트는 왜 필요한가요?", "en": "Why a validation set?"},
        "points": [
            {"id": "tuning", "says": "하이퍼파라미터를 고르는 데 쓴다.", "hint": "무엇을 고를 때 쓰나요?"}
        ],
        "follow_ups": ["dl.why-relu"],
    }
)
LAST = Question.model_validate(
    {
        "id": "data.last",
        "question": "k겹 교차 검증이란?",
        "points": [{"id": "folds", "says": "돌아가며 검증한다."}],
    }
)


def _entry(question: Question, topic: str, title: str) -> Entry:
    return Entry(question, TopicHeader("deep-learning", topic, 1, Localized(ko=title, en=topic)), ())


@dataclass(slots=True)
class Stage:
    """Makes scenes; `later` moves the clock."""

    bank: Bank
    now: datetime = START
    seed: int = 0
    turns: int = 0

    def scene(self) -> Scene:
        return Scene(self.bank, self.now, random.Random(self.seed))

    def later(self, **span: float) -> Scene:
        self.now += timedelta(**span)
        return self.scene()

    def attempt(self, question: Question = RELU, text: str = WORDS, **verdicts: Verdict) -> Attempt:
        self.turns += 1
        return Attempt(f"turn-{self.turns}", Answer(text=text), grade_of(question, text, **verdicts))


def grade_of(
    question: Question,
    text: str = WORDS,
    *,
    flags: tuple[Flag, ...] = (),
    claims: tuple[str, ...] = (),
    **verdicts: Verdict,
) -> Grade:
    """Every point that is not named is covered; evidence is always the first words."""
    points = []
    for point in question.points:
        verdict = verdicts.get(point.id, Verdict.COVERED)
        points.append(
            PointGrade(
                id=point.id,
                verdict=verdict,
                credit=CREDIT.get(verdict, 0.0),
                confidence=0.9,
                weight=point.weight,
                evidence=None if verdict is Verdict.MISSING else Evidence.of(text, 0, min(5, len(text))),
            )
        )
    earned = sum(p.credit * p.weight for p in points) / question.total_weight
    met = [m for m in question.misconceptions if m.id in claims]
    return Grade(
        question=question.id,
        score=round(100 * earned, 1),
        graded=True,
        grader=GraderInfo(kind="offline", version="test"),
        confidence=0.9,
        points=tuple(points),
        misconceptions=tuple(FalseClaim(id=m.id, evidence=Evidence.of(text, 0, 5), why=m.why) for m in met),
        flags=flags,
    )


BANK = Bank(
    (
        _entry(RELU, "activation", "활성화 함수"),
        _entry(DEAD, "activation", "활성화 함수"),
        _entry(SPLIT, "data-split", "데이터 나누기"),
        _entry(LAST, "data-split", "데이터 나누기"),
    )
)


@pytest.fixture
def bank() -> Bank:
    return BANK


@pytest.fixture
def stage(bank: Bank) -> Stage:
    return Stage(bank)
