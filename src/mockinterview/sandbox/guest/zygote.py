"""The warm process: imports once, then forks a locked child for every request until its socket closes.

It never sees a submission: code and inputs travel in a memory file that only the child reads, so that nothing
of one candidate can lie in the memory that the next one's child inherits.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import fcntl
import gc
import json
import os
import select
import signal
import socket
from dataclasses import dataclass
from os import environ  # only to be emptied
from typing import Any, NoReturn

import seccompy

from . import confine, execute, namespaces
from .frames import Frame, FrameReader
from .readable import find_readable, importable
from .runtimes import preload
from .syscalls import build_filter

JOB_LIMIT = 96 * 1024 * 1024
_FDS_PER_RUN = 4
_MESSAGE = 64 * 1024
_JOB_FD = 4
_ABOVE = 64
_MANY = 65536
BROKEN_LOCK = 70


@dataclass(frozen=True, slots=True)
class Child:
    pid: int
    control: socket.socket


class Zygote:
    """Single-threaded on purpose: a fork copies only the thread that calls it."""

    def __init__(self, host: socket.socket, config: dict[str, Any]) -> None:
        self._host = host
        self._children: dict[int, Child] = {}
        self._controls: dict[int, int] = {}
        self._poll = select.poll()
        self._names = importable(config["runtime"])
        self._runtime = preload(config["runtime"])
        self.layers = ["seccomp", "rlimits", "no-capabilities"]
        self._lock = self._prepare_lock(config)

    def _prepare_lock(self, config: dict[str, Any]) -> confine.Lock:
        readable = find_readable(config["runtime"], config["roots"])
        pages = [int(field) * os.sysconf("SC_PAGE_SIZE") for field in _read("/proc/self/statm").split()]
        # Children inherit it: when the machine runs out of memory, they go before anything else.
        with contextlib.suppress(OSError):
            _write("/proc/self/oom_score_adj", "1000")
        if config["namespaces"] and namespaces.enter():
            namespaces.furnish(readable)
            self.layers.append("namespaces")
        confine.hide_from_ptrace()
        if not seccompy.supported():
            raise OSError("the kernel has no seccomp filters")
        uid = confine.usable_uid(readable)
        ruleset = confine.build_ruleset(readable, config["landlock_abi"])
        if ruleset is not None:
            self.layers.append("landlock")
        if uid is not None or os.getuid() != 0:
            self.layers.append("unprivileged-user")
        return confine.Lock(ruleset, build_filter(), uid, os.getpid(), pages[0], pages[5])

    def serve(self) -> None:
        gc.collect()
        gc.freeze()
        self._poll.register(self._host, select.POLLIN)
        while True:
            for fd, _ in self._poll.poll():
                if fd == self._host.fileno():
                    if not self._take():
                        return
                elif fd in self._children:
                    self._reap(fd)
                elif (pidfd := self._controls.pop(fd, None)) is not None:
                    # The host let go of this run before it ended: nobody else would end it.
                    self._poll.unregister(fd)
                    signal.pidfd_send_signal(pidfd, signal.SIGKILL)

    def _take(self) -> bool:
        message, fds, _, _ = socket.recv_fds(self._host, _MESSAGE, _FDS_PER_RUN)
        if not message:
            for pidfd in self._children:
                signal.pidfd_send_signal(pidfd, signal.SIGKILL)
            return False
        *run, control = fds
        ceilings = confine.Ceilings(**json.loads(message))
        pid = os.fork()
        if pid == 0:
            self._become_child(run, ceilings)
        for fd in run:
            os.close(fd)
        pidfd = os.pidfd_open(pid)
        self._children[pidfd] = Child(pid, socket.socket(fileno=control))
        self._controls[control] = pidfd
        _tell(self._children[pidfd].control, {"pid": pid}, [pidfd])
        self._poll.register(pidfd, select.POLLIN)
        self._poll.register(control, 0)
        return True

    def _reap(self, pidfd: int) -> None:
        child = self._children.pop(pidfd)
        _, status, usage = os.wait4(child.pid, 0)
        self._poll.unregister(pidfd)
        os.close(pidfd)
        if self._controls.pop(child.control.fileno(), None) is not None:
            self._poll.unregister(child.control)
        used = {"cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss}
        _tell(child.control, {"exit": os.waitstatus_to_exitcode(status), **used})
        child.control.close()

    def _become_child(self, run: list[int], ceilings: confine.Ceilings) -> NoReturn:
        """Nothing may return from here into the loop, whatever fails."""
        try:
            job, result, output = (fcntl.fcntl(fd, fcntl.F_DUPFD, _ABOVE) for fd in run)
            for fd, place in ((output, 1), (output, 2), (result, 3), (job, _JOB_FD)):
                os.dup2(fd, place, inheritable=False)
            self._host.detach()
            ruleset = self._lock.ruleset
            last = _JOB_FD if ruleset is None else ruleset.fileno()
            os.closerange(_JOB_FD + 1, last)
            os.closerange(last + 1, _MANY)
            environ.clear()
            self._lock.apply(ceilings)
            if ruleset is not None:
                ruleset.close()
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}".encode())
            os._exit(BROKEN_LOCK)
        self._compute()

    def _compute(self) -> NoReturn:
        try:
            execute.send({"kind": "hello"})
            execute.prepare(self._names)
            job = _read_job()
            execute.Bench(job, self._runtime).run()
        finally:
            os._exit(0)


def main(fd: int, config: dict[str, Any]) -> None:
    os.umask(0o022)
    # Both lock libraries would start ldconfig or gcc to find libc; None means the one that is loaded.
    ctypes.util.find_library = lambda name: None  # noqa: ARG005
    host = socket.socket(fileno=fd)
    # A child puts its own pipes on the low numbers: nothing that it still needs may lie there.
    while os.open("/dev/null", os.O_RDONLY | os.O_CLOEXEC) <= _JOB_FD:
        pass
    try:
        zygote = Zygote(host, config)
    except Exception as error:
        _tell(host, {"failed": f"{type(error).__name__}: {error}"})
        return
    _tell(host, {"ready": True, "layers": zygote.layers})
    zygote.serve()


def _read_job() -> Frame:
    reader = FrameReader(total=JOB_LIMIT, max_header=JOB_LIMIT)
    with open(_JOB_FD, "rb", buffering=0) as file:
        file.seek(0)
        for frame in reader.feed(file.readall()):
            return frame
    raise EOFError("the job is cut short")


def _tell(where: socket.socket, message: dict[str, Any], fds: list[int] | None = None) -> None:
    try:
        socket.send_fds(where, [json.dumps(message).encode()], fds or [])
    except OSError:
        return  # the host stopped listening to this run; it also kills what it left behind


def _read(path: str) -> str:
    with open(path) as file:  # noqa: PTH123
        return file.read()


def _write(path: str, text: str) -> None:
    with open(path, "w") as file:  # noqa: PTH123
        file.write(text)
