"""One zygote as the server sees it: started, asked to fork, ended. Nothing here reads what a child says."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mockinterview.errors import MissingDependency, SandboxUnavailable
from mockinterview.sandbox.job import Limits, Runtime

_GUEST = Path(__file__).with_name("guest") / "__main__.py"
_START_SECONDS: dict[Runtime, float] = {"numpy": 30.0, "torch": 180.0}
_NEWEST_ABI = 99
_MESSAGE = 64 * 1024
# One thread each: a process with threads cannot be forked safely, nor enter a user namespace.
_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}


class ZygoteLost(Exception):
    """The warm process is gone or does not answer; a new one may do better."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to start a zygote; tests lower it to play a poorer host."""

    runtime: Runtime
    namespaces: bool = True
    landlock_abi: int = _NEWEST_ABI


class Zygote:
    """Owns the process and the socket; `submit` may be called from any thread."""

    def __init__(
        self, process: subprocess.Popen[bytes], channel: socket.socket, layers: tuple[str, ...]
    ) -> None:
        self._process = process
        self._channel = channel
        self._sending = threading.Lock()
        self.layers = layers
        self.note = ""
        """Why a layer is missing, in the words of the kernel."""

    @property
    def pid(self) -> int:
        return self._process.pid

    def resident(self) -> int:
        """Bytes of memory that this warm process holds; a child adds only what it writes."""
        pages = Path(f"/proc/{self.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def submit(self, limits: Limits, fds: list[int]) -> None:
        message = json.dumps({"memory": limits.memory, "cpu_seconds": limits.cpu_seconds}).encode()
        try:
            with self._sending:
                socket.send_fds(self._channel, [message], fds)
        except OSError as error:
            raise ZygoteLost("the warm process is gone") from error

    def close(self) -> None:
        """The zygote ends itself and its children when the socket closes; killing is for one that hangs."""
        self._channel.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(2)
        if self._process.returncode is None:
            self._process.kill()
            self._process.wait()


def start(wanted: Wanted) -> Zygote:
    """Raises SandboxUnavailable with the reason; a half-refused namespace is tried again without."""
    if sys.platform != "linux":
        raise SandboxUnavailable(
            "이 운영체제에는 코드를 격리할 방법이 없어 실행하지 않습니다.",
            "No isolation on this system: code is discussed, not run.",
        )
    roots = _roots(wanted.runtime)
    try:
        return _launch(wanted, roots)
    except ZygoteLost as error:
        if not wanted.namespaces:
            raise unavailable(error) from error
        note = str(error)
    try:
        zygote = _launch(replace(wanted, namespaces=False), roots)
    except ZygoteLost as error:
        raise unavailable(error) from error
    zygote.note = note
    return zygote


def _launch(wanted: Wanted, roots: list[str]) -> Zygote:
    config = {
        "runtime": wanted.runtime,
        "roots": roots,
        "namespaces": wanted.namespaces,
        "landlock_abi": wanted.landlock_abi,
    }
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        # -I -S: neither the user's environment nor a .pth file of the host has a say in this process.
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-B", str(_GUEST), str(theirs.fileno()), json.dumps(config)],
            env=_ENVIRONMENT,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
    zygote = Zygote(process, ours, ())
    try:
        zygote.layers = _greeting(ours, _START_SECONDS[wanted.runtime])
    except ZygoteLost:
        zygote.close()
        raise
    return zygote


def _greeting(channel: socket.socket, seconds: float) -> tuple[str, ...]:
    channel.settimeout(seconds)
    try:
        message: dict[str, Any] = json.loads(channel.recv(_MESSAGE) or b"{}")
    except TimeoutError as error:
        raise ZygoteLost("it did not start in time") from error
    except OSError as error:
        raise ZygoteLost("it ended at once") from error
    channel.settimeout(None)
    if not message.get("ready"):
        raise ZygoteLost(str(message.get("failed", "it ended at once")))
    return tuple(message["layers"])


def _roots(runtime: Runtime) -> list[str]:
    """The folders that hold the packages; found without importing them."""
    needed = ["numpy", "landlockpy", "seccompy", *(["torch"] if runtime == "torch" else [])]
    roots = []
    for name in needed:
        spec = find_spec(name)
        if spec is None or not spec.submodule_search_locations:
            raise MissingDependency(name, "torch" if name == "torch" else "all")
        roots.append(os.path.dirname(spec.submodule_search_locations[0]))  # noqa: PTH120
    return list(dict.fromkeys(roots))


def unavailable(error: ZygoteLost) -> SandboxUnavailable:
    return SandboxUnavailable(
        f"코드를 격리해서 실행할 수 없습니다: {error}", f"Code cannot be run in isolation: {error}"
    )
