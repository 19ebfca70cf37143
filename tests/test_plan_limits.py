"""Interviews of impossible length or depth are refused in one line, whoever asks for them."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from mockinterview.errors import MockInterviewError
from mockinterview.interview import PlanKind
from mockinterview.settings import Settings
from mockinterview.studio import Studio


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(Settings(home=tmp_path, cache=tmp_path))


@pytest.mark.parametrize("minutes", [0, -5, 700, math.inf, math.nan])
def test_an_exam_of_impossible_length_is_refused_in_one_line(studio: Studio, minutes: float) -> None:
    with pytest.raises(MockInterviewError) as caught:
        studio.plan(PlanKind.EXAM, minutes=minutes)
    assert "600분" in caught.value.ko
    assert "600 minutes" in caught.value.en
    assert "\n" not in caught.value.ko + caught.value.en


@pytest.mark.parametrize("follow_ups", [-1, 6])
def test_follow_ups_without_measure_are_refused_in_one_line(studio: Studio, follow_ups: int) -> None:
    with pytest.raises(MockInterviewError, match="0개부터 5개"):
        studio.plan(PlanKind.CHECKLIST, follow_ups=follow_ups)


def test_the_longest_exam_is_an_exam(studio: Studio) -> None:
    assert studio.plan(PlanKind.EXAM, minutes=600).minutes == 600
