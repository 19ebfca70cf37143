"""Nobody is called wrong on a suspicion: short true answers, found by people who used the app and written for this."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from mockinterview.domain.grade import Grade, Verdict
from mockinterview.domain.rubric import Question
from mockinterview.grading import OfflineGrader
from mockinterview.rubric_store import Bank

Told = tuple[str, str]

REPORTED: Sequence[Told] = (
    (
        "dl.evaluation.recall",
        "재현율은 실제 양성 중에 모델이 맞게 찾은 비율입니다. 수식은 TP 나누기 TP 플러스 FN입니다.",
    ),
    (
        "dl.basics.data-normalization",
        "평균을 빼고 표준편차로 나누는 표준화와 0에서 1 사이로 맞추는 min-max가 있습니다.",
    ),
    (
        "dl.basics.cost-and-activation",
        "비용 함수는 예측과 정답의 차이를 재는 함수이고 활성화 함수는 비선형성을 넣습니다.",
    ),
    (
        "Batch Normalization의 효과는?",
        "각 층의 입력을 배치의 평균과 분산으로 정규화하고 감마와 베타를 학습합니다. 그래서 학습이 빨라집니다.",
    ),
    (
        "dl.coding-models.precision-recall-f1",
        "정밀도와 재현율 가운데 하나만 높아도 F1이 커지지 않게 하려고 조화 평균을 씁니다.",
    ),
)
FRESH: Sequence[Told] = (
    ("Precision이란?", "정밀도는 양성이라고 예측한 것 중에 실제로 양성인 비율입니다."),
    ("Dropout의 효과는?", "추론할 때는 뉴런을 끄지 않고 모두 사용합니다."),
    ("mIoU란?", "클래스마다 예측과 정답의 교집합을 합집합으로 나눈 값을 구해서 평균 낸 것입니다."),
    (
        "TP, FP, FN, TN은 각각 무엇인가?",
        "FP는 음성인데 양성이라고 한 것이고 FN은 양성인데 음성이라고 놓친 것입니다.",
    ),
    (
        "TP, FP, FN, TN은 각각 무엇인가?",
        "TP는 양성을 양성으로 맞힌 것이고 TN은 음성을 음성으로 맞힌 것입니다.",
    ),
    (
        "Weight Initialization 방법에 대해 말해주세요",
        "ReLU에는 He 초기화를, 시그모이드나 tanh에는 Xavier 초기화를 씁니다.",
    ),
    (
        "Federated Learning이란?",
        "데이터를 서버로 보내지 않고 각 기기에서 학습한 뒤 가중치만 모아 평균을 냅니다.",
    ),
    ("Regularization이란 무엇인가?", "L1은 가중치를 0으로 만들고 L2는 작게 만듭니다."),
    (
        "왜 꼭 Gradient를 써야 할까?",
        "기울기는 손실이 가장 빨리 늘어나는 방향이라 반대로 가면 손실이 가장 빨리 줄어듭니다.",
    ),
    (
        "Non-Linearity라는 말의 의미와 그 필요성은?",
        "선형 층은 아무리 쌓아도 하나의 선형 층과 같아서 비선형 함수가 필요합니다.",
    ),
    ("Few-Shot Learning이란?", "예시 몇 장만으로 새로운 클래스를 배우는 것입니다."),
    (
        "요즘 Sigmoid 보다 ReLU를 많이 쓰는 이유는?",
        "양수에서는 미분값이 1이라 기울기가 사라지지 않고 계산도 max 하나라 빠릅니다.",
    ),
    ("Sigmoid의 문제점은?", "입력이 아주 크거나 작으면 기울기가 거의 0이 되고 출력이 항상 양수입니다."),
    (
        "Average Pooling과 Max Pooling의 차이점은?",
        "맥스 풀링은 가장 큰 값을 고르고 평균 풀링은 값들의 평균을 냅니다.",
    ),
    (
        "SGD에서 Stochastic의 의미는?",
        "전체 데이터가 아니라 무작위로 뽑은 일부로 기울기를 계산한다는 뜻입니다.",
    ),
    ("Attention이란?", "쿼리와 키의 유사도로 가중치를 구해서 밸류를 가중합하는 방법입니다."),
    ("Test 세트가 오염되었다는 말의 뜻은?", "테스트 데이터를 보고 모델을 고쳤다면 이미 오염된 것입니다."),
    ("하이퍼 파라미터는 무엇인가요?", "가중치처럼 학습되는 것이 아니라 학습률처럼 사람이 정하는 값입니다."),
    ("Recall이란?", "Recall is TP over TP plus FN, so it tells how many of the real positives we found."),
    ("Dropout의 효과는?", "It randomly turns neurons off during training, which works like an ensemble."),
)
FALSE: Sequence[Told] = (
    ("Recall이란?", "재현율은 양성이라고 예측한 것 중에 실제로 양성인 비율입니다."),
    ("Precision이란?", "정밀도는 실제 양성 중에 모델이 찾아낸 비율이고 FN이 늘면 떨어집니다."),
    ("Regularization이란 무엇인가?", "훈련 오차를 더 낮추려고 모델을 더 복잡하게 만드는 방법입니다."),
    ("Federated Learning이란?", "기기의 원본 데이터를 모두 중앙 서버로 모아서 학습하는 방법입니다."),
    (
        "BN 적용해서 학습 이후 실제 사용시에 주의할 점은?",
        "추론할 때도 그때그때 배치의 평균과 분산을 계산해서 써야 합니다.",
    ),
)


def asked(bank: Bank, name: str) -> Question:
    question = bank.asked_as(name)
    return question if question is not None else bank.question(name)


def accusations(grade: Grade) -> list[str]:
    turned = [point.id for point in grade.points if point.verdict is Verdict.CONTRADICTED]
    return [*turned, *(claim.id for claim in grade.misconceptions)]


@pytest.mark.parametrize(("name", "answer"), [*REPORTED, *FRESH])
def test_a_true_short_answer_is_not_accused(
    grader: OfflineGrader, bank: Bank, name: str, answer: str
) -> None:
    assert accusations(grader.grade(asked(bank, name), answer)) == []


@pytest.mark.parametrize(("name", "answer"), FALSE)
def test_a_plainly_false_one_still_is(grader: OfflineGrader, bank: Bank, name: str, answer: str) -> None:
    grade = grader.grade(asked(bank, name), answer)
    assert accusations(grade) != []
    assert (grade.score or 0) < 10


def test_a_definition_that_sounds_like_its_opposite_is_partly_credited(
    grader: OfflineGrader, bank: Bank
) -> None:
    name, answer = REPORTED[0]
    grade = grader.grade(asked(bank, name), answer)
    point = grade.point("definition")
    assert (point.verdict, point.note) == (Verdict.PARTIAL, "maybe_contradicted")
    assert (grade.score or 0) > 15


def test_the_words_on_the_wrong_side_earn_nothing(grader: OfflineGrader, bank: Bank) -> None:
    answer = "비용 함수는 예측과 정답의 차이를 재는 함수입니다. 활성화 함수는 모델을 선형으로 만들어 주는 함수입니다."
    grade = grader.grade(bank.question("dl.basics.cost-and-activation"), answer)
    for point in grade.points:
        if point.verdict in (Verdict.COVERED, Verdict.PARTIAL):
            assert point.evidence is not None
            assert "선형" not in point.evidence.text


def test_of_two_sentences_the_one_with_the_points_words_is_shown(grader: OfflineGrader, bank: Bank) -> None:
    answer = "데이터가 많아졌고 GPU 덕분에 계산이 빨라졌습니다. 그리고 2012년에 AlexNet이 이미지넷 대회에서 크게 이겼습니다."
    grade = grader.grade(bank.question("dl.basics.why-deep-learning-took-off"), answer)
    evidence = grade.point("big-data").evidence
    assert evidence is not None
    assert "데이터가 많아졌고" in evidence.text
