"""How alike two claims are, and whether one denies the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mockinterview.rubric_store import plain_wording

OVERLAP = 0.5
"""Share of common letter triples from which two claims say the same; below what the linter complains about."""
CONTAINED = 0.75
"""Share of the shorter claim's triples that the longer one holds."""

_NEGATED = re.compile(
    r"않|못\s?[하한할함]|(?:^|\s)안\s|없(?!이 많)|아니|아닌|불가|금지|\bnot\b|n't\b|\bno\b|\bnever\b|\bcannot\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Likeable:
    """A claim ready to be compared many times."""

    text: str
    plain: str
    triples: frozenset[str]
    negations: int
    numbers: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Likeable:
        plain = plain_wording(text)
        triples = frozenset(plain[i : i + 3] for i in range(max(1, len(plain) - 2)))
        numbers = frozenset(_NUMBER.findall(text))
        return cls(text, plain, triples, len(_NEGATED.findall(text)), numbers)

    def resembles(self, other: Likeable) -> bool:
        """Nearly the same words, whatever they claim with them."""
        shared = len(self.triples & other.triples)
        if not shared:
            return False
        if shared / len(self.triples | other.triples) >= OVERLAP:
            return True
        shorter = min(len(self.triples), len(other.triples))
        return shorter >= 6 and shared / shorter >= CONTAINED

    def denies(self, other: Likeable) -> bool:
        """Of two that resemble each other: one says that it is so, the other that it is not."""
        return self.negations % 2 != other.negations % 2

    def counts_otherwise(self, other: Likeable) -> bool:
        """Of two that resemble each other: both give numbers, and they differ."""
        return bool(self.numbers and other.numbers) and not self.numbers & other.numbers

    def repeats(self, other: Likeable) -> bool:
        if self.plain == other.plain:
            return True
        return self.resembles(other) and not self.denies(other) and not self.counts_otherwise(other)
