"""The LLM's look at an answer that is graded already, as the candidate sees it: late, streamed, or never."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from mockinterview.history.store import HistoryStore
from tests.llm.wire_server import Line, Request, Say, Stream, WireServer
from tests.ui.interviewing import HALF, answer, box, card, question, start
from tests.ui.server_process import START, Server, free_port

TOLD = ("## strength\n층을 쌓는다는 핵심을 말했습니다.\n\n## gap\n", "왜 깊은 층이 필요한지가 빠졌습니다.\n")
LEFT_BEHIND = HALF + " 저는 다음 질문으로 넘어갑니다."
PAUSED_AT = HALF + " 여기서 잠시 멈춥니다."
BADGE = ".mi-provenance"
WORKING = ".mi-deepen"


@dataclass
class Examiner:
    """Finds every point in the answer's first words; each of its two replies can be held back."""

    may_grade: threading.Event = field(default_factory=threading.Event)
    may_tell_on: threading.Event = field(default_factory=threading.Event)

    def __call__(self, request: Request) -> Any:
        if request.streams:
            return _Halting(TOLD, self.may_tell_on)
        return _Held(Say(_verdicts(request)), self.may_grade)


@dataclass(frozen=True)
class _Held:
    then: Say
    gate: threading.Event

    def play(self, line: Line, request: Request) -> None:
        self.gate.wait(30)
        self.then.play(line, request)


@dataclass(frozen=True)
class _Halting:
    """A stream that stops after its first piece until it may go on."""

    pieces: tuple[str, str]
    gate: threading.Event

    def play(self, line: Line, request: Request) -> None:
        Stream(self.pieces, finish="stop").play(_Waiting(line, self.gate), request)


class _Waiting:
    """A line that holds back everything after its first event."""

    def __init__(self, line: Line, gate: threading.Event) -> None:
        self._line, self._gate, self._events = line, gate, 0

    def event(self, value: Any) -> None:
        if self._events:
            self._gate.wait(30)
        self._events += 1
        self._line.event(value)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._line, name)


def _verdicts(request: Request) -> str:
    schema = request.body["response_format"]["json_schema"]["schema"]
    points = schema["properties"]["points"]["items"]["properties"]["id"]["enum"]
    found = [
        {"id": name, "quote": HALF[:20], "why": "분명하게 말했습니다.", "verdict": "covered"}
        for name in points
    ]
    return json.dumps({"points": found, "false_claims": []}, ensure_ascii=False)


def with_llm(url: str) -> dict[str, str]:
    return {
        "MOCKINTERVIEW_LLM_BASE_URL": url,
        "MOCKINTERVIEW_LLM_MODEL": "wire-model",
        "MOCKINTERVIEW_LLM_API_KEY": "x",
        "MOCKINTERVIEW_LLM_RETRIES": "0",
        "MOCKINTERVIEW_LLM_KEYRING": "0",
    }


@pytest.fixture(scope="module")
def port() -> int:
    """Where the LLM is, when there is one."""
    return free_port()


@pytest.fixture(scope="module")
def kept_server(port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    llm = with_llm(f"http://127.0.0.1:{port}/v1")
    with Server(tmp_path_factory.mktemp("examined"), START, settings=llm) as running:
        yield running


@pytest.fixture
def examined(kept_server: Server) -> Server:
    """Running, even when another test has stopped it."""
    assert kept_server.process is not None
    return kept_server if kept_server.process.poll() is None else kept_server.start()


@pytest.fixture
def examiner(port: int) -> Iterator[Examiner]:
    examiner = Examiner()
    with WireServer(examiner, port=port):
        yield examiner
        examiner.may_grade.set()
        examiner.may_tell_on.set()


def test_the_offline_grade_comes_first_then_both_then_the_words_as_they_are_written(
    page: Page, examined: Server, examiner: Examiner
) -> None:
    start(page, examined.url)
    answer(page)
    expect(card(page).locator(BADGE)).to_have_text("오프라인 채점")
    expect(page.locator(WORKING)).to_contain_text("한 번 더 깊게 읽고 있습니다")
    offline = card(page).locator(".mi-ring b").inner_text()
    examiner.may_grade.set()
    expect(card(page).locator(BADGE)).to_have_text("오프라인 + LLM")
    expect(card(page).locator(".mi-ring b")).not_to_have_text(offline)
    expect(card(page).locator(".mi-coaching")).to_contain_text("핵심을 말했습니다")
    expect(card(page).locator(".mi-coaching")).not_to_contain_text("빠졌습니다")
    expect(page.locator(WORKING)).to_be_visible()
    examiner.may_tell_on.set()
    expect(card(page).locator(".mi-coaching")).to_contain_text("왜 깊은 층이 필요한지가 빠졌습니다")
    expect(card(page).locator(".mi-coaching")).to_contain_text("LLM이 쓴 조언")
    expect(page.locator(WORKING)).to_have_count(0)
    page.reload()
    expect(card(page).locator(BADGE)).to_have_text("오프라인 + LLM")
    expect(card(page).locator(".mi-coaching")).to_contain_text("빠졌습니다")


def test_who_goes_on_is_not_disturbed_and_the_late_look_is_kept(
    page: Page, examined: Server, examiner: Examiner
) -> None:
    start(page, examined.url)
    answer(page, LEFT_BEHIND)
    expect(page.locator(WORKING)).to_be_visible()
    page.locator("#mi-next").click()
    expect(box(page)).to_be_visible()
    asked = question(page)
    box(page).fill("다음 질문에 쓰던 답")
    examiner.may_grade.set()
    examiner.may_tell_on.set()
    wait_for_the_words_about(LEFT_BEHIND, examined)
    assert question(page) == asked
    expect(box(page)).to_have_value("다음 질문에 쓰던 답")
    expect(card(page)).to_have_count(0)
    page.locator("#mi-submit").click()
    expect(card(page)).to_contain_text("다음 질문에 쓰던 답")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#mi-finish").click()
    first = page.locator(".mi-end .mi-past > li").first
    first.locator("summary").first.click()
    expect(first.locator(BADGE)).to_have_text("오프라인 + LLM")
    expect(first.locator(".mi-coaching")).to_contain_text("빠졌습니다")


def test_a_pause_is_not_covered_by_a_late_look(page: Page, examined: Server, examiner: Examiner) -> None:
    start(page, examined.url)
    answer(page, PAUSED_AT)
    expect(page.locator(WORKING)).to_be_visible()
    page.locator("#mi-pause").click()
    expect(page.locator("#mi-resume")).to_be_visible()
    examiner.may_grade.set()
    examiner.may_tell_on.set()
    wait_for_the_words_about(PAUSED_AT, examined)
    expect(card(page)).to_have_count(0)
    page.locator("#mi-resume").click()
    expect(card(page).locator(BADGE)).to_have_text("오프라인 + LLM")
    expect(card(page)).to_have_count(1)


def test_after_an_exam_the_llm_reads_every_answer(page: Page, examined: Server, examiner: Examiner) -> None:
    examiner.may_grade.set()
    examiner.may_tell_on.set()
    start(page, examined.url, "exam")
    asked = question(page)
    box(page).fill(HALF)
    page.locator("#mi-submit").click()
    expect(page.locator("#mi-question")).not_to_have_text(asked)
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#mi-finish").click()
    first = page.locator(".mi-end .mi-past > li").first
    expect(first.locator(BADGE)).to_have_text("오프라인 + LLM")
    expect(page.locator("#mi-notice")).to_have_text("")


def wait_for_the_words_about(text: str, server: Server) -> None:
    """Until the LLM's feedback is kept: only then is it certain that it came too late for the page."""
    limit = time.monotonic() + 20
    with HistoryStore.open(server.home / "history.sqlite3") as store:
        while time.monotonic() < limit:
            turns = [turn for profile in store.profiles() for turn in store.turns(profile.id)]
            if any(
                t.answer and t.answer.text == text and t.feedback and t.feedback.written_by == "llm"
                for t in turns
            ):
                return
            time.sleep(0.05)
    raise TimeoutError("the LLM's words were not kept")


def test_a_dead_endpoint_leaves_the_offline_grade_and_says_so(page: Page, examined: Server) -> None:
    start(page, examined.url)
    answer(page)
    expect(page.locator(WORKING)).to_have_count(0)
    expect(card(page).locator(BADGE)).to_have_text("오프라인 채점")
    expect(card(page).locator(".mi-card-head")).to_contain_text("연결할 수 없습니다")
    page.locator("#mi-next").click()
    expect(box(page)).to_be_visible()
    assert "Traceback" not in (examined.home / "server.log").read_text(encoding="utf-8")


def test_ctrl_c_does_not_wait_for_an_llm_that_takes_its_time(
    page: Page, examined: Server, examiner: Examiner
) -> None:
    start(page, examined.url)
    answer(page)
    expect(page.locator(WORKING)).to_be_visible()
    log = examined.home / "server.log"
    before = log.read_text(encoding="utf-8")
    examined.interrupt()
    assert log.read_text(encoding="utf-8") == before


def test_where_there_is_no_llm_nothing_is_asked_after_a_submission(page: Page, server: Server) -> None:
    start(page, server.url)
    joined: list[str] = []
    page.on("request", lambda request: joined.append(request.url) if "queue/join" in request.url else None)
    answer(page)
    page.locator("#mi-next").click()
    expect(box(page)).to_be_visible()
    assert len(joined) == 2
