"""A reload, a closed laptop, a killed server: nothing is lost."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Response, expect

from tests.ui.conftest import NewPage
from tests.ui.interviewing import HALF, LONG_WAIT, answer, box, card, question, start
from tests.ui.server_process import Server

UNCLOSED = """
    window.unclosed = [];
    const ask = window.fetch.bind(window);
    window.fetch = async (...request) => {
      const reply = await ask(...request);
      if (!reply.url.includes("/queue/data?")) return reply;
      const reader = reply.body.getReader(), text = new TextDecoder(), bytes = new TextEncoder();
      let heard = "";
      return Object.defineProperty(new Response(new ReadableStream({
        async pull(controller) {
          const { value } = await reader.read();
          const came = text.decode(value), last = came.search(/data:[^\\n]*close_stream/);
          heard += came;
          if (last < 0 || !heard.includes("mi-question") || sessionStorage.held) return controller.enqueue(value);
          sessionStorage.held = "once";
          controller.enqueue(bytes.encode(came.slice(0, last)));
          window.unclosed.push(controller);
          return new Promise(() => {});
        },
      }), { headers: reply.headers }), "url", { value: reply.url });
    };
"""
"""The server's word that the stream which brought a question is complete does not arrive: it died before."""


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path / "own") as running:
        yield running


def reload(page: Page) -> None:
    """A page that has lost its server reloads itself when it is back; whichever reload comes first will do."""
    with contextlib.suppress(Error):
        page.reload()
    page.wait_for_load_state()


def type_and_wait_for_the_server(page: Page, text: str) -> None:
    with page.expect_response(lambda reply: keeps(reply, text)):
        box(page).fill(text)


def keeps(reply: Response, text: str) -> bool:
    """The quiet press that carries just this draft."""
    return reply.url.endswith("/run/predict") and f',"{text}"]' in (reply.request.post_data or "")


def other_browser(context: BrowserContext, new_page: NewPage) -> Page:
    """Another machine of the same candidate: the profile is known there, the words typed here are not."""
    state = context.storage_state()
    for origin in state["origins"]:
        origin["localStorage"] = [kept for kept in origin["localStorage"] if kept["name"] != "mi-draft"]
    return new_page(storage_state=state)


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
    for way_on in ("#mi-retry", "#mi-next"):
        page.locator(way_on).click()
        expect(box(page)).to_be_visible()
        page.reload()
        box(page).press_sequentially("새로 쓰는 말")
        expect(box(page)).to_have_value("새로 쓰는 말")
        answer(page, "새로 쓴 답입니다.")
        expect(card(page).locator(".mi-answer-text")).to_have_text("새로 쓴 답입니다.")


@pytest.mark.parametrize("newest", ["짧게", ""])
def test_a_shortened_answer_comes_back_short(page: Page, server: Server, newest: str) -> None:
    start(page, server.url)
    type_and_wait_for_the_server(page, "길게 쓴 답을 서버가 이미 받았습니다")
    box(page).fill(newest)
    with page.expect_response(lambda reply: keeps(reply, newest)):
        page.reload()
        expect(box(page)).to_have_value(newest)
    page.reload()
    expect(box(page)).to_have_value(newest)


def test_what_was_typed_here_is_there_on_another_machine_and_the_other_way_round(
    page: Page, new_page: NewPage, server: Server
) -> None:
    start(page, server.url)
    type_and_wait_for_the_server(page, "첫째 기계에서 길게 쓴 답")
    other = other_browser(page.context, new_page)
    other.goto(server.url)
    expect(box(other)).to_have_value("첫째 기계에서 길게 쓴 답")
    type_and_wait_for_the_server(other, "둘째에서 짧게")
    page.reload()
    expect(box(page)).to_have_value("둘째에서 짧게")


def test_of_two_tabs_the_one_typed_in_last_has_the_say(page: Page, new_page: NewPage, server: Server) -> None:
    start(page, server.url)
    type_and_wait_for_the_server(page, "첫째 탭에서 길게 쓴 답")
    second = new_page(page.context)
    second.goto(server.url)
    expect(box(second)).to_have_value("첫째 탭에서 길게 쓴 답")
    box(second).fill("둘째 탭")
    page.wait_for_function("localStorage['mi-draft'].includes('둘째 탭')")  # tabs hear of each other in time
    page.reload()
    expect(box(page)).to_have_value("둘째 탭")


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


def test_a_stream_that_broke_does_not_keep_the_page_waiting_for_ever(page: Page, own_server: Server) -> None:
    page.add_init_script(UNCLOSED)
    start(page, own_server.url)
    page.wait_for_function("unclosed.length > 0")
    own_server.kill()
    page.evaluate("unclosed.forEach((stream) => stream.error(new TypeError('network error')))")
    box(page).fill(HALF)
    with page.expect_event("load", timeout=60_000):
        own_server.start()
    expect(box(page)).to_have_value(HALF)
    page.locator("#mi-submit").click()
    expect(card(page)).to_contain_text("인공신경망", timeout=LONG_WAIT)


def test_a_page_that_stayed_open_over_a_restart_goes_on(page: Page, own_server: Server) -> None:
    start(page, own_server.url)
    own_server.kill()
    own_server.start()
    box(page).fill(HALF)
    page.locator("#mi-submit").click()
    expect(card(page)).to_contain_text("인공신경망", timeout=LONG_WAIT)
