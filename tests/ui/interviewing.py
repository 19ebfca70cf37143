"""What a candidate does on the page, in words."""

from __future__ import annotations

from playwright.sync_api import Page, expect

HALF = (
    "딥러닝은 입력과 출력 사이에 층을 여러 겹 쌓은 인공신경망을 쓰는 방법입니다. "
    "사람이 특징을 설계하지 않아도 데이터에서 스스로 특징을 배웁니다."
)
THIN = "딥러닝은 인공신경망을 쓰는 방법입니다."
WRONG = "ReLU는 음수를 그대로 통과시키고 양수는 0으로 만드는 함수입니다."
LONG_WAIT = 60_000
"""The first grade of a fresh server waits for its model."""


def start(page: Page, url: str, kind: str = "single") -> None:
    page.goto(url)
    page.locator(f"#mi-plan input[value={kind}]").check()
    page.locator("#mi-start").click()
    expect(box(page)).to_be_visible()


def same_interview(page: Page, url: str) -> Page:
    """One more tab of a browser whose candidate is in the middle of an interview."""
    page.goto(url)
    expect(box(page)).to_be_visible()
    return page


def box(page: Page):
    return page.locator("#mi-answer textarea")


def card(page: Page):
    return page.locator("#mi-card .mi-card")


def answer(page: Page, text: str = HALF) -> None:
    box(page).fill(text)
    page.locator("#mi-submit").click()
    expect(card(page)).to_be_visible(timeout=LONG_WAIT)


def question(page: Page) -> str:
    return page.locator("#mi-question").inner_text()
