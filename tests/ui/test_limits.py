"""Limits of the server: what is uploaded goes again, and a queue that is full says so in the page's words."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from mockinterview.ui.texts import Words
from tests.ui.conftest import NewPage
from tests.ui.held_wire import HELD, HeldWire
from tests.ui.interviewing import HALF, answer, box, card, start
from tests.ui.raw_page import RawPage
from tests.ui.server_process import Server
from tests.ui.test_grading_again import TRAINED

SMALL = """
from mockinterview.ui import app, interview_tab, server
app.UPLOADS_KEPT = 1
interview_tab.GRADES_AT_ONCE = 1
server.WAITING = 2
"""
TOAST = "[data-testid=toast-body]"
CROWDED = Words("ko")("error.crowded")


@pytest.fixture(scope="module")
def wire() -> Iterator[HeldWire]:
    with HeldWire() as running:
        yield running


@pytest.fixture(scope="module")
def small(wire: HeldWire, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One grade at a time, two presses in the queue, uploads that are kept for a second."""
    settings = {"MOCKINTERVIEW_EMBEDDER": "api:wire", "MOCKINTERVIEW_EMBEDDER_BASE_URL": wire.url}
    with Server(tmp_path_factory.mktemp("small"), SMALL + TRAINED, settings=settings) as running:
        yield running


def test_who_comes_when_the_queue_is_full_is_told_in_korean_and_loses_nothing(
    new_page: NewPage, small: Server, wire: HeldWire
) -> None:
    late, first = new_page(), new_page()
    start(late, small.url)
    start(first, small.url)
    box(late).fill(HALF)
    with wire.holding("embeddings"):
        box(first).fill(f"{HALF} {HELD}")
        first.locator("#mi-submit").click()
        wire.wait_for("embeddings", HELD)
        fill_queue(small)
        late.locator("#mi-submit").click()
        expect(late.locator(TOAST)).to_contain_text(CROWDED)
        title = late.locator(f"{TOAST} .toast-title")
        assert title.evaluate("(el) => getComputedStyle(el, '::after').content") == '"문제가 생겼습니다"'
        assert title.evaluate("(el) => getComputedStyle(el).fontSize") == "0px"
        expect(box(late)).to_have_value(HALF)
    expect(card(first)).to_be_visible()
    late.locator("#mi-submit").click()
    expect(card(late)).to_be_visible()


def fill_queue(server: Server) -> None:
    """Answers from somebody else, until one is turned away."""
    with RawPage(server.url) as crowd:
        handler = crowd.handler("mi-submit")
        nothing = [None, None, HALF, "{}"]
        statuses = [crowd.join(handler, nothing).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


def test_what_was_uploaded_and_never_used_is_deleted(small: Server) -> None:
    with RawPage(small.url) as raw:
        (path,) = raw.upload(b"RIFF")
    kept = small.home / "uploads"
    limit = time.monotonic() + 30
    while list(kept.rglob("*.wav")):
        assert time.monotonic() < limit, f"{path} is still there"
        time.sleep(0.1)


def test_uploads_have_a_limit(small: Server) -> None:
    with RawPage(small.url) as raw:
        reply = raw.http.post("/gradio_api/upload", files=[("files", ("a.wav", bytes(31 * 2**20)))])
        assert reply.status_code == 413
        assert raw.upload(bytes(2**20))


def test_there_is_no_page_of_recorded_presses_and_no_way_to_gradios_own_pages(
    page: Page, server: Server
) -> None:
    """Gradio would keep every press with what was typed, and show it on a page of its own."""
    start(page, server.url)
    answer(page)
    assert page.goto(server.url + "/gradio_api/runs").status == 404  # type: ignore[union-attr]
    page.goto(server.url + "/?view=api")
    expect(card(page)).to_be_visible()
    expect(page.locator("footer a, footer button")).to_have_count(0)
    expect(page.get_by_text("Gradio")).to_have_count(0)


VISIBLY_FOCUSED = """() => {
  const looks = (el) => {
    const seen = [];
    for (let at = el, i = 0; at && i < 5; at = at.parentElement, i++) {
      const style = getComputedStyle(at);
      seen.push(parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none", style.boxShadow, style.borderColor);
    }
    return seen.join();
  };
  const el = document.activeElement;
  if (el === document.body) return ["body", true];
  const focused = looks(el);
  el.blur();
  const without = looks(el);
  el.focus();
  return [el.id || el.name || el.textContent.trim().slice(0, 20), focused !== without];
}"""


def tabbed(page: Page, until: str) -> dict[str, bool]:
    """What Tab reaches, up to an element, and whether one can see that it is there."""
    seen: dict[str, bool] = {}
    page.emulate_media(reduced_motion="reduce")
    for _ in range(40):
        page.keyboard.press("Tab")
        name, visible = page.evaluate(VISIBLY_FOCUSED)
        seen[name] = visible
        if name == until:
            return seen
    raise AssertionError(f"Tab never reached {until}: {seen}")


def test_the_keyboard_shows_where_it_is(page: Page, server: Server) -> None:
    page.goto(server.url)
    expect(page.locator("#mi-start")).to_be_visible()
    assert [name for name, visible in tabbed(page, "mi-start").items() if not visible] == []
    page.locator("#mi-start").click()
    expect(box(page)).to_be_visible()
    assert [name for name, visible in tabbed(page, "mi-submit").items() if not visible] == []
