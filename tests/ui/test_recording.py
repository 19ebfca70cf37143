"""Recordings: the microphone is played by the page, the recogniser by a loopback server."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import NewPage
from tests.ui.interviewing import LONG_WAIT, answer, box, card
from tests.ui.recogniser import KEY, Recogniser
from tests.ui.server_process import Server
from tests.ui.speaking import (
    LINE,
    MIC,
    REC,
    next_question,
    open_with_voice,
    record,
    start_recording,
)

SECOND = "두 번째 질문의 말"


@pytest.fixture(scope="module")
def running() -> Iterator[Recogniser]:
    with Recogniser() as recogniser:
        yield recogniser


@pytest.fixture(scope="module")
def writing(running: Recogniser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("writing"), settings=running.settings) as server:
        yield server


@pytest.fixture
def recogniser(running: Recogniser) -> Recogniser:
    running.reply, running.status = {"text": "첫 번째 질문의 말"}, 200
    running.got.clear()
    running.arrived.clear()
    running.may_answer.set()
    return running


def is_recording(page: Page, yes: bool) -> None:
    expect(page.locator(REC)).to_have_attribute("aria-pressed", str(yes).lower())


def test_a_recording_ends_with_its_question_and_writes_nothing_under_the_next(
    page: Page, recogniser: Recogniser, writing: Server
) -> None:
    open_with_voice(page, writing, "checklist")
    start_recording(page)
    next_question(page)
    page.wait_for_function("window.micOpen() === 0")
    is_recording(page, False)
    recogniser.reply = {"text": SECOND}
    record(page)
    expect(box(page)).to_have_value(SECOND, timeout=LONG_WAIT)


def test_a_transcript_under_way_is_not_for_the_next_question(
    page: Page, recogniser: Recogniser, writing: Server
) -> None:
    open_with_voice(page, writing, "checklist")
    recogniser.may_answer.clear()
    record(page)
    expect(page.locator(LINE)).to_have_text("녹음을 글로 옮기는 중입니다.")
    assert recogniser.arrived.wait(30)
    next_question(page)
    recogniser.reply = {"text": SECOND}
    record(page)
    recogniser.may_answer.set()
    expect(box(page)).to_have_value(SECOND, timeout=LONG_WAIT)


def test_what_was_recorded_before_a_pause_is_there_after_it(
    page: Page, recogniser: Recogniser, writing: Server
) -> None:
    open_with_voice(page, writing)
    box(page).fill("처음에 쓴 말.")
    recogniser.may_answer.clear()
    start_recording(page)
    page.wait_for_function("window.opened[0].context.currentTime > 0.3")
    page.locator("#mi-pause").click()
    page.wait_for_function("window.micOpen() === 0")
    expect(page.locator("#mi-resume")).to_be_visible()
    recogniser.may_answer.set()
    page.wait_for_function("window.mi.how().includes('첫 번째')")
    page.locator("#mi-resume").click()
    expect(box(page)).to_have_value("처음에 쓴 말. 첫 번째 질문의 말")
    is_recording(page, False)


@pytest.mark.parametrize("press", ["#mi-submit", "#mi-pass", "#mi-finish"])
def test_the_microphone_is_closed_when_the_answer_is_over(
    page: Page, recogniser: Recogniser, writing: Server, press: str
) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    open_with_voice(page, writing)
    box(page).fill("딥러닝은 인공신경망을 쓰는 방법입니다.")
    start_recording(page)
    page.locator(press).click()
    page.wait_for_function("window.micOpen() === 0")


def test_one_request_for_the_microphone_however_often_the_button_is_pressed(
    page: Page, recogniser: Recogniser, writing: Server
) -> None:
    open_with_voice(page, writing)
    page.evaluate("() => { window.allowed = new Promise((allow) => { window.allow = allow; }); }")
    page.locator(REC).dblclick()
    page.evaluate("window.allow()")
    expect(page.locator(LINE)).to_have_text("녹음하고 있습니다.")
    assert page.evaluate("window.asked") == 1
    page.wait_for_function("window.opened[0].context.currentTime > 0.3")
    page.locator(REC).click()
    expect(box(page)).to_have_value("첫 번째 질문의 말", timeout=LONG_WAIT)
    assert page.evaluate("window.micOpen()") == 0


def test_a_permission_that_comes_for_another_question_opens_no_microphone(
    page: Page, recogniser: Recogniser, writing: Server
) -> None:
    open_with_voice(page, writing, "checklist")
    page.evaluate("() => { window.allowed = new Promise((allow) => { window.allow = allow; }); }")
    page.locator(REC).click()
    next_question(page)
    page.evaluate("window.allow()")
    page.wait_for_function("window.opened.length === 1 && window.micOpen() === 0")
    is_recording(page, False)
    recogniser.reply = {"text": SECOND}
    record(page)
    expect(box(page)).to_have_value(SECOND, timeout=LONG_WAIT)


@pytest.mark.parametrize(
    ("error", "line"),
    [("NotAllowedError", "허용되지 않았습니다"), ("NotFoundError", "마이크를 찾을 수 없습니다")],
)
def test_a_microphone_that_is_refused_or_missing_is_told_and_typing_goes_on(
    page: Page, recogniser: Recogniser, writing: Server, error: str, line: str
) -> None:
    open_with_voice(page, writing)
    page.evaluate(
        f"window.allowed = Promise.reject(new DOMException('', '{error}')); window.allowed.catch(() => 0)"
    )
    page.locator(REC).click()
    expect(page.locator(LINE)).to_contain_text(line)
    is_recording(page, False)
    answer(page)


def test_a_silent_recording_is_told_and_not_sent(page: Page, recogniser: Recogniser, writing: Server) -> None:
    open_with_voice(page, writing)
    page.evaluate("window.loud = 0")
    record(page)
    expect(page.locator(LINE)).to_contain_text("소리가 들리지 않았습니다")
    assert recogniser.got == []
    assert page.evaluate("window.micOpen()") == 0
    answer(page)


def test_a_browser_that_cannot_record_closes_the_microphone_again(
    page: Page, recogniser: Recogniser, writing: Server
) -> None:
    open_with_voice(page, writing)
    page.evaluate(
        "() => { window.MediaRecorder = function () { throw new DOMException('', 'NotSupportedError'); }; }"
    )
    page.locator(REC).click()
    expect(page.locator(LINE)).to_contain_text("옮겨 적지 못했습니다: NotSupportedError")
    assert page.evaluate("[window.opened.length, window.micOpen()]") == [1, 0]
    is_recording(page, False)


def test_after_ten_minutes_a_recording_stops_says_so_and_is_written_down(
    new_page: NewPage, recogniser: Recogniser, writing: Server
) -> None:
    """The clock that stops it is never exact: the second too much must not cost the whole recording."""
    page = new_page()
    open_with_voice(page, writing)
    page.evaluate(
        """AudioContext.prototype.decodeAudioData = async () => {
          const sound = new AudioBuffer({ length: 601 * 8000, sampleRate: 8000 });
          sound.getChannelData(0).forEach((_, i, all) => { all[i] = Math.sin(i / 3) / 2; });
          return sound;
        }"""
    )
    page.clock.install()
    start_recording(page)
    page.wait_for_function("window.opened[0].context.currentTime > 0.3")
    page.clock.fast_forward("10:00")
    expect(page.locator(LINE)).to_contain_text("한 번에 10분까지입니다")
    is_recording(page, False)
    expect(box(page)).to_have_value("첫 번째 질문의 말", timeout=LONG_WAIT)
    expect(page.locator(LINE)).to_contain_text("한 번에 10분까지입니다")
    assert page.evaluate("window.micOpen()") == 0
    assert seconds_of(recogniser.got[-1]) == 600
    expect(card(page)).to_have_count(0)


def seconds_of(upload: bytes) -> float:
    with wave.open(io.BytesIO(upload[upload.index(b"RIFF") :])) as file:
        return file.getnframes() / file.getframerate()


def test_the_key_of_the_recogniser_is_in_no_log_and_on_no_page(
    page: Page, recogniser: Recogniser, writing: Server
) -> None:
    open_with_voice(page, writing)
    recogniser.status = 401
    recogniser.reply = {"error": {"message": f"Incorrect API key provided: {KEY}", "code": "invalid_api_key"}}
    record(page)
    expect(page.locator(LINE)).to_contain_text("옮겨 적지 못했습니다", timeout=LONG_WAIT)
    recogniser.status, recogniser.reply = 200, {"text": "이번에는 됩니다"}
    record(page)
    expect(box(page)).to_have_value("이번에는 됩니다")
    log = (writing.home / "server.log").read_text(encoding="utf-8")
    assert writing.url in log
    assert KEY not in log
    assert KEY not in page.content()


def test_speaking_to_the_browser_ends_a_recording(
    page: Page, recogniser: Recogniser, writing: Server
) -> None:
    """One voice, written down once."""
    open_with_voice(page, writing)
    start_recording(page)
    page.locator(MIC).click()
    page.wait_for_function("window.micOpen() === 0")
    expect(page.locator(MIC)).to_have_attribute("aria-pressed", "true")
    is_recording(page, False)
