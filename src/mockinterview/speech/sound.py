"""Recordings: WAV in, checked and made small before anything is asked to listen to it."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mockinterview.errors import SpeechError
from mockinterview.speech.base import nothing_heard

RATE = 16_000
"""What speech recognisers work with; ten minutes of it are 19 MB."""
MAX_SECONDS = 600.0
MAX_UPLOAD = 25_000_000
"""Bytes a transcription endpoint takes."""
MAX_FILE = 256_000_000
"""Ten minutes of studio quality in stereo are 173 MB."""
MIN_VOICED = 0.3
"""Seconds of sound below which there can be no answer in it."""
LOUD = 0.006
"""Root mean square of a frame (-44 dB) from which it counts as sound."""
FRAME = 0.03
BLOCK = 10
"""Seconds that are unpacked at a time."""

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sound:
    samples: Samples
    """One channel, between -1 and 1."""
    rate: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate

    @property
    def voiced_seconds(self) -> float:
        """How much of it is louder than the hum of a quiet room."""
        size = int(FRAME * self.rate)
        count = len(self.samples) // size
        if not count:
            return 0.0
        frames = self.samples[: count * size].reshape(count, size)
        centred = frames - frames.mean(axis=1, keepdims=True)
        loud = np.sqrt(np.mean(np.square(centred), axis=1)) > LOUD
        return float(np.count_nonzero(loud)) * FRAME

    @property
    def silent(self) -> bool:
        return self.voiced_seconds < MIN_VOICED

    def wav(self) -> bytes:
        packed = io.BytesIO()
        with wave.open(packed, "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(self.rate)
            out.writeframes((np.clip(self.samples, -1.0, 1.0) * 32767.0).astype("<i2").tobytes())
        return packed.getvalue()


def read_recording(path: Path) -> Sound:
    """A recording that is worth sending: an existing WAV, not too long, with a sound in it."""
    sound = read_wav(path)
    if sound.silent:
        raise nothing_heard()
    return sound


def read_wav(path: Path) -> Sound:
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            raise _too_long()
        with path.open("rb") as file, wave.open(file) as wav:
            return _unpacked(wav)
    except (wave.Error, EOFError, ValueError) as exc:
        raise SpeechError(
            f"녹음 파일을 읽을 수 없습니다: {path.name}은(는) PCM WAV가 아닙니다. 다시 녹음하거나 직접 입력하세요.",
            f"The recording cannot be read: {path.name} is not a PCM WAV file. Record again or type your answer.",
        ) from exc
    except OSError as exc:
        raise SpeechError(
            f"녹음 파일을 열 수 없습니다: {path.name}. 다시 녹음하거나 직접 입력하세요.",
            f"The recording cannot be opened: {path.name}. Record again or type your answer.",
        ) from exc


def _unpacked(wav: wave.Wave_read) -> Sound:
    rate = wav.getframerate()
    if not 4_000 <= rate <= 192_000 or not 1 <= wav.getnchannels() <= 8:
        raise ValueError("not speech")
    target = min(rate, RATE)
    blocks = []
    frames = 0
    for block in _blocks(wav):
        frames += len(block)
        if frames > MAX_SECONDS * rate:
            raise _too_long()
        blocks.append(_resampled(block, rate, target))
    samples = np.concatenate(blocks) if blocks else np.zeros(0, dtype=np.float32)
    return Sound(samples, target)


def _blocks(wav: wave.Wave_read) -> Iterator[Samples]:
    """Counts what is there: the length in the header of a recording that broke off is wrong."""
    width, channels = wav.getsampwidth(), wav.getnchannels()
    while data := wav.readframes(BLOCK * wav.getframerate()):
        whole = data[: len(data) // (width * channels) * width * channels]
        if whole:
            yield _numbers(whole, width).reshape(-1, channels).mean(axis=1, dtype=np.float32)


def _numbers(data: bytes, width: int) -> Samples:
    if width == 1:
        return (np.frombuffer(data, dtype=np.uint8).astype(np.float32) - 128.0) / 128.0
    if width == 3:
        padded = np.zeros((len(data) // 3, 4), dtype=np.uint8)
        padded[:, 1:] = np.frombuffer(data, dtype=np.uint8).reshape(-1, 3)
        return padded.reshape(-1).view("<i4").astype(np.float32) / 2.0**31
    scale = 2.0 ** (8 * width - 1)
    return (np.frombuffer(data, dtype=f"<i{width}") / scale).astype(np.float32)


def _resampled(block: Samples, rate: int, target: int) -> Samples:
    """Each new sample is the mean of the stretch it stands for, which also damps what 16 kHz cannot carry."""
    if rate == target:
        return block
    edges = np.linspace(0.0, len(block), max(1, round(len(block) * target / rate)) + 1)
    total = np.concatenate(([0.0], np.cumsum(block, dtype=np.float64)))
    sums = np.diff(np.interp(edges, np.arange(len(block) + 1), total))
    return np.asarray(sums / np.diff(edges), dtype=np.float32)


def _too_long() -> SpeechError:
    minutes = round(MAX_SECONDS / 60)
    return SpeechError(
        f"녹음이 {minutes}분을 넘습니다. {minutes}분 안으로 나누어 녹음하거나 직접 입력하세요.",
        f"The recording is longer than {minutes} minutes. Record a shorter one or type your answer.",
    )
