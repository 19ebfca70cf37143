"""What stands in for a speaking candidate: recognition in the browser and a microphone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.ui.interviewing import start
from tests.ui.server_process import Server

LINE = ".mi-voice-line"
MIC = "[data-mi=mic]"
REC = "[data-mi=rec]"

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
