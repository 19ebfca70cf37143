"""Rubrics written while the server runs are offered without a restart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.ui.conftest import NewPage
from tests.ui.server_process import Server

OVERLAY = """schema: 1
track: mine
topic: caching
title: 캐시
questions:
  - id: mine.cache
    question: 캐시를 왜 쓰나요?
    points:
      - {id: latency, says: 자주 읽는 데이터를 가까이 두어 응답 시간을 줄인다.}
"""
KEPT = "왜 갑자기 딥러닝이 부흥했을까요?"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path / "own") as running:
        yield running


def written(server: Server) -> Path:
    path = server.home / "rubrics" / "caching.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(OVERLAY, encoding="utf-8")
    return path


def option(page: Page, box: str, text: str) -> Locator:
    page.locator(f"{box} input").click()
    return page.get_by_role("option").filter(has_text=text)


def single(page: Page) -> Page:
    page.locator("#mi-plan input[value=single]").check()
    expect(page.locator("#mi-which input")).to_be_visible()
    return page


def choose(page: Page, text: str) -> None:
    option(page, "#mi-which", text).click()
    expect(page.locator("#mi-which input")).to_have_value(text)


def test_a_new_question_is_offered_by_pages_that_open_and_by_pages_that_are_open(
    new_page: NewPage, own: Server
) -> None:
    before = new_page()
    before.goto(own.url)
    choose(single(before), KEPT)
    path = written(own)

    fresh = new_page()
    fresh.goto(own.url)
    expect(option(fresh, "#mi-topics", "캐시")).to_have_count(1)
    fresh.keyboard.press("Escape")
    choose(single(fresh), "캐시를 왜 쓰나요?")
    fresh.locator("#mi-start").click()
    expect(fresh.locator("#mi-question")).to_have_text("캐시를 왜 쓰나요?")

    before.get_by_role("tab", name="루브릭").click()
    option(before, "#mi-rubric-question", "캐시").click()
    expect(before.locator("#mi-rubric-sheet")).to_contain_text("응답 시간을 줄인다")
    before.get_by_role("tab", name="면접").click()
    expect(before.locator("#mi-which input")).to_have_value(KEPT)
    choose(before, "캐시를 왜 쓰나요?")

    path.unlink()
    before.get_by_role("tab", name="루브릭").click()
    expect(before.locator("#mi-rubric-question input")).not_to_have_value("캐시를 왜 쓰나요?")
    before.get_by_role("tab", name="면접").click()
    expect(before.locator("#mi-which input")).not_to_have_value("캐시를 왜 쓰나요?")
    before.locator("#mi-start").click()
    expect(before.locator("#mi-question")).to_be_visible()


def test_a_page_whose_lists_are_right_is_not_sent_them_again(page: Page, server: Server) -> None:
    sizes: list[int] = []
    page.on(
        "response",
        lambda reply: sizes.append(len(reply.body())) if reply.url.endswith("/run/predict") else None,
    )
    page.goto(server.url)
    expect(page.locator("#mi-start")).to_be_visible()
    page.get_by_role("tab", name="루브릭").click()
    expect(page.locator("#mi-rubric-sheet article")).to_be_visible()
    assert sizes
    assert max(sizes) < 2_000
