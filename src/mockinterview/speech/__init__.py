"""Speech in and out behind two protocols. A backend is one small class and one lazy line in a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import SecretStr

from mockinterview.errors import SpeechError
from mockinterview.speech.base import Synthesizer, Transcriber, Transcript, Voice
from mockinterview.speech.endpoint import (
    OPENAI,
    TIMEOUT,
    EndpointSynthesizer,
    EndpointTranscriber,
    SpeechEndpoint,
)
from mockinterview.speech.mend import Change, Mended, Mender

__all__ = [
    "SYNTHESIZERS",
    "TRANSCRIBERS",
    "Change",
    "Mended",
    "Mender",
    "SpeechSpec",
    "Synthesizer",
    "Transcriber",
    "Transcript",
    "Voice",
    "open_synthesizer",
    "open_transcriber",
]


@dataclass(frozen=True, slots=True)
class SpeechSpec:
    """`api:<model>` at an OpenAI-compatible endpoint, or (in only) `local:<size or folder>`."""

    spec: str
    base_url: str = OPENAI
    api_key: SecretStr | None = None
    voice: str = "alloy"
    may_download: bool = False
    timeout: float = TIMEOUT

    def endpoint(self, model: str) -> SpeechEndpoint:
        return SpeechEndpoint(model, self.base_url, self.api_key, self.timeout)


def _endpoint_transcriber(spec: SpeechSpec, model: str) -> Transcriber:
    return EndpointTranscriber(spec.endpoint(model))


def _local_transcriber(spec: SpeechSpec, model: str) -> Transcriber:
    from mockinterview.speech.local import LocalTranscriber

    return LocalTranscriber(model, may_download=spec.may_download)


def _endpoint_synthesizer(spec: SpeechSpec, model: str) -> Synthesizer:
    return EndpointSynthesizer(spec.endpoint(model), spec.voice)


TRANSCRIBERS: dict[str, Callable[[SpeechSpec, str], Transcriber]] = {
    "api": _endpoint_transcriber,
    "local": _local_transcriber,
}
SYNTHESIZERS: dict[str, Callable[[SpeechSpec, str], Synthesizer]] = {"api": _endpoint_synthesizer}


def open_transcriber(spec: SpeechSpec) -> Transcriber:
    """Stores only: the first recording finds out what does not work."""
    kind, _, model = spec.spec.partition(":")
    if kind not in TRANSCRIBERS or not model:
        raise _unknown("음성 인식", "speech recognition", spec.spec, "api:<model>, local:<size|folder>")
    return TRANSCRIBERS[kind](spec, model)


def open_synthesizer(spec: SpeechSpec) -> Synthesizer:
    kind, _, model = spec.spec.partition(":")
    if kind not in SYNTHESIZERS or not model:
        raise _unknown("음성 합성", "speech synthesis", spec.spec, "api:<model>")
    return SYNTHESIZERS[kind](spec, model)


def _unknown(ko: str, en: str, spec: str, known: str) -> SpeechError:
    return SpeechError(
        f"{ko} 방법 '{spec}'을(를) 모릅니다. 쓸 수 있는 것: {known}",
        f"Unknown {en} '{spec}'. Known: {known}",
    )
