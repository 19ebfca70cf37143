"""Speech over an OpenAI-compatible endpoint: what is said, or what is to be spoken, leaves this machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from mockinterview.domain.answer import SpeechChunk
from mockinterview.domain.base import Language
from mockinterview.errors import MissingDependency, SpeechError
from mockinterview.speech.base import Transcript, Voice, nothing_heard, within
from mockinterview.speech.sound import MAX_UPLOAD, read_recording

OPENAI = "https://api.openai.com/v1"
TIMEOUT = 60.0
MAX_SPOKEN = 4_000
"""Characters an endpoint speaks at once."""
_STATUS_LINES = {
    401: (
        "API 키가 거절되었습니다. 설정의 키를 확인하세요",
        "the API key was refused; check the key in the settings",
    ),
    403: (
        "이 키로는 쓸 수 없습니다. 권한을 확인하세요",
        "this key may not be used here; check its permissions",
    ),
    404: (
        "주소나 모델 이름이 맞지 않습니다. 설정을 확인하세요",
        "the address or model name is wrong; check the settings",
    ),
    413: (
        "보낸 내용이 서버의 한도보다 큽니다. 더 짧게 녹음하세요",
        "what was sent is too large for the server; record less",
    ),
    429: (
        "요청이 너무 많거나 사용 한도를 넘었습니다. 잠시 뒤 다시 시도하세요",
        "too many requests or no quota left; try again later",
    ),
}
_LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}
_TYPING = ("직접 입력은 언제나 됩니다.", "Typing always works.")
_BROWSER = ("브라우저의 목소리로 읽습니다.", "The browser's own voice reads instead.")


@dataclass(frozen=True, slots=True)
class SpeechEndpoint:
    model: str
    base_url: str = OPENAI
    api_key: SecretStr | None = None
    timeout: float = TIMEOUT

    @property
    def leaves_machine(self) -> bool:
        return urlsplit(self.base_url).hostname not in _LOCAL_HOSTS

    def client(self) -> Any:
        try:
            import openai
        except ImportError as exc:
            raise MissingDependency("openai", "all") from exc
        # A person is waiting and can press the button again, so no silent retries; local servers want no key.
        key = self.api_key.get_secret_value() if self.api_key else ""
        return openai.OpenAI(
            base_url=self.base_url, api_key=key or "none", timeout=self.timeout, max_retries=0
        )


class _AtEndpoint:
    """What a recogniser and a voice have in common: where they are, and a client that opens on first use."""

    def __init__(self, endpoint: SpeechEndpoint) -> None:
        self._endpoint = endpoint

    @property
    def name(self) -> str:
        return f"api:{self._endpoint.model}"

    @property
    def leaves_machine(self) -> bool:
        return self._endpoint.leaves_machine

    @cached_property
    def _client(self) -> Any:
        return self._endpoint.client()


class EndpointTranscriber(_AtEndpoint):
    def __init__(self, endpoint: SpeechEndpoint) -> None:
        super().__init__(endpoint)
        self._timed = True

    def transcribe(self, recording: Path, language: Language) -> Transcript:
        sound = read_recording(recording)
        audio = sound.wav()
        if len(audio) > MAX_UPLOAD:
            raise _failed(self.name, *_STATUS_LINES[413])
        client = self._client
        import openai

        try:
            reply = self._ask(client, audio, language)
        except (openai.OpenAIError, ValueError) as exc:
            raise _translated(self.name, exc) from exc
        text = getattr(reply, "text", None)
        if not isinstance(text, str):
            raise _garbage(self.name)
        if not text.strip():
            raise nothing_heard()
        return Transcript(text.strip(), sound.seconds, tuple(_chunks(reply, sound.seconds)))

    def _ask(self, client: Any, audio: bytes, language: Language) -> Any:
        """Asks for times first; models that have none refuse, and are asked plainly from then on."""
        import openai

        request = {
            "model": self._endpoint.model,
            "file": ("answer.wav", audio, "audio/wav"),
            "language": language,
            "temperature": 0.0,
        }
        if self._timed:
            try:
                return client.audio.transcriptions.create(
                    **request, response_format="verbose_json", timestamp_granularities=["segment"]
                )
            except (openai.BadRequestError, openai.UnprocessableEntityError):
                self._timed = False
        return client.audio.transcriptions.create(**request, response_format="json")


class EndpointSynthesizer(_AtEndpoint):
    def __init__(self, endpoint: SpeechEndpoint, voice: str = "alloy") -> None:
        super().__init__(endpoint)
        self._voice = voice

    def speak(self, text: str, language: Language) -> Voice:  # noqa: ARG002 - the voices know it from the text
        if not text.strip():
            raise SpeechError("읽을 글이 없습니다.", "There is nothing to read aloud.")
        client = self._client
        import openai

        try:
            reply = client.audio.speech.create(
                model=self._endpoint.model,
                voice=self._voice,
                input=text[:MAX_SPOKEN],
                response_format="wav",
            )
            audio = reply.read()
        except (openai.OpenAIError, ValueError) as exc:
            raise _translated(self.name, exc, _BROWSER) from exc
        if audio[:4] != b"RIFF":
            raise _garbage(self.name, _BROWSER)
        return Voice(audio)


def _chunks(reply: Any, seconds: float) -> Iterable[SpeechChunk]:
    """Times are extra: a segment that makes no sense is left out, the text stays."""
    for segment in getattr(reply, "segments", None) or ():
        text, start, end = (getattr(segment, key, None) for key in ("text", "start", "end"))
        if (
            not isinstance(text, str)
            or not isinstance(start, int | float)
            or not isinstance(end, int | float)
        ):
            continue
        if text.strip() and 0 <= start <= end:
            yield within(text, start, end, seconds)


def _translated(name: str, exc: Exception, instead: tuple[str, str] = _TYPING) -> SpeechError:
    import openai

    if isinstance(exc, openai.APIStatusError):
        known = _STATUS_LINES.get(exc.status_code)
        if known is not None:
            return _failed(name, *known, instead)
        code = exc.status_code
        return _failed(
            name,
            f"서버가 오류로 답했습니다({code}). 잠시 뒤 다시 시도하세요",
            f"the server replied with an error ({code}); try again later",
            instead,
        )
    if isinstance(exc, openai.APITimeoutError):
        return _failed(
            name, "제시간에 답이 오지 않았습니다. 다시 시도하세요", "no reply in time; try again", instead
        )
    if isinstance(exc, openai.APIConnectionError):
        return _failed(
            name,
            "연결할 수 없습니다. 주소와 서버를 확인하세요",
            "no connection; check the address and the server",
            instead,
        )
    return _garbage(name, instead)


def _garbage(name: str, instead: tuple[str, str] = _TYPING) -> SpeechError:
    return _failed(
        name,
        "알 수 없는 응답입니다. 주소와 모델 설정을 확인하세요",
        "an unreadable reply; check the address and model settings",
        instead,
    )


def _failed(name: str, ko: str, en: str, instead: tuple[str, str] = _TYPING) -> SpeechError:
    """`instead`: what the candidate can do meanwhile."""
    return SpeechError(
        f"음성 서버({name}): {ko}. {instead[0]}",
        f"Speech endpoint ({name}): {en}. {instead[1]}",
    )
