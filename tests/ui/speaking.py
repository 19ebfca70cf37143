"""What stands in for a speaking candidate: recognition in the browser, a microphone, a recogniser on the loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.ui.interviewing import start
from tests.ui.server_process import Server

LINE = ".mi-voice-line"
MIC = "[data-mi=mic]"
REC = "[data-mi=rec]"
KEY = "sk-only-for-this-test-4711"

RECOGNITION = """
window.heardBy = [];
window.webkitSpeechRecognition = class {
  start() { window.heardBy.push(this); this.running = true; }
  stop() { this.running = false; this.onend && this.onend(); }
};
window.hear = (text, final, by = -1) => {
  const result = [{ transcript: text }];
  result.isFinal = final;
  window.heardBy.at(by).onresult({ resultIndex: 0, results: [result] });
};
"""

MICROPHONE = """
window.opened = [];
window.asked = 0;
window.allowed = Promise.resolve();
window.loud = 0.5;
navigator.mediaDevices.getUserMedia = async () => {
  window.asked += 1;
  await window.allowed;
  const context = new AudioContext(), tone = context.createOscillator(), gain = context.createGain();
  const end = context.createMediaStreamDestination();
  gain.gain.value = window.loud;
  tone.connect(gain).connect(end);
  tone.start();
  window.opened.push({ context, stream: end.stream });
  return end.stream;
};
window.micOpen = () => window.opened.filter((one) => one.stream.getTracks().some((track) => track.readyState === "live")).length;
"""
"""Sound at once and for as long as it is open; the page can hold its permission back and make it silent."""


class _Reply(BaseHTTPRequestHandler):
    """Speaks as much of the transcription API as a client needs."""

    def do_POST(self) -> None:
        owner: Recogniser = self.server.owner  # type: ignore[attr-defined]
        reply, status = owner.reply, owner.status
        owner.got.append(self.rfile.read(int(self.headers["Content-Length"])))
        owner.arrived.set()
        owner.go_on.wait(60)
        body = json.dumps(reply).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Recogniser:
    """What it will say next is settled when a recording arrives; it can be made to think for a while."""

    reply: dict[str, Any] = field(default_factory=lambda: {"text": "렐루는 양수를 그대로 통과시킵니다"})
    status: int = 200
    got: list[bytes] = field(default_factory=list)
    arrived: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    place: str = ""

    @contextmanager
    def listening(self) -> Iterator[Recogniser]:
        running = ThreadingHTTPServer(("127.0.0.1", 0), _Reply)
        running.owner = self  # type: ignore[attr-defined]
        self.place = f"http://127.0.0.1:{running.server_address[1]}/v1"
        self.go_on.set()
        threading.Thread(target=running.serve_forever, daemon=True).start()
        try:
            yield self
        finally:
            self.go_on.set()
            running.shutdown()
            running.server_close()

    def server(self, home: Path) -> Server:
        settings = {
            "MOCKINTERVIEW_STT": "api:whisper-1",
            "MOCKINTERVIEW_STT_BASE_URL": self.place,
            "MOCKINTERVIEW_STT_API_KEY": KEY,
        }
        return Server(home, settings=settings)


def start_recording(page: Page) -> None:
    page.locator(REC).click()
    expect(page.locator(LINE)).to_have_text("녹음하고 있습니다.")


def record(page: Page) -> None:
    """Something is said, and the recording ended."""
    start_recording(page)
    page.wait_for_function("window.opened.at(-1).context.currentTime > 0.3")
    page.locator(REC).click()


def open_with_voice(page: Page, server: Server, kind: str = "single") -> None:
    for script in (RECOGNITION, MICROPHONE):
        page.add_init_script(script)
    start(page, server.url, kind)


def next_question(page: Page, press: str = "#mi-skip") -> None:
    before = page.locator(".mi-stage").get_attribute("data-question")
    page.locator(press).click()
    expect(page.locator(f'.mi-stage[data-question="{before}"]')).to_have_count(0)
    expect(page.locator("#mi-answer textarea")).to_be_visible()
