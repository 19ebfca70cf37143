"""The page without a mouse: where the keys go after each step, and whose they are while Hangul is composed."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.ui.conftest import NewPage
from tests.ui.interviewing import HALF, LONG_WAIT, THIN, answer, box, card, question, start
from tests.ui.server_process import Server
from tests.ui.test_looks import PHONE


def history_row(page: Page) -> Locator:
    page.get_by_role("tab", name="기록").click()
    return page.locator("#mi-history-page .mi-past > li")


def test_by_keyboard_alone(page: Page, server: Server) -> None:
    """Nothing is looked for with Tab: after each step the keys are where they are needed."""
    page.goto(server.url)
    page.locator("#mi-start").press("Enter")
    expect(box(page)).to_be_focused()
    page.keyboard.type(THIN)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#mi-card")).to_be_focused(timeout=LONG_WAIT)
    expect(card(page).locator(".mi-answer-text")).to_have_text(THIN)
    page.keyboard.press("Enter")
    expect(box(page)).to_be_focused()
    page.keyboard.type("바로 이어서 씁니다.")
    expect(box(page)).to_have_value("바로 이어서 씁니다.")
    page.locator("#mi-pause").press("Enter")
    expect(page.locator("#mi-resume")).to_be_focused()
    page.keyboard.press("Enter")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("바로 이어서 씁니다.")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#mi-finish").press("Enter")
    expect(page.locator(".mi-end h1")).to_be_focused()
    page.locator("#mi-again").press("Enter")
    expect(page.locator("#mi-plan input:checked")).to_be_focused()


def test_the_first_tab_after_a_grade_leads_into_the_card(page: Page, server: Server) -> None:
    start(page, server.url)
    box(page).fill(HALF)
    box(page).press("Control+Enter")
    expect(page.locator("#mi-card")).to_be_focused(timeout=LONG_WAIT)
    page.keyboard.press("Tab")
    expect(card(page).locator("mark").first).to_be_focused()


def test_whoever_went_elsewhere_meanwhile_stays_there(page: Page, server: Server) -> None:
    start(page, server.url)
    box(page).fill(HALF)
    elsewhere = page.get_by_role("link", name="English")
    page.evaluate(
        """() => document.querySelector("#mi-submit").addEventListener(
            "click", () => document.querySelector(".mi-top a.mi-quiet").focus())"""
    )
    box(page).press("Control+Enter")
    expect(card(page)).to_be_visible(timeout=LONG_WAIT)
    expect(page.locator("#mi-live")).to_contain_text("채점 결과")
    expect(elsewhere).to_be_focused()


def test_a_refused_answer_leaves_the_keys_in_the_box(page: Page, server: Server) -> None:
    start(page, server.url)
    box(page).fill("   ")
    box(page).press("Control+Enter")
    expect(page.locator("#mi-notice")).to_contain_text("답이 비어 있습니다")
    expect(box(page)).to_be_focused()
    page.keyboard.type("이제 씁니다.")
    expect(box(page)).to_have_value(re.compile("이제 씁니다"))


def test_on_a_phone_the_next_question_calls_no_keyboard(new_page: NewPage, server: Server) -> None:
    page = new_page(**PHONE)
    start(page, server.url)
    answer(page, THIN)
    first = question(page)
    page.locator("#mi-next").tap()
    expect(page.locator("#mi-question")).not_to_have_text(first)
    expect(page.locator("#mi-question")).to_be_focused()


def test_ctrl_enter_while_hangul_is_being_composed_submits_nothing(page: Page, server: Server) -> None:
    start(page, server.url)
    box(page).focus()
    page.keyboard.type("배치의 평")
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "균", "selectionStart": 1, "selectionEnd": 1})
    expect(box(page)).to_have_value("배치의 평균")
    page.keyboard.press("Control+Enter")
    keyboard.send("Input.insertText", {"text": "균"})
    page.keyboard.type("과 분산")
    page.keyboard.press("Control+Enter")
    expect(card(page).locator(".mi-answer-text")).to_have_text("배치의 평균과 분산", timeout=LONG_WAIT)
    expect(history_row(page)).to_have_count(1)
    expect(history_row(page).locator(".mi-answer-text")).to_have_text("배치의 평균과 분산")
