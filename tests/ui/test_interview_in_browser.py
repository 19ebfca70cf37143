"""An interview from the first click to the result, as a candidate lives it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.ui.conftest import NewPage
from tests.ui.interviewing import HALF, LONG_WAIT, THIN, answer, box, card, question, same_interview, start
from tests.ui.server_process import Server


def test_a_whole_interview_with_two_follow_ups(page: Page, server: Server) -> None:
    start(page, server.url)
    asked = [question(page)]
    answer(page, THIN)
    for _ in range(2):
        expect(page.locator("#mi-next")).to_have_text("꼬리 질문 받기")
        page.locator("#mi-next").click()
        expect(box(page)).to_be_visible()
        expect(page.locator(".mi-stage .mi-tag.is-accent")).to_have_text("꼬리 질문")
        assert page.locator(".mi-why").inner_text()
        asked.append(question(page))
        answer(page, "오늘은 날씨가 맑아서 산책을 다녀왔습니다.")
    assert len(set(asked)) == 3
    expect(page.locator("#mi-next")).to_have_text("결과 보기")
    page.locator("#mi-next").click()
    expect(page.locator(".mi-end h1")).to_have_text("수고하셨습니다")
    expect(page.locator(".mi-past.is-end > li")).to_have_count(3)


def test_the_card_shows_where_every_point_comes_from(page: Page, server: Server) -> None:
    start(page, server.url)
    answer(page)
    expect(card(page).locator(".mi-provenance")).to_have_text("오프라인 채점")
    mark = card(page).locator("mark").first
    assert mark.inner_text() in HALF
    point = mark.get_attribute("data-point")
    assert point is not None
    line = card(page).locator(f".mi-point[data-point='{point.split()[0]}']")
    line.hover()
    expect(mark).to_have_class(re.compile("is-lit"))
    page.mouse.move(0, 0)
    expect(mark).not_to_have_class(re.compile("is-lit"))
    mark.focus()
    expect(line).to_have_class(re.compile("is-lit"))


def test_a_passed_question_and_a_retry_are_both_kept(page: Page, server: Server) -> None:
    start(page, server.url)
    page.locator("#mi-pass").click()
    expect(card(page)).to_be_visible(timeout=LONG_WAIT)
    page.locator("#mi-retry").click()
    expect(box(page)).to_be_visible()
    expect(page.locator(".mi-stage")).to_contain_text("2번째 시도")
    answer(page)
    expect(page.locator("#mi-past summary").first).to_contain_text("지나온 대화 1개")


def test_the_model_answer_is_shown_only_when_asked_for(page: Page, server: Server) -> None:
    start(page, server.url)
    answer(page)
    expect(page.locator(".mi-model")).to_have_count(0)
    page.locator("#mi-reveal").click()
    expect(page.locator(".mi-model p")).to_be_visible()


def test_an_empty_answer_is_told_and_not_graded(page: Page, server: Server) -> None:
    start(page, server.url)
    box(page).fill("   ")
    page.locator("#mi-submit").click()
    expect(page.locator("#mi-notice")).to_contain_text("답이 비어 있습니다")
    expect(card(page)).to_have_count(0)


def test_a_too_long_answer_is_told_and_stays_in_the_box(page: Page, server: Server) -> None:
    start(page, server.url)
    long = "가" * 20_001
    box(page).fill(long)
    page.locator("#mi-submit").click()
    expect(page.locator("#mi-notice")).to_contain_text("20,000자까지")
    expect(box(page)).to_have_value(long)


def test_pausing_stops_the_clock_and_keeps_the_words(page: Page, server: Server) -> None:
    start(page, server.url)
    box(page).fill("반쯤 쓴 답")
    page.locator("#mi-pause").click()
    expect(page.locator("#mi-resume")).to_be_visible()
    assert page.locator("[data-clock]").get_attribute("data-running") is None
    page.locator("#mi-resume").click()
    expect(box(page)).to_have_value("반쯤 쓴 답")


def test_in_exam_mode_nothing_is_assessed_before_the_end(page: Page, server: Server) -> None:
    start(page, server.url, "exam")
    first = question(page)
    box(page).fill(HALF)
    page.locator("#mi-submit").click()
    expect(page.locator("#mi-question")).not_to_have_text(first, timeout=LONG_WAIT)
    expect(card(page)).to_have_count(0)
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#mi-finish").click()
    expect(page.locator(".mi-end .mi-past > li").first).to_be_visible()


def test_new_feedback_is_announced(page: Page, server: Server) -> None:
    start(page, server.url)
    answer(page)
    live = page.locator("#mi-live [aria-live=polite]")
    expect(live).to_contain_text("채점 결과")
    score = card(page).locator(".mi-ring b").inner_text()
    expect(live).to_contain_text(f"{score}점")


def test_two_candidates_at_once_do_not_meet(new_page: NewPage, server: Server) -> None:
    one, two = new_page(), new_page()
    start(one, server.url)
    start(two, server.url)
    box(one).fill("첫째 사람의 답입니다. " + HALF)
    box(two).fill("둘째 사람의 답입니다. 층을 쌓은 신경망입니다.")
    one.locator("#mi-submit").click()
    two.locator("#mi-submit").click()
    expect(card(one)).to_contain_text("첫째 사람", timeout=LONG_WAIT)
    expect(card(two)).to_contain_text("둘째 사람", timeout=LONG_WAIT)
    for page, mine in ((one, "첫째"), (two, "둘째")):
        page.get_by_role("tab", name="기록").click()
        rows = page.locator("#mi-history-page .mi-past > li")
        expect(rows).to_have_count(1)
        expect(rows.first.locator(".mi-answer-text")).to_contain_text(mine)


def test_a_second_tab_that_lags_behind_is_told_and_keeps_its_words(new_page: NewPage, server: Server) -> None:
    ahead = new_page()
    start(ahead, server.url)
    behind = same_interview(new_page(ahead.context), server.url)
    answer(ahead)
    box(behind).fill("다른 탭에서 쓰던 답")
    behind.locator("#mi-submit").click()
    expect(behind.locator("#mi-notice")).not_to_be_empty(timeout=LONG_WAIT)
    expect(card(behind)).to_contain_text("딥러닝은 입력과")
