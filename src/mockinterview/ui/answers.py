"""The answer as it arrives from the page: text that is checked, and a note of how it was given that is not trusted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pydantic import Field, ValidationError

from mockinterview.domain.answer import Answer, Channel, Seconds, SpeechChunk
from mockinterview.domain.base import Value
from mockinterview.errors import MockInterviewError
from mockinterview.ui.texts import TEXTS

LONGEST_ANSWER = 20_000
STILL_THERE = 0.7
"""So much of what was heard in one go has to be in the answer for its seconds to count."""
MOSTLY_SPOKEN = 0.8
"""With less of it heard, an answer was typed: its measures would be those of somebody's keys."""

_BETWEEN_WORDS = re.compile(r"[\W_]+")


class _Take(Value):
    """What was heard in one go, as it was put into the box."""

    text: str = Field(max_length=LONGEST_ANSWER)
    seconds: Seconds = 0.0
    chunks: tuple[SpeechChunk, ...] = Field(default=(), max_length=5000)


class _How(Value):
    takes: tuple[_Take, ...] = Field(default=(), max_length=200)


def answer_of(text: str, how: str) -> Answer:
    """Raises MockInterviewError with the one line that tells what to do."""
    if not text.strip():
        raise MockInterviewError(*TEXTS["answer.empty"])
    within_limit(text)
    takes = _spoken(text, _how(how).takes)
    if not takes:
        return Answer(text=text)
    seconds = sum(take.seconds for take in takes)
    return Answer(
        text=text, channel=Channel.SPOKEN, seconds=seconds or None, chunks=tuple(_on_one_clock(takes))
    )


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


def _spoken(text: str, takes: tuple[_Take, ...]) -> list[_Take]:
    """The takes that are still in the answer, in their order; none when most of it was typed or rewritten.

    The latest come first in the search: somebody who says a sentence once more deletes the first try."""
    unheard = _pairs(text)
    whole = unheard.total()
    found: list[_Take] = []
    for take in reversed(takes):
        heard = _pairs(take.text)
        there = heard & unheard
        if heard and there.total() >= STILL_THERE * heard.total():
            unheard -= there
            found.insert(0, take)
    return found if whole and unheard.total() <= (1 - MOSTLY_SPOKEN) * whole else []


def _pairs(text: str) -> Counter[str]:
    """Neighbouring letters: what is left of a text when spaces, full stops and a few words were mended."""
    letters = _BETWEEN_WORDS.sub("", text).casefold()
    return Counter(letters[place : place + 2] for place in range(len(letters) - 1))


def _on_one_clock(takes: Iterable[_Take]) -> Iterator[SpeechChunk]:
    """Every take's times begin at 0. One follows the other without the time between: nobody was listening."""
    reached = 0.0
    for take in takes:
        chunks = take.chunks or (SpeechChunk(text=take.text, start=0.0, end=take.seconds),)
        shift = reached - min(chunk.start for chunk in chunks)
        for chunk in chunks:
            yield chunk.model_copy(update={"start": chunk.start + shift, "end": chunk.end + shift})
        reached = shift + max(chunk.end for chunk in chunks)
