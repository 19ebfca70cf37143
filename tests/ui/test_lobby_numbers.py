"""How many questions, how many minutes: what cannot be is said in the page's own words, and nothing is begun."""

from __future__ import annotations

import math

import pytest

pytest.importorskip("gradio")

from playwright.sync_api import Page, expect

from mockinterview.errors import MockInterviewError
from mockinterview.ui.lobby import plan_wishes
from tests.ui.server_process import Server

NONSENSE = [0, -3, 2.5, None, "", "열", "12", [10], {"n": 1}, 10**30, math.inf, math.nan]


@pytest.mark.parametrize("given", [*NONSENSE, 601])
def test_minutes_that_cannot_be(given: object) -> None:
    with pytest.raises(MockInterviewError) as caught:
        plan_wishes("exam", [], None, 10, given, True)
    assert caught.value.ko == "‘시간(분)’ 칸에는 1부터 600까지의 정수를 적어 주세요."
    assert caught.value.en == "“Minutes” has to be a whole number from 1 to 600."


@pytest.mark.parametrize("given", [*NONSENSE, 201])
def test_counts_that_cannot_be(given: object) -> None:
    with pytest.raises(MockInterviewError) as caught:
        plan_wishes("random", [], None, given, 20, True)
    assert caught.value.ko == "‘질문 수’ 칸에는 1부터 200까지의 정수를 적어 주세요."


def test_the_ends_of_the_scale_and_fields_that_nobody_sees() -> None:
    assert plan_wishes("exam", [], None, None, 600, True)["minutes"] == 600.0
    assert plan_wishes("random", [], None, 1.0, "x", True)["count"] == 1
    assert plan_wishes("single", [], "q", 0, 0, True)["question_id"] == "q"


def press(page: Page, kind: str, field: str, number: str) -> None:
    page.locator(f"#mi-plan input[value={kind}]").check()
    page.locator(f"{field} input").fill(number)
    page.locator("#mi-start").click()


def test_the_page_says_it_in_its_own_language(page: Page, server: Server) -> None:
    page.goto(server.url)
    notice = page.locator("#mi-notice [role=alert]")
    for number in ("0", "700", "2.5", ""):
        press(page, "exam", "#mi-minutes", number)
        expect(notice).to_contain_text("‘시간(분)’ 칸에는 1부터 600까지의 정수를")
        press(page, "random", "#mi-count", number)
        expect(notice).to_contain_text("‘질문 수’ 칸에는 1부터 200까지의 정수를")
    expect(page.locator("[data-testid=toast-body]")).to_have_count(0)
    press(page, "exam", "#mi-minutes", "600")
    expect(page.locator("#mi-question")).to_be_visible()

    page.goto(server.url + "/en/")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#mi-finish").click()
    page.locator("#mi-again").click()
    press(page, "exam", "#mi-minutes", "0")
    expect(notice).to_contain_text("has to be a whole number from 1 to 600")
