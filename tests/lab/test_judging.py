"""The judge: exact shape, finite, close; several conventions; a slip is named."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mockinterview.lab.judging import Check, Expect, Failure, difference
from mockinterview.sandbox import Answer, Tensor

ONES = np.ones((2, 3))


@given(arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 4)), elements=st.floats(-1e6, 1e6)))
def test_a_value_equals_itself_in_any_clothing(value: np.ndarray) -> None:
    assert difference(value, value) is None
    assert difference(Tensor(value), value) is None
    assert difference(value.tolist(), value) is None


@pytest.mark.parametrize(
    ("value", "slip"),
    [
        (None, "no-return"),
        (np.ones((3, 2)), "wrong-shape"),
        (np.ones((0, 3)), "wrong-shape"),
        (np.ones((1, 2, 3)), "wrong-shape"),
        (1.0, "wrong-shape"),
        (ONES * np.nan, "not-finite"),
        (ONES * np.inf, "not-finite"),
        (ONES * 1.01, "wrong-values"),
        ("ones", "wrong-type"),
        ({"a": 1}, "wrong-type"),
        ([[1, 2], [3]], "wrong-type"),
    ],
)
def test_what_is_wrong_is_named(value: object, slip: str) -> None:
    found = difference(value, ONES)
    assert found is not None
    assert found.slip == slip


def test_conventions_cannot_be_mixed() -> None:
    judge = Expect([[1.0, 2.0], [10.0, 20.0]])
    assert judge([Answer(10.0), Answer(20.0)]) is None
    assert judge([Answer(1.0), Answer(20.0)]) is not None


def test_a_slip_is_recognised() -> None:
    judge = Expect([[1.0]], {"sign": [-1.0]})
    found = judge([Answer(-1.0)])
    assert found is not None
    assert found.slip == "sign"


def test_a_slip_is_called_by_what_causes_it_here() -> None:
    judge = Expect([[1.0]], {"half:a": [0.5], "half:b": [0.25]}, renames={"not-finite": "overflow"})
    renamed = Expect(judge.accepted, judge.slips, renames={"half:a": "half", "half:b": "half"})
    for expect, value, slip in (
        (judge, np.nan, "overflow"),
        (judge, 3.0, "wrong-values"),
        (renamed, np.nan, "not-finite"),
        (renamed, 0.5, "half"),
        (renamed, 0.25, "half"),
    ):
        found = expect([Answer(value)])
        assert found is not None
        assert found.slip == slip
    assert renamed.slips_met([Answer(0.25)]) == ("half",)
    assert renamed.knows("half")
    assert not renamed.knows("half:a")


def test_nan_in_a_later_part_explains_an_earlier_one() -> None:
    for value, expected in (([5.0, np.nan], [1.0, 2.0]), ({"a": 5.0, "b": np.nan}, {"a": 1.0, "b": 2.0})):
        found = difference(value, expected)
        assert found is not None
        assert found.slip == "not-finite"
    found = Expect([[1.0, 2.0]])([Answer(5.0), Answer(np.nan)])
    assert found is not None
    assert found.slip == "not-finite"


@pytest.mark.parametrize(
    ("value", "expected", "told"),
    [
        ([[1.0, 2.0], [3.0, 9.0]], [[1.0, 2.0], [3.0, 4.0]], "[1, 1] 자리에 기대한 값 4, 돌려준 값 9."),
        (0.25, 0.5, "기대한 값 0.5, 돌려준 값 0.25."),
        (1.00001, 1.0000101234, "기대한 값 1.0000101234, 돌려준 값 1.00001."),
        (7, 1234567, "기대한 값 1234567, 돌려준 값 7."),
        (np.array([True, False]), np.array([True, True]), "[1] 자리에 기대한 값 True, 돌려준 값 False."),
        (np.array([1 + 2j]), np.array([1 + 3j]), "[0] 자리에 기대한 값 1+3j, 돌려준 값 1+2j."),
    ],
)
def test_the_first_wrong_element_is_shown(value: object, expected: object, told: str) -> None:
    found = difference(value, np.asarray(expected), rtol=1e-9)
    assert found is not None
    assert found.ko == f"값이 다릅니다. {told}"
    assert found.slip == "wrong-values"
    numbers = re.findall(r"[\d.+j]*\d[\d.+j]*|True|False", told.rstrip("."))
    assert all(number in found.en for number in numbers)


def test_of_several_values_the_wrong_one_is_numbered_and_a_slip_keeps_its_numbers() -> None:
    found = difference([1.0, 5.0], [1.0, 2.0])
    assert found is not None
    assert found.ko == "2번째 값: 값이 다릅니다. 기대한 값 2, 돌려준 값 5."
    assert found.en == "value 2: has other values: expected 2, got 5."
    slipped = Expect([[1.0]], {"sign": [-1.0]})([Answer(-1.0)])
    assert slipped is not None
    assert (slipped.slip, slipped.ko) == ("sign", "값이 다릅니다. 기대한 값 1, 돌려준 값 -1.")


def test_changed_inputs_are_noticed() -> None:
    judge = Expect([[3.0]], untouched=[(ONES,)])
    assert judge([Answer(3.0, echo=((ONES,), {}))]) is None
    found = judge([Answer(3.0, echo=((ONES + 1,), {}))])
    assert found is not None
    assert found.slip == "changes-inputs"


def test_a_handwritten_check_sees_plain_arrays() -> None:
    judge = Check(lambda values: None if isinstance(values[0], np.ndarray) else Failure("아니오", "no"))
    assert judge([Answer(Tensor(ONES))]) is None
