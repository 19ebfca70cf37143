"""What became of a candidate's code: which tests it passed, why not the others, and pictures of what it computed."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field

from mockinterview.domain.base import Localized, Value
from mockinterview.domain.grade import Score


class LabVerdict(StrEnum):
    PASS = "pass"  # noqa: S105 - a verdict, no password
    FAIL = "fail"
    ERROR = "error"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    FORBIDDEN = "forbidden"
    UNAVAILABLE = "unavailable"


class TestResult(Value):
    name: str
    passed: bool
    message: str = ""
    hint: str = ""


class Series(Value):
    name: Localized
    x: tuple[float, ...]
    y: tuple[float, ...]


class Figure(Value):
    """Drawn by the page, in the reader's own fonts; every number was computed by the candidate's code."""

    kind: Literal["lines", "path", "heatmap", "bars"]
    title: Localized
    series: tuple[Series, ...] = ()
    """lines and path: one curve each; bars: one group each."""
    rows: tuple[tuple[float, ...], ...] = ()
    """heatmap: the matrix."""
    labels: tuple[str, ...] = ()
    """bars and heatmap: names of the columns."""
    x: Localized = Localized()
    y: Localized = Localized()


class SandboxReport(Value):
    layers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    level: str = "off"


class LabResult(Value):
    model_config = Value.model_config | {"str_strip_whitespace": False}

    exercise: str
    verdict: LabVerdict
    score: Score
    tests: tuple[TestResult, ...] = ()
    stdout: str = ""
    error: str = ""
    """The candidate's own frames of the traceback, when the code itself failed."""
    seconds: Annotated[float, Field(ge=0.0)] = 0.0
    sandbox: SandboxReport = SandboxReport()
    figures: tuple[Figure, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return self.model_dump(mode="json")
