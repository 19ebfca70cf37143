"""A stranger's rubric: every text of it, and its file's name, is an attack, and stays a text wherever it is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.ui.conftest import NewPage
from tests.ui.interviewing import answer, box, card
from tests.ui.server_process import Server

WORD = "층을 쌓은 신경망"


def evil(place: str) -> str:
    """Says where it got through."""
    run = f"(window.pwned??=[]).push('{place}')"
    return f'{place}<img src=x onerror="{run}"><script>{run}</script><svg onload="{run}">${{{run}}}'


FILE = "<img src=x onerror=window.pwned=['file']>.yaml"
BROKEN = "<img src=x onerror=window.pwned=['broken']>.yaml"
RUBRIC = {
    "schema": 1,
    "track": "mine",
    "topic": "evil",
    "title": evil("TITLE"),
    "questions": [
        {
            "id": "mine.evil",
            "question": evil("QUESTION"),
            "points": [
                {
                    "id": "one",
                    "says": f"{WORD}이다 {evil('POINT')}",
                    "keywords": [[evil("KEYWORD")]],
                    "phrasings": [evil("PHRASING")],
                    "counters": [evil("COUNTER")],
                    "hint": evil("HINT"),
                    "source": [{"doc": evil("SOURCE"), "heading": evil("HEADING")}],
                },
                {"id": "two", "says": f"역전파로 학습한다 {evil('SECOND')}", "hint": evil("HINT")},
            ],
            "misconceptions": [
                {"id": "slip", "says": [f"{WORD}이 아니다 {evil('SLIP')}"], "why": evil("WHY")}
            ],
            "errata": [
                {"doc": evil("DOC"), "claim": evil("CLAIM"), "truth": evil("TRUTH"), "verdict": "wrong"}
            ],
            "model_answer": evil("MODEL"),
        }
    ],
}


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("stranger")
    folder = home / "rubrics" / "mine"
    folder.mkdir(parents=True)
    (folder / FILE).write_text(json.dumps(RUBRIC, ensure_ascii=False), encoding="utf-8")
    (folder / BROKEN).write_text("schema: 1\ntopic: [", encoding="utf-8")
    with Server(home) as running:
        yield running


def pick(page: Page, dropdown: str) -> None:
    page.locator(f"{dropdown} input").fill("QUESTION")
    option = page.get_by_role("option").filter(has_text="QUESTION")
    expect(option).to_contain_text("<script>")
    option.click()


def shown_as_text(where: Locator, *places: str) -> None:
    """Wholly, and as text; and nothing of it has run by now."""
    for place in places:
        expect(where).to_contain_text(evil(place))
    expect(where.locator("img, script, svg[onload]")).to_have_count(0)
    assert where.page.evaluate("window.pwned") is None


def test_in_the_rubric_tab(new_page: NewPage, stranger: Server) -> None:
    page = new_page()
    page.goto(stranger.url)
    page.get_by_role("tab", name="루브릭").click()
    expect(page.locator("#mi-rubric-notice")).to_contain_text(BROKEN)
    pick(page, "#mi-rubric-question")
    sheet = page.locator("#mi-rubric-sheet")
    shown_as_text(sheet, "QUESTION", "TITLE", "POINT", "KEYWORD", "PHRASING", "COUNTER", "SOURCE", "HEADING")
    shown_as_text(sheet, "SECOND", "SLIP", "WHY", "DOC", "CLAIM", "TRUTH", "MODEL")
    expect(page.locator("#mi-point-says textarea")).to_have_value(f"{WORD}이다 {evil('POINT')}")
    assert page.evaluate("window.pwned") is None


def test_in_the_interview_its_history_and_its_report(new_page: NewPage, stranger: Server) -> None:
    page = new_page()
    page.goto(stranger.url)
    page.locator("#mi-plan input[value=single]").check()
    pick(page, "#mi-which")
    page.locator("#mi-start").click()
    shown_as_text(page.locator("#mi-room"), "QUESTION", "TITLE")
    answer(page, f"{WORD}입니다. {evil('ANSWER')}")
    page.locator("#mi-reveal").click()
    shown_as_text(card(page), "ANSWER", "POINT", "SECOND", "DOC", "CLAIM", "TRUTH", "MODEL")
    page.locator("#mi-next").click()
    expect(box(page)).to_be_visible()
    shown_as_text(page.locator("#mi-room"), "HINT")
    answer(page, f"{WORD}이 아닙니다. {evil('AGAIN')}")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#mi-finish").click()
    shown_as_text(page.locator("#mi-end"), "QUESTION", "ANSWER", "AGAIN", "MODEL")
    page.get_by_role("tab", name="기록").click()
    shown_as_text(page.locator("#mi-history-page"), "QUESTION", "ANSWER", "TITLE", "SECOND")
    with page.expect_download() as download:
        page.locator("#mi-report").click()
    report = new_page(page.context)
    report.set_content(Path(download.value.path()).read_text(encoding="utf-8"))
    shown_as_text(report.locator("body"), "QUESTION", "ANSWER", "POINT", "SECOND")
