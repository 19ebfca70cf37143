"""Splits: groups differ in size and place, so that borrowed statistics and torn groups are seen at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Check, Failure, difference, plain
from mockinterview.sandbox import Snippet

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
MANY = 40
"""Groups from which two draws of a quarter agree less than once in a hundred million runs."""

_DRIVER = """
first = split(x, groups, test_share, np.random.default_rng(seeds[0]))
second = split(x, groups, test_share, np.random.default_rng(seeds[1]))
"""


@dataclass(frozen=True, slots=True, eq=False)
class _Data:
    x: Floats
    groups: Numbers
    share: float

    def share_is_kept(self, test: Numbers) -> bool:
        """By groups or by rows, give or take one group."""
        names, sizes = np.unique(self.groups, return_counts=True)
        tested = len(np.unique(self.groups[test]))
        if not 0 < tested < len(names):
            return False
        by_groups = abs(tested - self.share * len(names)) <= 1
        return bool(by_groups or abs(len(test) - self.share * len(self.x)) <= sizes.max())


def _data(rng: np.random.Generator, count: int, share: float, *, ordered: bool = False) -> _Data:
    names = rng.choice(1000, size=count, replace=False)
    groups = np.repeat(names, rng.integers(3, 8, size=count))
    centres = rng.normal(size=(1000, 3)) * 4
    groups = groups if ordered else rng.permutation(groups)
    return _Data(centres[groups] + rng.normal(size=(len(groups), 3)), groups, share)


def cases(rng: np.random.Generator) -> list[Case]:
    return [
        _case(
            rng,
            Localized(ko="뒤섞인 그룹", en="groups in disorder"),
            _data(rng, MANY, float(rng.uniform(0.2, 0.3))),
        ),
        _case(
            rng, Localized(ko="이어져 있는 그룹", en="groups in runs"), _data(rng, MANY, 0.25, ordered=True)
        ),
        _case(rng, Localized(ko="그룹 두 개", en="two groups"), _data(rng, 2, 0.5)),
    ]


def _case(rng: np.random.Generator, name: Localized, data: _Data) -> Case:
    def test(values: Sequence[object]) -> Failure | None:
        value = values[0]
        if not isinstance(value, dict):
            raise TypeError
        if difference((value["x"], value["groups"]), (data.x, data.groups), rtol=0.0, atol=0.0) is not None:
            return Failure(
                "입력으로 받은 배열을 바꿨습니다.", "changed the arrays it was given.", "changes-inputs"
            )
        tested = []
        for part in (value["first"], value["second"]):
            if part is None:
                return Failure("값을 돌려주지 않았습니다.", "returned nothing.", "no-return")
            train, test_rows, mean, std = part
            found = _judge(data, _numbers(train), _numbers(test_rows), (plain(mean), plain(std)))
            if found is not None:
                return found
            tested.append(set(data.groups[_numbers(test_rows)].tolist()))
        if len(np.unique(data.groups)) >= MANY and tested[0] == tested[1]:
            return Failure("늘 같은 그룹을 고릅니다.", "always picks the same groups.", "not-random")
        return None

    seeds = rng.choice(2**31, size=2, replace=False).tolist()
    inputs = {"x": data.x, "groups": data.groups, "test_share": data.share, "seeds": seeds}
    return Case(name, (Snippet(_DRIVER, inputs, returns=("first", "second", "x", "groups")),), Check(test))


def _numbers(rows: object) -> Numbers:
    array = np.asarray(plain(rows))
    return np.flatnonzero(array) if array.dtype == bool else array.astype(np.int64)


def _judge(data: _Data, train: Numbers, test: Numbers, statistics: tuple[object, object]) -> Failure | None:
    if np.intersect1d(train, test).size:
        return Failure("양쪽에 모두 있는 행이 있습니다.", "puts rows into both sets.", "overlap")
    if sorted([*train.tolist(), *test.tolist()]) != list(range(len(data.x))):
        return Failure("빠졌거나 거듭된 행이 있습니다.", "loses or repeats rows.", "rows-lost")
    if np.intersect1d(data.groups[train], data.groups[test]).size:
        return Failure("양쪽에 모두 있는 그룹이 있습니다.", "puts groups into both sets.", "group-in-both")
    if not data.share_is_kept(test):
        return Failure("테스트의 몫이 다릅니다.", "gives the test set another share.", "wrong-share")
    return _judge_statistics(data, train, test, statistics)


def _judge_statistics(
    data: _Data, train: Numbers, test: Numbers, statistics: tuple[object, object]
) -> Failure | None:
    if np.ndim(np.asarray(statistics[0])) == 0:
        return Failure("평균이 수 하나입니다.", "gives a single mean.", "one-number")
    missed = _misses(statistics, data.x[train])
    if missed is None:
        return None
    for slip, source in (("whole-statistics", data.x), ("test-statistics", data.x[test])):
        if any(_misses_one(statistics, source, place) is None for place in (0, 1)):
            return Failure("학습 세트의 통계가 아닙니다.", "gives statistics of another set.", slip)
    return missed


def _misses(statistics: tuple[object, object], source: Floats) -> Failure | None:
    return _misses_one(statistics, source, 0) or _misses_one(statistics, source, 1)


def _misses_one(statistics: tuple[object, object], source: Floats, place: int) -> Failure | None:
    """Mean (place 0) or deviation (place 1), the latter with either divisor."""
    wanted = [source.mean(axis=0)] if place == 0 else [source.std(axis=0, ddof=ddof) for ddof in (0, 1)]
    misses = [difference(statistics[place], want, rtol=1e-4, atol=1e-6) for want in wanted]
    return None if None in misses else misses[0]
