"""The attack programs, and the world around the sandbox that they try to reach."""

from __future__ import annotations

import contextlib
import ctypes
import os
import secrets
import shutil
import socket
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import mockinterview.sandbox

ATTACKS = Path(__file__).with_name("attacks")
PRELUDE = """
import ctypes, os, sys
import numpy as np
libc = ctypes.CDLL(None, use_errno=True)
sc = libc.syscall
sc.restype = ctypes.c_long
def entered(*arguments):
    ctypes.set_errno(0)
    return sc(*arguments) != -1 or ctypes.get_errno() not in (1, 38)
def right(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)
"""
LITTER = [
    Path(place, "mockinterview-attack")
    for place in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/", Path.home())
]


@dataclass(frozen=True)
class Attack:
    kind: str
    name: str
    code: str

    @property
    def id(self) -> str:
        return f"{self.kind}/{self.name}"


def attacks(*kinds: str) -> list[Attack]:
    return [attack for kind in kinds for attack in _read(kind)]


def _read(kind: str) -> Iterator[Attack]:
    _, *programs = (ATTACKS / f"{kind}.txt").read_text().split("### ")
    for program in programs:
        name, code = program.split("\n", 1)
        yield Attack(kind, name.strip(), PRELUDE + code)


IPC_KEY = str(0x4D4F)  # what the attacks use; a browser elsewhere on the machine makes segments of its own


class World:
    """Everything worth stealing or breaking; `damage` says what was."""

    def __init__(self, folder: Path, stack: contextlib.ExitStack) -> None:
        self.folder = folder
        self.tokens = {
            name: secrets.token_hex(12) for name in ("file", "name", "env", "memory", "previous", "row")
        }
        self.claim = secrets.token_hex(12)
        self._plant_files()
        self._plant_listeners(stack)
        self._memory = ctypes.create_string_buffer(self.tokens["memory"].encode())
        self.sentinel = subprocess.Popen(["/bin/sleep", "infinity"])
        stack.callback(self._end_sentinel)
        self._variable = "SECRET_" + secrets.token_hex(4)
        os.environ[self._variable] = self.tokens["env"]
        stack.callback(os.environ.pop, self._variable)
        self._before = self._state()

    def arguments(self) -> dict[str, object]:
        return {
            "secret": str(self.folder / "secret"),
            "canary": str(self.folder / "canary"),
            "folder": str(self.folder),
            "program": str(self.folder / "planted.py"),
            "database": str(self.folder / "rows.db"),
            "archive": str(self.folder / "archive.zip"),
            "library": str(self.folder / "library.so"),
            "fifo": str(self.folder / "fifo"),
            "unix": str(self.folder / "stream"),
            "dgram": str(self.folder / "dgram"),
            "abstract": self._abstract,
            "tcp": self._tcp.getsockname()[1],
            "udp": self._udp.getsockname()[1],
            "sentinel": self.sentinel.pid,
            "server": os.getpid(),
            "server_uid": os.getuid(),
            "address": ctypes.addressof(self._memory),
            "package": str(Path(mockinterview.sandbox.__file__).parent),
            "variable": self._variable,
            "claim": self.claim,
        }

    def leaked(self, said: str) -> list[str]:
        """Which secrets stand in what came back; none of them is in the attack's own source."""
        known = {
            **self.tokens,
            "claim": self.claim,
            "passwd": "root:x:0:0",
            "source": "as the rest of the program knows",
        }
        return [name for name, token in known.items() if token in said]

    def damage(self) -> list[str]:
        now = self._state()
        changed = [key for key, value in self._before.items() if now.get(key) != value]
        self._before = now
        return changed + [str(path) for path in LITTER if path.exists()]

    def _plant_files(self) -> None:
        folder, tokens = self.folder, self.tokens
        folder.chmod(0o777)
        (folder / "secret").write_text(tokens["file"] + "\n")
        (folder / "canary").write_text("untouched")
        (folder / "planted.py").write_text(f"VALUE = {tokens['file']!r}\n")
        (folder / tokens["name"]).touch()
        (folder / "empty").mkdir()
        os.mkfifo(folder / "fifo", 0o666)
        shutil.copy("/usr/lib/x86_64-linux-gnu/libz.so.1", folder / "library.so")
        with contextlib.closing(sqlite3.connect(folder / "rows.db")) as rows:
            rows.execute("create table t(x)")
            rows.execute("insert into t values (?)", [tokens["row"]])
            rows.commit()
        with zipfile.ZipFile(folder / "archive.zip", "w") as archive:
            archive.writestr("inner.py", "x = 1")
        for path in folder.iterdir():
            path.chmod(0o777)

    def _plant_listeners(self, stack: contextlib.ExitStack) -> None:
        self._abstract = "mockinterview-" + secrets.token_hex(4)
        self._tcp = stack.enter_context(socket.socket())
        self._udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        self._unix = stack.enter_context(socket.socket(socket.AF_UNIX))
        self._dgram = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        self._hidden = stack.enter_context(socket.socket(socket.AF_UNIX))
        self._tcp.bind(("127.0.0.1", 0))
        self._udp.bind(("127.0.0.1", 0))
        self._unix.bind(str(self.folder / "stream"))
        self._dgram.bind(str(self.folder / "dgram"))
        self._hidden.bind("\0" + self._abstract)
        for name in ("stream", "dgram"):
            (self.folder / name).chmod(0o777)
        for listener in (self._tcp, self._unix, self._hidden):
            listener.listen()
        self._fifo = os.open(self.folder / "fifo", os.O_RDONLY | os.O_NONBLOCK)
        stack.callback(os.close, self._fifo)

    def _state(self) -> dict[str, object]:
        files = {
            str(path): (stat.st_mode, stat.st_size, stat.st_mtime_ns, stat.st_uid, stat.st_nlink, stat.st_ino)
            for path in sorted(self.folder.rglob("*"))
            if (stat := path.lstat())
        }
        return {
            "files": tuple(files.items()),
            "folder mode": self.folder.stat().st_mode,
            "sentinel": self.sentinel.poll() is None and _process_state(self.sentinel.pid) in "SR",
            "tcp": _heard(self._tcp),
            "udp": _heard(self._udp),
            "unix": _heard(self._unix),
            "dgram": _heard(self._dgram),
            "abstract": _heard(self._hidden),
            "fifo": self._fifo_heard(),
            "ipc": [kind for kind in ("shm", "sem", "msg") if IPC_KEY in _keys(kind)],
        }

    def _fifo_heard(self) -> bool:
        try:
            return bool(os.read(self._fifo, 10))
        except BlockingIOError:
            return False

    def _end_sentinel(self) -> None:
        self.sentinel.kill()
        self.sentinel.wait()


def _keys(kind: str) -> list[str]:
    return [line.split()[0] for line in Path("/proc/sysvipc", kind).read_text().splitlines()]


def _heard(listener: socket.socket) -> bool:
    listener.setblocking(False)
    try:
        if listener.type == socket.SOCK_DGRAM:
            return bool(listener.recv(16))
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def _process_state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def children_of(pid: int) -> list[int]:
    """Processes below `pid`; what a run leaves behind would be here."""
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []
