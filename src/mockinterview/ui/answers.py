"""The answer as it arrives from the page: text that is checked, and a note of how it was given that is not trusted."""

from __future__ import annotations

from pydantic import Field, ValidationError

from mockinterview.domain.answer import Answer, Channel, Seconds, SpeechChunk
from mockinterview.domain.base import Value
from mockinterview.errors import MockInterviewError
from mockinterview.ui.texts import TEXTS

LONGEST_ANSWER = 20_000


class _How(Value):
    spoken: bool = False
    seconds: Seconds = 0.0
    chunks: tuple[SpeechChunk, ...] = Field(default=(), max_length=5000)


def answer_of(text: str, how: str) -> Answer:
    """Raises MockInterviewError with the one line that tells what to do."""
    if not text.strip():
        raise MockInterviewError(*TEXTS["answer.empty"])
    within_limit(text)
    given = _how(how)
    if not given.spoken:
        return Answer(text=text)
    return Answer(text=text, channel=Channel.SPOKEN, seconds=given.seconds or None, chunks=given.chunks)


def within_limit(text: str) -> str:
    if len(text) > LONGEST_ANSWER:
        ko, en = (
            line.format(count=f"{len(text):,}", limit=f"{LONGEST_ANSWER:,}")
            for line in TEXTS["answer.too_long"]
        )
        raise MockInterviewError(ko, en)
    return text


def _how(text: str) -> _How:
    """A page that says nonsense about itself has typed."""
    try:
        return _How.model_validate_json(text or "{}")
    except ValidationError:
        return _How()
