"""While a grade takes its time."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.llm.wire_server import Line, Request, WireServer
from tests.ui.interviewing import HALF, LONG_WAIT, answer, box, card, start
from tests.ui.server_process import Server
from tests.ui.test_grading_again import TRAINED


class SlowEmbedder(WireServer):
    """Says nothing until it may."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.may_answer = threading.Event(), threading.Event()

    def answer(self, line: Line, request: Request) -> None:
        self.asked.set()
        self.may_answer.wait(30)
        super().answer(line, request)


def test_a_slow_grade_is_told_and_the_words_stay_out_of_reach(page: Page, tmp_path: Path) -> None:
    with SlowEmbedder() as embedder:
        settings = {"MOCKINTERVIEW_EMBEDDER": "api:slow", "MOCKINTERVIEW_EMBEDDER_BASE_URL": embedder.url}
        server = Server(tmp_path / "own", TRAINED, settings=settings).start()
        try:
            start(page, server.url)
            box(page).fill(HALF)
            box(page).press("Control+Enter")
            expect(page.locator(".mi-grading")).to_have_text("답을 읽고 채점하는 중입니다")
            expect(page.locator("#mi-desk[inert]")).to_be_visible()
            assert embedder.asked.wait(20)
            page.keyboard.type("늦은 말")
            expect(box(page)).not_to_be_focused()
            expect(box(page)).to_have_value(HALF)
            expect(card(page)).to_have_count(0)
            embedder.may_answer.set()
            expect(card(page).locator(".mi-answer-text")).to_have_text(HALF, timeout=LONG_WAIT)
            expect(page.locator(".mi-grading")).to_have_count(0)
            page.locator("#mi-next").click()
            expect(box(page)).to_be_focused()
            expect(page.locator("#mi-desk[inert]")).to_have_count(0)
        finally:
            embedder.may_answer.set()
            server.stop()


TOP_AT_REST = """() => new Promise((done) => {
  let last = -1, still = 0;
  const look = () => {
    still = Math.round(scrollY) === last ? still + 1 : 0;
    last = Math.round(scrollY);
    if (still < 30) requestAnimationFrame(look); else done(document.querySelector("#mi-card").getBoundingClientRect().top);
  };
  look();
})"""


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1366, 700)])
def test_the_score_is_in_sight_after_an_answer(page: Page, server: Server, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    start(page, server.url)
    answer(page, HALF * 4)
    assert -10 < page.evaluate(TOP_AT_REST) < height / 3
