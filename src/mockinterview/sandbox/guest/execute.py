"""Running the candidate's code: define it, do the operations in order, answer each; never decide anything."""

from __future__ import annotations

import contextlib
import linecache
import os
import sys
import traceback
import types
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import partial, reduce
from importlib.abc import MetaPathFinder
from typing import Any, TextIO

from .codec import Decoder, Encoder, Ref, Tensor
from .frames import Frame, pack
from .report import YOUR_CODE, describe
from .runtimes import Runtime

RESULT_FD = 3
_MODULE = "submission"
_DRIVER = "<exercise>"


class Unimportable(MetaPathFinder):
    """Advice, not a wall: says which packages an exercise offers instead of a bare denied open."""

    def __init__(self, importable: frozenset[str]) -> None:
        self._importable = importable

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:  # noqa: ARG002
        top = fullname.partition(".")[0]
        if top not in self._importable and not top.startswith("_sysconfigdata"):
            raise ModuleNotFoundError(f"No module named {top!r} in this exercise", name=fullname)


class Bench:
    """One run: the candidate's module, the objects kept between operations, and the way back."""

    def __init__(self, job: Frame, runtime: Runtime) -> None:
        self._source: str = job.header["code"]
        self._operations: list[dict[str, Any]] = job.header["operations"]
        self._seed: int | None = job.header["seed"]
        self._runtime = runtime
        self._kept: dict[str, object] = {}
        self._module = types.ModuleType(_MODULE)
        decoder = Decoder(job.body, references=True)
        # Before a line of the candidate's runs: each operation has its own, fresh copy of its inputs.
        self._inputs = [decoder.value(operation["inputs"]) for operation in self._operations]
        decoder.finish()

    def run(self) -> None:
        self._runtime.seed(self._seed)
        failure = self._attempt(self._define)
        if failure is not None:
            send({"kind": "failed", "error": failure})
            return
        send({"kind": "loaded"})
        for index, operation in enumerate(self._operations):
            failure = self._attempt(partial(self._answer, index, operation))
            if failure is not None:
                send({"kind": "answer", "index": index, "error": failure})
        send({"kind": "end"})

    def _define(self) -> None:
        sys.modules[_MODULE] = self._module
        lines = [line + "\n" for line in self._source.splitlines()]
        linecache.cache[YOUR_CODE] = (len(self._source), None, lines, YOUR_CODE)
        exec(compile(self._source, YOUR_CODE, "exec", dont_inherit=True), self._module.__dict__)  # noqa: S102

    def _answer(self, index: int, operation: Mapping[str, Any]) -> None:
        encoder = Encoder(self._runtime.to_wire)
        inputs = self._thaw(self._inputs[index])
        said = _WORK[operation["op"]](self, inputs, operation, encoder)
        _flush()
        send({"kind": "answer", "index": index, **said}, encoder.buffers)

    def _attempt(self, work: Callable[[], None]) -> dict[str, Any] | None:
        """The candidate's code may raise anything, SystemExit and KeyboardInterrupt too."""
        try:
            work()
        except MemoryError as error:
            # The frames hold the arrays that filled the memory: without letting go there is none to tell it.
            traceback.clear_frames(error.__traceback__)
            return describe(error, self._source)
        except BaseException as error:
            return describe(error, self._source)
        finally:
            _flush()
        return None

    def call(self, inputs: Any, operation: Mapping[str, Any], encoder: Encoder) -> dict[str, Any]:
        args, kwargs = inputs
        value = self._find(operation["path"])(*args, **kwargs)
        if operation["keep"]:
            self._kept[operation["keep"]] = value
            value = None
        header = {"value": encoder.node(value)}
        if operation["echo"]:
            header["echo"] = encoder.node((args, kwargs))
        return header

    def read(self, _inputs: Any, operation: Mapping[str, Any], encoder: Encoder) -> dict[str, Any]:
        return {"value": encoder.node(self._find(operation["path"]))}

    def snippet(self, inputs: Any, operation: Mapping[str, Any], encoder: Encoder) -> dict[str, Any]:
        names = {**self._module.__dict__, **self._runtime.names(), **self._kept, **inputs}
        exec(compile(operation["source"], _DRIVER, "exec", dont_inherit=True), names)  # noqa: S102
        self._kept.update((name, names[name]) for name in operation["keep"])
        return {"value": encoder.node({name: names[name] for name in operation["returns"]})}

    def _find(self, path: str) -> Any:
        """`softmax`, `opt.m`: what an operation kept comes before what the module defines."""
        first, *rest = path.split(".")
        known = self._kept if first in self._kept else self._module.__dict__
        if first not in known:
            raise NameError(f"name {first!r} is not defined")
        return reduce(getattr, rest, known[first])

    def _thaw(self, value: object) -> Any:
        match value:
            case Tensor():
                return self._runtime.tensor(value)
            case Ref():
                return self._find(value.name)
            case list() | tuple():
                return type(value)(self._thaw(item) for item in value)
            case dict():
                return {key: self._thaw(item) for key, item in value.items()}
        return value


_WORK = {"call": Bench.call, "read": Bench.read, "snippet": Bench.snippet}


def send(header: dict[str, Any], buffers: Sequence[bytes] = ()) -> None:
    left = memoryview(pack(header, buffers))
    while left:
        left = left[os.write(RESULT_FD, left) :]


def prepare(importable: frozenset[str]) -> None:
    """Streams that show every printed line even if the process crashes next; warnings without server paths."""
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    for name, fd in (("stdout", 1), ("stderr", 2)):
        stream = open(fd, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    warnings.showwarning = _show_warning
    sys.meta_path.insert(0, Unimportable(importable))


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,  # noqa: ARG001 - the signature is the standard library's
    line: str | None = None,  # noqa: ARG001
) -> None:
    place = f"{YOUR_CODE}:{lineno}: " if filename == YOUR_CODE else ""
    sys.stderr.write(f"{place}{category.__name__}: {message}\n")


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        # The candidate may have put anything there, or closed it.
        with contextlib.suppress(BaseException):
            stream.flush()
