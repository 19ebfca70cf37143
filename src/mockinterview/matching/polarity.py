"""Which way a sentence points: the sides of opposites it takes, turned round by negation.

"학습률이 크면 발산한다" and "작으면 발산하지 않는다" take two opposite sides and so agree: whoever compares sides has to
look at their parity too, not only at their number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mockinterview.matching.axes import AXES

_NEGATION_AFTER = re.compile(
    r"[가-힣]{0,4}\s?(?:지|진|지는|지도|질)\s?(?:않|못|말|안)|[가-힣]{0,3}\s?(?:수|리|필요|관계|상관)?[가이는도]?\s?(?:없|아니|아닌|아냐)"
)
_NEGATION_BEFORE = re.compile(
    r"(?:(?:^|\s)(?:안|못|덜)\s?|\b(?:not|never|no|without|cannot|isn't|don't|doesn't|won't|can't|aren't)\s(?:\w+\s){0,2})$"
)
_ANY_NEGATION = re.compile(
    r"지\s?(?:는|도|를)?\s?(?:않|못|말)|(?:^|\s)(?:안|못)\s|없(?!애)|아니|아닌|아닙|불필요|불가능|n't\b|\b(?:not|never|no|without|cannot)\b"
)


@dataclass(frozen=True, slots=True)
class Polarity:
    sides: frozenset[tuple[int, int]]
    """(axis, +1 or -1), negation already applied."""
    negations: int


def _side_pattern(words: str) -> str:
    parts = []
    for word in words.split():
        escaped = re.escape(word).replace("_", r"\s?")
        parts.append(rf"\b{escaped}" if word.isascii() else escaped)
    return "|".join(sorted(parts, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of an axis of opposites."""

    axis: int
    sign: int
    words: tuple[str, ...]
    """Without blanks."""
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, axis: int, sign: int, words: str) -> _Side:
        return cls(axis, sign, tuple(words.replace("_", "").split()), re.compile(_side_pattern(words)))

    def may_be_in(self, letters: str) -> bool:
        """Plain words are found much faster than a hundred patterns."""
        return any(word in letters for word in self.words)


_SIDES = tuple(
    _Side.of(axis, sign, words)
    for axis, (_, positive, negative) in enumerate(AXES)
    for sign, words in ((1, positive), (-1, negative))
)

AXIS_COUNT = len(AXES)


@lru_cache(maxsize=20_000)
def polarity(text: str) -> Polarity:
    """Of a text in small letters."""
    letters = "".join(text.split())
    sides = set()
    for side in _SIDES:
        if side.may_be_in(letters):
            for match in side.pattern.finditer(text):
                sides.add((side.axis, -side.sign if _negated(text, match) else side.sign))
    return Polarity(frozenset(sides), len(_ANY_NEGATION.findall(text)))


def _negated(text: str, match: re.Match[str]) -> bool:
    after = _NEGATION_AFTER.match(text, match.end())
    return bool(after or _NEGATION_BEFORE.search(text[max(0, match.start() - 24) : match.start()]))


def sides_row(polarity: Polarity) -> list[int]:
    """One number an axis; a sentence that takes both sides of an axis takes none."""
    row = [0] * AXIS_COUNT
    both = set()
    for axis, sign in polarity.sides:
        if row[axis] == -sign:
            both.add(axis)
        row[axis] = sign
    for axis in both:
        row[axis] = 0
    return row
