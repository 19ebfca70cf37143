"""What the candidate said, and how it was said."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from mockinterview.domain.base import Value


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time needs its zone")
    return moment


Moment = Annotated[datetime, AfterValidator(_aware)]
Seconds = Annotated[float, Field(ge=0.0)]


class Channel(StrEnum):
    TYPED = "typed"
    SPOKEN = "spoken"
    CODE = "code"


class SpeechChunk(Value):
    """A stretch of recognised speech with its place on the clock of the recording."""

    text: str
    start: Seconds
    end: Seconds


class Answer(Value):
    """The text is kept exactly as given: evidence is cut out of it by position."""

    model_config = Value.model_config | {"str_strip_whitespace": False}

    text: str
    channel: Channel = Channel.TYPED
    seconds: Seconds | None = None
    """From the question's end to the submission (typed) or the length of the speech (spoken)."""
    chunks: tuple[SpeechChunk, ...] = ()
