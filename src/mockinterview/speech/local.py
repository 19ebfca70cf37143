"""Speech recognition on this machine: faster-whisper (extra `speech`). Nothing leaves it."""

from __future__ import annotations

import threading
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from mockinterview.domain.answer import SpeechChunk
from mockinterview.domain.base import Language
from mockinterview.errors import MissingDependency, SpeechError
from mockinterview.speech.base import Transcript, nothing_heard, within
from mockinterview.speech.sound import RATE, Sound, read_recording

LOOP = 2.4
"""How well a text packs from which it is the model repeating itself ("W-W-W-W") over music or noise."""


class LocalTranscriber:
    """`model` is a folder or a size such as `base`; downloads only when that was allowed."""

    leaves_machine = False

    def __init__(self, model: str, *, may_download: bool = False) -> None:
        self._name = model
        self._may_download = may_download
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return f"local:{self._name}"

    @cached_property
    def _model(self) -> Any:
        try:
            from faster_whisper import WhisperModel
        except ImportError as exc:
            raise MissingDependency("faster-whisper", "speech") from exc
        where = Path(self._name).expanduser()
        try:
            return WhisperModel(
                str(where) if where.is_dir() else self._name,
                device="cpu",
                compute_type="int8",
                local_files_only=not self._may_download,
            )
        except (OSError, ValueError, RuntimeError) as exc:
            raise SpeechError(
                f"음성 인식 모델 '{self._name}'이(가) 이 컴퓨터에 없습니다. 내려받기를 허용하거나 모델 폴더를 지정하세요."
                " 직접 입력은 언제나 됩니다.",
                f"The speech model '{self._name}' is not on this machine. Allow the download or name a model folder."
                " Typing always works.",
            ) from exc

    def transcribe(self, recording: Path, language: Language) -> Transcript:
        sound = read_recording(recording)
        with self._lock:
            try:
                chunks = self._listen(sound, language)
            except (OSError, ValueError, RuntimeError) as exc:
                raise SpeechError(
                    "음성 인식에 실패했습니다. 다시 녹음하거나 직접 입력하세요.",
                    "Speech recognition failed. Record again or type your answer.",
                ) from exc
        if not chunks:
            raise nothing_heard()
        return Transcript(" ".join(chunk.text for chunk in chunks), sound.seconds, chunks)

    def _listen(self, sound: Sound, language: Language) -> tuple[SpeechChunk, ...]:
        """Silence makes the model invent words, so it is cut out first; one temperature bounds the time."""
        segments, _ = self._model.transcribe(
            _at_model_rate(sound),
            language=language,
            vad_filter=True,
            temperature=0.0,
            condition_on_previous_text=False,
            beam_size=1,
        )
        return tuple(
            within(segment.text, segment.start, segment.end, sound.seconds)
            for segment in segments
            if segment.text.strip() and segment.compression_ratio <= LOOP
        )


def _at_model_rate(sound: Sound) -> Any:
    """A telephone recording (8 kHz) is stretched; the others have the rate already."""
    if sound.rate == RATE:
        return sound.samples
    places = np.arange(round(sound.seconds * RATE)) * (sound.rate / RATE)
    return np.interp(places, np.arange(len(sound.samples)), sound.samples).astype(np.float32)
