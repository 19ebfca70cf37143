"""Speaking: the browser's recognition is played by a stub, the microphone by Chromium, the recogniser by a loopback server."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.ui.conftest import FLAGS, chromium
from tests.ui.interviewing import HALF, answer, box, card, start
from tests.ui.recogniser import Recogniser, tone
from tests.ui.server_process import Server
from tests.ui.speaking import LINE, MIC, REC, RECOGNITION, next_question


@pytest.fixture
def listening(page: Page, server: Server) -> Page:
    page.add_init_script(RECOGNITION)
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


def test_words_that_come_late_are_not_put_under_the_next_question(page: Page, server: Server) -> None:
    page.add_init_script(RECOGNITION)
    start(page, server.url, "checklist")
    page.locator(MIC).click()
    page.evaluate("window.hear('앞 질문의', false)")
    next_question(page)
    expect(page.locator(MIC)).to_have_attribute("aria-pressed", "false")
    page.locator(MIC).click()
    page.evaluate("window.hear('앞 질문의 말', true, 0); window.hear('새 질문의 말', true, 1)")
    expect(box(page)).to_have_value("새 질문의 말")


def test_words_that_come_while_a_pause_begins_are_there_after_it(listening: Page) -> None:
    box(listening).fill("처음에 쓴 말.")
    listening.evaluate("document.querySelector('#mi-pause').click(); window.hear('마지막 말', true);")
    expect(listening.locator("#mi-resume")).to_be_visible()
    listening.locator("#mi-resume").click()
    expect(box(listening)).to_have_value("처음에 쓴 말. 마지막 말")
    expect(listening.locator(MIC)).to_have_attribute("aria-pressed", "false")


def test_words_that_come_during_a_pause_are_there_after_it(listening: Page) -> None:
    listening.locator("#mi-pause").click()
    expect(listening.locator("#mi-resume")).to_be_visible()
    listening.evaluate("window.hear('마지막 말', true)")
    listening.wait_for_function("window.mi.how().includes('마지막 말')")
    listening.locator("#mi-resume").click()
    expect(box(listening)).to_have_value("마지막 말")


@pytest.mark.parametrize(("typed", "took"), [("", "동안 말함 (목표"), (f" {HALF}", "말로 하면 약")])
def test_a_pace_is_told_of_speech_and_not_of_keys(listening: Page, typed: str, took: str) -> None:
    """Six seconds are spoken, by the page's clock."""
    said = "딥러닝은 층을 여러 겹 쌓은 인공신경망으로 데이터에서 스스로 특징을 배우는 방법입니다"
    listening.evaluate("performance.now = ((now) => () => now() + 6000)(performance.now.bind(performance))")
    listening.evaluate(f"window.hear('{said}', true)")
    expect(box(listening)).to_have_value(said)
    answer(listening, said + typed)
    delivery = card(listening).locator(".mi-delivery")
    expect(delivery).to_contain_text(took)
    assert ("분당" in delivery.inner_text()) is (typed == "")


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
    expect(page.locator(REC)).to_have_count(0)


def test_the_question_is_read_aloud_only_when_wanted(page: Page, server: Server) -> None:
    page.add_init_script(
        "window.said = []; speechSynthesis.speak = (speech) => window.said.push(speech.text);"
    )
    start(page, server.url)
    assert page.evaluate("window.said") == []
    page.locator("[data-mi=listen]").click()
    assert page.evaluate("window.said") == [page.locator("#mi-question").inner_text()]


def test_a_recording_becomes_text_in_the_box_and_is_deleted(playwright: Playwright, tmp_path: Path) -> None:
    """Chromium's own microphone, playing a file."""
    played = tmp_path / "tone.wav"
    played.write_bytes(tone(2.0))
    microphone = [*FLAGS, f"--use-file-for-fake-audio-capture={played}"]
    with Recogniser() as recogniser:
        server = Server(tmp_path / "own", settings=recogniser.settings).start()
        browser = playwright.chromium.launch(executable_path=chromium(), args=microphone)
        try:
            page = browser.new_context(locale="ko-KR", permissions=["microphone"]).new_page()
            start(page, server.url)
            expect(page.locator(".mi-privacy")).to_contain_text("이 서버의 음성 인식(api:whisper-1)")
            page.locator(REC).click()
            expect(page.locator(LINE)).to_have_text("녹음하고 있습니다.")
            page.wait_for_timeout(1500)
            page.locator(REC).click()
            expect(box(page)).to_have_value("ReLU는 양수를 그대로 통과시킵니다", timeout=30_000)
            expect(card(page)).to_have_count(0)
            assert b"RIFF" in recogniser.got[0]
            assert list((tmp_path / "own" / "uploads").rglob("*.wav")) == []
        finally:
            browser.close()
            server.stop()
