"""Early stopping: curves built so that each slip stops elsewhere or goes back to another epoch."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

SLIPS = (
    "counter-not-reset",
    "compares-previous",
    "one-epoch-late",
    "last-as-best",
    "ignores-min-delta",
    "delta-sign",
    "maximizes",
    "runs-on",
    "nan-counts",
)


def _improves(loss: float, best: float, min_delta: float, slip: str) -> bool:
    if slip == "maximizes":
        return best == math.inf or loss > best + min_delta
    if slip == "nan-counts":
        return not loss >= best - min_delta
    margin = {"ignores-min-delta": 0.0, "delta-sign": -min_delta}.get(slip, min_delta)
    return loss < best - margin


def _stopped(losses: Sequence[float], patience: int, min_delta: float, slip: str = "") -> tuple[int, int]:
    best, best_epoch, waited = math.inf, 0, 0
    limit = {"one-epoch-late": patience + 1, "runs-on": len(losses) + 1}.get(slip, patience)
    last = len(losses) - 1
    for epoch, loss in enumerate(losses):
        if _improves(loss, best, min_delta, slip):
            best, best_epoch = loss, epoch
            waited = waited if slip == "counter-not-reset" else 0
            continue
        best = loss if slip == "compares-previous" else best
        waited += 1
        if waited >= limit:
            last = epoch
            break
    return (last if slip == "last-as-best" else best_epoch), last


def cases(rng: np.random.Generator) -> list[Case]:
    level = float(rng.uniform(1, 5))

    def curve(*offsets: float) -> list[float]:
        """Losses around a random level; the jitter is far smaller than any step or margin."""
        return [level + offset + float(rng.uniform(-0.002, 0.002)) for offset in offsets]

    overfits = curve(1.0, 0.7, 0.75, 0.5, 0.55, 0.6, 0.65, 0.4, 0.7, 0.8, 0.9, 1.0)
    bumpy = curve(1.0, 0.6, 0.8, 0.7, 0.75, 0.5, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65)
    creeping = curve(1.0, 0.9, 0.86, 0.82, 0.84, 0.74, 0.70, 0.75, 0.78, 0.72, 0.9)
    falling = curve(1.0, 0.9, 0.8, 0.7, 0.6)
    broken = curve(1.0, 0.8, 0.0, 0.85, 0.6, 0.9, 0.95, 0.97)
    broken[2] = broken[5] = math.nan
    return [
        _case(Localized(ko="오버피팅하는 곡선", en="a curve that overfits"), overfits, 4, 0.01),
        _case(Localized(ko="울퉁불퉁한 곡선", en="a bumpy curve"), bumpy, 4, 0.01),
        _case(Localized(ko="조금씩만 나아질 때", en="creeping improvements"), creeping, 3, 0.06),
        _case(Localized(ko="끝까지 나아질 때", en="improving to the end"), falling, 2, 0.01),
        _case(Localized(ko="NaN이 섞였을 때", en="NaN among the losses"), broken, 3, 0.01),
        _case(Localized(ko="에폭 하나", en="a single epoch"), curve(0.5), 1, 0.0),
    ]


def _case(name: Localized, losses: list[float], patience: int, min_delta: float) -> Case:
    args = (losses, patience, min_delta)
    return Case(
        name,
        (Call("early_stopping", args, echo=True),),
        Expect([[_stopped(*args)]], {slip: [_stopped(*args, slip)] for slip in SLIPS}),
    )
