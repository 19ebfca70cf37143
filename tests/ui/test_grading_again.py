"""A grader that fails costs the grade for now, never the answer."""

from __future__ import annotations

import time
from pathlib import Path

from playwright.sync_api import Page, expect

from mockinterview.history.store import HistoryStore
from tests.llm.wire_server import WireServer
from tests.ui.interviewing import HALF, answer, box, card, start
from tests.ui.server_process import Server, free_port

TRAINED = """
from dataclasses import replace
from mockinterview import grading
shipped = grading.load_calibration
def load_calibration(embedder):
    return replace(shipped("use-multilingual-v3/0.2.1"), embedder=embedder)
grading.load_calibration = load_calibration
from mockinterview.cli import main
main()
"""
"""As if bench/train.py had been run for the endpoint's model: we ship coefficients for our own only."""


def test_an_answer_that_could_not_be_graded_is_graded_once_the_cause_is_gone(
    page: Page, tmp_path: Path
) -> None:
    port = free_port()
    settings = {
        "MOCKINTERVIEW_EMBEDDER": "api:wire-embedding",
        "MOCKINTERVIEW_EMBEDDER_BASE_URL": f"http://127.0.0.1:{port}/v1",
    }
    server = Server(tmp_path / "own", TRAINED, settings=settings).start()
    try:
        start(page, server.url)
        answer(page)
        expect(card(page).locator(".mi-headline")).to_have_text("채점하지 못했습니다")
        expect(card(page)).to_contain_text("연결할 수 없습니다")
        expect(card(page)).to_contain_text(HALF)
        expect(card(page).locator(".mi-ring b")).to_have_count(0)
        expect(page.locator("#mi-live")).to_contain_text("채점하지 못했습니다")
        page.locator("#mi-regrade").click()
        wait_for_grades(2, server)
        expect(page.locator("#mi-regrade")).to_be_visible()
        expect(card(page).locator(".mi-headline")).to_have_text("채점하지 못했습니다")
        with WireServer(port=port):
            page.locator("#mi-regrade").click()
            expect(card(page).locator(".mi-ring b")).to_be_visible()
            expect(page.locator("#mi-regrade")).to_be_hidden()
            expect(card(page).locator(".mi-answer-text")).to_have_text(HALF)
            expect(page.locator("#mi-live")).to_contain_text("점")
            page.locator("#mi-next").click()
            expect(box(page)).to_be_visible()
        page.get_by_role("tab", name="기록").click()
        expect(page.locator("#mi-history-page .mi-past .mi-chip")).to_contain_text("점")
    finally:
        server.stop()


def wait_for_grades(count: int, server: Server) -> None:
    """Until the only answer was graded so often, whatever came of it."""
    limit = time.monotonic() + 20
    with HistoryStore.open(server.home / "history.sqlite3") as store:
        (profile,) = store.profiles()
        (turn,) = store.turns(profile.id)
        while len(store.earlier_grades(profile.id, turn.id)) + 1 < count:
            if time.monotonic() > limit:
                raise TimeoutError("it was not graded again")
            time.sleep(0.05)
