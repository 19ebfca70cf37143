"""Reads the four parts of a written feedback, also while it is still being written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from mockinterview.domain.base import Language
from mockinterview.domain.feedback import Correction, Feedback
from mockinterview.domain.grade import Evidence
from mockinterview.prompts import tame

LONGEST_PART: Final = 1200

_HEADING = re.compile(
    r"^[ \t]*#{1,4}[ \t]*(?P<strength>strength|강점|잘한 점)?(?P<gap>gap|빈틈|아쉬운 점)?"
    r"(?P<correction>corrections?|바로잡기)?(?P<say>say|말하기|이렇게 말해 보세요)?[ \t]*:?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_HALF_HEADING = re.compile(r"\n?[ \t]*#[^\n]*\Z")
_NUMBERED = re.compile(r"^\s*(\d{1,2})\s*[:.)]\s*(.+)$", re.MULTILINE)


def parsed(text: str, claims: Sequence[Evidence], language: Language, *, complete: bool) -> Feedback:
    parts = _parts(text if complete else _HALF_HEADING.sub("", text))
    return Feedback(
        strength=_prose(parts.get("strength")),
        gap=_prose(parts.get("gap")),
        corrections=_corrections(parts.get("correction", ""), claims),
        say_it_like=_prose(parts.get("say")),
        written_by="llm",
        language=language,
        complete=complete,
    )


def _parts(text: str) -> dict[str, str]:
    """A text without any heading is taken as the gap: what to work on is what most of such texts say."""
    headings = [hit for hit in _HEADING.finditer(text) if hit.lastgroup]
    if not headings:
        return {"gap": text}
    ends = [hit.start() for hit in headings[1:]] + [len(text)]
    parts: dict[str, str] = {}
    for hit, end in zip(headings, ends, strict=True):
        parts.setdefault(str(hit.lastgroup), text[hit.end() : end])
    return parts


def _prose(text: str | None) -> str | None:
    line = tame(text, LONGEST_PART)
    return line if line.strip("-– ") else None


def _corrections(text: str, claims: Sequence[Evidence]) -> tuple[Correction, ...]:
    """Only for the claims that the grade found, each once: a model corrects no sentence of its own making."""
    found: dict[int, str] = {}
    for number, truth in _NUMBERED.findall(text):
        line = tame(truth, LONGEST_PART)
        if 1 <= int(number) <= len(claims) and line:
            found.setdefault(int(number), line)
    return tuple(Correction(quote=claims[n - 1].text, truth=found[n]) for n in sorted(found))
