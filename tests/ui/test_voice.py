"""Speaking: the browser's recognition is played by a stub, the microphone by Chromium, the recogniser by a loopback server."""

from __future__ import annotations

import json
import math
import struct
import threading
import wave
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.ui.conftest import CHROMIUM, FLAGS
from tests.ui.interviewing import answer, box, card, start
from tests.ui.server_process import START, Server

STUB = """
window.heardBy = [];
window.webkitSpeechRecognition = class {
  start() { window.heardBy.push(this); this.running = true; }
  stop() { this.running = false; this.onend && this.onend(); }
};
window.hear = (text, final) => {
  const result = [{ transcript: text }];
  result.isFinal = final;
  window.heardBy.at(-1).onresult({ resultIndex: 0, results: [result] });
};
"""
LINE = ".mi-voice-line"
MIC = "[data-mi=mic]"


@pytest.fixture
def listening(page: Page, server: Server) -> Page:
    page.add_init_script(STUB)
    start(page, server.url)
    page.locator(MIC).click()
    expect(page.locator(MIC)).to_have_attribute("aria-pressed", "true")
    return page


def test_what_is_said_lands_in_the_box_and_can_be_mended_before_it_is_submitted(listening: Page) -> None:
    assert listening.evaluate("window.heardBy[0].lang") == "ko-KR"
    listening.evaluate("window.hear('딥러닝은', false)")
    expect(listening.locator(".mi-interim")).to_have_text("딥러닝은")
    expect(box(listening)).to_have_value("")
    listening.evaluate("window.hear('딥러닝은 신경망입니다', true)")
    expect(box(listening)).to_have_value("딥러닝은 신경망입니다")
    box(listening).fill("딥러닝은 인공신경망을 쓰는 방법입니다")
    expect(card(listening)).to_have_count(0)
    listening.locator("#mi-submit").click()
    expect(card(listening)).to_contain_text("인공신경망을 쓰는", timeout=60_000)


def test_spellings_of_terms_are_mended_and_that_is_said(listening: Page) -> None:
    listening.evaluate("window.hear('렐루를 씁니다', true)")
    expect(box(listening)).to_have_value("ReLU를 씁니다")
    expect(listening.locator(LINE)).to_contain_text("렐루 → ReLU")


def test_listening_goes_on_over_the_silences_at_which_browsers_stop(listening: Page) -> None:
    listening.evaluate("window.heardBy[0].running = false; window.heardBy[0].onend()")
    assert listening.evaluate("window.heardBy.length") == 2
    listening.locator(MIC).click()
    expect(listening.locator(MIC)).to_have_attribute("aria-pressed", "false")
    assert listening.evaluate("window.heardBy.length") == 2


@pytest.mark.parametrize(
    ("error", "line"),
    [
        ("not-allowed", "허용되지 않았습니다"),
        ("audio-capture", "마이크를 찾을 수 없습니다"),
        ("network", "닿지 못했습니다"),
    ],
)
def test_what_does_not_work_is_told_and_typing_goes_on(listening: Page, error: str, line: str) -> None:
    listening.evaluate(f"window.heardBy[0].onerror({{ error: '{error}' }})")
    expect(listening.locator(LINE)).to_contain_text(line)
    expect(listening.locator(MIC)).to_have_attribute("aria-pressed", "false")
    answer(listening)


def test_a_browser_without_recognition_says_so(page: Page, server: Server) -> None:
    page.add_init_script("delete window.webkitSpeechRecognition; delete window.SpeechRecognition;")
    start(page, server.url)
    page.locator(MIC).click()
    expect(page.locator(LINE)).to_contain_text("음성 인식이 없습니다")


def test_beside_the_button_stands_where_the_sound_may_go(page: Page, server: Server) -> None:
    start(page, server.url)
    expect(page.locator(".mi-privacy")).to_contain_text("브라우저 회사의 서버")
    expect(page.locator("[data-mi=rec]")).to_have_count(0)


def test_the_question_is_read_aloud_only_when_wanted(page: Page, server: Server) -> None:
    page.add_init_script(
        "window.said = []; speechSynthesis.speak = (speech) => window.said.push(speech.text);"
    )
    start(page, server.url)
    assert page.evaluate("window.said") == []
    page.locator("[data-mi=listen]").click()
    assert page.evaluate("window.said") == [page.locator("#mi-question").inner_text()]


class Recogniser(BaseHTTPRequestHandler):
    """Speaks as much of the transcription API as a client needs."""

    got: list[bytes]

    def do_POST(self) -> None:
        self.server.got.append(self.rfile.read(int(self.headers["Content-Length"])))  # type: ignore[attr-defined]
        body = json.dumps({"text": "렐루는 양수를 그대로 통과시킵니다"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def recogniser() -> Iterator[ThreadingHTTPServer]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Recogniser)
    running.got = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()


def tone(path: Path) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        waves = (int(12_000 * math.sin(i * 0.17) * (1 + math.sin(i * 0.002)) / 2) for i in range(32_000))
        file.writeframes(b"".join(struct.pack("<h", value) for value in waves))
    return path


def test_a_recording_becomes_text_in_the_box_and_is_deleted(
    playwright: Playwright, recogniser: ThreadingHTTPServer, tmp_path: Path
) -> None:
    place = f"http://127.0.0.1:{recogniser.server_address[1]}/v1"
    settings = {
        "MOCKINTERVIEW_STT": "api:whisper-1",
        "MOCKINTERVIEW_STT_BASE_URL": place,
        "MOCKINTERVIEW_STT_API_KEY": "x",
    }
    server = Server(tmp_path / "own", START, settings=settings).start()
    microphone = [*FLAGS, f"--use-file-for-fake-audio-capture={tone(tmp_path / 'tone.wav')}"]
    browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=microphone)
    try:
        page = browser.new_context(locale="ko-KR", permissions=["microphone"]).new_page()
        start(page, server.url)
        expect(page.locator(".mi-privacy")).to_contain_text("이 서버의 음성 인식(api:whisper-1)")
        page.locator("[data-mi=rec]").click()
        expect(page.locator(LINE)).to_have_text("녹음하고 있습니다.")
        page.wait_for_timeout(1500)
        page.locator("[data-mi=rec]").click()
        expect(box(page)).to_have_value("ReLU는 양수를 그대로 통과시킵니다", timeout=30_000)
        expect(card(page)).to_have_count(0)
        assert b"RIFF" in recogniser.got[0]  # type: ignore[attr-defined]
        assert list((tmp_path / "own" / "uploads").rglob("*.wav")) == []
    finally:
        browser.close()
        server.stop()
