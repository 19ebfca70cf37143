"""What comes back from a run: only data, for the caller to compare with what it expects."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Status = Literal["ok", "error", "timeout", "memory", "forbidden", "crashed", "output-limit"]
Category = Literal["error", "memory", "forbidden"]

_NEWLINES = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One frame of a traceback; only the candidate's own lines are ever kept."""

    line: int
    function: str
    text: str


@dataclass(frozen=True, slots=True)
class ErrorReport:
    type: str
    message: str
    category: Category = "error"
    frames: tuple[SourceLine, ...] = ()

    @property
    def text(self) -> str:
        """As Python would print it."""
        lines = [_frame_text(frame) for frame in self.frames]
        last = f"{self.type}: {self.message}" if self.message else self.type
        return "\n".join((*lines, last))


def _frame_text(frame: SourceLine) -> str:
    where = f", in {frame.function}" if frame.function else ""
    shown = f"\n    {frame.text}" if frame.text else ""
    return f'  File "<your code>", line {frame.line}{where}{shown}'


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The child's word for one operation: a claim, whatever it says."""

    value: object = None
    error: ErrorReport | None = None
    echo: object = None
    """(args, kwargs) after the call, where the operation asked for it."""

    @property
    def ok(self) -> bool:
        return self.error is None


@dataclass(frozen=True, slots=True, eq=False)
class RunResult:
    status: Status
    answers: tuple[Answer, ...]
    """One an operation, in their order; what was never answered carries an error."""
    stdout: str = ""
    """What was printed, cut, with control characters made visible."""
    seconds: float = 0.0
    error: ErrorReport | None = None
    """Why the status is not `ok`."""
    peak_memory: int = 0
    """Bytes resident at most, the shared pages of the warm process included."""


def plain_text(text: str) -> str:
    """Nothing here can move a cursor, colour a terminal, ring a bell or turn the reading direction."""
    return "".join(_visible(char) for char in _NEWLINES.sub("\n", text))


def _visible(char: str) -> str:
    if char in "\n\t" or (unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}):
        return char
    return char.encode("unicode_escape", "surrogatepass").decode()
