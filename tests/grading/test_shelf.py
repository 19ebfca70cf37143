"""Questions that are kept ready for grading."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from mockinterview.domain.rubric import Question
from mockinterview.errors import EmbeddingError
from mockinterview.grading.shelf import Shelf


def question(name: str) -> Question:
    return Question.model_validate(
        {"id": f"mine.{name}", "question": "무엇인가요?", "points": [{"id": "one", "says": name}]}
    )


def test_what_many_ask_for_at_once_is_read_once() -> None:
    read: list[str] = []
    everybody_asked = threading.Barrier(9)
    may_end = threading.Event()

    def reader(wanted: Question) -> str:
        read.append(wanted.id)
        may_end.wait(10)
        return wanted.id

    shelf = Shelf(reader, 2)

    def ask(_: int) -> str:
        everybody_asked.wait(10)
        return shelf.get(question("one"))

    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(ask, number) for number in range(8)]
        everybody_asked.wait(10)
        may_end.set()
        assert {answer.result(10) for answer in answers} == {"mine.one"}
    assert read == ["mine.one"]


def test_another_question_waits_for_nobody() -> None:
    may_end = threading.Event()

    def reader(wanted: Question) -> str:
        if wanted.id == "mine.slow":
            may_end.wait(10)
        return wanted.id

    shelf = Shelf(reader, 2)
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(shelf.get, question("slow"))
        assert shelf.get(question("quick")) == "mine.quick"
        may_end.set()
        assert slow.result(10) == "mine.slow"


def test_the_one_asked_for_longest_ago_makes_room() -> None:
    read: list[str] = []

    def reader(wanted: Question) -> str:
        read.append(wanted.id)
        return wanted.id

    shelf = Shelf(reader, 2)
    for name in ("one", "two", "one", "three", "one", "two"):
        shelf.get(question(name))
    assert read == ["mine.one", "mine.two", "mine.three", "mine.two"]


def test_a_failure_is_told_and_tried_again() -> None:
    failures = [EmbeddingError("없음", "gone")]

    def reader(wanted: Question) -> str:
        if failures:
            raise failures.pop()
        return wanted.id

    shelf = Shelf(reader, 2)
    with pytest.raises(EmbeddingError):
        shelf.get(question("one"))
    assert shelf.get(question("one")) == "mine.one"
