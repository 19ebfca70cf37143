"""Finds the rubric's known false claims in an answer: precise rather than complete, since it accuses."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mockinterview.domain.grade import Evidence, FalseClaim
from mockinterview.matching.match import Reading
from mockinterview.matching.references import PreparedQuestion

LIKE = 0.64
"""Cosine from which a window says what the misconception says …"""
LEAD = 0.2
"""… provided that no true sentence of the rubric is nearly as close. With 0.12, one true short answer in thirty was
accused, and one good answer of the development gold in twenty; with 0.2 none."""
VERBATIM, LEAD_VERBATIM = 0.9, 0.12
"""What is said almost word for word needs less of a lead."""


def false_claims(
    prepared: PreparedQuestion, reading: Reading, trusted: Sequence[Evidence] = ()
) -> tuple[FalseClaim, ...]:
    """`trusted` is what points were earned with: nobody is accused of the words that earned a point."""
    free = np.array([not _inside(reading, window, trusted) for window in range(len(reading.spans))])
    said = reading.windows.encoded.vectors
    true_rows = np.concatenate(prepared.true)
    truth = (said @ prepared.references.encoded.vectors[true_rows].T).max(axis=1)
    found: list[FalseClaim] = []
    pairs = zip(prepared.question.misconceptions, prepared.misconceptions, strict=True)
    for misconception, wordings in pairs:
        like = (said @ wordings.encoded.vectors.T).max(axis=1)
        lead = np.where(like >= VERBATIM, LEAD_VERBATIM, LEAD)
        like = np.where(free & reading.claiming & (like - truth >= lead), like, 0.0)
        window = int(like.argmax())
        if like[window] >= LIKE:
            found.append(
                FalseClaim(
                    id=misconception.id,
                    evidence=reading.evidence(window),
                    why=misconception.why,
                    confidence=round(float(min(1.0, like[window])), 3),
                )
            )
    return tuple(found)


def _inside(reading: Reading, window: int, trusted: Sequence[Evidence]) -> bool:
    own = reading.evidence(window)
    return any(own.overlaps(other) for other in trusted)
