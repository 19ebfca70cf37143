"""Is a piece of an answer nearer to what is true of a point, or to what is false? Five opinions of every window."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from mockinterview.matching.lines import Floats, Lines, Rows, share

SPREAD = {"sentence": 0.08, "tokens": 0.08, "grams": 0.3, "order": 0.6, "axes": 1.5}
"""Round standard deviations that bring the five opinions to one scale before they are summed."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near every window is to every reference, by sentence, by words, and both together."""

    sentence: Floats
    words: Floats
    both: Floats


def opinions(
    references: Lines, windows: Lines, near: Nearness, true: Rows, false: Rows, asked: frozenset[str]
) -> dict[str, Floats]:
    """Above 0: nearer to the truth; below 0: nearer to its false versions."""
    count = len(windows)
    found = {
        "sentence": near.sentence[:, true].max(axis=1) - near.sentence[:, false].max(axis=1),
        "tokens": near.words[:, true].max(axis=1) - near.words[:, false].max(axis=1),
        "grams": np.zeros(count),
        "order": np.zeros(count),
        "axes": np.zeros(count),
    }
    for window in range(count):
        right = int(true[near.both[window, true].argmax()])
        wrong = int(false[near.both[window, false].argmax()])
        found["grams"][window] = _grams(references, right, wrong, windows.grams[window], asked)
        found["order"][window] = _order(references, right, wrong, windows.orders[window])
        turn = references.sides[right].astype(int) - references.sides[wrong]
        found["axes"][window] = np.clip(windows.sides[window] @ turn, -3, 3)
    return found


def overall(found: dict[str, Floats]) -> Floats:
    result: Floats = np.sum([found[name] / spread for name, spread in SPREAD.items()], axis=0)
    return result


def _grams(references: Lines, right: int, wrong: int, said: frozenset[str], asked: frozenset[str]) -> float:
    """What only the truth says, and what only its false version says: which of the two was said?"""
    truth, falsehood = references.grams[right], references.grams[wrong]
    return share(truth - falsehood - asked, said) - share(falsehood - truth - asked, said)


def _order(references: Lines, right: int, wrong: int, said: frozenset[tuple[str, str]]) -> float:
    truth, falsehood = references.orders[right], references.orders[wrong]
    only_true, only_false = truth - falsehood, falsehood - truth
    agree = len(only_true & said) / math.sqrt(max(1, len(only_true)))
    oppose = len(only_false & said) / math.sqrt(max(1, len(only_false)))
    return agree - oppose
