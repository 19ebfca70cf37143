"""Do the exercises examine fairly? Right submissions pass, the starter fails, each wrong one earns its hint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mockinterview.domain.lab import LabResult, LabVerdict
from mockinterview.lab.exercise import Exercise
from mockinterview.lab.run import LabRunner

NEEDED_RIGHT = 3
NEEDED_WRONG = 5


@dataclass(frozen=True, slots=True)
class Checked:
    exercise: str
    submission: str
    good: bool
    what: str = ""


def verify(runner: LabRunner, exercise: Exercise, *, seed: int | None = None) -> Iterator[Checked]:
    right, wrong = exercise.right, exercise.wrong
    counts = len(right) >= NEEDED_RIGHT and len(wrong) >= NEEDED_WRONG
    yield Checked(exercise.id, "count", counts, f"{len(right)} right, {len(wrong)} wrong")
    for name, submission in right.items():
        result = runner.run(exercise, submission.code, seed=seed)
        yield Checked(exercise.id, f"right: {name}", result.verdict is LabVerdict.PASS, _told(result))
    result = runner.run(exercise, exercise.page.starter, seed=seed)
    yield Checked(exercise.id, "starter", result.verdict is not LabVerdict.PASS, _told(result))
    for name, submission in wrong.items():
        result = runner.run(exercise, submission.code, seed=seed)
        wanted = exercise.hint(submission.hint).ko
        hinted = bool(wanted) and any(test.hint == wanted for test in result.tests)
        good = result.verdict is not LabVerdict.PASS and hinted
        yield Checked(exercise.id, f"wrong: {name} -> {submission.hint}", good, _told(result))


def _told(result: LabResult) -> str:
    failed = [f"{test.name}: {test.message} {test.hint}".strip() for test in result.tests if not test.passed]
    return "; ".join([result.verdict.value, *failed[:3], *result.error.splitlines()[-1:]])
