"""A reload, a closed laptop, a killed server: nothing is lost."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from tests.ui.interviewing import HALF, answer, box, card, question, start
from tests.ui.server_process import Server


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path / "own").start()
    yield running
    running.stop()


def reload(page: Page) -> None:
    """A page that has lost its server reloads itself when it is back; whichever reload comes first will do."""
    with contextlib.suppress(Error):
        page.reload()
    page.wait_for_load_state()


def test_a_reload_in_mid_answer_brings_the_question_and_the_words_back(page: Page, server: Server) -> None:
    start(page, server.url)
    asked = question(page)
    box(page).fill("반쯤 쓴 답")
    page.reload()
    expect(box(page)).to_have_value("반쯤 쓴 답")
    assert question(page) == asked


def test_a_reload_shows_the_feedback_again(page: Page, server: Server) -> None:
    start(page, server.url)
    answer(page)
    score = card(page).locator(".mi-ring b").inner_text()
    page.reload()
    expect(card(page).locator(".mi-ring b")).to_have_text(score)


def test_a_draft_of_an_answered_question_does_not_return(page: Page, server: Server) -> None:
    start(page, server.url)
    answer(page)
    page.locator("#mi-next").click()
    expect(box(page)).to_have_value("")
    page.reload()
    expect(box(page)).to_have_value("")


def test_a_killed_server_loses_neither_the_interview_nor_what_was_typed_meanwhile(
    page: Page, own_server: Server
) -> None:
    start(page, own_server.url)
    answer(page)
    page.locator("#mi-next").click()
    expect(box(page)).to_be_visible()
    asked = question(page)
    own_server.kill()
    box(page).fill("서버가 없는 동안 적은 말")
    own_server.start()
    reload(page)
    expect(box(page)).to_have_value("서버가 없는 동안 적은 말")
    assert question(page) == asked
    page.locator("#mi-submit").click()
    expect(card(page)).to_contain_text("서버가 없는 동안", timeout=60_000)
    page.get_by_role("tab", name="기록").click()
    expect(page.locator("#mi-history-page .mi-past > li")).to_have_count(2)


def test_a_page_that_stayed_open_over_a_restart_goes_on(page: Page, own_server: Server) -> None:
    start(page, own_server.url)
    own_server.kill()
    own_server.start()
    box(page).fill(HALF)
    page.locator("#mi-submit").click()
    expect(card(page).or_(page.locator("#mi-lobby"))).to_be_visible(timeout=60_000)
    expect(card(page)).to_contain_text("인공신경망")
