"""Does a piece of text claim anything, or does it only drop terms?"""

from __future__ import annotations

import re

_KOREAN_PREDICATE = re.compile(
    r"[가-힣](?:다|요|죠|고|며|서|면|니까|는데|은데|인데|지만|거든|도록|려고|음|함|됨|므로|야|해|돼|게|지)(?=[\s,.?!)]|$)"
)
_ENGLISH_VERB = re.compile(
    r"\b(?:is|are|was|were|be|has|have|do|does|did|can|will|would|should|must|may|[a-z]{3,}(?:s|es|ed|ing)|make|get|give|let|keep|use|need|mean|go|take)\b",
    re.IGNORECASE,
)
_KOREAN = re.compile(r"[가-힣]")


def claims(text: str) -> bool:
    """A predicate, Korean or English, and something it is said of."""
    words = text.split()
    if len(words) < 2:
        return False
    if _KOREAN_PREDICATE.search(text):
        return True
    return not _KOREAN.search(text) and len(words) >= 4 and bool(_ENGLISH_VERB.search(text))


def claim_density(text: str) -> float:
    """Predicates per word: near 0 for a list of terms, 0.15 and more for speech."""
    words = len(text.split())
    if not words:
        return 0.0
    found = len(_KOREAN_PREDICATE.findall(text))
    if found == 0 and not _KOREAN.search(text):
        found = len(_ENGLISH_VERB.findall(text))
    return found / words
