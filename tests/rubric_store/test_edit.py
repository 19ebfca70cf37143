"""Writing back: comments stay, the second writer is told, a bad edit or a full disk changes nothing."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from mockinterview.domain.base import Localized
from mockinterview.errors import EditConflict, MockInterviewError, RubricError
from mockinterview.rubric_store import Layer, LayerName, RubricStore, TopicHeader
from mockinterview.rubric_store.edit import Overlay, overlay, save_question, write_atomically

TOPIC = TopicHeader("mine", "base", 1, Localized(ko="바탕"))
SHIPPED = """\
schema: 1
track: mine
topic: base
title: 바탕
questions:
  - id: my.base
    question: 무엇인가요
    points:
      - {id: one, says: "하나다."}
      - {id: two, says: "둘이다."}
"""


@pytest.fixture
def below(tmp_path: Path) -> tuple[Layer, ...]:
    path = tmp_path / "shipped" / "mine" / "base.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(SHIPPED, encoding="utf-8")
    return (Layer(LayerName.SHIPPED, tmp_path / "shipped"),)


@pytest.fixture
def mine(tmp_path: Path) -> Layer:
    return Layer(LayerName.USER, tmp_path / "user")


def file_now(below: tuple[Layer, ...], mine: Layer) -> Overlay:
    return overlay(mine, RubricStore([*below, mine]).bank().entry("my.base"))


def weight(tmp_path: Path, below: tuple[Layer, ...], point: str) -> float:
    bank = RubricStore([*below, Layer(LayerName.USER, tmp_path / "user")]).bank(strict=True)
    return bank.question("my.base").point(point).weight


def patch(point: str, value: object) -> dict[str, object]:
    return {"id": "my.base", "points": [{"id": point, "weight": value}]}


def test_a_patch_is_saved_into_the_users_layer_only(
    tmp_path: Path, below: tuple[Layer, ...], mine: Layer
) -> None:
    base = file_now(below, mine)
    save_question(below, mine, TOPIC, base, patch("one", 3))
    assert weight(tmp_path, below, "one") == 3
    assert (tmp_path / "shipped" / "mine" / "base.yaml").read_text(encoding="utf-8") == SHIPPED


def test_comments_and_order_survive(tmp_path: Path, below: tuple[Layer, ...], mine: Layer) -> None:
    path = tmp_path / "user" / "mine" / "base.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "# 내 메모\ntrack: mine\ntopic: base\nquestions:\n  - id: my.base   # 중요\n    points:\n"
        "      - id: two\n        weight: 2   # 두 배\n",
        encoding="utf-8",
    )
    save_question(below, mine, TOPIC, file_now(below, mine), patch("one", 4))
    text = path.read_text(encoding="utf-8")
    assert all(comment in text for comment in ("# 내 메모", "# 중요", "# 두 배"))
    assert (weight(tmp_path, below, "one"), weight(tmp_path, below, "two")) == (4, 2)


def test_the_second_writer_is_told_and_nothing_is_lost(
    tmp_path: Path, below: tuple[Layer, ...], mine: Layer
) -> None:
    seen_by_both = file_now(below, mine)
    save_question(below, mine, TOPIC, seen_by_both, patch("one", 3))
    with pytest.raises(EditConflict):
        save_question(below, mine, TOPIC, seen_by_both, patch("two", 7))
    assert (weight(tmp_path, below, "one"), weight(tmp_path, below, "two")) == (3, 1)
    save_question(below, mine, TOPIC, file_now(below, mine), patch("two", 7))
    assert (weight(tmp_path, below, "one"), weight(tmp_path, below, "two")) == (3, 7)


def test_of_many_writers_at_once_exactly_one_wins(
    tmp_path: Path, below: tuple[Layer, ...], mine: Layer
) -> None:
    base = file_now(below, mine)
    outcomes: list[str] = []

    def writer(value: int) -> None:
        try:
            save_question(below, mine, TOPIC, base, patch("one", value))
            outcomes.append("saved")
        except EditConflict:
            outcomes.append("told")

    threads = [threading.Thread(target=writer, args=(i + 2,)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved", *["told"] * 5]


def test_an_edit_that_would_not_load_is_refused(
    tmp_path: Path, below: tuple[Layer, ...], mine: Layer
) -> None:
    with pytest.raises(RubricError):
        save_question(below, mine, TOPIC, file_now(below, mine), patch("one", -1))
    assert not (tmp_path / "user" / "mine" / "base.yaml").exists()


def test_a_question_of_ones_own_is_changed_in_the_file_it_stands_in(
    tmp_path: Path, below: tuple[Layer, ...], mine: Layer
) -> None:
    path = tmp_path / "user" / "my questions.yaml"
    path.parent.mkdir()
    path.write_text(
        "questions:\n  - id: my.base\n    follow_ups: [my.other]\n    points: [{id: two, weight: 2}]\n",
        encoding="utf-8",
    )
    (tmp_path / "user" / "other.yaml").write_text(
        "questions:\n  - id: my.other\n    question: 또\n    points: [{id: x, says: 그렇다}]\n",
        encoding="utf-8",
    )
    (tmp_path / "user" / "broken.yaml").write_text("questions: [", encoding="utf-8")
    saved = save_question(below, mine, TOPIC, file_now(below, mine), patch("two", 5))
    assert saved.path == path
    (tmp_path / "user" / "broken.yaml").unlink()
    assert weight(tmp_path, below, "two") == 5
    with pytest.raises(RubricError, match=r"my questions\.yaml"):
        save_question(below, mine, TOPIC, saved, patch("two", -5))


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    folder = tmp_path / "taken"
    folder.write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises((MockInterviewError, OSError)):
        write_atomically(folder / "x.yaml", "new")
    assert folder.read_text(encoding="utf-8") == "a file where a folder should be"
