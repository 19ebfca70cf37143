"""What a card shows adds up: every score is the sum of its credits, and no verdict is worth what it cannot be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockinterview.domain.grade import Verdict
from mockinterview.grading import OfflineGrader
from mockinterview.grading.adding_up import ROOM, add_up
from mockinterview.grading.calibration import COVERED, MISSING, PARTIAL
from mockinterview.rubric_store import Bank

POINT = st.tuples(st.sampled_from(sorted(ROOM)), st.floats(0.5, 5), st.floats(0, 1))


@given(st.floats(0, 100), st.lists(POINT, min_size=1, max_size=8))
def test_the_credits_are_the_score(wanted: float, points: list[tuple[int, float, float]]) -> None:
    verdicts, weights, expected = (list(column) for column in zip(*points, strict=True))
    shares = np.array(weights) / sum(weights)
    score, credit = add_up(wanted, np.array(weights), verdicts, np.array(expected))
    assert score == pytest.approx(100 * float(shares @ np.array(credit)), abs=0.06)
    for verdict, earned in zip(verdicts, credit, strict=True):
        low, high = ROOM[verdict]
        assert low <= earned <= high
    if not {COVERED, PARTIAL} & {*verdicts}:
        assert score <= 10.05


def test_the_score_stays_where_it_was_if_the_verdicts_allow_it() -> None:
    assert add_up(40.0, np.ones(2), [COVERED, MISSING], np.array([0.7, 0.1]))[0] == pytest.approx(40, abs=0.1)
    assert add_up(82.0, np.ones(2), [COVERED, MISSING], np.array([0.9, 0.3]))[0] == pytest.approx(60, abs=0.1)
    assert add_up(12.0, np.ones(5), [MISSING] * 5, np.full(5, 0.1))[0] == pytest.approx(10, abs=0.1)


def test_a_hundred_needs_every_point(grader: OfflineGrader, bank: Bank) -> None:
    for name in ("dl.evaluation.recall", "dl.regularization.overfitting", "dl.activation.why-relu"):
        question = bank.question(name)
        told = " ".join(point.says for point in question.points[:-1])
        grade = grader.grade(question, told)
        if any(point.verdict is not Verdict.COVERED for point in grade.points):
            assert (grade.score or 0) < 97
