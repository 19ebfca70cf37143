"""What the speech adapters have in common."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mockinterview.domain.answer import SpeechChunk
from mockinterview.domain.base import Language
from mockinterview.errors import SpeechError


@dataclass(frozen=True, slots=True)
class Transcript:
    text: str
    seconds: float
    """Length of the recording."""
    chunks: tuple[SpeechChunk, ...] = ()
    """Empty where the recogniser gives no times."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A spoken text, ready for a player."""

    audio: bytes
    media_type: str = "audio/wav"


class Transcriber(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def leaves_machine(self) -> bool:
        """Whether the recording is sent somewhere: said next to the button."""
        ...

    def transcribe(self, recording: Path, language: Language) -> Transcript:
        """A WAV file in, never an empty text out: raises SpeechError with what to do.

        There is no way to pass expected words: a recogniser primed with rubric terms repeats them.
        """
        ...


class Synthesizer(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def leaves_machine(self) -> bool: ...

    def speak(self, text: str, language: Language) -> Voice: ...


def within(text: str, start: float, end: float, seconds: float) -> SpeechChunk:
    """Recognisers let the last piece end behind the end of the recording."""
    first = min(max(start, 0.0), seconds)
    return SpeechChunk(text=text.strip(), start=first, end=min(max(end, first), seconds))


def nothing_heard() -> SpeechError:
    return SpeechError(
        "녹음에서 말소리를 찾지 못했습니다. 마이크를 확인하고 다시 녹음하거나 직접 입력하세요.",
        "No speech was found in the recording. Check the microphone and record again, or type your answer.",
    )
