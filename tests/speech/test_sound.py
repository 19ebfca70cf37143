"""Recordings are checked and made small before anything listens to them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wire import hum, write_wav

from mockinterview.errors import SpeechError
from mockinterview.speech.sound import MAX_UPLOAD, RATE, Sound, read_recording, read_wav


def test_ten_minutes_of_a_browser_recording_fit_into_an_upload(tmp_path: Path) -> None:
    ten_minutes = np.tile(hum(10.0, rate=44_100), 60)
    sound = read_recording(write_wav(tmp_path / "long.wav", ten_minutes, rate=44_100))
    assert sound.seconds == pytest.approx(600.0)
    assert sound.rate == RATE
    assert len(sound.wav()) < MAX_UPLOAD


def test_longer_recordings_are_refused_with_what_to_do(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "longer.wav", np.tile(hum(1.0, rate=4_000), 602), rate=4_000)
    with pytest.raises(SpeechError, match="10분") as caught:
        read_recording(path)
    assert "type your answer" in caught.value.en


@pytest.mark.parametrize("loud", [0.0, 0.002])
def test_a_silent_recording_is_told_at_once(tmp_path: Path, loud: float) -> None:
    path = write_wav(tmp_path / "silent.wav", hum(5.0, loud=loud))
    with pytest.raises(SpeechError, match="말소리") as caught:
        read_recording(path)
    assert "microphone" in caught.value.en


def test_a_click_is_no_answer_and_a_constant_offset_is_no_sound(tmp_path: Path) -> None:
    click = np.zeros(RATE * 3)
    click[1000:1400] = 0.5
    assert read_wav(write_wav(tmp_path / "click.wav", click)).silent
    assert read_wav(write_wav(tmp_path / "offset.wav", np.full(RATE * 3, 0.3))).silent


@pytest.mark.parametrize("width", [1, 2, 3, 4])
@pytest.mark.parametrize("channels", [1, 2])
def test_every_width_and_channel_count_sounds_the_same(tmp_path: Path, width: int, channels: int) -> None:
    voice = np.repeat(hum(1.0)[:, None], channels, axis=1)
    sound = read_wav(write_wav(tmp_path / "a.wav", voice, width=width, channels=channels))
    assert sound.seconds == pytest.approx(1.0)
    assert float(np.abs(sound.samples - hum(1.0)).max()) < 0.02


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 48_000])
def test_no_rate_loses_the_voice(tmp_path: Path, rate: int) -> None:
    sound = read_wav(write_wav(tmp_path / "a.wav", hum(2.0, rate=rate), rate=rate))
    assert sound.seconds == pytest.approx(2.0, abs=0.01)
    assert sound.rate == min(rate, RATE)
    assert float(np.sqrt(np.mean(np.square(sound.samples)))) == pytest.approx(0.2 / np.sqrt(2), rel=0.02)


@pytest.mark.parametrize(
    "data", [b"", b"RIFF", b"not a wav at all" * 50, b"OggS" + bytes(200), b"RIFF\x10\0\0\0WAVEfmt "]
)
def test_what_is_no_wav_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "answer.webm"
    path.write_bytes(data)
    with pytest.raises(SpeechError, match="WAV") as caught:
        read_recording(path)
    assert "answer.webm" in caught.value.en
    assert str(tmp_path) not in caught.value.ko


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="열 수 없습니다"):
        read_recording(tmp_path / "gone.wav")


def test_a_recording_that_broke_off_counts_what_is_there(tmp_path: Path) -> None:
    whole = write_wav(tmp_path / "whole.wav", hum(4.0))
    broken = tmp_path / "broken.wav"
    broken.write_bytes(whole.read_bytes()[: 44 + RATE * 2 * 2 + 1])
    assert read_recording(broken).seconds == pytest.approx(2.0, abs=0.01)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_sound_or_one_line(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "a.wav"
    path.write_bytes(b"RIFF\xff\xff\xff\xffWAVEfmt " + data)
    with suppress(SpeechError):
        assert isinstance(read_wav(path), Sound)
