"""The microphone of a page that is not on localhost and not on https: browsers do not give it."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Playwright, expect

from tests.ui.conftest import FLAGS, chromium
from tests.ui.interviewing import answer, card, start
from tests.ui.server_process import Server


def test_the_page_says_that_a_secure_address_is_needed_and_typing_goes_on(
    playwright: Playwright, server: Server
) -> None:
    named = [*FLAGS, "--host-resolver-rules=MAP practice.test 127.0.0.1"]
    browser = playwright.chromium.launch(executable_path=chromium(), args=named)
    try:
        page = browser.new_context(locale="ko-KR", permissions=[]).new_page()
        asked: set[str | None] = set()
        thrown: list[str] = []
        page.on("request", lambda request: asked.add(urlsplit(request.url).hostname))
        page.on("pageerror", lambda error: thrown.append(str(error)))
        start(page, f"http://practice.test:{server.port}")
        assert page.evaluate("[window.isSecureContext, navigator.mediaDevices === undefined]") == [
            False,
            True,
        ]
        microphone = page.locator("[data-mi=mic]")
        microphone.click()
        expect(page.locator(".mi-voice-line")).to_contain_text("localhost 또는 https 주소에서만")
        expect(microphone).to_have_attribute("aria-pressed", "false")
        answer(page)
        expect(card(page).locator(".mi-ring b")).to_be_visible()
        assert thrown == []
        assert asked - {None, ""} == {"practice.test"}
    finally:
        browser.close()
