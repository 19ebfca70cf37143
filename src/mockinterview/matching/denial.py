"""Is what sounds like the opposite of a point really said, or does it only share its words with something false?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mockinterview.matching.lines import Lines, Rows
from mockinterview.matching.stance import Nearness

CLEARLY = 0.05
"""Differences of nearness below this are chance."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A window beside the false sentence of the point that it is nearest to."""

    like: float
    """Cosine of the two."""
    nearer: bool
    """It is clearly nearer than every true sentence of the whole question, as a sentence and word by word."""
    stated: bool
    """A true sentence of the point itself is at least as near, in one way or the other."""


def denial(near: Nearness, window: int, true: Rows, false: Rows, all_true: Rows) -> Denial | None:
    """None where the rubric knows nothing false about the point."""
    if not len(false):
        return None
    opposed = [float(by[window, false].max()) for by in (near.sentence, near.both)]
    anywhere = [float(by[window, all_true].max()) for by in (near.sentence, near.both)]
    here = [float(by[window, true].max()) for by in (near.sentence, near.both)]
    return Denial(
        opposed[0],
        nearer=all(wrong > right + CLEARLY for wrong, right in zip(opposed, anywhere, strict=True)),
        stated=any(right >= wrong for wrong, right in zip(opposed, here, strict=True)),
    )


def turned(references: Lines, windows: Lines, near: Nearness, window: int, true: Rows, false: Rows) -> bool:
    """Does the window take the false sentence's side of an opposite, and the true one's of none? ("선형"/"비선형")"""
    if not len(false):
        return False
    sides = windows.sides[window].astype(np.int64)
    right = sides * references.sides[true[near.both[window, true].argmax()]]
    wrong = sides * references.sides[false[near.both[window, false].argmax()]]
    return bool((right < 0).any() and (wrong > 0).any() and not (right > 0).any())
