"""The history: dates, older answers, and what is due of which kind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from mockinterview.domain.answer import Answer
from mockinterview.domain.grade import Grade, GraderInfo
from mockinterview.domain.turn import Asked, Turn
from mockinterview.history.store import HistoryStore
from mockinterview.report import summarize
from mockinterview.ui.present.history import LISTED, history_page
from mockinterview.ui.texts import Words
from tests.interview.stage_set import BANK, RELU, SPLIT
from tests.ui.reading import found, words

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
KO = Words("ko")
ME = "0" * 32


def turn(number: int, question: str = RELU.id) -> Turn:
    """The higher the number, the older."""
    at = NOW - timedelta(days=number)
    return Turn(
        id=f"t{number}",
        session_id="s",
        asked=Asked(question_id=question, text=f"질문 {number}?"),
        asked_at=at,
        ended_at=at,
        answer=Answer(text="답"),
        grade=Grade(question=question, score=50, graded=True, grader=GraderInfo(kind="offline", version="1")),
    )


def page(turns: list[Turn], due: dict[str, datetime] | None = None) -> str:
    return history_page(summarize(turns, BANK, due or {}, now=NOW), turns, KO)


def test_every_answer_has_its_date() -> None:
    rows = found(page([turn(0), turn(40)]), "time")
    dates = [f"{at.astimezone():%Y-%m-%d %H:%M}" for at in (NOW, NOW - timedelta(days=40))]
    assert [row.text for row in rows] == dates


def test_questions_and_exercises_that_are_due_are_counted_apart_and_each_says_where_it_is_practised() -> None:
    yesterday = NOW - timedelta(days=1)
    turns = [turn(1), turn(2, SPLIT.id), turn(3, "lab.momentum")]
    both = words(page(turns, {RELU.id: yesterday, SPLIT.id: yesterday, "lab.momentum": yesterday}))
    assert "질문 2 · 실습 1" in both
    assert "면접 탭에서 면접 방식 ‘복습’" in both
    assert "코드 실습 탭" in both
    only_code = words(page(turns, {"lab.momentum": yesterday, RELU.id: NOW + timedelta(days=1)}))
    assert "질문 0 · 실습 1" in only_code
    assert "‘복습’" not in only_code


def test_older_answers_come_with_every_press_until_there_are_none(tmp_path: Path) -> None:
    pytest.importorskip("gradio")
    from mockinterview.ui.history_tab import Archive

    with HistoryStore.open(tmp_path / "history.sqlite3") as store:
        for number in range(2 * LISTED + 1):
            store.add_turn(ME, turn(number))
        history = SimpleNamespace(get=lambda: store)
        studio: Any = SimpleNamespace(backends=SimpleNamespace(history=history), bank=lambda: BANK)
        archive = Archive(studio, KO, lambda: NOW)
        request: Any = SimpleNamespace(username=None)
        shown, listed, button, _ = archive.show(ME, request)
        sizes = [len(found(shown, "time"))]
        while button["visible"]:
            shown, listed, button, _ = archive.older(ME, listed, request)
            sizes.append(len(found(shown, "time")))
        assert sizes == [LISTED, 2 * LISTED, 2 * LISTED + 1]
        assert f"질문 {2 * LISTED}?" in words(shown)
