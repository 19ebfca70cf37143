"""Running a candidate's code where it can only compute; the answers are data for the caller to judge."""

from mockinterview.sandbox.gate import Rate
from mockinterview.sandbox.guest.codec import CodecError, Ref, Tensor
from mockinterview.sandbox.job import LIMITS, Call, Job, Limits, Operation, Read, Runtime, Snippet
from mockinterview.sandbox.pool import Sandbox
from mockinterview.sandbox.probe import Level
from mockinterview.sandbox.result import Answer, ErrorReport, RunResult, SourceLine, Status

__all__ = [
    "LIMITS",
    "Answer",
    "Call",
    "CodecError",
    "ErrorReport",
    "Job",
    "Level",
    "Limits",
    "Operation",
    "Rate",
    "Read",
    "Ref",
    "RunResult",
    "Runtime",
    "Sandbox",
    "Snippet",
    "SourceLine",
    "Status",
    "Tensor",
]
