"""A candidate's code against an exercise's tests: the child computes, everything is judged here."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

import numpy as np

from mockinterview.domain.base import Language
from mockinterview.domain.lab import Figure, LabResult, LabVerdict, SandboxReport, TestResult
from mockinterview.errors import MissingDependency, SandboxUnavailable
from mockinterview.lab.endings import never_tested, stopped
from mockinterview.lab.exercise import Exercise
from mockinterview.lab.judging import Case, Failure, first_error, plain
from mockinterview.lab.slips import settled
from mockinterview.sandbox import Answer, Job, RunResult, Sandbox

_VERDICTS = {
    "error": LabVerdict.ERROR,
    "crashed": LabVerdict.ERROR,
    "output-limit": LabVerdict.ERROR,
    "timeout": LabVerdict.TIMEOUT,
    "memory": LabVerdict.MEMORY,
    "forbidden": LabVerdict.FORBIDDEN,
}


class LabRunner:
    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def run(
        self,
        exercise: Exercise,
        code: str,
        *,
        language: Language = "ko",
        session: str = "",
        seed: int | None = None,
        on_wait: Callable[[int], None] | None = None,
    ) -> LabResult:
        """Inputs are new in every run, so that nothing learned from one run helps in the next."""
        rng = np.random.default_rng(secrets.randbits(63) if seed is None else seed)
        cases = list(exercise.make_cases(rng))
        operations = tuple(operation for case in cases for operation in case.operations)
        job = Job(code, operations, exercise.runtime)
        try:
            done = self._sandbox.run(job, session=session, on_wait=on_wait)
        except (SandboxUnavailable, MissingDependency) as exc:
            return LabResult(
                exercise=exercise.id,
                verdict=LabVerdict.UNAVAILABLE,
                score=0.0,
                error=exc.in_language(language),
                sandbox=self._report(exercise),
            )
        ending = stopped(done, job.allowed)
        return self._judged(exercise, cases, done, ending.text(language) if ending else "", language)

    def _judged(
        self, exercise: Exercise, cases: list[Case], done: RunResult, ending: str, language: Language
    ) -> LabResult:
        shares = _shares(cases, done.answers)
        failures = settled(
            cases, shares, [judged(case, share) for case, share in zip(cases, shares, strict=True)]
        )
        earned = sum(case.points for case, failure in zip(cases, failures, strict=True) if failure is None)
        passed = done.status == "ok" and all(failure is None for failure in failures)
        return LabResult(
            exercise=exercise.id,
            verdict=_verdict(done, passed=passed),
            score=round(100.0 * earned / sum(case.points for case in cases), 1)
            if done.status == "ok"
            else 0.0,
            tests=tuple(
                _told(exercise, case, failure, language)
                if failure is None or not any(never_tested(done, answer) for answer in share)
                else TestResult(name=case.name.text(language), passed=False)
                for case, share, failure in zip(cases, shares, failures, strict=True)
            ),
            stdout=done.stdout,
            stopped=ending,
            error="" if ending else _error(done),
            seconds=round(done.seconds, 3),
            sandbox=self._report(exercise),
            figures=_figures(cases, shares) if done.status == "ok" else (),
        )

    def _report(self, exercise: Exercise) -> SandboxReport:
        level = self._sandbox.probe(exercise.runtime)
        return SandboxReport(layers=level.layers, missing=level.missing, level=level.name)


def _shares(cases: list[Case], answers: Sequence[Answer]) -> list[Sequence[Answer]]:
    shares, start = [], 0
    for case in cases:
        shares.append(answers[start : start + len(case.operations)])
        start += len(case.operations)
    return shares


def judged(case: Case, answers: Sequence[Answer]) -> Failure | None:
    """A value no judge foresaw is a wrong value, never a crash of ours."""
    try:
        with np.errstate(all="ignore"):
            return case.judge(answers)
    except (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError):
        return first_error(answers) or Failure(
            "돌려준 값의 형식이 다릅니다.", "returned something of another form.", "wrong-type"
        )


def _verdict(done: RunResult, *, passed: bool) -> LabVerdict:
    if done.status == "ok":
        return LabVerdict.PASS if passed else LabVerdict.FAIL
    return _VERDICTS[done.status]


def _told(exercise: Exercise, case: Case, failure: Failure | None, language: Language) -> TestResult:
    name = case.name.text(language)
    if failure is None:
        return TestResult(name=name, passed=True)
    message = failure.en if language == "en" else failure.ko
    return TestResult(
        name=name, passed=False, message=message, hint=exercise.hint(failure.slip).text(language)
    )


def _error(done: RunResult) -> str:
    if done.error is not None:
        return done.error.text
    return next((answer.error.text for answer in done.answers if answer.error is not None), "")


def _figures(cases: list[Case], shares: list[Sequence[Answer]]) -> tuple[Figure, ...]:
    drawn = (figure for case, share in zip(cases, shares, strict=True) for figure in _drawn(case, share))
    return tuple(drawn)


def _drawn(case: Case, answers: Sequence[Answer]) -> Sequence[Figure]:
    """A picture that cannot be drawn from what came back is left out; the verdict stands without it."""
    if case.draw is None or first_error(answers) is not None:
        return ()
    try:
        with np.errstate(all="ignore"):
            return case.draw([plain(answer.value) for answer in answers])
    except (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError):
        return ()
