"""Finds the rubric's known false claims in an answer: precise rather than complete, since it accuses."""

from __future__ import annotations

import numpy as np

from mockinterview.domain.grade import FalseClaim
from mockinterview.matching.match import Reading
from mockinterview.matching.references import PreparedQuestion

LIKE = 0.62
"""Cosine from which a window says what the misconception says …"""
LEAD = 0.06
"""… provided that no true sentence of the rubric is nearly as close."""


def false_claims(prepared: PreparedQuestion, reading: Reading) -> tuple[FalseClaim, ...]:
    said = reading.windows.encoded.vectors
    true_rows = np.concatenate(prepared.true)
    truth = (said @ prepared.references.encoded.vectors[true_rows].T).max(axis=1)
    found: list[FalseClaim] = []
    pairs = zip(prepared.question.misconceptions, prepared.misconceptions, strict=True)
    for misconception, wordings in pairs:
        like = (said @ wordings.encoded.vectors.T).max(axis=1)
        like = np.where(reading.claiming & (like - truth >= LEAD), like, 0.0)
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
