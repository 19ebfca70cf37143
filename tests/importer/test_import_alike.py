"""Which wordings are one question, and which are not although they look alike."""

from __future__ import annotations

import pytest

from mockinterview.domain.glossary import Glossary, Term
from mockinterview.importer.alike import SAME, asked, likeness
from mockinterview.matching.terms import TermIndex

GLOSSARY = Glossary(
    terms=(
        Term(term="decision tree", ko=("결정 트리", "의사결정나무")),
        Term(term="batch normalization", ko=("배치 정규화",), abbr=("BN",)),
    )
)


def alike(first: str, second: str, index: TermIndex | None = None) -> bool:
    there = likeness(asked(first, index), asked(second, index))
    assert there == likeness(asked(second, index), asked(first, index))
    return there >= SAME


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Dropout이란 무엇인가요?", "Dropout이란?"),
        ("Dropout", "Drop out에 대해 설명하시오"),
        ("Dropout의 효과는?", "Dropout이란?"),
        ("Momentum 방식이 빠른 이유는?", "momentum방식이 왜 빠른가요"),
        ("Validation 세트가 따로 있는 이유는?", "Validation Set이 있는 이유"),
        ("Batch Normalization의 효과는?", "Bath Normalization 효과는?"),
        ("Regularization이란?", "Regularizaton이란?"),
        ("역전파(Backpropagation)란?", "Backpropagation에 대해서 쉽게 설명한다면?"),
        ("결정 트리는 어떻게 가지를 나누나요?", "결정 트리는 어떻게 가지를 나눌까요?"),
        ("TF, Keras, PyTorch로 디버깅하는 요령은?", "TF, PyTorch로 디버깅하는 요령은?"),
        ("What is overfitting?", "Explain overfitting"),
        ("GPU 메모리는 어떻게 계산하는가?", "GPU 메모리를 어떻게 계산 하는가?"),
    ],
)
def test_one_question_in_two_wordings(first: str, second: str) -> None:
    assert alike(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Gradient Descent에 대해서 쉽게 설명한다면?", "Back Propagation에 대해서 쉽게 설명 한다면?"),
        ("Back Propagation은 몇줄인가?", "Back Propagation에 대해서 설명 한다면"),
        ("Batch Normalization의 장점은?", "Batch Normalization의 단점은?"),
        ("ReLU의 문제점은?", "Sigmoid의 문제점은?"),
        ("Attention이란?", "Attention의 한계는?"),
        ("Accuracy", "Pixel Accuracy"),
        ("ResNet이란?", "ResNeXt란?"),
        ("Adam이란?", "AdamW란?"),
        ("L1이란?", "L2란?"),
        ("지도 학습이란?", "비지도 학습이란?"),
        ("정밀도란?", "정확도란?"),
        ("CNN 필터란?", "CNN 패딩이란?"),
        ("CNN 필터란?", "CNN이란?"),
        ("Transformer 인코더의 역할은?", "Transformer 디코더의 역할은?"),
        ("What is precision?", "What is recall?"),
    ],
)
def test_two_questions_that_look_alike(first: str, second: str) -> None:
    assert not alike(first, second)


def test_a_glossary_joins_languages_and_abbreviations() -> None:
    index = TermIndex.of(GLOSSARY)
    assert alike("의사결정나무란?", "Decision Tree란 무엇인가?", index)
    assert alike("BN의 효과는?", "배치 정규화의 효과는?", index)
    assert not alike("BN의 효과는?", "Decision Tree의 효과는?", index)
