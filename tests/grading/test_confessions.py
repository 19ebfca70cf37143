"""Saying that one does not know is no claim, and takes nothing away from what is said beside it."""

from __future__ import annotations

import pytest

from mockinterview.domain.grade import Flag
from mockinterview.grading import OfflineGrader
from mockinterview.grading.confessions import find_confessions
from mockinterview.grading.gates import dont_know
from mockinterview.rubric_store import Bank

NOTHING = [
    "모르겠습니다.",
    "음 잘 모르겠습니다.",
    "배우긴 했는데 기억이 안 나요",
    "솔직히 들어는 봤지만 뭔지 잘 모르겠습니다.",
    "이게 왜 필요하고 어떻게 쓰는지 모르겠습니다",
    "죄송합니다, 이 부분은 공부를 못 해서 잘 모르겠습니다. 다음 질문 부탁드립니다.",
    "패스할게요.",
    "I don't know.",
    "Sorry, I don't know. Next question please.",
    "Honestly, no idea, sorry.",
    "pass",
]
SOMETHING = [
    "머신러닝의 한 분야로, 신경망을 여러 층 쌓아 특징을 스스로 배웁니다. 더 자세한 수식은 잘 모르겠습니다.",
    "정확히는 모르겠는데 뉴럴 네트워크를 깊게 쌓아서 역전파로 학습합니다.",
    "드롭아웃은 뉴런을 끄는 거고 왜 좋은지는 모르겠어요",
    "데이터가 많아졌고 나머지는 생각이 안 나네요",
    "I don't know the exact formula, but it is a network of many layers.",
    "It is a stack of layers. I'm not sure about the rest.",
]
NO_CONFESSION = [
    "백워드 패스에서 연쇄 법칙으로 기울기를 구합니다.",
    "The forward pass computes the loss.",
    "모델은 정답을 모르는데 스스로 비슷한 것끼리 묶습니다",
]


@pytest.mark.parametrize("answer", NOTHING)
def test_an_answer_that_is_only_a_confession_is_one(answer: str) -> None:
    assert dont_know(answer)


@pytest.mark.parametrize("answer", [*SOMETHING, *NO_CONFESSION])
def test_an_answer_that_says_something_is_not_nothing(answer: str) -> None:
    assert not dont_know(answer)


@pytest.mark.parametrize("answer", SOMETHING)
def test_only_the_clause_of_the_confession_is_set_aside(answer: str) -> None:
    [(start, end)] = find_confessions(answer)
    assert 0 < end - start < len(answer) - 8


@pytest.mark.parametrize("answer", NO_CONFESSION)
def test_a_forward_pass_is_no_pass(answer: str) -> None:
    assert find_confessions(answer) == []


@pytest.mark.parametrize(
    ("plain", "confessed"),
    [
        (
            "뉴럴 네트워크를 깊게 쌓아서 역전파로 학습하는 머신러닝의 한 분야입니다.",
            "정확히는 모르겠는데 {}",
        ),
        (
            "머신러닝의 한 분야로, 신경망을 여러 층 쌓아 특징을 스스로 배웁니다.",
            "{} 더 자세한 수식은 잘 모르겠습니다.",
        ),
        (
            "It is a branch of machine learning that stacks many layers of neurons.",
            "{} I don't know the rest.",
        ),
    ],
)
def test_a_gap_admitted_costs_nothing(grader: OfflineGrader, bank: Bank, plain: str, confessed: str) -> None:
    question = bank.question("dl.basics.what-is-deep-learning")
    alone, both = grader.grade(question, plain), grader.grade(question, confessed.format(plain))
    assert alone.score is not None
    assert alone.score > 20
    assert both.score == pytest.approx(alone.score, abs=3)
    assert Flag.DONT_KNOW not in both.flags
    for point in both.points:
        if point.evidence is not None:
            assert "모르겠" not in point.evidence.text
            assert "don't know" not in point.evidence.text
