"""The interviewer's voice from a speech endpoint, played by the page; the browser's own where that fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.speech.wire import Reply, Wire, hum, refusal, speech_server, write_wav
from tests.ui.conftest import NewPage
from tests.ui.interviewing import question, start
from tests.ui.server_process import START, Server

KEY = "sk-very-secret-0123456789"
LISTEN = "[data-mi=listen]"
LINE = ".mi-listen-line"
EARS = """
window.played = []; window.stopped = 0; window.said = [];
const play = HTMLMediaElement.prototype.play, pause = HTMLMediaElement.prototype.pause;
HTMLMediaElement.prototype.play = function () { window.played.push(this.src); return play.call(this); };
HTMLMediaElement.prototype.pause = function () { window.stopped += 1; return pause.call(this); };
speechSynthesis.speak = (speech) => window.said.push(speech.text);
"""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Reply:
    """Long enough that no test hears its end."""
    path = write_wav(tmp_path_factory.mktemp("voice") / "voice.wav", hum(30.0, rate=8_000), rate=8_000)
    return Reply(200, path.read_bytes(), "audio/wav")


@pytest.fixture(scope="module")
def endpoint(sound: Reply) -> Iterator[Wire]:
    with speech_server(sound) as wire:
        yield wire


@pytest.fixture(scope="module")
def speaking(endpoint: Wire, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """0.0.0.0 is this machine by an address that does not say so: the page has to warn."""
    settings = {
        "MOCKINTERVIEW_TTS": "api:tts-1",
        "MOCKINTERVIEW_TTS_BASE_URL": endpoint.url.replace("127.0.0.1", "0.0.0.0"),
        "MOCKINTERVIEW_TTS_API_KEY": KEY,
        "MOCKINTERVIEW_TTS_VOICE": "nova",
    }
    with Server(tmp_path_factory.mktemp("speaking"), START, settings=settings) as running:
        yield running


@pytest.fixture
def wire(endpoint: Wire, sound: Reply) -> Wire:
    endpoint.replies[:] = [sound]
    endpoint.requests.clear()
    return endpoint


@pytest.fixture
def listener(page: Page) -> Page:
    page.add_init_script(EARS)
    return page


def single(page: Page, url: str, wanted: str) -> None:
    """An interview about one question; another test's sound must not be remembered for it."""
    page.goto(url)
    page.locator("#mi-plan input[value=single]").check()
    page.locator("#mi-which input").fill(wanted)
    page.get_by_role("option").filter(has_text=wanted).first.click()
    page.locator("#mi-start").click()
    expect(page.locator("#mi-question")).to_contain_text(wanted)


def asked(wire: Wire) -> list[dict[str, Any]]:
    return [json.loads(request.body) for request in wire.requests]


def test_the_question_is_spoken_by_the_endpoints_voice_and_a_repeat_costs_nothing(
    listener: Page, speaking: Server, wire: Wire, sound: Reply
) -> None:
    single(listener, speaking.url, "딥러닝")
    button = listener.locator(LISTEN)
    expect(listener.locator(".mi-stage-foot")).to_contain_text("음성 서버(api:tts-1)로 보내집니다")
    assert asked(wire) == []
    button.click()
    expect(button).to_have_text("그만 듣기")
    (request,) = asked(wire)
    assert (request["input"], request["model"], request["voice"]) == (question(listener), "tts-1", "nova")
    assert wire.requests[0].path == "/v1/audio/speech"
    assert wire.requests[0].headers["Authorization"] == f"Bearer {KEY}"
    (played,) = listener.evaluate("window.played")
    assert played.startswith("data:audio/wav;base64,")
    assert len(played) > len(sound.body)
    button.click()
    expect(button).to_have_text("질문 듣기")
    assert listener.evaluate("window.stopped") == 1
    button.click()
    expect(button).to_have_text("그만 듣기")
    assert listener.evaluate("window.played.length") == 2
    listener.locator("[data-mi=mic]").click()
    expect(button).to_have_text("질문 듣기")
    assert listener.evaluate("window.said") == []
    assert len(wire.requests) == 1


def test_while_the_voice_is_fetched_the_button_says_so_and_takes_it_back(
    listener: Page, speaking: Server, wire: Wire
) -> None:
    wire.replies[:] = [Reply(hangs=True)]
    single(listener, speaking.url, "Data Normalization")
    button = listener.locator(LISTEN)
    button.click()
    expect(button).to_have_text("목소리를 불러오는 중")
    button.click()
    expect(button).to_have_text("질문 듣기")
    assert listener.evaluate("[window.played.length, window.said.length]") == [0, 0]


@pytest.mark.parametrize(
    ("reply", "line"),
    [
        (refusal(401, KEY), "API 키가 거절되었습니다"),
        (Reply(200, b"RIFF not a sound", "audio/wav"), "브라우저의 목소리로 읽습니다"),
    ],
)
def test_when_the_endpoint_fails_the_browser_reads_and_one_line_says_why(
    listener: Page, speaking: Server, wire: Wire, reply: Reply, line: str
) -> None:
    wire.replies[:] = [reply]
    single(listener, speaking.url, "Batch Normalization의 효과")
    listener.locator(LISTEN).click()
    expect(listener.locator(LINE)).to_contain_text(line)
    assert listener.evaluate("window.said") == [question(listener)]
    assert KEY not in listener.content()


def test_every_question_is_read_once_the_option_is_on_and_the_option_stays(
    listener: Page, speaking: Server, wire: Wire
) -> None:
    listener.goto(speaking.url)
    expect(listener.locator("#mi-aloud")).to_contain_text("음성 서버(api:tts-1)로 보냅니다")
    option = listener.locator("#mi-aloud input")
    expect(option).not_to_be_checked()
    option.check()
    listener.reload()
    expect(option).to_be_checked()
    listener.locator("#mi-start").click()
    expect(listener.locator(LISTEN)).to_have_text("그만 듣기")
    first = question(listener)
    listener.locator("#mi-skip").click()
    expect(listener.locator("#mi-question")).not_to_have_text(first)
    expect(listener.locator(LISTEN)).to_have_text("그만 듣기")
    listener.wait_for_function("window.played.length === 2")
    assert listener.evaluate("window.stopped") >= 1
    assert question(listener) in [request["input"] for request in asked(wire)]


def test_the_key_stays_on_the_server_and_the_settings_show_the_voice(
    page: Page, speaking: Server, wire: Wire
) -> None:
    start(page, speaking.url)
    config = page.evaluate("fetch('/config').then((reply) => reply.text())")
    page.get_by_role("tab", name="설정").click()
    row = page.locator("#mi-parts li", has_text="면접관 목소리")
    expect(row).to_contain_text("준비됨")
    for text in (page.content(), config, json.dumps(page.evaluate("({ ...localStorage })"))):
        assert KEY not in text
        assert "nova" not in text


def test_a_stranger_cannot_have_a_text_read(new_page: NewPage, speaking: Server, wire: Wire) -> None:
    page = new_page()
    start(page, speaking.url)
    page.wait_for_function("window.mi.askVoice")
    for given in (
        "{ text: '아무 말' }",
        "{ question: '아무 말' }",
        "{ question: btoa('[\"ko\",\"x\"]') + '.0' }",
    ):
        assert "error" in page.evaluate(f"window.mi.askVoice({given})")
    assert wire.requests == []


def test_a_voice_nobody_knows_is_told_before_the_server_starts(tmp_path: Path) -> None:
    server = Server(tmp_path / "own", START, settings={"MOCKINTERVIEW_TTS": "espeak"})
    with pytest.raises(RuntimeError, match="api:<model>"):
        server.start()
