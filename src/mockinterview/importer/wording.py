"""A question's wording by itself: is it a question, how is it put as one, when are two words the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mockinterview.rubric_store import plain_wording

_HANGUL = re.compile(r"[가-힣]")
_QUESTION_END = re.compile(
    r"(?:\?|란|이란|라면|다면|은|는|까|나요|가요|인가|는가|을까|시오|하라|해라|세요|십시오|말하기|왜)[\s.!]*$"
)
_HALF_ASKED = re.compile(r"(?:란|라면|다면|은|는|까|나요|가요|인가|는가|왜)$")
_SENTENCE = re.compile(r"[다요라자]$")
_ENGLISH_QUESTION = re.compile(
    r"\s*(?:what|why|how|when|which|explain|describe|define|compare|derive)\b", re.IGNORECASE
)


ENGLISH_GLUE = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at to for from by with and or is are was do does did be it its this that you your we i can"
        " explain describe tell me about what why how when which define definition difference between differ mean"
        " means versus vs compare",
    )
)
"""English words that carry no term."""


def plain(text: str) -> str:
    return plain_wording(text)


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """The first of each that differ by more than spaces, marks and case."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(plain(text), text)
    return tuple(found.values())


def has_hangul(text: str) -> bool:
    return bool(_HANGUL.search(text))


def is_question(heading: str) -> bool:
    """It asks (`…이유는?`, `…란`, `설명하시오`) rather than names a topic (`Accuracy`)."""
    return bool(_QUESTION_END.search(heading) or _ENGLISH_QUESTION.match(heading))


def as_question(heading: str, *, korean: bool) -> str:
    """A topic put as a question (`Accuracy` -> `Accuracy에 대해 설명해 주세요.`); a question as it stands."""
    text = heading.rstrip(" .:")
    if is_question(heading):
        return f"{text}?" if _HALF_ASKED.search(text) else heading
    return f"{text}에 대해 설명해 주세요." if korean and not _SENTENCE.search(text) else heading


def sentences(wording: str) -> list[str]:
    """A heading may ask twice: `BN이란? 코드로는?`"""
    return [part.strip() for part in re.split(r"(?<=[?.])\s+", wording) if plain(part)]
