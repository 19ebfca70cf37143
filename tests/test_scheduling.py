"""Exact days for exact grades, and what must hold for any row of them."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockinterview.domain.answer import Answer, Channel
from mockinterview.domain.grade import Evidence, FalseClaim, Grade, GraderInfo, PointGrade, Verdict
from mockinterview.domain.turn import Asked, AskedBecause, Turn
from mockinterview.scheduling import (
    LONGEST_DAYS,
    Rating,
    last_review,
    moves_card,
    rating_of,
    rating_of_code,
    recall_chance,
    replay,
    review,
    reviewed,
)

NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)
GRADER = GraderInfo(kind="offline", version="1")


def grade(score: float | None, verdict: Verdict = Verdict.COVERED, *, claim: bool = False) -> Grade:
    point = PointGrade(id="p", verdict=verdict, credit=1.0, confidence=1.0, weight=1.0)
    false = FalseClaim(id="m", evidence=Evidence(text="x", start=0, end=1), why="아니다")
    return Grade(
        question="q",
        score=score,
        graded=score is not None,
        reason=None if score is not None else "시간 초과",
        grader=GRADER,
        points=(point,),
        misconceptions=(false,) if claim else (),
    )


def turn(score: float | None, day: int, *, attempt: int = 1, **asked: object) -> Turn:
    at = NOW + timedelta(days=day)
    return Turn(
        id=f"t{day}",
        session_id="s",
        asked=Asked.model_validate({"question_id": "q", "text": "?", **asked}),
        asked_at=at,
        ended_at=at,
        answer=Answer(text="답"),
        grade=grade(score),
        attempt=attempt,
    )


def damaged(**changes: object) -> str:
    made = review(None, grade(80), NOW)
    assert made is not None
    return json.dumps({**json.loads(made.card), **changes})


def intervals(*scores: float) -> list[int]:
    """Days between reviews when each is done on its day."""
    card, now, days = None, NOW, []
    for score in scores:
        done = review(card, grade(score), now)
        assert done is not None
        days.append(done.interval.days)
        card, now = done.card, done.due
    return days


@pytest.mark.parametrize(
    ("score", "rating"),
    [
        (0, Rating.AGAIN),
        (49.9, Rating.AGAIN),
        (50, Rating.HARD),
        (74.9, Rating.HARD),
        (75, Rating.GOOD),
        (89.9, Rating.GOOD),
        (90, Rating.EASY),
        (100, Rating.EASY),
    ],
)
def test_the_rating_of_a_score(score: float, rating: Rating) -> None:
    assert rating_of(grade(score)) is rating


@pytest.mark.parametrize(("score", "rating"), [(100, Rating.HARD), (60, Rating.HARD), (10, Rating.AGAIN)])
def test_a_false_belief_comes_back_soon_whatever_else_was_right(score: float, rating: Rating) -> None:
    assert rating_of(grade(score, claim=True)) is rating
    assert rating_of(grade(score, Verdict.CONTRADICTED)) is rating


def test_the_days_between_reviews() -> None:
    assert intervals(80, 80, 80, 80, 80) == [2, 11, 46, 163, 365]
    assert intervals(95, 95, 95) == [8, 66, 365]
    assert intervals(60, 60, 60) == [1, 3, 7]
    assert intervals(20, 20, 20) == [1, 1, 1]
    assert intervals(80, 80, 30, 80, 95) == [2, 11, 1, 4, 15]


def test_a_failed_answer_comes_back_tomorrow_whatever_was_known() -> None:
    known = review(None, grade(95), NOW)
    assert known is not None
    failed = review(known.card, grade(0), NOW + timedelta(minutes=5))
    assert failed is not None
    assert failed.due == NOW + timedelta(days=1, minutes=5)


def test_an_ungraded_answer_leaves_the_card_alone() -> None:
    first = review(None, grade(80), NOW)
    assert first is not None
    assert review(None, grade(None), NOW) is None
    assert review(first.card, grade(None), NOW) is None
    assert rating_of(grade(None)) is None


def test_a_time_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001
    for score in (80.0, None):
        with pytest.raises(ValueError, match="zone"):
            review(None, grade(score), naive)


def test_the_zone_of_the_clock_does_not_matter() -> None:
    seoul = NOW.astimezone(timezone(timedelta(hours=9)))
    assert review(None, grade(80), seoul) == review(None, grade(80), NOW)


@pytest.mark.parametrize(
    "card",
    [
        "",
        "{",
        "null",
        "[]",
        '"x"',
        "{}",
        '{"card_id": 0, "state": 9}',
        "\ud800",
        damaged(stability=None),
        damaged(stability=float("nan")),
        damaged(difficulty=-1.0),
        damaged(due="2026-01-01"),
        damaged(last_review=None),
        damaged(state=3, step=None),
        damaged(state=3, step="one"),
    ],
)
def test_a_damaged_card_starts_anew(card: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert review(card, grade(80), NOW) == review(None, grade(80), NOW)
    assert "anew" in caplog.text


def test_the_chance_of_recall_falls_with_the_days() -> None:
    done = review(None, grade(80), NOW)
    assert done is not None
    chances = [recall_chance(done.card, NOW + timedelta(days=days)) for days in (0, 2, 10, 100)]
    assert chances[0] == 1.0
    assert chances[1] == pytest.approx(0.91, abs=0.01)
    assert chances == sorted(chances, reverse=True)


class TestCode:
    def test_fewer_tries_come_back_later(self) -> None:
        ratings = [rating_of_code(tries) for tries in (1, 2, 3, 4, 40)]
        due = [reviewed(None, rating, NOW).due for rating in ratings]
        assert due == sorted(due, reverse=True)
        assert due[0] > due[-1] > NOW

    def test_a_look_at_the_solution_is_forgetting(self) -> None:
        assert rating_of_code(1, peeked=True) is Rating.AGAIN

    def test_the_last_review_can_be_asked_for(self) -> None:
        made = reviewed(None, Rating.GOOD, NOW)
        assert last_review(made.card, NOW) == NOW
        assert last_review("no card at all", NOW) is None


class TestWhatMovesACard:
    def test_only_a_first_graded_answer_to_the_whole_question(self) -> None:
        assert moves_card(turn(80, 0))
        assert moves_card(turn(80, 0, because=AskedBecause.DUE))
        assert not moves_card(turn(None, 0))
        assert not moves_card(turn(80, 0, attempt=2))
        assert not moves_card(turn(80, 0, point_id="p"))
        assert moves_card(turn(80, 0, because=AskedBecause.EXERCISE))
        code = Answer(text="def f(): ...", channel=Channel.CODE)
        assert not moves_card(turn(80, 0).model_copy(update={"answer": code}))
        assert not moves_card(turn(80, 0).model_copy(update={"grade": None}))

    def test_replaying_the_turns_gives_the_card_they_made(self) -> None:
        first = review(None, grade(80), NOW)
        assert first is not None
        second = review(first.card, grade(95), NOW + timedelta(days=3))
        turns = [turn(80, 0), turn(20, 1, attempt=2), turn(None, 2), turn(95, 3), turn(10, 3, point_id="p")]
        assert replay(turns) == second
        assert replay([]) is None
        assert replay([turn(None, 0)]) is None


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0, 100), st.booleans(), st.integers(-3000, 500_000)), min_size=1, max_size=12
    )
)
def test_whatever_happens_the_next_review_lies_ahead(rows: list[tuple[float, bool, int]]) -> None:
    """Clocks that are set back included."""
    card, now = None, NOW
    for score, claim, minutes in rows:
        now = max(now + timedelta(minutes=minutes), NOW)
        done = review(card, grade(score, claim=claim), now)
        assert done is not None
        assert timedelta(days=1) <= done.due - now <= timedelta(days=LONGEST_DAYS)
        assert done.stability_days > 0
        assert 0.0 <= recall_chance(done.card, now) <= 1.0
        card = done.card


def test_importing_it_loads_no_scheduler() -> None:
    program = "import sys, mockinterview.scheduling; print('fsrs' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
