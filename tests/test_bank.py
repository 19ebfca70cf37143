"""The shipped bank: complete, clean, and what the checklist asks for."""

from __future__ import annotations

from itertools import combinations

import pytest

from mockinterview.resources import Places
from mockinterview.rubric_store import Bank, Layer, LayerName, RubricStore, plain_wording
from mockinterview.rubric_store.glossary_file import read_glossary
from mockinterview.rubric_store.lint import lint
from mockinterview.settings import Settings

CHECKLIST = """\
딥러닝은 무엇인가요? | 왜 갑자기 딥러닝이 부흥했을까요? | 마지막으로 읽은 논문은 무엇인가요?
Cost Function과 Activation Function은 무엇인가요? | Data Normalization은 무엇이고 왜 필요한가요?
알고있는 Activation Function에 대해 알려주세요 | 요즘 Sigmoid 보다 ReLU를 많이 쓰는 이유는?
Non-Linearity라는 말의 의미와 그 필요성은? | ReLU로 어떻게 곡선 함수를 근사하나? | ReLU의 문제점은? | Bias는 왜 있는걸까?
Gradient Descent에 대해서 쉽게 설명한다면? | 왜 꼭 Gradient를 써야 할까? | GD 중에 때때로 Loss가 증가하는 이유는?
중학생이 이해할 수 있게 더 쉽게 설명 한다면? | Back Propagation에 대해서 쉽게 설명 한다면?
Local Minima 문제에도 불구하고 딥러닝이 잘 되는 이유는? | GD가 Local Minima 문제를 피하는 방법은?
찾은 해가 Global Minimum인지 아닌지 알 수 있는 방법은? | Training 세트와 Test 세트를 분리하는 이유는?
Validation 세트가 따로 있는 이유는? | Test 세트가 오염되었다는 말의 뜻은? | 오버피팅일 경우 어떻게 대처해야 할까요?
Regularization이란 무엇인가? | Batch Normalization의 효과는? | Dropout의 효과는?
BN 적용해서 학습 이후 실제 사용시에 주의할 점은? | GAN에서 Generator 쪽에도 BN을 적용해도 될까?
SGD, RMSprop, Adam에 대해서 아는대로 설명한다면? | SGD에서 Stochastic의 의미는? | 미니배치를 작게 할때의 장단점은?
모멘텀의 수식을 적어 본다면? | 하이퍼 파라미터는 무엇인가요? | Weight Initialization 방법에 대해 말해주세요
볼츠만 머신은 무엇인가요? | Tensorflow, Keras, PyTorch, Caffe, Mxnet 중 선호하는 프레임워크는?
간단한 MNIST 분류기를 MLP+CPU 버전으로 numpy로 만든다면? | 어느 정도 돌아가는 녀석을 작성하기까지 몇시간 정도 걸릴까?
Back Propagation은 몇줄인가? | CNN으로 바꾼다면 얼마나 추가될까? | 간단한 MNIST 분류기를 TF, Keras, PyTorch 등으로 작성하는데?
CNN이 아닌 MLP로 해도 잘 될까? | 마지막 레이어 부분에 대해서 설명 한다면? | 학습은 BCE loss로 하되 상황을 MSE loss로 보고 싶다면?
만약 한글 (인쇄물) OCR을 만든다면 데이터 수집은? | 딥러닝할 때 GPU를 쓰면 좋은 이유는? | 학습 중인데 GPU를 100% 사용하지 않고 있다
GPU를 두개 다 쓰고 싶다 | 학습시 필요한 GPU 메모리는 어떻게 계산하는가? | TF, Keras, PyTorch 등을 사용할 때 디버깅 노하우는?
뉴럴넷의 가장 큰 단점은 무엇인가? | One-Shot Learning은 무엇인가?"""


@pytest.fixture(scope="module")
def places() -> Places:
    return Places(Settings.from_env({}))


@pytest.fixture(scope="module")
def bank(places: Places) -> Bank:
    return RubricStore([Layer(LayerName.SHIPPED, places.shipped_rubrics)]).bank(strict=True)


def test_the_bank_is_clean(bank: Bank) -> None:
    assert len(bank) >= 75
    assert [finding.problem.in_language("en") for finding in lint(bank)] == []


def test_the_checklist_is_asked_in_its_own_order(bank: Bank) -> None:
    wordings = [item.strip() for line in CHECKLIST.splitlines() for item in line.split(" | ")]
    assert len(wordings) == 52
    found = [bank.asked_as(wording) for wording in wordings]
    assert [wording for wording, question in zip(wordings, found, strict=True) if question is None] == []
    order = [question.id for question in bank]
    places = [order.index(question.id) for question in found if question is not None]
    assert places == sorted(places)


def test_no_wording_belongs_to_two_questions(bank: Bank) -> None:
    owner: dict[str, str] = {}
    for question in bank:
        for wording in question.wordings():
            assert owner.setdefault(plain_wording(wording), question.id) == question.id, wording


def test_every_question_is_written_out_in_full(bank: Bank) -> None:
    """What is asked about code is narrower than a question of the checklist."""
    for entry in bank.entries:
        question, aside = entry.question, entry.topic.aside
        assert (2 if aside else 3) <= len(question.points) <= (3 if aside else 5), question.id
        assert (1 if aside else 2) <= len(question.misconceptions) <= 4, question.id
        assert question.model_answer, question.id
        assert question.question.en, question.id
        assert all(len(misconception.says) >= 3 for misconception in question.misconceptions), question.id
        for point in question.points:
            assert len(set(point.phrasings)) >= 6, (question.id, point.id)
            assert len(set(point.counters)) >= 2, (question.id, point.id)
            assert point.keywords, (question.id, point.id)
            assert point.source, (question.id, point.id)
            assert point.hint, (question.id, point.id)


def test_true_and_false_sentences_never_coincide(bank: Bank) -> None:
    for question in bank:
        true = {t for p in question.points for t in (p.says, *p.phrasings)}
        false = {t for p in question.points for t in p.counters} | {
            t for m in question.misconceptions for t in m.says
        }
        assert not true & false, question.id


def test_the_errata_ledger_covers_the_known_mistakes(bank: Bank) -> None:
    docs = {erratum.doc for question in bank for erratum in question.errata}
    assert {"000", "001", "002", "003", "004"} <= docs
    memory = bank.question("dl.gpu.memory")
    assert any(erratum.doc == "002" and erratum.verdict == "wrong" for erratum in memory.errata)


def test_the_glossary_names_each_form_once(places: Places) -> None:
    glossary = read_glossary(places.glossary)
    assert len(glossary.terms) >= 350
    forms = [{"".join(form.casefold().split()) for form in term.forms()} for term in glossary.terms]
    for (i, first), (j, second) in combinations(enumerate(forms), 2):
        assert not first & second, (glossary.terms[i].term, glossary.terms[j].term)
