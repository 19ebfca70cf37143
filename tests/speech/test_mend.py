"""Spellings of speech-to-text are mended visibly; no term is added that was not said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockinterview.domain.glossary import Glossary, Term
from mockinterview.resources import Places
from mockinterview.rubric_store.glossary_file import read_glossary
from mockinterview.settings import Settings
from mockinterview.speech import Change, Mender

SMALL = Glossary(
    schema=1,
    terms=(
        Term(
            term="batch normalization",
            ko=("배치 정규화",),
            hangul=("배치 노멀라이제이션", "배치 놈", "비엔을"),
            abbr=("BN",),
        ),
        Term(term="relu", hangul=("렐루", "랠루")),
        Term(term="gradient", ko=("기울기",), hangul=("그래디언트", "그레디언트", "그라디언트")),
        Term(term="mean squared error", ko=("평균 제곱 오차",), hangul=("엠에스이",), abbr=("MSE",)),
        Term(term="gpu", ko=("그래픽 카드",), hangul=("지피유",)),
        Term(term="dropout", hangul=("드롭아웃", "드랍아웃", "드롭 아웃")),
        Term(term="batch", hangul=("배치",)),
        Term(term="python", hangul=("파이썬", "파이선")),
        Term(term="softmax", hangul=("소프트맥스", "쏘프트맥스")),
        Term(term="true positive", hangul=("티피",), abbr=("TP",)),
    ),
)


@pytest.fixture(scope="module")
def shipped() -> Glossary:
    return read_glossary(Places(Settings.from_env({"MOCKINTERVIEW_HOME": "unused"})).glossary)


@pytest.mark.parametrize(
    ("heard", "mended"),
    [
        ("배치 놈은 좋아요", "배치 정규화는 좋아요"),
        ("배치 놈이 배치 놈을 배치 놈과", "배치 정규화가 배치 정규화를 배치 정규화와"),
        ("배치 놈으로 배치 놈이라고", "배치 정규화로 배치 정규화라고"),
        ("렐루를 쓰면", "ReLU를 쓰면"),
        ("그레디언트가 사라져요", "그래디언트가 사라져요"),
        ("엠에스이랑 지피유로", "MSE랑 GPU로"),
        ("드랍아웃하면 쏘프트맥스는", "드롭아웃하면 소프트맥스는"),
        ("(그라디언트)", "(그래디언트)"),
    ],
)
def test_known_spellings_are_mended_and_their_particles_agree(heard: str, mended: str) -> None:
    assert Mender(SMALL).mend(heard).text == mended


@pytest.mark.parametrize(
    "said",
    [
        "기울기가 사라지고 배치 크기를 줄여요",  # Korean stays Korean
        "그래디언트와 드롭아웃과 드롭 아웃",  # customary as they are
        "자리 배치를 바꿨다",
        "파이썬으로 짰어요",
        "티피를 셌어요",  # two letters are too often a word
        "씨렐루나무",  # part of another word
        "배치 놈팡이",
        "엠에스이오",
        "",
        "🙂",
    ],
)
def test_the_rest_is_left_alone(said: str) -> None:
    mended = Mender(SMALL).mend(said)
    assert (mended.text, mended.changes) == (said, ())


def test_every_change_is_listed_with_its_place() -> None:
    mended = Mender(SMALL).mend("음 배치 놈은 렐루랑")
    assert mended.changes == (Change("배치 놈", "배치 정규화", 2, 8), Change("렐루", "ReLU", 10, 14))
    assert all(mended.text[change.start : change.end] == change.written for change in mended.changes)


def test_it_can_be_left_off() -> None:
    mended = Mender(SMALL, on=False).mend("배치 놈은")
    assert (mended.text, mended.changes) == ("배치 놈은", ())
    assert Mender(Glossary(schema=1)).mend("배치 놈은").changes == ()


def test_only_forms_of_the_same_term_are_written(shipped: Glossary) -> None:
    mender = Mender(shipped)
    count = 0
    for term in shipped.terms:
        forms = {form.casefold().replace("-", "").replace(" ", "") for form in term.forms()}
        for spelling in term.hangul:
            mended = mender.mend(spelling)
            for change in mended.changes:
                count += 1
                if change.heard == spelling:
                    assert change.written.casefold().replace("-", "").replace(" ", "") in forms
            assert mender.mend(mended.text).changes == (), spelling
    assert count > 100


@pytest.mark.parametrize(
    ("heard", "mended"),
    [
        ("배치 놈이랑 렐루", "배치 정규화랑 ReLU"),
        ("그레디언트 소실은 엘에스티엠에서", "그래디언트 소실은 LSTM에서"),
        ("씨엔엔은 지피유로 돌려요", "CNN은 GPU로 돌려요"),
        ("리키 렐루는", "Leaky ReLU는"),
    ],
)
def test_the_shipped_glossary_mends(shipped: Glossary, heard: str, mended: str) -> None:
    assert Mender(shipped).mend(heard).text == mended


PIECES = st.sampled_from(
    ["배치", " ", "놈", "은", "렐루", "그레디언트", "를", "엠에스이", "드랍아웃", "x", "🙂", "\n"]
)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=20).map("".join)))
def test_what_is_not_a_known_spelling_stays_as_it_was(text: str) -> None:
    mended = Mender(SMALL).mend(text)
    rest, place = [], 0
    for change in mended.changes:
        assert mended.text[change.start : change.end] == change.written
        assert place <= change.start
        rest.append(mended.text[place : change.start])
        place = change.end
    spelled = {form for term in SMALL.terms for form in term.hangul}
    assert all(" ".join(change.heard.split()) in spelled for change in mended.changes)
    if not mended.changes:
        assert mended.text == text


def test_an_endless_transcript_is_bounded() -> None:
    text = "그레디언트 " * 40_000
    mended = Mender(SMALL).mend(text)
    assert len(mended.changes) <= 4_000
    assert len(mended.text) == len(text)
