"""Which slip a run is told about: one that explains every test that knows it, not just one where it shows by chance.

On special inputs (a first step from rest, β = 0) different mistakes give the same values, and even code that does
nothing looks like one of them. A hint that the other tests contradict sends the candidate to the wrong line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mockinterview.lab.judging import Case, Expect, Failure
from mockinterview.sandbox import Answer


def settled(
    cases: Sequence[Case], shares: Sequence[Sequence[Answer]], failures: Sequence[Failure | None]
) -> list[Failure | None]:
    """The failures with hints that all tests agree on; where none is left, only the difference is told."""
    met = [
        _explanations(case, share, failure)
        for case, share, failure in zip(cases, shares, failures, strict=True)
    ]
    told: list[Failure | None] = []
    for failure, explained in zip(failures, met, strict=True):
        if failure is None or not explained:
            told.append(failure)
            continue
        agreed = [slip for slip in explained if not _denied(slip, cases, met)]
        told.append(replace(failure, slip=agreed[0] if agreed else ""))
    return told


def _explanations(case: Case, share: Sequence[Answer], failure: Failure | None) -> tuple[str, ...] | None:
    """None for a test that says nothing about slips: only finite numbers of the right shape can be compared."""
    judge = case.judge
    if failure is None or not isinstance(judge, Expect):
        return None
    about_values = failure.slip == "wrong-values" or judge.knows(failure.slip)
    return judge.slips_met(share) if about_values else None


def _denied(slip: str, cases: Sequence[Case], met: Sequence[tuple[str, ...] | None]) -> bool:
    return any(
        explained is not None
        and isinstance(case.judge, Expect)
        and case.judge.knows(slip)
        and slip not in explained
        for case, explained in zip(cases, met, strict=True)
    )
