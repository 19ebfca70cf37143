"""Figures of agreement, against values worked out by hand."""

from __future__ import annotations

import pytest

from mockinterview.grading.agreement import (
    f1_by_label,
    kappa,
    mae,
    partial_spearman,
    pearson,
    qwk,
    rmse,
    spearman,
)


def test_perfect_and_reversed_order() -> None:
    assert spearman([1, 2, 3], [10, 20, 30]) == pytest.approx(1)
    assert spearman([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert spearman([1, 2, 2, 3], [1, 3, 3, 9]) == pytest.approx(1)


def test_undefined_is_none_and_never_zero() -> None:
    assert pearson([1, 1], [1, 2]) is None
    assert spearman([1], [1]) is None
    assert mae([], []) is None
    assert qwk([], []) is None
    assert kappa(["a", "a"], ["a", "a"]) is None
    assert f1_by_label(["a"], ["a"], ["a", "b"]) == {"a": 1.0, "b": None}


def test_errors() -> None:
    assert mae([0, 10], [4, 10]) == pytest.approx(2)
    assert rmse([0, 10], [4, 10]) == pytest.approx(8**0.5)


def test_kappa_by_hand() -> None:
    # 20 both yes, 5 and 10 disagreements, 15 both no: observed 0.7, chance 0.5
    first = ["y"] * 25 + ["n"] * 25
    second = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    assert kappa(first, second) == pytest.approx(0.4)


def test_qwk_uses_bands_of_ten() -> None:
    assert qwk([0, 50, 100], [9, 59, 100]) == pytest.approx(1)
    assert qwk([0, 100], [100, 0]) == pytest.approx(-1)


def test_length_can_be_taken_out() -> None:
    length = [1.0, 2.0, 3.0, 4.0, 5.0]
    assert partial_spearman([1, 2, 3, 4, 5], [1, 2, 3, 4, 5], length) is None
    rest = partial_spearman([2, 1, 4, 3, 5], [2, 1, 4, 3, 5], length)
    assert rest == pytest.approx(1)
