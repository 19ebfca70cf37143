"""What a stranger may write, ask for or open."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import NewPage
from tests.ui.interviewing import HALF, answer, card, start
from tests.ui.server_process import START, Server

EVIL = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>${window.pwned=1}{{constructor}}'
RUBRIC = f"""schema: 1
track: mine
topic: evil
title: {json.dumps(EVIL)}
questions:
  - id: mine.evil
    question: {json.dumps("무엇인가요 " + EVIL)}
    points:
      - id: one
        says: {json.dumps("층을 쌓은 신경망이다 " + EVIL)}
        hint: {json.dumps(EVIL)}
    model_answer: {json.dumps(EVIL)}
    errata: [{{doc: {json.dumps(EVIL)}, claim: {json.dumps(EVIL)}, truth: {json.dumps(EVIL)}, verdict: wrong}}]
"""


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Behind a login, with a rubric whose every text is an attack."""
    home = tmp_path_factory.mktemp("guarded")
    (home / "rubrics" / "mine").mkdir(parents=True)
    (home / "rubrics" / "mine" / "<img src=x onerror=alert(1)>.yaml").write_text(RUBRIC, encoding="utf-8")
    logins = home / "logins"
    logins.write_text("kim:비밀\n", encoding="utf-8")
    with Server(home, START, ("--auth", str(logins))) as running:
        yield running


LOGIN = {"http_credentials": {"username": "kim", "password": "비밀"}}


def test_markup_in_answers_and_rubrics_stays_text(new_page: NewPage, guarded: Server) -> None:
    page = new_page(**LOGIN)
    page.goto(guarded.url)
    page.locator("#mi-plan input[value=single]").check()
    page.locator("#mi-which input").fill("pwned")
    page.get_by_role("option").filter(has_text="pwned").first.click()
    page.locator("#mi-start").click()
    expect(page.locator("#mi-question")).to_contain_text("<img src=x onerror=")
    answer(page, "층을 쌓은 신경망입니다. " + EVIL)
    page.locator("#mi-reveal").click()
    expect(page.locator(".mi-model")).to_contain_text("<script>")
    expect(card(page).locator(".mi-answer-text")).to_contain_text(EVIL)
    page.reload()
    expect(card(page)).to_be_visible()
    for tab, shown in (("기록", "#mi-history-page .mi-past"), ("루브릭", "#mi-rubric-sheet article")):
        page.get_by_role("tab", name=tab).click()
        expect(page.locator(shown).first).to_be_visible()
    assert page.evaluate("window.pwned") is None
    assert page.locator("#mi-card img, #mi-history-page img, #mi-stage img").count() == 0


def get(url: str, login: str | None = None, body: object = None) -> int:
    request = urllib.request.Request(url, data=None if body is None else json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    if login:
        request.add_header("Authorization", "Basic " + base64.b64encode(login.encode()).decode())
    try:
        with urllib.request.urlopen(request, timeout=20) as reply:
            return int(reply.status)
    except urllib.error.HTTPError as error:
        with error:
            return int(error.code)


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/config", "/gradio_api/info", "/gradio_api/mcp/schema", "/gradio_api/queue/status"]
)
def test_without_a_login_nothing_opens(guarded: Server, path: str) -> None:
    assert get(guarded.url + path) == 401
    assert get(guarded.url + path, "kim:x") == 401


def test_the_health_endpoint_needs_no_login_and_tells_nothing(guarded: Server) -> None:
    with urllib.request.urlopen(guarded.url + "/healthz", timeout=20) as reply:
        assert set(json.load(reply)) == {"status", "ready"}


def test_no_endpoint_is_public(server: Server) -> None:
    with urllib.request.urlopen(server.url + "/gradio_api/info", timeout=20) as reply:
        assert json.load(reply)["named_endpoints"] == {}


def test_own_data_can_be_taken_along_and_deleted(page: Page, server: Server) -> None:
    start(page, server.url)
    answer(page)
    page.get_by_role("tab", name="기록").click()
    expect(page.locator("#mi-history-page .mi-past > li")).to_have_count(1)
    with page.expect_download() as download:
        page.locator("#mi-export").click()
    kept = Path(download.value.path()).read_text(encoding="utf-8")
    assert HALF in kept
    with page.expect_download() as download:
        page.locator("#mi-report").click()
    assert "<html" in Path(download.value.path()).read_text(encoding="utf-8")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#mi-forget").click()
    expect(page.locator("#mi-history-notice")).to_contain_text("지웠습니다")
    expect(page.locator("#mi-history-page")).to_contain_text("아직 기록이 없습니다")


def test_a_rubric_is_edited_in_the_browser_and_a_conflict_is_told(new_page: NewPage, guarded: Server) -> None:
    one, two = new_page(**LOGIN), new_page(**LOGIN)
    for page in (one, two):
        page.goto(guarded.url)
        page.get_by_role("tab", name="루브릭").click()
        expect(page.locator("#mi-point-says textarea")).not_to_have_value("")
    one.locator("#mi-point-hint textarea, #mi-point-hint input").fill("첫째 힌트")
    one.locator("#mi-save").click()
    expect(one.locator("#mi-rubric-notice")).to_contain_text("저장했습니다")
    expect(one.locator("#mi-rubric-sheet")).to_contain_text("내가 고침")
    two.locator("#mi-point-hint textarea, #mi-point-hint input").fill("둘째 힌트")
    two.locator("#mi-save").click()
    expect(two.locator("#mi-rubric-notice")).to_contain_text("다른 곳에서 바뀌었습니다")
    expect(two.locator("#mi-point-hint textarea, #mi-point-hint input")).to_have_value("둘째 힌트")
