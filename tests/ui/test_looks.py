"""Sizes, colours and languages, seen by a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import NewPage
from tests.ui.interviewing import answer, box, card, start
from tests.ui.server_process import Server

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def test_on_a_phone_nothing_sticks_out(new_page: NewPage, server: Server) -> None:
    page = new_page(**PHONE)
    start(page, server.url)
    answer(page)
    for tab in ("면접", "코드 실습", "기록", "루브릭", "설정"):
        page.get_by_role("tab", name=tab).click()
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, tab


def test_on_a_phone_what_is_pressed_is_large_enough(new_page: NewPage, server: Server) -> None:
    page = new_page(**PHONE)
    start(page, server.url)
    for name in ("#mi-submit", "#mi-pass", "#mi-skip", "[data-mi=mic]"):
        size = page.locator(name).bounding_box()
        assert size is not None
        assert size["height"] >= 44, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_system(new_page: NewPage, server: Server, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(server.url)
    expect(page.locator("#mi-start")).to_be_visible()
    red = int(page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]"))
    assert red > 200 if scheme == "light" else red < 60


def test_a_chosen_theme_survives_a_reload(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.locator("[data-mi=theme]").click()
    expect(page.locator("body.dark")).to_have_count(1)
    page.reload()
    expect(page.locator("#mi-start")).to_be_visible()
    expect(page.locator("body.dark")).to_have_count(1)


def test_in_english_nothing_korean_is_left_but_the_switch(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.get_by_role("link", name="English").first.click()
    expect(page.locator("#mi-start")).to_have_text("Start the interview")
    shown = page.locator("#mi-lobby").inner_text()
    assert not any("가" <= char <= "힣" for char in shown)
    page.locator("#mi-start").click()
    expect(box(page)).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert not any("가" <= char <= "힣" for char in page.locator(".mi-stage").inner_text())
    page.get_by_role("link", name="한국어").first.click()
    expect(box(page)).to_be_visible()


def test_the_interview_goes_on_in_the_other_language(page: Page, server: Server) -> None:
    start(page, server.url)
    answer(page)
    page.goto(server.url + "/en/")
    expect(card(page)).to_be_visible()
    expect(card(page).locator(".mi-provenance")).to_have_text("Offline grader")


LOOK = """e => {
  const looks = [];
  for (let at = e; at && looks.length < 16; at = at.parentElement) {
    const style = getComputedStyle(at);
    looks.push(style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth), style.boxShadow);
  }
  return looks;
}"""
"""How wide the outline is, and the ring drawn as a shadow: of the control and of the frames around it."""
LOBBY = (
    "[data-mi=theme]", ".mi-top a.mi-quiet", "#mi-tabs [role=tab]", "#mi-plan input:checked", "#mi-topics input",
    "#mi-count input", "#mi-follow input", "#mi-start",
)  # fmt: skip
ROOM = ("#mi-answer textarea", "[data-mi=mic]", "[data-mi=listen]", "#mi-submit", "#mi-pass", "#mi-pause")
CARD = ("#mi-card", "#mi-card mark", ".mi-point[tabindex]", "#mi-next", "#mi-reveal", "#mi-card summary")


def sees_where_the_keys_are(page: Page, name: str) -> None:
    control = page.locator(name).first
    page.evaluate("document.activeElement.blur()")
    before = control.evaluate(LOOK)
    control.focus()
    page.keyboard.press("Shift")  # somebody with a keyboard is here
    expect(control).to_be_focused()
    after = control.evaluate(LOOK)
    wider = any(new - old >= 2 for old, new in zip(before[::2], after[::2], strict=True))
    ringed = any(new not in (old, "none") for old, new in zip(before[1::2], after[1::2], strict=True))
    assert wider or ringed, f"{name} looks the same with the focus on it"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whatever_has_the_focus_shows_it(new_page: NewPage, server: Server, scheme: str) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce")
    page.goto(server.url)
    expect(page.locator("#mi-start")).to_be_visible()
    page.keyboard.press("Tab")
    for name in LOBBY:
        sees_where_the_keys_are(page, name)
    page.locator("#mi-plan input[value=single]").check()
    page.locator("#mi-start").press("Enter")
    expect(box(page)).to_be_visible()
    for name in ROOM:
        sees_where_the_keys_are(page, name)
    answer(page)
    expect(page.locator("#mi-card")).to_be_focused()
    for name in CARD:
        sees_where_the_keys_are(page, name)
