"""Reading an answer: nothing may be lost, moved or invented between the raw text and the evidence."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockinterview.domain.glossary import Glossary, Term
from mockinterview.matching.claims import claims
from mockinterview.matching.clean import clean
from mockinterview.matching.fillers import without_fillers
from mockinterview.matching.segments import MAX_SEGMENTS, segment
from mockinterview.matching.terms import TermIndex, stems

GLOSSARY = Glossary(
    schema=1,
    terms=(
        Term(term="relu", hangul=("렐루", "렐루 함수")),
        Term(
            term="batch normalization",
            ko=("배치 정규화",),
            hangul=("배치 놈", "배치 노멀라이제이션"),
            abbr=("BN",),
        ),
        Term(term="gradient", ko=("기울기",), hangul=("그래디언트", "그라디언트")),
        Term(term="vanishing gradient", ko=("기울기 소실",)),
        Term(term="learning rate", ko=("학습률",), abbr=("LR",)),
    ),
)
INDEX = TermIndex.of(GLOSSARY)

anything = st.text(st.characters(codec="utf-16", exclude_categories=()), max_size=200)


@given(anything)
def test_every_cleaned_letter_knows_its_place(raw: str) -> None:
    cleaned = clean(raw)
    assert len(cleaned.text) == len(cleaned.origins) == len(cleaned.ends)
    assert list(cleaned.origins) == sorted(cleaned.origins)
    assert all(0 <= start < end <= len(raw) for start, end in zip(cleaned.origins, cleaned.ends, strict=True))


def test_jamo_are_composed_and_mapped_back() -> None:
    raw = unicodedata.normalize("NFD", "기울기가") + " 사라진다"
    cleaned = clean(raw)
    assert cleaned.text == "기울기가 사라진다"
    start, end = cleaned.span(0, 4)
    assert unicodedata.normalize("NFC", raw[start:end]) == "기울기가"


@pytest.mark.parametrize(
    ("raw", "text", "hidden"),
    [
        ("Rеlu", "Relu", 0),  # a Cyrillic е
        ("Re\u200bLU", "ReLU", 1),
        ("\u202eReLU", "ReLU", 1),
        ("ＲｅＬＵ", "ReLU", 0),
        ("a\u00a0b\tc", "a b c", 0),
        ("\ud83d", "", 1),
    ],
)
def test_disguises_are_taken_off(raw: str, text: str, hidden: int) -> None:
    cleaned = clean(raw)
    assert (cleaned.text, cleaned.hidden) == (text, hidden)


@given(st.text(st.sampled_from("가나다는데고요. ,?!\nab은 습니다"), max_size=400))
def test_segments_are_trimmed_pieces_in_order(text: str) -> None:
    segments = segment(text)
    for spans in (segments.sentences, segments.clauses):
        for span in spans:
            assert span.of(text).strip() == span.of(text) != ""
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_unpunctuated_speech_is_cut_where_thoughts_end() -> None:
    text = "시그모이드는 층이 깊어지면 기울기가 사라지는데 렐루는 양수에서 일이라서 그대로 전달되고요 계산도 빠릅니다"
    clauses = [span.of(text) for span in segment(text).clauses]
    assert any(clause.startswith("렐루는") for clause in clauses)
    assert any(clause.startswith("계산도") for clause in clauses)


def test_decimals_do_not_end_sentences() -> None:
    assert len(segment("미분의 최댓값은 0.25 입니다.").sentences) == 1


@pytest.mark.parametrize("text", ["가" * 200_000, "가 " * 100_000, "그렇다. " * 30_000])
def test_endless_answers_stay_bounded(text: str) -> None:
    assert len(segment(text).windows()) <= 2 * MAX_SEGMENTS + len(segment(text).sentences)
    assert len(segment(text).clauses) <= MAX_SEGMENTS


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("배치놈을 쓰면", "batch normalization을 쓰면"),
        ("배치 노멀라이제이션은", "batch normalization은"),
        ("BN은", "batch normalization은"),
        ("렐루는", "relu는"),
        ("기울기소실이", "vanishing gradient이"),
        ("기울기가", "gradient가"),
        ("already", "already"),  # no LR inside a word
        ("레벨루", "레벨루"),
    ],
)
def test_every_spelling_becomes_one_name(text: str, canonical: str) -> None:
    assert INDEX.canonical(text) == canonical


@given(st.text(st.sampled_from("렐루배치놈정규화기울기소실 BNLRrelu는은-"), max_size=60))
def test_canonical_names_are_stable(text: str) -> None:
    once = INDEX.canonical(text)
    hits = INDEX.hits(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(hits))
    assert INDEX.terms(text) <= {term.term for term in GLOSSARY.terms}
    if not hits:
        assert once == text


def test_a_rubrics_own_groups_are_synonyms() -> None:
    index = TermIndex.of(GLOSSARY, [("핸드셰이크", "handshake", "악수 절차"), ("렐루", "정류 선형 유닛")])
    assert index.canonical("악수절차로") == index.canonical("handshake로")
    assert index.canonical("정류 선형 유닛은") == "relu은"


def test_groups_of_one_rubric_are_no_synonyms_in_another() -> None:
    first = INDEX.with_groups([("핸드셰이크", "handshake"), ("렐", "렐루 유닛")])
    second = INDEX.with_groups([("악수 절차", "핸드셰이크")])
    assert first.canonical("핸드셰이크와 렐루 유닛") == "핸드셰이크와 렐"
    assert second.canonical("핸드셰이크와 렐루 유닛") == "악수 절차와 relu 유닛"
    assert INDEX.canonical("핸드셰이크와 렐루 유닛") == "핸드셰이크와 relu 유닛"


def test_fillers_go_but_words_stay() -> None:
    assert without_fillers("음 어 그 이제 렐루는요 약간 빠릅니다") == "렐루는요 빠릅니다"
    assert without_fillers("그래서 이제는") == "그래서 이제는"
    assert without_fillers("음") == "음"


def test_a_list_of_terms_claims_nothing() -> None:
    assert not claims("렐루, 시그모이드, 기울기 소실")
    assert claims("렐루는 기울기를 그대로 전달합니다")
    assert claims("ReLU passes the gradient through")


def test_stems_forget_particles() -> None:
    assert set(stems("기울기가 기울기는 기울기를")) == {"기울기"}
