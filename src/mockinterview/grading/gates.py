"""What is looked at before any point: is there an answer at all, and is it one?"""

from __future__ import annotations

import re
import unicodedata

from mockinterview.domain.base import Language
from mockinterview.domain.grade import Flag
from mockinterview.grading.confessions import find_confessions, nothing_else
from mockinterview.matching.claims import claim_density

LONGEST = 20_000
"""Characters that are read; what comes after is flagged and left out, so that work stays bounded."""

NOTHING = ("답이 비어 있어 채점하지 않았습니다.", "The answer is empty, so it was not graded.")
NO_WORDS = (
    "답에 읽을 수 있는 말이 없어 채점하지 않았습니다.",
    "The answer has no words to read, so it was not graded.",
)

LIST_DENSITY = 0.045
"""Fewer predicates a word than this, in five words or more, is a list of terms and no speech."""

_CODE_LINE = re.compile(
    r"^\s*(?:def |class |import |from |return |for |if |while |#|[\w.\[\]]+\s*[-+*/]?=\s*\S)|[;{}]\s*$"
)


def has_words(text: str) -> bool:
    return any(unicodedata.category(letter)[0] == "L" for letter in text[:LONGEST])


def language_of(text: str) -> Language:
    hangul = len(re.findall(r"[가-힣]", text[:LONGEST]))
    latin = len(re.findall(r"[A-Za-z]", text[:LONGEST]))
    return "en" if latin > 20 and hangul * 6 < latin else "ko"


def no_words_reason(text: str, language: Language) -> str:
    """Why an answer without words has no grade, to be read by people."""
    ko, en = NO_WORDS if text.strip() else NOTHING
    return en if language == "en" else ko


def dont_know(text: str) -> bool:
    """Only where nothing else is said: "정확히는 모르겠지만 …" may go on to say everything."""
    places = find_confessions(text[:LONGEST])
    return bool(places) and nothing_else(text[:LONGEST], places)


def flags_of(text: str) -> list[Flag]:
    flags = []
    if dont_know(text):
        flags.append(Flag.DONT_KNOW)
    if len(text.split()) >= 5 and claim_density(text[:LONGEST]) < LIST_DENSITY:
        flags.append(Flag.KEYWORD_LIST)
    lines = [line for line in text[:LONGEST].splitlines() if line.strip()]
    if len(lines) >= 3 and sum(bool(_CODE_LINE.search(line)) for line in lines) > 0.7 * len(lines):
        flags.append(Flag.CODE_ONLY)
    if len(text) > LONGEST:
        flags.append(Flag.TOO_LONG)
    return flags
