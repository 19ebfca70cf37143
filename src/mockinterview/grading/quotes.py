"""Finds a model's quote in the answer, or says that it is not there.

Blanks, punctuation, case and Unicode forms do not matter; a few letters may differ, as when a model mends the
spelling of speech recognition. Numbers, directions and negations may not: they decide what a sentence claims.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mockinterview.domain.grade import Evidence
from mockinterview.matching.clean import Mapped, clean
from mockinterview.prompts import is_hidden

FEWEST_LETTERS: Final = 4
"""Less is no claim."""
LONGEST_QUOTE: Final = 600
LARGEST_SHARE: Final = 0.7
"""A quote of nearly the whole of a long answer points at nothing."""
LONG_ANSWER: Final = 240
TOLERANCE: Final = 0.18
MOST_DIFFERENCES: Final = 10

Spans = Sequence[tuple[int, int]]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATION = re.compile(
    r"않|못|없|아니|아닌|아닙|안\s|말고|\bnot\b|n't\b|\bno\b|\bnever\b|\bwithout\b|\bcannot\b", re.IGNORECASE
)
_DIRECTION = re.compile(
    r"증가|감소|상승|하락|크|작|높|낮|늘|줄|빠|느|많|적|최대|최소|양수|음수|과대|과소"
    r"|increas|decreas|larg|small|high|low|more|less|fast|slow|max|min|over|under|positiv|negativ",
    re.IGNORECASE,
)
_STEMS = str.maketrans("커빨댓솟", "크빠대소")
_ELLIPSIS = re.compile(r"\s*(?:\.{3,}|…|\[\.\.\.\]|\(중략\))\s*")


@dataclass(frozen=True, slots=True)
class Found:
    evidence: Evidence
    exact: bool


class Haystack:
    """An answer prepared for many quotes."""

    def __init__(self, answer: str, forbidden: Spans = ()) -> None:
        """What lies in a forbidden span can never be evidence."""
        self._answer = answer
        self._mapped = clean(answer)
        self._letters, self._places = _letters(self._mapped)
        self._barred = self._barred_letters(forbidden)

    def find(self, quote: str) -> Found | None:
        pieces = [piece for piece in _ELLIPSIS.split(quote[:LONGEST_QUOTE]) if piece.strip()]
        found = [self._find_piece(piece) for piece in pieces]
        whole = [hit for hit in found if hit is not None]
        if not whole or len(whole) != len(found):
            return None
        return max(whole, key=lambda hit: hit.evidence.end - hit.evidence.start)

    def _find_piece(self, piece: str) -> Found | None:
        needle = _letters(clean(piece))[0]
        if len(needle) < min(FEWEST_LETTERS, max(1, len(self._letters))):
            return None
        if len(self._letters) > LONG_ANSWER and len(needle) > LARGEST_SHARE * len(self._letters):
            return None
        for start in _occurrences(needle, self._letters):
            if (free := self._free(start, start + len(needle))) is not None:
                return Found(self._evidence(*free), exact=True)
        near = nearest(self._letters, needle, min(MOST_DIFFERENCES, int(TOLERANCE * len(needle))))
        free = self._free(*near) if near else None
        if free is None:
            return None
        evidence = self._evidence(*free)
        return Found(evidence, exact=False) if _claims_the_same(piece, evidence.text) else None

    def _free(self, start: int, end: int) -> tuple[int, int] | None:
        """The longest run of the span's letters that is not barred, if it is still enough."""
        best, run = (start, start), start
        for at in range(start, end + 1):
            if at == end or self._barred[at]:
                best = max(best, (run, at), key=lambda span: span[1] - span[0])
                run = at + 1
        enough = best[1] - best[0] >= min(FEWEST_LETTERS, end - start)
        mostly = 2 * (best[1] - best[0]) >= end - start
        return best if enough and mostly else None

    def _evidence(self, start: int, end: int) -> Evidence:
        raw_start, raw_end = self._mapped.span(self._places[start], self._places[end - 1] + 1)
        return Evidence.of(self._answer, raw_start, raw_end)

    def _barred_letters(self, forbidden: Spans) -> list[bool]:
        origins = [self._mapped.origins[place] for place in self._places]
        return [any(start <= origin < end for start, end in forbidden) for origin in origins]


def nearest(text: str, pattern: str, most: int) -> tuple[int, int] | None:
    """The span of the text within `most` edits of the pattern, the first of the best; None when there is none."""
    if most < 1:
        return None
    end, edits = _best_end(text, pattern, anywhere=True)
    if edits > most:
        return None
    head = text[max(0, end - len(pattern) - most) : end]
    length, _ = _best_end(head[::-1], pattern[::-1], anywhere=False)
    return end - length, end


def _best_end(text: str, pattern: str, *, anywhere: bool) -> tuple[int, int]:
    """Myers' bit-parallel edit distance: one step a letter of the text, whatever the pattern's length.
    `anywhere` lets the match begin at any letter, else it begins at the first."""
    size = len(pattern)
    top, full = 1 << (size - 1), (1 << size) - 1
    places: dict[str, int] = {}
    for i, letter in enumerate(pattern):
        places[letter] = places.get(letter, 0) | 1 << i
    plus, minus, edits = full, 0, size
    best = (0, size)
    for at, letter in enumerate(text, start=1):
        equal = places.get(letter, 0)
        vertical = equal | minus
        horizontal = (((equal & plus) + plus) ^ plus) | equal
        up = minus | ~(horizontal | plus)
        down = plus & horizontal
        edits += bool(up & top) - bool(down & top)
        up = (up << 1) | (0 if anywhere else 1)
        down <<= 1
        plus = (down | ~(vertical | up)) & full
        minus = up & vertical & full
        if edits < best[1]:
            best = (at, edits)
    return best


def _claims_the_same(quote: str, found: str) -> bool:
    return _decisive(quote) == _decisive(found)


def _decisive(text: str) -> Counter[str]:
    """What may not differ: numbers, directions, and how often something is denied."""
    cleaned = clean(text).text.casefold().translate(_STEMS) + " "
    said = Counter(_NUMBER.findall(cleaned)) + Counter(_DIRECTION.findall(cleaned))
    said["not"] = len(_NEGATION.findall(cleaned))
    return said


def _letters(mapped: Mapped) -> tuple[str, list[int]]:
    """Letters and digits alone, case folded, and where each stands in the cleaned text."""
    letters: list[str] = []
    places: list[int] = []
    for at, char in enumerate(mapped.text):
        if char.isalnum() and not is_hidden(char):
            for folded in char.casefold():
                letters.append(folded)
                places.append(at)
    return "".join(letters), places


def _occurrences(needle: str, letters: str) -> list[int]:
    found: list[int] = []
    at = letters.find(needle)
    while at >= 0 and len(found) < 20:
        found.append(at)
        at = letters.find(needle, at + 1)
    return found
