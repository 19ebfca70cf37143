"""`--root-path`: under somebody else's address, in a folder of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.ui.interviewing import LONG_WAIT, answer, card, start
from tests.ui.prefix_proxy import PrefixProxy
from tests.ui.server_process import START, Server


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("behind"), START, ("--root-path", "/interview")) as running:
        yield running


def test_the_page_works_under_a_path_and_asks_for_nothing_outside_it(page: Page, behind: Server) -> None:
    with PrefixProxy("/interview", behind.port) as proxy:
        start(page, proxy.url)
        answer(page)
        page.reload()
        expect(card(page)).to_be_visible()
        page.locator(".mi-top a", has_text="English").click()
        expect(card(page)).to_be_visible()
        expect(page.locator("#mi-next")).to_have_text("Take the follow-up", timeout=LONG_WAIT)
        assert page.url == proxy.url + "en/"
        assert any(path.startswith("/interview/en/gradio_api/queue/data") for path in proxy.passed)
        assert proxy.strayed == []


def test_a_proxy_that_leaves_the_path_on_is_served_too(page: Page, behind: Server) -> None:
    with PrefixProxy("/interview", behind.port, strips=False) as proxy:
        page.goto(proxy.url + "en/")
        expect(page.locator("#mi-start")).to_be_visible()
        page.locator("#mi-start").click()
        expect(page.locator("#mi-question")).to_be_visible()
        assert proxy.strayed == []
