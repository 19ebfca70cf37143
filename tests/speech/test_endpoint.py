"""An OpenAI-compatible endpoint on loopback: what is asked of it, and what becomes of its failures."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from pydantic import SecretStr
from wire import Reply, Wire, as_json, hum, refusal, speech_server, write_wav

from mockinterview.errors import SpeechError
from mockinterview.speech import SpeechSpec, Synthesizer, Transcriber, open_synthesizer, open_transcriber

KEY = "sk-very-secret-0123456789"
GOOD = as_json(
    {
        "text": " 배치 정규화는 평균을 뺍니다. ",
        "segments": [
            {"text": " 배치 정규화는", "start": 0.0, "end": 0.8},
            {"text": "평균을 뺍니다.", "start": 1.1, "end": 9.0},
            {"text": "모르는 때", "start": None, "end": "x"},
        ],
    }
)
PLAIN = as_json({"text": "평균을 뺍니다."})
SILENCE = as_json({"text": " "})


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "audio.wav", hum(2.0, rate=44_100), rate=44_100)


def transcriber(url: str, **more: float) -> Transcriber:
    return open_transcriber(SpeechSpec("api:whisper-1", url, SecretStr(KEY), **more))  # type: ignore[arg-type]


def synthesizer(url: str, **more: float) -> Synthesizer:
    return open_synthesizer(SpeechSpec("api:tts-1", url, SecretStr(KEY), **more))  # type: ignore[arg-type]


def test_a_recording_becomes_text_with_times(recording: Path) -> None:
    with speech_server(GOOD) as wire:
        heard = transcriber(wire.url).transcribe(recording, "ko")
    assert heard.text == "배치 정규화는 평균을 뺍니다."
    assert heard.seconds == pytest.approx(2.0, abs=0.01)
    assert [(chunk.text, chunk.start) for chunk in heard.chunks] == [
        ("배치 정규화는", 0.0),
        ("평균을 뺍니다.", 1.1),
    ]
    assert heard.chunks[-1].end == pytest.approx(2.0, abs=0.01)


def test_the_recogniser_is_never_primed_and_gets_a_small_wav(recording: Path) -> None:
    with speech_server(GOOD) as wire:
        transcriber(wire.url).transcribe(recording, "ko")
    (request,) = wire.requests
    fields = request.fields()
    assert request.path == "/v1/audio/transcriptions"
    assert request.headers["Authorization"] == f"Bearer {KEY}"
    assert "prompt" not in fields
    assert (fields["model"], fields["language"], float(fields["temperature"])) == ("whisper-1", "ko", 0.0)
    assert b"RIFF" in request.body
    assert len(request.body) < 70_000


def test_a_model_without_times_is_asked_plainly_from_then_on(recording: Path) -> None:
    with speech_server(refusal(400, "response_format"), PLAIN) as wire:
        listener = transcriber(wire.url)
        first = listener.transcribe(recording, "ko")
        listener.transcribe(recording, "ko")
    assert (first.text, first.chunks) == ("평균을 뺍니다.", ())
    formats = [request.fields()["response_format"] for request in wire.requests]
    assert formats == ["verbose_json", "json", "json"]


@pytest.mark.parametrize(
    ("reply", "ko", "en"),
    [
        (refusal(400), "오류로 답했습니다(400)", "error (400)"),
        (refusal(401), "API 키", "API key"),
        (refusal(403), "권한", "permissions"),
        (refusal(404), "모델 이름", "model name"),
        (refusal(413), "한도보다 큽니다", "too large"),
        (refusal(429), "잠시 뒤", "try again later"),
        (refusal(500), "오류로 답했습니다(500)", "error (500)"),
        (Reply(502, b"<html>bad gateway</html>", "text/html"), "(502)", "(502)"),
        (Reply(200, b"<html>login</html>", "text/html"), "알 수 없는 응답", "unreadable"),
        (Reply(200, b"{broken"), "알 수 없는 응답", "unreadable"),
        (Reply(200, b"[1, 2]"), "알 수 없는 응답", "unreadable"),
        (as_json({"words": 3}), "알 수 없는 응답", "unreadable"),
        (as_json({"text": 7}), "알 수 없는 응답", "unreadable"),
        (Reply(200, b""), "알 수 없는 응답", "unreadable"),
        (SILENCE, "말소리", "No speech"),
    ],
)
def test_a_failure_is_one_line_with_what_to_do(recording: Path, reply: Reply, ko: str, en: str) -> None:
    with speech_server(reply) as wire, pytest.raises(SpeechError) as caught:
        transcriber(wire.url).transcribe(recording, "ko")
    check_line(caught.value, ko, en)


def check_line(failure: SpeechError, ko: str, en: str) -> None:
    assert ko in failure.ko
    assert en in failure.en
    assert "입력" in failure.ko or "브라우저의 목소리" in failure.ko
    assert KEY not in failure.ko + failure.en + repr(failure)
    assert "\n" not in failure.ko + failure.en


def test_a_server_that_does_not_answer_is_given_up(recording: Path) -> None:
    with speech_server(Reply(hangs=True)) as wire, pytest.raises(SpeechError) as caught:
        transcriber(wire.url, timeout=0.2).transcribe(recording, "ko")
    check_line(caught.value, "제시간에", "in time")


def dead_url() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/v1"


def test_a_dead_endpoint_is_told(recording: Path) -> None:
    with pytest.raises(SpeechError) as caught:
        transcriber(dead_url()).transcribe(recording, "ko")
    check_line(caught.value, "연결할 수 없습니다", "no connection")


def test_silence_and_foreign_files_never_leave_the_machine(tmp_path: Path) -> None:
    silent = write_wav(tmp_path / "silent.wav", hum(3.0, loud=0.0))
    foreign = tmp_path / "audio.wav"
    foreign.write_bytes(b"OggS" + bytes(100))
    with speech_server(GOOD) as wire:
        for path in (silent, foreign):
            with pytest.raises(SpeechError):
                transcriber(wire.url).transcribe(path, "ko")
    assert wire.requests == []


def asked_to_speak(wire: Wire) -> bytes:
    return wire.requests[0].body


def test_a_question_is_spoken(tmp_path: Path) -> None:
    audio = write_wav(tmp_path / "voice.wav", hum(0.5)).read_bytes()
    with speech_server(Reply(200, audio, "audio/wav")) as wire:
        voice = synthesizer(wire.url).speak("렐루의 문제점은?", "ko")
    assert voice.audio == audio
    assert voice.media_type == "audio/wav"
    assert wire.requests[0].path == "/v1/audio/speech"
    assert "렐루의 문제점은?".encode() in asked_to_speak(wire)


@pytest.mark.parametrize(
    ("reply", "ko", "en"),
    [
        (refusal(401), "API 키", "API key"),
        (refusal(429), "잠시 뒤", "later"),
        (refusal(500), "(500)", "(500)"),
        (Reply(200, b"<html>", "text/html"), "알 수 없는 응답", "unreadable"),
        (Reply(200, b"", "audio/wav"), "알 수 없는 응답", "unreadable"),
    ],
)
def test_a_voice_that_fails_is_one_line(reply: Reply, ko: str, en: str) -> None:
    with speech_server(reply) as wire, pytest.raises(SpeechError) as caught:
        synthesizer(wire.url).speak("질문", "ko")
    check_line(caught.value, ko, en)


def test_nothing_is_not_spoken() -> None:
    with pytest.raises(SpeechError, match="읽을 글"):
        synthesizer(dead_url()).speak("  ", "ko")


@pytest.mark.parametrize(
    ("url", "leaves"),
    [
        ("https://api.openai.com/v1", True),
        ("http://192.168.0.4:8000/v1", True),
        ("http://localhost:8000/v1", False),
        ("http://127.0.0.1:8000/v1", False),
        ("http://[::1]:8000/v1", False),
        ("nonsense", True),
    ],
)
def test_it_is_known_whether_audio_leaves_the_machine(url: str, leaves: bool) -> None:
    assert transcriber(url).leaves_machine is leaves
    assert synthesizer(url).leaves_machine is leaves


def test_the_key_is_masked() -> None:
    assert KEY not in repr(SpeechSpec("api:whisper-1", api_key=SecretStr(KEY)))


@pytest.mark.parametrize("spec", ["", "api", "api:", "local:", "vosk:ko", "whisper-1"])
def test_an_unknown_recogniser_names_the_known_ones(spec: str) -> None:
    with pytest.raises(SpeechError, match="api:<model>"):
        open_transcriber(SpeechSpec(spec))


@pytest.mark.parametrize("spec", ["", "api", "local:base"])
def test_an_unknown_voice_names_the_known_ones(spec: str) -> None:
    with pytest.raises(SpeechError, match="api:<model>"):
        open_synthesizer(SpeechSpec(spec))
