"""What is asked of the sandbox: the candidate's code, what to do with it, and how much it may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from mockinterview.sandbox.guest.codec import CodecError, Encoder
from mockinterview.sandbox.guest.frames import pack

Runtime = Literal["numpy", "torch"]

MIB = 1024 * 1024
MAX_CODE = 256 * 1024
MAX_JOB = 64 * MIB


@dataclass(frozen=True, slots=True)
class Limits:
    memory: int = 512 * MIB
    """Address space beyond what the warm process already has."""
    cpu_seconds: int = 5
    wall_seconds: float = 6.0
    shown: int = 64 * 1024
    """Printed bytes that are kept."""
    printed: int = MIB
    """Printed bytes after which the run is stopped."""
    returned: int = 64 * MIB
    """Bytes of all answers together."""


LIMITS: Mapping[Runtime, Limits] = {
    "numpy": Limits(),
    "torch": Limits(memory=1024 * MIB, cpu_seconds=20, wall_seconds=20.0),
}


@dataclass(frozen=True, slots=True)
class Call:
    """Call what `path` names: a function, a class, or a method of a kept object (`opt.step`)."""

    path: str
    args: tuple[object, ...] = ()
    kwargs: Mapping[str, object] = field(default_factory=dict)
    keep: str = ""
    """Keep the result in the child under this name (for later paths and `Ref`s) and answer None."""
    echo: bool = False
    """Answer the arguments too, as they are after the call: shows who wrote into the inputs."""


@dataclass(frozen=True, slots=True)
class Read:
    """Answer the value that `path` names, `opt.m` for example."""

    path: str


@dataclass(frozen=True, slots=True)
class Snippet:
    """An exercise's own few lines, run beside the candidate's names with `np`, `torch` and the inputs.

    It computes in the child and so proves nothing: the parent must check every value that it answers.
    """

    source: str
    inputs: Mapping[str, object] = field(default_factory=dict)
    returns: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


Operation: TypeAlias = Call | Read | Snippet


@dataclass(frozen=True, slots=True)
class Job:
    code: str
    operations: tuple[Operation, ...] = ()
    runtime: Runtime = "numpy"
    limits: Limits | None = None
    """None means what is usual for the runtime."""
    seed: int | None = None
    """Of the child's own random numbers; None draws a new one each run. Inputs never depend on it."""

    @property
    def allowed(self) -> Limits:
        return LIMITS[self.runtime] if self.limits is None else self.limits


def refusal(code: str) -> tuple[str, str] | None:
    """Why this text is not even started, as an exception type and message; None when it is."""
    try:
        size = len(code.encode())
    except UnicodeEncodeError:
        return "SyntaxError", "the code contains characters that are not valid Unicode"
    if size > MAX_CODE:
        return "SyntaxError", f"the code is larger than {MAX_CODE // 1024} KB"
    if "\0" in code:
        return "SyntaxError", "the code contains null characters"
    return None


def encode_job(job: Job) -> bytes:
    """One frame for the child; a value that cannot travel raises CodecError, an error of the exercise."""
    encoder = Encoder()
    operations = [_wire(operation, encoder) for operation in job.operations]
    if encoder.size > MAX_JOB:
        raise CodecError("the inputs are too large")
    header = {"code": job.code, "seed": job.seed, "operations": operations}
    return pack(header, encoder.buffers, max_header=MAX_JOB)


def _wire(operation: Operation, encoder: Encoder) -> dict[str, Any]:
    match operation:
        case Call(path, args, kwargs, keep, echo):
            inputs = encoder.node((args, dict(kwargs)))
            return {"op": "call", "path": path, "inputs": inputs, "keep": keep, "echo": echo}
        case Read(path):
            return {"op": "read", "path": path, "inputs": encoder.node(None)}
        case Snippet(source, inputs, returns, keep):
            return {
                "op": "snippet",
                "source": source,
                "inputs": encoder.node(dict(inputs)),
                "returns": list(returns),
                "keep": list(keep),
            }
