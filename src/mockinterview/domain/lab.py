"""What became of a candidate's code: which tests it passed, why not the others, and pictures of what it computed."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

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
    """Why it failed; empty for one that the run never came to."""
    hint: str = ""


def _number(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value


Number = Annotated[float | None, BeforeValidator(_number)]
"""None where the code's answer was not finite: JSON has no NaN, and a kept result must be readable again."""


class Series(Value):
    name: Localized
    x: tuple[Number, ...]
    y: tuple[Number, ...]
    known: bool = False
    """Not the candidate's: drawn for comparison."""


class Figure(Value):
    """Drawn by the page, in the reader's own fonts, from what the candidate's code returned."""

    kind: Literal["lines", "path", "heatmap", "bars"]
    title: Localized
    series: tuple[Series, ...] = ()
    """lines and path: one curve each; bars: one group each."""
    ground: tuple[Series, ...] = ()
    """path: borders of convex areas of the land it leads through, drawn faintly below."""
    rows: tuple[tuple[Number, ...], ...] = ()
    """heatmap: the matrix."""
    block: Annotated[int, Field(ge=0)] = 0
    """heatmap: a gap after every so many rows and columns, where several matrices stand side by side."""
    labels: tuple[str, ...] = ()
    """bars and heatmap: names of the columns."""
    row_labels: tuple[str, ...] = ()
    """heatmap: names of the rows."""
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
    stopped: str = ""
    """Why the run was ended from outside, and what to do about it, as a sentence."""
    error: str = ""
    """The candidate's own frames of the traceback, when the code itself failed."""
    seconds: Annotated[float, Field(ge=0.0)] = 0.0
    sandbox: SandboxReport = SandboxReport()
    figures: tuple[Figure, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return self.model_dump(mode="json")
