"""Advice speaks of what the candidate can see, in the candidate's language, and fits the answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mockinterview.coaching.flag_phrases import FLAGGED
from mockinterview.coaching.offline import offline_feedback
from mockinterview.coaching.phrases import GAP, NEXT, UNGRADED, Lines
from mockinterview.coaching.spoken import label
from mockinterview.domain.base import Language
from mockinterview.domain.grade import Evidence, Grade, GraderInfo, PointGrade, Verdict
from mockinterview.domain.rubric import Point, Question
from mockinterview.rubric_store import Layer, LayerName, RubricStore

BANK = RubricStore([Layer(LayerName.SHIPPED, Path(__file__).parents[2] / "rubrics")]).bank()
SPOKEN: list[Lines] = [
    *GAP.values(),
    *NEXT.values(),
    UNGRADED,
    *(lines for pair in FLAGGED.values() for lines in pair),
]
NOT_ON_THE_CARD = re.compile(r"힌트|아래|\bhint\b|\bbelow\b", re.IGNORECASE)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_line_sends_anybody_to_what_the_card_does_not_show(language: Language) -> None:
    lines = [line for lines in SPOKEN for line in lines[language]]
    assert [line for line in lines if NOT_ON_THE_CARD.search(line)] == []


def test_a_point_is_called_by_words_that_it_says_itself() -> None:
    data = Point.model_validate(
        {
            "id": "from-data",
            "says": "사람이 규칙을 짜는 대신 데이터에서 규칙을 학습한다.",
            "keywords": [["from data", "데이터로부터"], ["learn", "학습하"]],
            "phrasings": ["It learns rules from data."],
        }
    )
    cost = Point.model_validate(
        {"id": "cost", "says": "비용 함수는 틀린 정도이다.", "keywords": [["cost function", "비용 함수"]]}
    )
    bracketed = Point.model_validate(
        {
            "id": "cd",
            "says": "대조 발산(contrastive divergence)으로 구한다.",
            "keywords": [["contrastive divergence"]],
        }
    )
    relu = Point.model_validate({"id": "relu", "says": "ReLU를 쓴다.", "keywords": [["렐루", "ReLU"]]})
    assert label(data, "ko") == "사람이 규칙을 짜는 대신 데이터에서 규칙을…"
    assert label(cost, "ko") == "비용 함수"
    assert label(bracketed, "ko") == "대조 발산으로 구한다"
    assert label(relu, "ko") == "ReLU"


def test_every_english_name_in_korean_advice_stands_in_the_points_own_sentence() -> None:
    named = [(point.says, label(point, "ko") or "") for question in BANK for point in question.points]
    assert [name for says, name in named if not re.search("[가-힣]", name) and name not in says] == []


def covered(answer: str, question: Question) -> Grade:
    points = tuple(
        PointGrade(
            id=point.id,
            verdict=Verdict.COVERED,
            credit=1,
            confidence=0.9,
            weight=point.weight,
            evidence=Evidence.of(answer, 0, len(answer)),
        )
        for point in question.points
    )
    info = GraderInfo(kind="offline", version="test")
    return Grade(question=question.id, score=100, graded=True, grader=info, points=points)


def test_only_a_long_answer_is_to_be_said_in_fewer_words() -> None:
    question = Question.model_validate(
        {"id": "q", "question": "트랜잭션이란?", "points": [{"id": "a", "says": "모두 되거나 모두 안 된다."}]}
    )
    short = [f"{n}번째로 말하면 모두 되거나 모두 안 되는 작업입니다." for n in range(20)]
    told = {offline_feedback(question, covered(answer, question), answer).next_step for answer in short}
    assert told == set(NEXT["done_shortly"]["ko"])
    long = [answer * 12 for answer in short]
    told = {offline_feedback(question, covered(answer, question), answer).next_step for answer in long}
    assert told == set(NEXT["done"]["ko"])
