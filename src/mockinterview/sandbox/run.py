"""One run, from the job to the last byte: feed the child, watch the clock, stop it, say how it ended."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import time
from dataclasses import dataclass, field
from typing import Any

from mockinterview.sandbox.guest.frames import FrameError, FrameOverflow, FrameReader
from mockinterview.sandbox.job import Job, Limits, encode_job
from mockinterview.sandbox.process import Zygote, ZygoteLost
from mockinterview.sandbox.result import ErrorReport, RunResult, Status, plain_text
from mockinterview.sandbox.transcript import UNANSWERED, Transcript

_CHUNK = 256 * 1024
_FORK_SECONDS = 10.0
_DEATH_SECONDS = 10.0
_FRAMING = 1024 * 1024
_PROTOCOL = ErrorReport("ProtocolError", "the program wrote to the channel that carries its answers")
_STOPPED: dict[Status, ErrorReport] = {
    "timeout": ErrorReport("TimeoutError", "the time limit was reached"),
    "memory": ErrorReport("MemoryError", "the memory limit was reached", "memory"),
    "output-limit": ErrorReport("OutputLimit", "too much was printed or returned"),
    "forbidden": ErrorReport(
        "PermissionError", "the program tried something that is not allowed", "forbidden"
    ),
}


def run_in(zygote: Zygote, job: Job) -> RunResult:
    """Raises ZygoteLost when the fault is not the candidate's; every fault of the code is a result."""
    with contextlib.ExitStack() as opened:
        return _Run(zygote, job, opened).finish()


@dataclass(slots=True)
class _Exit:
    code: int
    cpu: float
    peak: int


@dataclass(slots=True)
class _Output:
    """Keeps the first bytes and counts the rest."""

    keep: int
    kept: bytearray = field(default_factory=bytearray)
    total: int = 0

    def add(self, data: bytes) -> None:
        self.total += len(data)
        self.kept += data[: max(0, self.keep - len(self.kept))]

    def text(self) -> str:
        text = plain_text(self.kept.decode("utf-8", "replace"))
        return f"{text}\n…" if self.total > len(self.kept) else text


class _Run:
    def __init__(self, zygote: Zygote, job: Job, opened: contextlib.ExitStack) -> None:
        self._limits: Limits = job.allowed
        self._transcript = Transcript(len(job.operations))
        self._reader = FrameReader(total=self._limits.returned + _FRAMING)
        self._output = _Output(self._limits.shown)
        self._stopped: Status | None = None
        self._broken = False
        self._pidfd: int | None = None
        self._killed = False
        self._exit: _Exit | None = None
        self._opened = opened
        self._began = time.monotonic()
        self._deadline = self._began + _FORK_SECONDS
        self._submit(zygote, encode_job(job))

    def finish(self) -> RunResult:
        self._watch()
        seconds = time.monotonic() - self._began
        if self._exit is None or not self._transcript.greeted:
            raise ZygoteLost(self._output.text() or "the child could not be locked")
        status, error = self._verdict(self._exit)
        answers, shown = self._transcript.answers(), self._output.text()
        return RunResult(status, answers, shown, seconds, error, self._exit.peak * 1024)

    def _submit(self, zygote: Zygote, payload: bytes) -> None:
        with contextlib.ExitStack() as theirs:
            self._result, result = self._pipe(theirs)
            self._printed, printed = self._pipe(theirs)
            self._control, control = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            self._opened.enter_context(self._control)
            theirs.enter_context(control)
            job = os.memfd_create("job", os.MFD_CLOEXEC)
            theirs.callback(os.close, job)
            with open(job, "wb", closefd=False) as file:
                file.write(payload)
            zygote.submit(self._limits, [job, result, printed, control.fileno()])

    def _pipe(self, theirs: contextlib.ExitStack) -> tuple[int, int]:
        reading, writing = os.pipe2(os.O_CLOEXEC)
        self._opened.callback(os.close, reading)
        theirs.callback(os.close, writing)
        os.set_blocking(reading, False)
        return reading, writing

    def _watch(self) -> None:
        poll = select.poll()
        actions = {
            self._control.fileno(): self._hear_zygote,
            self._result: self._hear_child,
            self._printed: self._hear_print,
        }
        for fd in actions:
            poll.register(fd, select.POLLIN)
        while actions:
            for fd, _ in poll.poll(max(0.0, self._deadline - time.monotonic()) * 1000):
                if not actions[fd]():
                    poll.unregister(fd)
                    del actions[fd]
            if actions and time.monotonic() >= self._deadline:
                self._out_of_time()

    def _out_of_time(self) -> None:
        if not self._transcript.greeted or self._killed:
            raise ZygoteLost("the warm process does not answer")
        self._stop("timeout")

    def _hear_zygote(self) -> bool:
        message, fds, _, _ = socket.recv_fds(self._control, 4096, 1)
        if not message:
            return False
        word: dict[str, Any] = json.loads(message)
        if fds:
            self._pidfd = fds[0]
            self._opened.callback(os.close, self._pidfd)
            # Whatever goes wrong on our side, the child does not outlive this run.
            self._opened.callback(self._kill)
            if self._killed:
                self._kill()
        elif "exit" in word:
            self._exit = _Exit(word["exit"], word["cpu"], word["peak"])
        return True

    def _hear_child(self) -> bool:
        data = os.read(self._result, _CHUNK)
        if not self._broken and not self._transcript.complete:
            self._read_frames(data)
        return bool(data)

    def _read_frames(self, data: bytes) -> None:
        waiting = not self._transcript.greeted
        try:
            for frame in self._reader.feed(data):
                self._transcript.read(frame)
        except FrameOverflow:
            self._stop("output-limit")
        except FrameError:
            self._broken = True
            self._kill()
        if waiting and self._transcript.greeted and not self._killed:
            # The candidate's time begins when the lock is on: a busy machine is not their fault.
            self._deadline = time.monotonic() + self._limits.wall_seconds
        if self._transcript.complete:
            # Every answer is here: what the program still wants to do is of no interest.
            self._kill()

    def _hear_print(self) -> bool:
        data = os.read(self._printed, _CHUNK)
        self._output.add(data)
        if self._output.total > self._limits.printed:
            self._stop("output-limit")
        return bool(data)

    def _stop(self, why: Status) -> None:
        if self._stopped is None and not self._transcript.complete:
            self._stopped = why
        self._kill()

    def _kill(self) -> None:
        """May be decided before the zygote has said whom to kill; it is carried out as soon as it has."""
        if not self._killed:
            self._killed = True
            self._deadline = time.monotonic() + _DEATH_SECONDS
        if self._pidfd is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)

    def _verdict(self, ended: _Exit) -> tuple[Status, ErrorReport | None]:
        if self._broken:
            return "crashed", _PROTOCOL
        if self._stopped is not None:
            return self._stopped, _STOPPED[self._stopped]
        if self._transcript.complete:
            failures = (answer.error for answer in self._transcript.answers())
            error = self._transcript.failure or next((failure for failure in failures if failure), None)
            return (error.category, error) if error else ("ok", None)
        status = self._cause_of_death(ended)
        return status, _STOPPED.get(status, UNANSWERED)

    def _cause_of_death(self, ended: _Exit) -> Status:
        """Only the kernel's own words count here: the signal and the time used."""
        if -ended.code == signal.SIGXCPU or ended.cpu >= self._limits.cpu_seconds:
            return "timeout"
        if -ended.code == signal.SIGKILL:
            return "memory"
        return "forbidden" if -ended.code == signal.SIGSYS else "crashed"
