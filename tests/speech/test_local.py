"""Recognition on this machine, with the model's library replaced: what it is asked, and how it fails."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from wire import hum, write_wav

from mockinterview.errors import MissingDependency, SpeechError
from mockinterview.speech import SpeechSpec, open_transcriber


@dataclass(frozen=True)
class Segment:
    text: str
    start: float = 0.0
    end: float = 1.0
    compression_ratio: float = 1.1


class Whisper:
    """Stands in for faster_whisper.WhisperModel."""

    segments: tuple[Segment, ...] = (Segment(" 배치 정규화는"), Segment("평균을 뺍니다. ", 1.0, 30.0))
    fails: Exception | None = None
    asked: dict[str, Any]

    def __init__(self, model: str, **options: Any) -> None:
        Whisper.asked = {"model": model, **options}

    def transcribe(self, audio: np.ndarray, **options: Any) -> tuple[Iterator[Segment], None]:
        Whisper.asked |= {"samples": len(audio), "type": audio.dtype, **options}
        if self.fails is not None:
            raise self.fails
        return iter(self.segments), None


@pytest.fixture
def whisper(monkeypatch: pytest.MonkeyPatch) -> type[Whisper]:
    module = ModuleType("faster_whisper")
    module.WhisperModel = Whisper  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "faster_whisper", module)
    monkeypatch.setattr(Whisper, "segments", Whisper.segments)
    monkeypatch.setattr(Whisper, "fails", None)
    return Whisper


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "audio.wav", hum(2.0, rate=44_100), rate=44_100)


def test_it_is_asked_so_that_silence_stays_silent(whisper: type[Whisper], recording: Path) -> None:
    heard = open_transcriber(SpeechSpec("local:base")).transcribe(recording, "ko")
    asked = whisper.asked
    assert heard.text == "배치 정규화는 평균을 뺍니다."
    assert heard.chunks[-1].end == pytest.approx(2.0, abs=0.01)
    assert asked["vad_filter"] is True
    assert asked["temperature"] == 0.0
    assert asked["condition_on_previous_text"] is False
    assert asked["local_files_only"] is True
    assert asked["language"] == "ko"
    assert not {"initial_prompt", "hotwords", "prefix"} & set(asked)
    assert asked["samples"] == pytest.approx(32_000, abs=20)
    assert asked["type"] == np.float32


def test_a_telephone_recording_is_stretched(whisper: type[Whisper], tmp_path: Path) -> None:
    path = write_wav(tmp_path / "phone.wav", hum(2.0, rate=8_000), rate=8_000)
    open_transcriber(SpeechSpec("local:base")).transcribe(path, "ko")
    assert whisper.asked["samples"] == 32_000


def test_a_folder_is_a_model_and_downloads_need_leave(
    whisper: type[Whisper], recording: Path, tmp_path: Path
) -> None:
    open_transcriber(SpeechSpec(f"local:{tmp_path}", may_download=True)).transcribe(recording, "en")
    assert whisper.asked["model"] == str(tmp_path)
    assert whisper.asked["local_files_only"] is False


def test_what_the_model_repeats_over_noise_is_no_speech(
    whisper: type[Whisper], recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = (Segment("아, " * 80, compression_ratio=20.0), Segment("  "))
    monkeypatch.setattr(whisper, "segments", loop)
    with pytest.raises(SpeechError, match="말소리"):
        open_transcriber(SpeechSpec("local:base")).transcribe(recording, "ko")


@pytest.mark.parametrize("failure", [FileNotFoundError("x"), ValueError("x"), RuntimeError("model.bin")])
def test_a_missing_model_is_one_line(
    whisper: type[Whisper], recording: Path, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def refuse(self: Whisper, model: str, **options: Any) -> None:
        raise failure

    monkeypatch.setattr(whisper, "__init__", refuse)
    with pytest.raises(SpeechError, match="모델 'base'") as caught:
        open_transcriber(SpeechSpec("local:base")).transcribe(recording, "ko")
    assert "Typing always works" in caught.value.en


def test_a_failure_while_listening_is_one_line(
    whisper: type[Whisper], recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whisper, "fails", RuntimeError("out of memory"))
    with pytest.raises(SpeechError, match="실패") as caught:
        open_transcriber(SpeechSpec("local:base")).transcribe(recording, "ko")
    assert "out of memory" not in caught.value.ko


def test_a_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch, recording: Path) -> None:
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    with pytest.raises(MissingDependency, match=r"mockinterview\[speech\]"):
        open_transcriber(SpeechSpec("local:base")).transcribe(recording, "ko")


def test_nothing_leaves_the_machine() -> None:
    assert open_transcriber(SpeechSpec("local:base")).leaves_machine is False
