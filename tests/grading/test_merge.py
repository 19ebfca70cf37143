"""Two graders, one grade: where they differ strongly the more careful verdict wins, and it is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockinterview.domain.grade import Evidence, FalseClaim, Flag, Grade, GraderInfo, PointGrade, Verdict
from mockinterview.errors import ChatError
from mockinterview.grading.merge import merge
from mockinterview.grading.scoring import CREDIT, band, confidence, more_careful, score, ungraded_share

V = Verdict
VERDICTS = [V.COVERED, V.PARTIAL, V.MISSING, V.CONTRADICTED]


def point(verdict: Verdict, name: str = "a", weight: float = 1.0, sure: float = 0.8) -> PointGrade:
    shown = Evidence(text="말", start=0, end=1) if verdict in {V.COVERED, V.PARTIAL, V.CONTRADICTED} else None
    return PointGrade(
        id=name, verdict=verdict, credit=CREDIT[verdict], confidence=sure, weight=weight, evidence=shown
    )


def grade(kind: Any, *points: PointGrade, **more: Any) -> Grade:
    return Grade(
        question="q",
        score=score(points) if any(p.verdict is not V.UNGRADED for p in points) else 0.0,
        graded=True,
        grader=GraderInfo(
            kind=kind,
            version=f"0.1.0+{kind}",
            model="m" if kind == "llm" else None,
            embedder="e" if kind == "offline" else None,
        ),
        points=points,
        **more,
    )


def both(ours: Verdict, theirs: Verdict, second: Verdict | None = None, **more: Any) -> PointGrade:
    def recheck(disputes: Mapping[str, Any]) -> dict[str, PointGrade]:
        assert set(disputes) == {"a"}
        if second is None:
            raise ChatError("weg", "gone")
        return {"a": point(second)}

    merged = merge(grade("offline", point(ours)), grade("llm", point(theirs), **more), recheck)
    assert merged.grader.kind == "both"
    assert (merged.grader.model, merged.grader.embedder) == ("m", "e")
    return merged.point("a")


def test_agreement_is_surer_than_either() -> None:
    assert both(V.COVERED, V.COVERED).confidence > 0.8


@pytest.mark.parametrize(
    ("ours", "theirs"), [(V.PARTIAL, V.COVERED), (V.MISSING, V.PARTIAL), (V.MISSING, V.CONTRADICTED)]
)
def test_small_differences_go_to_the_llm_without_a_second_look(ours: Verdict, theirs: Verdict) -> None:
    settled = both(ours, theirs)
    assert settled.verdict is theirs
    assert settled.confidence < 0.8


@pytest.mark.parametrize(
    ("ours", "theirs", "second", "settled"),
    [
        (V.MISSING, V.COVERED, V.COVERED, V.COVERED),
        (V.MISSING, V.COVERED, V.PARTIAL, V.PARTIAL),
        (V.MISSING, V.COVERED, V.MISSING, V.MISSING),
        (V.COVERED, V.MISSING, V.COVERED, V.MISSING),
        (V.COVERED, V.CONTRADICTED, V.COVERED, V.CONTRADICTED),
        (V.CONTRADICTED, V.COVERED, V.COVERED, V.COVERED),
        (V.CONTRADICTED, V.PARTIAL, V.CONTRADICTED, V.CONTRADICTED),
        (V.MISSING, V.COVERED, None, V.MISSING),
        (V.COVERED, V.MISSING, None, V.MISSING),
    ],
)
def test_a_dispute_ends_carefully_and_is_told(
    ours: Verdict, theirs: Verdict, second: Verdict | None, settled: Verdict
) -> None:
    found = both(ours, theirs, second)
    assert found.verdict is settled
    assert found.confidence < 0.5
    assert "오프라인" in str(found.note)
    assert ("재검토" in str(found.note)) is (second is not None)


def test_a_point_without_the_llms_verdict_is_the_offline_graders() -> None:
    assert both(V.PARTIAL, V.UNGRADED).verdict is V.PARTIAL


def test_an_answer_with_instructions_is_not_looked_at_twice() -> None:
    assert both(V.MISSING, V.COVERED, flags=(Flag.INSTRUCTIONS,)).verdict is V.MISSING
    assert both(V.PARTIAL, V.COVERED, flags=(Flag.HIDDEN_CHARACTERS,)).verdict is V.PARTIAL


def test_an_ungraded_side_leaves_the_other() -> None:
    ungraded = Grade(
        question="q", score=None, graded=False, reason="empty", grader=GraderInfo(kind="llm", version="1")
    )
    ours = grade("offline", point(V.COVERED))
    assert merge(ours, ungraded, lambda _: {}) == ours
    assert merge(ungraded, grade("llm", point(V.COVERED)), lambda _: {}).grader.kind == "llm"


def test_false_claims_of_both_are_kept_once() -> None:
    def claim(name: str, start: int) -> FalseClaim:
        return FalseClaim(
            id=name, evidence=Evidence(text="말말", start=start, end=start + 2), why="그렇지 않다"
        )

    ours = grade("offline", point(V.COVERED), misconceptions=(claim("x", 0), claim("y", 50), claim("z", 9)))
    theirs = grade("llm", point(V.COVERED), misconceptions=(claim("x", 3), claim("unlisted-2", 10)))
    merged = merge(ours, theirs, lambda _: {})
    assert [c.id for c in merged.misconceptions] == ["x", "unlisted-2", "y"]


POINTS = st.lists(
    st.builds(
        point,
        st.sampled_from(VERDICTS),
        st.just("a"),
        st.floats(0.1, 10),
        st.floats(0, 1),
    ),
    min_size=1,
    max_size=8,
)


@given(POINTS)
def test_a_score_is_between_0_and_100_and_better_verdicts_never_cost(points: list[PointGrade]) -> None:
    before = score(points)
    assert 0 <= before <= 100
    assert score([point(V.COVERED, weight=p.weight) for p in points]) == 100
    for i, p in enumerate(points):
        better = [*points[:i], point(V.COVERED, weight=p.weight), *points[i + 1 :]]
        assert score(better) >= before
    assert band(points).low <= before <= band(points).high
    assert 0 <= confidence(points) <= 1


def test_the_formula_by_hand() -> None:
    points = [point(V.COVERED, weight=2), point(V.PARTIAL), point(V.CONTRADICTED), point(V.MISSING)]
    assert score(points) == pytest.approx(40.0)
    assert score([*points, point(V.UNGRADED, weight=100)]) == pytest.approx(40.0)
    assert score([point(V.CONTRADICTED)]) == 0
    assert ungraded_share([point(V.COVERED), point(V.UNGRADED, weight=3)]) == 0.75
    with pytest.raises(ValueError, match="no point"):
        score([point(V.UNGRADED)])


def test_no_opinion_gives_way() -> None:
    assert more_careful([V.UNGRADED, V.COVERED]) is V.COVERED
    assert more_careful(VERDICTS) is V.CONTRADICTED
