"""Steps that cross each other: pressed twice, from two tabs, over a frozen server, after everything was deleted."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mockinterview.history.store import HistoryStore
from tests.ui.conftest import NewPage
from tests.ui.interviewing import HALF, answer, box, card, question, same_interview, start
from tests.ui.server_process import Server

GRADING = "#mi-desk-wrap .mi-grading"
NOTICE = "#mi-notice"


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """For these tests alone: what it keeps is counted, and it is frozen for a moment."""
    with Server(tmp_path_factory.mktemp("own")) as running:
        yield running


@pytest.fixture
def fresh(own_server: Server) -> Server:
    """Nobody has answered anything yet."""
    delete_everything(own_server)
    return own_server


def kept(server: Server) -> HistoryStore:
    return HistoryStore.open(server.home / "history.sqlite3")


def delete_everything(server: Server) -> None:
    with kept(server) as store:
        for profile in store.profiles():
            store.delete(profile.id)


def answers_in(server: Server) -> list[str]:
    with kept(server) as store:
        turns = [turn for profile in store.profiles() for turn in store.turns(profile.id)]
    return [f"{turn.ending}: {turn.answer.text if turn.answer else None}" for turn in turns]


def test_while_an_answer_is_graded_the_page_says_so_and_no_other_press_counts(
    page: Page, fresh: Server
) -> None:
    start(page, fresh.url)
    box(page).fill(HALF)
    process = fresh.process
    assert process is not None
    os.kill(process.pid, signal.SIGSTOP)
    try:
        page.locator("#mi-submit").click()
        expect(page.locator(GRADING)).to_have_text("답을 읽고 채점하는 중입니다")
        expect(page.locator("#mi-desk")).to_have_attribute("inert", "")
        expect(box(page)).to_have_value(HALF)
        for other in ("#mi-skip", "#mi-pass", "#mi-submit", "#mi-pause"):
            page.locator(other).dispatch_event("click")
    finally:
        os.kill(process.pid, signal.SIGCONT)
    expect(card(page)).to_be_visible(timeout=60_000)
    assert answers_in(fresh) == [f"answered: {HALF}"]
    page.locator("#mi-retry").click()
    expect(page.locator(GRADING)).to_have_text("")
    expect(page.locator("#mi-desk")).not_to_have_attribute("inert", "")


def test_a_step_that_was_refused_leaves_the_box_and_the_buttons_usable(page: Page, server: Server) -> None:
    start(page, server.url)
    page.locator("#mi-submit").click()
    expect(page.locator(NOTICE)).to_contain_text("비어 있습니다")
    expect(page.locator("#mi-desk")).not_to_have_attribute("inert", "")
    answer(page)


def test_each_tab_comes_back_to_its_own_interview(new_page: NewPage, server: Server) -> None:
    first = new_page()
    first.goto(server.url)
    expect(first.locator("#mi-start")).to_be_visible()  # it has its profile, which the second tab then shares
    second = new_page(first.context)
    second.goto(server.url)
    expect(second.locator("#mi-start")).to_be_visible()  # before the first starts, or it would join in
    asked = {}
    for page, kind in ((first, "checklist"), (second, "exam")):
        page.locator(f"#mi-plan input[value={kind}]").check()
        page.locator("#mi-start").click()
        expect(box(page)).to_be_visible()
        asked[kind] = question(page)
    box(first).fill("첫째 탭의 답")
    first.reload()
    expect(box(first)).to_have_value("첫째 탭의 답")
    assert question(first) == asked["checklist"]
    second.reload()
    expect(second.locator("#mi-question")).to_have_text(asked["exam"])


def test_a_reload_of_the_result_shows_the_result(page: Page, server: Server) -> None:
    start(page, server.url)
    answer(page)
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#mi-finish").click()
    expect(page.locator("#mi-end")).to_contain_text("질문별 결과")
    page.reload()
    expect(page.locator("#mi-end")).to_contain_text("질문별 결과")
    page.locator("#mi-again").click()
    expect(page.locator("#mi-start")).to_be_visible()
    page.reload()
    expect(page.locator("#mi-start")).to_be_visible()


def test_words_written_in_a_tab_that_fell_behind_are_handed_back(new_page: NewPage, server: Server) -> None:
    behind = new_page()
    start(behind, server.url)
    ahead = same_interview(new_page(behind.context), server.url)
    box(behind).fill("뒤처진 탭에서 쓴 <b>소중한</b> 말")
    answer(ahead, "층을 여러 겹 쌓은 신경망을 씁니다.")
    behind.locator("#mi-submit").click()
    expect(behind.locator(".mi-left-over")).to_have_text("뒤처진 탭에서 쓴 <b>소중한</b> 말")
    expect(card(behind)).to_contain_text("여러 겹 쌓은")


def test_deleting_everything_ends_the_interview_that_is_open(page: Page, fresh: Server) -> None:
    start(page, fresh.url)
    answer(page)
    page.get_by_role("tab", name="기록").click()
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#mi-forget").click()
    expect(page.locator("#mi-history-notice")).to_contain_text("지웠")
    page.get_by_role("tab", name="면접").click()
    expect(page.locator("#mi-start")).to_be_visible()
    assert answers_in(fresh) == []


def test_a_tab_that_did_not_hear_of_the_deletion_brings_nothing_back(
    new_page: NewPage, fresh: Server
) -> None:
    page = new_page()
    start(page, fresh.url)
    answer(page)
    delete_everything(fresh)
    page.locator("#mi-next").click()
    expect(page.locator(NOTICE)).to_contain_text("삭제되어")
    expect(page.locator("#mi-start")).to_be_visible()
    assert answers_in(fresh) == []


def test_no_step_keeps_more_words_than_an_answer_may_have(page: Page, server: Server) -> None:
    start(page, server.url)
    box(page).fill("가" * 20_001)
    page.locator("#mi-skip").click()
    expect(page.locator(NOTICE)).to_contain_text("너무 깁니다")
    expect(box(page)).to_have_value("가" * 20_001)


def test_an_open_page_gives_a_sign_of_life(new_page: NewPage, fresh: Server) -> None:
    page = new_page()
    page.clock.install()
    start(page, fresh.url)

    def touched() -> datetime:
        with kept(fresh) as store:
            (profile,) = [one for one in store.profiles() if store.sessions(one.id)]
            return store.sessions(profile.id)[0].updated_at

    before = touched()
    with page.expect_response(lambda reply: "run/predict" in reply.url):
        page.clock.fast_forward(46_000)
    assert touched() > before


def test_a_history_that_cannot_be_read_is_said_and_the_page_stays_usable(page: Page, tmp_path: Path) -> None:
    with Server(tmp_path / "damaged") as server:
        start(page, server.url)
        box(page).fill(HALF)
        for name in ("history.sqlite3", "history.sqlite3-wal", "history.sqlite3-shm"):
            file = server.home / name
            if file.exists():
                file.write_bytes(b"no database" * 2000)
        page.locator("#mi-submit").click()
        expect(page.locator(NOTICE)).to_contain_text("기록", timeout=60_000)
        expect(page.locator("#mi-desk")).not_to_have_attribute("inert", "")
        expect(box(page)).to_have_value(HALF)
