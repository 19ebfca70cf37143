"""Words for the candidate about one graded answer."""

from __future__ import annotations

from typing import Literal

from mockinterview.domain.base import Language, Value


class Correction(Value):
    """A false claim and what is true."""

    quote: str
    truth: str


class Feedback(Value):
    strength: str | None = None
    gap: str | None = None
    """The most valuable thing that was missing."""
    hint: str | None = None
    corrections: tuple[Correction, ...] = ()
    next_step: str | None = None
    say_it_like: str | None = None
    """Two spoken sentences that would have closed the gap."""
    written_by: Literal["offline", "llm"] = "offline"
    language: Language = "ko"
    complete: bool = True
    """False when a streamed text broke off."""
