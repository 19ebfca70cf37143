"""A recogniser that takes its time: only the candidates whose recordings it has are kept waiting."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from mockinterview.ui.recordings import TRANSCRIBED_AT_ONCE
from mockinterview.ui.texts import Words
from tests.ui.interviewing import box, start
from tests.ui.raw_page import RawPage
from tests.ui.recogniser import HEARD, MENDED, Recogniser, tone
from tests.ui.server_process import START, Server
from tests.ui.speaking import LINE, MICROPHONE, REC, record

CROWD = 42
"""More than a server of gradio's has threads for."""
SOON = 15.0
BUSY = {"error": Words("ko")("voice.busy"), "busy": True}


@pytest.fixture(scope="module")
def running() -> Iterator[Recogniser]:
    with Recogniser() as recogniser:
        yield recogniser


@pytest.fixture(scope="module")
def listening(running: Recogniser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("listening"), START, settings=running.settings).start()
    yield server
    running.may_answer.set()
    server.stop()


@pytest.fixture
def recogniser(running: Recogniser) -> Iterator[Recogniser]:
    """Thinks until it is told that it may answer."""
    running.most = 0
    running.may_answer.clear()
    while running.came.acquire(blocking=False):
        pass
    yield running
    running.may_answer.set()


class Speakers:
    """Candidates whose recordings are at the server."""

    def __init__(self, url: str, count: int) -> None:
        self._raw = RawPage(url)
        self._threads = ThreadPoolExecutor(count)
        recordings = self._raw.upload(*[tone(0.5)] * count)
        self.asked = [self._threads.submit(self._transcribe, path) for path in recordings]

    def __enter__(self) -> Speakers:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown()
        self._raw.http.close()

    def _transcribe(self, path: str) -> dict[str, Any]:
        return dict(self._raw.call("transcribe", {"path": path}).json())


def test_a_recogniser_that_does_not_answer_keeps_nobody_else_waiting(
    listening: Server, recogniser: Recogniser
) -> None:
    with Speakers(listening.url, CROWD) as speakers:
        others = CROWD - TRANSCRIBED_AT_ONCE
        told = [asked.result() for asked in islice(as_completed(speakers.asked, SOON), others)]
        assert told == [BUSY] * others
        for path in ("/", "/healthz", "/en/"):
            assert httpx.get(listening.url + path, timeout=SOON).status_code == 200
        with RawPage(listening.url) as other:
            assert other.call("mend", {"text": "렐루"}, patience=SOON).json()["text"] == "ReLU"
        recogniser.may_answer.set()
        heard = [asked.result() for asked in speakers.asked]
        assert [reply["text"] for reply in heard if "text" in reply] == [MENDED] * TRANSCRIBED_AT_ONCE


def test_health_is_told_while_every_recording_that_fits_is_under_way_in_both_languages(
    listening: Server, recogniser: Recogniser
) -> None:
    with Speakers(listening.url, CROWD), Speakers(listening.url + "/en", CROWD):
        for _ in range(2 * TRANSCRIBED_AT_ONCE):
            assert recogniser.came.acquire(timeout=SOON)
        assert httpx.get(listening.url + "/healthz", timeout=SOON).json()["status"] == "ok"
        recogniser.may_answer.set()


def test_a_recording_that_found_no_place_is_kept_and_sent_with_the_next_press(
    page: Page, listening: Server, recogniser: Recogniser
) -> None:
    page.add_init_script(MICROPHONE)
    start(page, listening.url)
    with Speakers(listening.url, TRANSCRIBED_AT_ONCE) as speakers:
        for _ in speakers.asked:
            assert recogniser.came.acquire(timeout=SOON)
        record(page)
        expect(page.locator(LINE)).to_have_text(BUSY["error"])
        expect(box(page)).to_have_value("")
        recogniser.may_answer.set()
    page.locator(REC).click()
    expect(box(page)).to_have_value(MENDED)
    expect(page.locator(REC)).to_have_attribute("aria-pressed", "false")
    assert list((listening.home / "uploads").rglob("*.wav")) == []


def test_a_page_has_one_recording_under_way(page: Page, listening: Server, recogniser: Recogniser) -> None:
    page.add_init_script(MICROPHONE)
    start(page, listening.url)
    for _ in range(2):
        record(page)
    for _ in range(3):  # each time there and back, after both recordings were handed over
        page.evaluate("(text) => window.mi.mend(text)", HEARD)
    recogniser.may_answer.set()
    expect(box(page)).to_have_value(f"{MENDED} {MENDED}")
    assert recogniser.most == 1
