"""Turns as CSV for a spreadsheet. A cell that a spreadsheet would take for a formula is made plain text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from mockinterview.domain.grade import Verdict
from mockinterview.domain.turn import Turn
from mockinterview.report.words import clean

_BYTE_ORDER_MARK = "\ufeff"
"""Without it the usual spreadsheet reads Hangul as something else."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_Cell = str | int | float | bool | None
_COLUMNS: dict[str, Callable[[Turn], _Cell]] = {
    "id": lambda turn: turn.id,
    "session": lambda turn: turn.session_id,
    "asked_at": lambda turn: turn.asked_at.isoformat(),
    "ended_at": lambda turn: turn.ended_at.isoformat(),
    "question_id": lambda turn: turn.asked.question_id,
    "question": lambda turn: turn.asked.text,
    "because": lambda turn: turn.asked.because.value,
    "point": lambda turn: turn.asked.point_id,
    "attempt": lambda turn: turn.attempt,
    "ending": lambda turn: turn.ending.value,
    "channel": lambda turn: turn.answer.channel.value if turn.answer else None,
    "seconds": lambda turn: turn.answer.seconds if turn.answer else None,
    "answer": lambda turn: turn.answer.text if turn.answer else None,
    "graded": lambda turn: turn.grade is not None and turn.grade.graded,
    "score": lambda turn: turn.grade.score if turn.grade else None,
    "confidence": lambda turn: turn.grade.confidence if turn.grade else None,
    "grader": lambda turn: turn.grade.grader.kind if turn.grade else None,
    "reason": lambda turn: turn.grade.reason if turn.grade else None,
    "covered": lambda turn: _points(turn, Verdict.COVERED),
    "partial": lambda turn: _points(turn, Verdict.PARTIAL),
    "missing": lambda turn: _points(turn, Verdict.MISSING),
    "contradicted": lambda turn: _points(turn, Verdict.CONTRADICTED),
    "false_claims": lambda turn: (
        " ".join(item.id for item in turn.grade.misconceptions) if turn.grade else None
    ),
    "flags": lambda turn: " ".join(turn.grade.flags) if turn.grade else None,
}


def table(turns: Iterable[Turn]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for turn in turns:
        writer.writerow(_row(turn))
    return _BYTE_ORDER_MARK + out.getvalue()


def _row(turn: Turn) -> Iterator[_Cell]:
    for read in _COLUMNS.values():
        value = read(turn)
        yield _harmless(value) if isinstance(value, str) else value


def _harmless(text: str) -> str:
    shown = clean(text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def _points(turn: Turn, verdict: Verdict) -> str | None:
    if turn.grade is None:
        return None
    return " ".join(point.id for point in turn.grade.points if point.verdict is verdict)
