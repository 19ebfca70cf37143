"""One candidate's grade or LLM hangs: the others go on as if nothing were the matter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.llm.wire_server import Status
from tests.ui.conftest import NewPage
from tests.ui.held_wire import HELD, HeldWire
from tests.ui.interviewing import HALF, answer, box, card, question, start
from tests.ui.server_process import Server
from tests.ui.test_grading_again import TRAINED
from tests.ui.test_second_look import WORKING, with_llm


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[HeldWire]:
    """Both the embedder and the LLM; the LLM refuses whatever it does not hold back."""
    with HeldWire([Status(400)]) as wire:
        yield wire


@pytest.fixture(scope="module")
def shared(elsewhere: HeldWire, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = {
        **with_llm(elsewhere.url),
        "MOCKINTERVIEW_LLM_TIMEOUT": "300",
        "MOCKINTERVIEW_LLM_TOTAL_TIMEOUT": "300",
        "MOCKINTERVIEW_EMBEDDER": "api:wire-embedding",
        "MOCKINTERVIEW_EMBEDDER_BASE_URL": elsewhere.url,
    }
    with Server(tmp_path_factory.mktemp("shared"), TRAINED, settings=settings) as running:
        yield running


@pytest.fixture
def candidates(new_page: NewPage, shared: Server) -> tuple[Page, Page]:
    """Two who have just been asked."""
    one, two = new_page(), new_page()
    start(one, shared.url, "checklist")
    start(two, shared.url, "checklist")
    return one, two


def whole_step(page: Page) -> None:
    """Answered, graded, and on to the next question."""
    before = question(page)
    answer(page)
    page.locator("#mi-next").click()
    expect(box(page)).to_be_visible()
    expect(page.locator("#mi-question")).not_to_have_text(before)


def test_a_grade_that_hangs_keeps_only_its_own_candidate(
    candidates: tuple[Page, Page], elsewhere: HeldWire
) -> None:
    one, two = candidates
    with elsewhere.holding("embeddings"):
        box(one).fill(f"{HALF} 첫째로 {HELD}")
        one.locator("#mi-submit").click()
        elsewhere.wait_for("embeddings", "첫째로")
        whole_step(two)
        two.locator("#mi-pass").click()
        expect(card(two)).to_be_visible()
        expect(one.locator("#mi-desk-wrap .mi-grading")).to_be_visible()
    expect(card(one)).to_contain_text(HELD)


def test_an_llm_that_hangs_keeps_only_its_own_candidate(
    candidates: tuple[Page, Page], elsewhere: HeldWire
) -> None:
    one, two = candidates
    with elsewhere.holding("chat/completions"):
        answer(one, f"{HALF} 둘째로 {HELD}")
        elsewhere.wait_for("chat/completions", "둘째로")
        answer(two, f"{HALF} 뒤에 온 답입니다.")
        elsewhere.wait_for("chat/completions", "뒤에 온 답")
        two.locator("#mi-next").click()
        expect(box(two)).to_be_visible()
        expect(one.locator(WORKING)).to_be_visible()
    expect(one.locator(WORKING)).to_have_count(0)
