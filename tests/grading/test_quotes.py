"""Quotes are found where they stand, small slips of spelling included, and never where they do not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockinterview.grading.quotes import Haystack, nearest

ANSWER = "음, 배치 놈은 미니배치의 평균과 분산으로 정규화해요.\n그래서 학습률을 0.1까지 키워도 안 터지고 빨라집니다. Also it regularizes a bit."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("미니배치의 평균과 분산으로 정규화해요", "미니배치의 평균과 분산으로 정규화해요"),
        ("미니 배치의 평균과 분산으로 정규화 해요.", "미니배치의 평균과 분산으로 정규화해요"),
        (
            "배치 노름은 미니배치의 평균과 분산으로 정규화해요",
            "배치 놈은 미니배치의 평균과 분산으로 정규화해요",
        ),
        ("ALSO IT REGULARISES A BIT", "Also it regularizes a bit"),
        ("정규화해요. 그래서 학습률을", "정규화해요.\n그래서 학습률을"),
        ("\u1107\u1162\u110e\u1175 놈은", "배치 놈은"),
        ("“미니배치의 평균”", "미니배치의 평균"),
        ("배치 놈은 … 분산으로 정규화해요", "분산으로 정규화해요"),
    ],
)
def test_small_differences_are_borne(quote: str, found: str) -> None:
    hit = Haystack(ANSWER).find(quote)
    assert hit is not None
    assert hit.evidence.text == found
    assert ANSWER[hit.evidence.start : hit.evidence.end] == found


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "…",
        "정규",
        "드롭아웃은 뉴런을 무작위로 끕니다",
        "학습률을 0.01까지 키워도 안 터지고 빨라집니다",
        "학습률을 0.1까지 키워도 터지고 빨라집니다",
        "학습률을 0.1까지 키워도 안 터지고 느려집니다",
        "배치 놈은 … 드롭아웃도 합니다",
        "x" * 5000,
    ],
)
def test_what_was_not_said_is_not_found(quote: str) -> None:
    assert Haystack(ANSWER).find(quote) is None


def test_barred_words_are_no_evidence() -> None:
    start = ANSWER.index("그래서")
    barred = [(start, ANSWER.index("Also"))]
    assert Haystack(ANSWER, barred).find("학습률을 0.1까지 키워도 안 터지고") is None
    both = Haystack(ANSWER, barred).find("미니배치의 평균과 분산으로 정규화해요. 그래서")
    assert both is not None
    assert both.evidence.text == "미니배치의 평균과 분산으로 정규화해요"


def test_a_second_place_counts_when_the_first_is_barred() -> None:
    text = "평균으로 정규화합니다. 평균으로 정규화합니다."
    hit = Haystack(text, [(0, 13)]).find("평균으로 정규화합니다")
    assert hit is not None
    assert hit.evidence.start == 13


def test_a_quote_of_all_of_a_long_answer_points_at_nothing() -> None:
    long = ANSWER * 6
    assert Haystack(long).find(long[:600]) is None
    assert Haystack("분산으로 나눕니다").find("분산으로 나눕니다") is not None


def test_a_very_short_answer_may_be_quoted_whole() -> None:
    assert Haystack("1e-8").find("1e-8") is not None
    assert Haystack("둘 다").find("둘 다") is not None


@given(st.text(max_size=200), st.text(max_size=60), st.integers(0, 199), st.integers(0, 199))
def test_what_is_found_is_in_the_answer(answer: str, quote: str, start: int, end: int) -> None:
    for wanted in (quote, answer[start:end]):
        hit = Haystack(answer).find(wanted)
        if hit is not None:
            assert answer[hit.evidence.start : hit.evidence.end] == hit.evidence.text != ""


@given(st.text("가나다", max_size=12), st.text("가나다", min_size=1, max_size=6), st.integers(1, 6))
def test_the_nearest_span_is_as_near_as_can_be(text: str, pattern: str, most: int) -> None:
    spans = [(i, j) for i in range(len(text) + 1) for j in range(i, len(text) + 1)]
    best = min(edits(text[i:j], pattern) for i, j in spans)
    found = nearest(text, pattern, most)
    if best > most:
        assert found is None
    else:
        assert found is not None
        assert edits(text[found[0] : found[1]], pattern) == best


def edits(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def test_the_longest_answer_costs_little() -> None:
    haystack = Haystack("기울기가 사라지는 문제를 다룹니다. " * 1000)
    started = time.perf_counter()
    for _ in range(5):
        haystack.find("기울기가 폭발하는 문제는 다루지 못하고 다른 방법을 씁니다" * 3)
    assert time.perf_counter() - started < 3.0
