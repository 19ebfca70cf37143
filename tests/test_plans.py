"""What a plan says when it cannot be what was asked for."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mockinterview.domain.grade import Grade, GraderInfo
from mockinterview.domain.turn import Asked, Turn
from mockinterview.errors import MockInterviewError
from mockinterview.history import Card
from mockinterview.history.store import HistoryStore
from mockinterview.interview import Plan, PlanKind, Says, Scene, begin
from mockinterview.interview.wording import LINES
from mockinterview.rubric_store import Bank, Layer, LayerName, RubricStore
from mockinterview.studio.plans import Planner, Wish

NOW = datetime(2026, 1, 10, 9, tzinfo=UTC)
SHIPPED = RubricStore([Layer(LayerName.SHIPPED, Path(__file__).parents[1] / "rubrics")]).bank()
FIRST, SECOND = [e.question.id for e in SHIPPED.entries if e.topic.topic == "optimizer"][:2]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[HistoryStore]:
    with HistoryStore.open(tmp_path / "history.sqlite3") as opened:
        yield opened


def planned(store: HistoryStore, wish: Wish, bank: Bank = SHIPPED) -> Plan:
    return Planner(bank, lambda: store, random.Random(0), NOW).plan(wish)


def refused(store: HistoryStore, wish: Wish, bank: Bank = SHIPPED) -> str:
    with pytest.raises(MockInterviewError) as caught:
        planned(store, wish, bank)
    assert not any("가" <= char <= "힣" for char in caught.value.en)
    return caught.value.ko


def answered(store: HistoryStore, question: str, score: float, due: datetime | None = None) -> None:
    grade = Grade(question=question, score=score, graded=True, grader=GraderInfo(kind="offline", version="1"))
    asked = Asked(question_id=question, text="?")
    at = NOW - timedelta(days=2)
    turn = Turn(id=question, session_id="s", asked=asked, asked_at=at, ended_at=at, grade=grade)
    store.add_turn("me", turn, Card(question, due or NOW + timedelta(days=9), {}))


def first_words(plan: Plan) -> str:
    first = begin(plan, Scene(SHIPPED, NOW, random.Random(0)), session_id="s").log[0]
    return first.text if isinstance(first, Says) else ""


def one_of(key: str, **slots: str) -> list[str]:
    return [line.format(**slots) for line in LINES[key]["ko"]]


def test_topics_left_empty_mean_all_of_them(store: HistoryStore) -> None:
    pytest.importorskip("gradio")
    from mockinterview.ui.lobby import plan_wishes

    wishes = plan_wishes("topic", [], None, 200, None, True)
    everything = planned(store, Wish(profile="me", **wishes)).questions
    assert {SHIPPED.entry(item).topic.topic for item in everything} >= {"optimizer", "activation", "basics"}


def test_a_review_with_nothing_due_says_when_the_next_is_and_what_to_do(store: HistoryStore) -> None:
    first = refused(store, Wish(PlanKind.DUE, "me"))
    assert "아직 복습할 질문이 없습니다" in first
    assert "‘체크리스트’나 ‘무작위’" in first
    answered(store, FIRST, 90, NOW + timedelta(days=4))
    answered(store, SECOND, 90, NOW + timedelta(days=3))
    line = refused(store, Wish(PlanKind.DUE, "me"))
    assert f"다음 복습은 {(NOW + timedelta(days=3)).astimezone():%Y-%m-%d %H:%M}" in line
    assert "‘약한 곳’이나 ‘무작위’" in line


def test_a_review_without_questions_tells_of_exercises_and_of_other_topics(store: HistoryStore) -> None:
    store.put_card("me", Card("lab.momentum", NOW - timedelta(days=1), {}), NOW)
    assert "다시 써 볼 실습 1개는 ‘코드 실습’ 탭" in refused(store, Wish(PlanKind.DUE, "me"))
    answered(store, FIRST, 90, NOW - timedelta(hours=1))
    elsewhere = refused(store, Wish(PlanKind.DUE, "me", topics=("activation",)))
    assert "주제를 비우면 1개" in elsewhere
    assert planned(store, Wish(PlanKind.DUE, "me")).questions == (FIRST,)


def test_weak_spots_that_are_not_known_yet_are_said_to_be_unknown(store: HistoryStore) -> None:
    wish = Wish(PlanKind.WEAK, "me", count=5)
    assert first_words(planned(store, wish)) in one_of("greeting_unmet")
    answered(store, FIRST, 30)
    plan = planned(store, wish)
    assert plan.questions[0] == FIRST
    assert first_words(plan) in one_of("greeting_partly_unmet", weak="1")
    assert first_words(planned(store, Wish(PlanKind.WEAK, "me", count=1))) in one_of("greeting")


def test_where_everything_went_well_there_are_no_weak_spots(store: HistoryStore) -> None:
    answered(store, FIRST, 95)
    small = Bank((SHIPPED.entry(FIRST),))
    assert "약한 곳이 없습니다" in refused(store, Wish(PlanKind.WEAK, "me"), small)
