"""The start-up self-test: a real child tries to break out, and we look whether anything reached the outside.

The level that people are shown is what these attempts proved, never what a kernel interface claims.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mockinterview.sandbox.job import Call, Job, Runtime
from mockinterview.sandbox.result import Answer, RunResult

LevelName = Literal["full", "standard", "reduced", "off"]

_LAYERS = ("landlock", "seccomp", "namespaces", "rlimits", "no-capabilities", "unprivileged-user")
_NEEDED: tuple[tuple[LevelName, frozenset[str]], ...] = (
    ("full", frozenset({"landlock", "seccomp", "namespaces"})),
    ("standard", frozenset({"landlock", "seccomp"})),
    ("reduced", frozenset({"namespaces", "seccomp"})),
)
_TEXTS: dict[LevelName, tuple[str, str]] = {
    "full": (
        "코드 격리: 완전. 파일·네트워크·다른 프로세스가 보이지 않는 곳에서 실행합니다.",
        "Code sandbox: full. Runs where no file, network or other process can be seen.",
    ),
    "standard": (
        "코드 격리: 표준. 격리되어 있지만 다른 파일의 이름과 크기는 볼 수 있습니다(내용은 볼 수 없음).",
        "Code sandbox: standard. Isolated; can see names and sizes, not contents, of other files.",
    ),
    "reduced": (
        "코드 격리: 약함. Landlock이 없는 커널이라 이 컴퓨터에서만(loopback) 실행합니다.",
        "Code sandbox: reduced. The kernel lacks Landlock, so code runs for this computer (loopback) only.",
    ),
    "off": (
        "코드 격리: 없음. 이 시스템에서는 코드를 실행하지 않고 이야기로만 다룹니다.",
        "Code sandbox: off. No isolation on this system: code is discussed, not run.",
    ),
}
_REFUSALS = {"PermissionError", "FileNotFoundError", "OSError", "RuntimeError"}
_ATTACKS = """
import ctypes, os, socket, sys, threading
from os import environ

def read(path):
    return open(path).read()

def write(path):
    open(path, "w").write("x")

def change_mode(path):
    os.chmod(path, 0o777)

def connect(port):
    socket.create_connection(("127.0.0.1", port), 1).close()

def send(port):
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", port))

def knock(path):
    socket.socket(socket.AF_UNIX).connect(path)

def fork():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    return pid

def thread():
    threading.Thread(target=int).start()

def signal(pid):
    os.kill(pid, 0)

def environment(pid):
    return [open(f"/proc/{which}/environ").read() for which in (pid, "self")]

def variables():
    return dict(environ)

def peek(pid):
    if ctypes.CDLL(None).ptrace(16, pid, 0, 0) != 0:
        raise OSError("ptrace")

def list_root():
    return os.listdir("/")

def size(path):
    return os.stat(path).st_size

def replace(path):
    os.execv(path, [path])
"""


@dataclass(frozen=True, slots=True)
class Level:
    """What was proved on this machine, and how to say it."""

    name: LevelName
    layers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    leaks: tuple[str, ...] = ()
    """Attempts of the self-test that got through."""
    note: str = ""
    """Why it is not better, in the words of the system."""

    @property
    def ko(self) -> str:
        return _TEXTS[self.name][0]

    @property
    def en(self) -> str:
        return _TEXTS[self.name][1]

    @property
    def trusted(self) -> bool:
        """Good enough for a server that others can reach."""
        return self.name in ("full", "standard")


@dataclass(frozen=True, slots=True)
class _Bait:
    folder: Path
    secret: str
    tcp: socket.socket
    udp: socket.socket
    unix: socket.socket

    @property
    def file(self) -> str:
        return str(self.folder / "secret")

    def attempts(self) -> dict[str, Call]:
        return {
            "read": Call("read", (self.file,)),
            "write": Call("write", (str(self.folder / "written"),)),
            "overwrite": Call("write", (self.file,)),
            "chmod": Call("change_mode", (self.file,)),
            "tcp": Call("connect", (self.tcp.getsockname()[1],)),
            "udp": Call("send", (self.udp.getsockname()[1],)),
            "unix": Call("knock", (str(self.folder / "socket"),)),
            "fork": Call("fork"),
            "thread": Call("thread"),
            "signal": Call("signal", (os.getpid(),)),
            "environment": Call("environment", (os.getpid(),)),
            "variables": Call("variables"),
            "ptrace": Call("peek", (os.getpid(),)),
            "stat": Call("size", (self.file,)),
            "list": Call("list_root"),
            # Last: if it worked, the child would be another program and answer nothing.
            "exec": Call("replace", ("/bin/true",)),
        }

    def touched(self) -> Iterator[str]:
        """What the outside itself noticed, whatever the child said."""
        file = self.folder / "secret"
        if file.read_text() != self.secret:
            yield "overwrite"
        if file.stat().st_mode & 0o777 != 0o644:
            yield "chmod"
        if (self.folder / "written").exists():
            yield "write"
        for name, listener in (("tcp", self.tcp), ("udp", self.udp), ("unix", self.unix)):
            if _heard(listener):
                yield name


def self_test(run: Callable[[Job], RunResult], runtime: Runtime, layers: Sequence[str], note: str) -> Level:
    with _bait() as bait:
        attempts = bait.attempts()
        result = run(Job(_ATTACKS, tuple(attempts.values()), runtime))
        leaks = set(bait.touched())
    answers = dict(zip(attempts, result.answers, strict=True))
    leaks |= {name for name, answer in answers.items() if not _was_blocked(name, answer)}
    return judge(layers, leaks, note)


def judge(layers: Sequence[str], leaks: set[str], note: str = "") -> Level:
    """The best level whose layers are there and whose promise held.

    `list` shows that Landlock is at work even where namespaces hide everything; `stat` is what only they hide.
    """
    proved = tuple(layer for layer in layers if not (layer == "landlock" and "list" in leaks))
    missing = tuple(layer for layer in _LAYERS if layer not in proved)
    name: LevelName = "off"
    if not leaks - {"stat", "list"}:
        name = next((name for name, needed in _NEEDED if needed <= set(proved)), "off")
    if name == "full" and "stat" in leaks:
        name = "standard"
    return Level(name, proved, missing, tuple(sorted(leaks)), note)


def _was_blocked(name: str, answer: Answer) -> bool:
    """Blocked means refused by the system: an attempt that failed for another reason has proved nothing."""
    if name == "variables":
        return answer.ok and answer.value == {}
    return answer.error is not None and answer.error.type in _REFUSALS


@contextlib.contextmanager
def _bait() -> Iterator[_Bait]:
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mockinterview-")))
        folder.chmod(0o777)
        secret = secrets.token_hex(16)
        (folder / "secret").write_text(secret)
        (folder / "secret").chmod(0o644)
        tcp = stack.enter_context(socket.socket())
        udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        unix = stack.enter_context(socket.socket(socket.AF_UNIX))
        for listener in (tcp, udp):
            listener.bind(("127.0.0.1", 0))
        unix.bind(str(folder / "socket"))
        (folder / "socket").chmod(0o777)
        for listener in (tcp, unix):
            listener.listen()
        yield _Bait(folder, secret, tcp, udp, unix)


def _heard(listener: socket.socket) -> bool:
    listener.setblocking(False)
    try:
        if listener.type == socket.SOCK_DGRAM:
            return bool(listener.recv(16))
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True
