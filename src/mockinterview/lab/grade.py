"""A code result as a Grade, so that history, review dates and reports need no second road."""

from __future__ import annotations

from mockinterview import __version__
from mockinterview.domain.base import Language
from mockinterview.domain.grade import Grade, GraderInfo, PointGrade, Verdict
from mockinterview.domain.lab import LabResult, LabVerdict, TestResult


def as_grade(result: LabResult, question_id: str, language: Language = "ko") -> Grade:
    """Tests are its points. Code that was not run is not graded."""
    info = GraderInfo(kind="lab", version=__version__, note=result.sandbox.level)
    if result.verdict is LabVerdict.UNAVAILABLE:
        return Grade(
            question=question_id,
            score=None,
            graded=False,
            reason="code_not_run",
            grader=info,
            language=language,
        )
    return Grade(
        question=question_id,
        score=result.score,
        graded=True,
        grader=info,
        confidence=1.0,
        points=tuple(
            PointGrade(
                id=f"test-{number}",
                verdict=Verdict.COVERED if test.passed else Verdict.MISSING,
                credit=float(test.passed),
                confidence=1.0,
                weight=1.0,
                note=_told(test),
            )
            for number, test in enumerate(result.tests, 1)
        ),
        language=language,
    )


def _told(test: TestResult) -> str:
    """A test has no rubric that could be looked up later: its name and what went wrong travel with the grade."""
    reason = test.hint or test.message
    return f"{test.name}: {reason}" if reason else test.name
