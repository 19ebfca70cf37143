"""A hint is only given when every test that knows the slip agrees."""

from __future__ import annotations

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect, Failure
from mockinterview.lab.slips import settled
from mockinterview.sandbox import Answer, Call

NAME = Localized(ko="시험")


def told(judges: list[Expect], values: list[float]) -> list[str | None]:
    cases = [Case(NAME, (Call("f"),), judge) for judge in judges]
    shares = [[Answer(value)] for value in values]
    failures = [case.judge(share) for case, share in zip(cases, shares, strict=True)]
    return [failure and failure.slip for failure in settled(cases, shares, failures)]


def test_a_slip_seen_everywhere_is_named_everywhere() -> None:
    sign = Expect([[1.0]], {"sign": [-1.0]})
    assert told([sign, sign], [-1.0, -1.0]) == ["sign", "sign"]


def test_a_slip_that_another_test_denies_is_not_named() -> None:
    at_rest = Expect([[1.0]], {"sign": [0.0], "half": [0.5]})
    moving = Expect([[3.0]], {"sign": [-3.0]})
    assert told([at_rest, moving], [0.0, 7.0]) == ["", "wrong-values"]


def test_of_two_that_look_alike_the_one_that_holds_elsewhere_is_named() -> None:
    alike = Expect([[1.0]], {"sign": [0.0], "nothing": [0.0]})
    apart = Expect([[3.0]], {"sign": [-3.0], "nothing": [0.0]})
    assert told([alike, apart], [0.0, 0.0]) == ["nothing", "nothing"]


def test_a_test_that_passed_or_failed_otherwise_denies_nothing() -> None:
    first = Expect([[1.0]], {"sign": [-1.0]})
    passed = Expect([[0.0]], {"sign": [-5.0]})
    infinite = Expect([[2.0]], {"sign": [-2.0]})
    assert told([first, passed, infinite], [-1.0, 0.0, float("inf")]) == ["sign", None, "not-finite"]


def test_several_ways_to_make_a_slip_are_one_slip() -> None:
    either = Expect(
        [[1.0]], {"half:a": [0.5], "half:b": [0.25]}, renames={"half:a": "half", "half:b": "half"}
    )
    once = Expect([[3.0]], {"half": [1.5]})
    assert told([either, once], [0.25, 1.5]) == ["half", "half"]
    assert told([either, once], [0.25, 7.0]) == ["", "wrong-values"]


def test_a_renamed_failure_says_nothing_of_other_slips() -> None:
    usual = Expect([[1.0]], {"sign": [-1.0]})
    large = Expect([[2.0]], {"sign": [-2.0]}, renames={"not-finite": "overflow", "wrong-values": "overflow"})
    assert told([usual, large], [-1.0, float("nan")]) == ["sign", "overflow"]
    assert told([usual, large], [-1.0, 9.0]) == ["sign", "overflow"]
    assert told([usual, large], [-1.0, -2.0]) == ["sign", "sign"]


def test_failures_of_other_kinds_stay_as_they_are() -> None:
    failure = Failure("다름", "other", "raises")
    case = Case(NAME, (Call("f"),), Expect([[1.0]]))
    assert settled([case], [[Answer(1.0)]], [failure]) == [failure]
