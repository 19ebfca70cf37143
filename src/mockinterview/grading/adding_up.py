"""A score that its own breakdown explains: credits inside the room of their verdicts, and the score is their sum.

The learned line knows more than four verdicts can say, so it decides where in that room the score lies; but it cannot
leave it: with a point missing there is no 100, and with none made there are no 12.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from mockinterview.grading.calibration import CONTRADICTED, COVERED, MISSING, PARTIAL, Floats

ROOM: Final[Mapping[int, tuple[float, float]]] = {
    MISSING: (0.0, 0.2),
    PARTIAL: (0.25, 0.75),
    COVERED: (0.5, 1.0),
    CONTRADICTED: (0.0, 0.0),
}
"""Credit by verdict. A point that was not recognised may have been said half: on the development gold narrower room
costs agreement, this costs none."""
NOTHING_MADE: Final = 0.1
"""Most that a point is worth where none was made, not even partly."""


def add_up(
    score: float, weights: Floats, verdicts: Sequence[int], expected: Floats
) -> tuple[float, list[float]]:
    """The score nearest to the wanted one that the verdicts allow, and the credits that add up to it."""
    shares = weights / weights.sum()
    low, high = (np.array([ROOM[verdict][end] for verdict in verdicts]) for end in (0, 1))
    if not {COVERED, PARTIAL} & {*verdicts}:
        high = np.minimum(high, NOTHING_MADE)
    wanted = float(np.clip(score / 100.0, shares @ low, shares @ high))
    earned = np.clip(expected, low, high)
    gap = wanted - float(shares @ earned)
    room = high - earned if gap > 0 else earned - low
    if (reach := float(shares @ room)) > 0:
        earned = earned + room * (gap / reach)
    shown = [round(float(credit), 3) for credit in np.clip(earned, low, high)]
    return round(100.0 * float(shares @ np.array(shown)), 1), shown
