"""Namespaces of the zygote's own: an empty network, and a root folder with only the readable files in it.

Landlock hides contents but not names, sizes and dates; a root that lacks the rest of the disk hides those too.
No helper program is needed: root unshares directly, others through a user namespace where the host allows one.
"""

from __future__ import annotations

import ctypes
import os
import socket
from functools import cache

from .readable import DEVICES, Readable

_NEWNS, _NEWUTS, _NEWIPC, _NEWUSER, _NEWNET = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x40000000
_RDONLY, _NOSUID, _NODEV, _REMOUNT, _BIND, _REC, _PRIVATE = 1, 2, 4, 32, 4096, 16384, 1 << 18
_DETACH = 2
# statvfs says which flags a mount already has; in a user namespace a remount must repeat them.
_KEPT = {2: _NOSUID, 4: _NODEV, 8: 8, 1024: 1024, 2048: 2048, 4096: 1 << 21}
_STAGE = "/tmp"  # noqa: S108 - covered by a fresh tmpfs in our own namespace, never written to
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}


def enter() -> bool:
    """False when the host refuses at once and nothing has changed; raises when it refuses half-way."""
    uid, gid = os.getuid(), os.getgid()
    wanted = _NEWNS | _NEWUTS | _NEWIPC | _NEWNET
    if uid != 0 or not _unshare(wanted):
        if not _unshare(wanted | _NEWUSER):
            return False
        _write("/proc/self/setgroups", "deny")
        _write("/proc/self/uid_map", f"{uid} {uid} 1")
        _write("/proc/self/gid_map", f"{gid} {gid} 1")
    _mount(None, "/", None, _REC | _PRIVATE)
    socket.sethostname("sandbox")
    return True


def furnish(readable: Readable) -> None:
    """After the imports: build the small root and forget the large one."""
    wanted = [*readable.libraries, *readable.packages]
    # Opened first: the tmpfs may cover the very folder that a package lives in.
    handles = {path: os.open(path, os.O_PATH | os.O_CLOEXEC) for path in (*wanted, *DEVICES)}
    _mount("tmpfs", _STAGE, "tmpfs", _NOSUID | _NODEV, "size=256k,mode=755")
    for path in readable.libraries:
        _bind(handles[path], path)
    for path in readable.hidden():
        _mount("tmpfs", _STAGE + path, "tmpfs", _NOSUID | _NODEV, "size=64k,mode=755")
    for path in (*readable.packages, *DEVICES):
        _bind(handles[path], path)
    for path in [*readable.hidden(), *wanted]:
        _make_read_only(_STAGE + path)
    _become_root()
    for handle in handles.values():
        os.close(handle)


def _bind(handle: int, path: str) -> None:
    target = _STAGE + path
    if os.path.isdir(f"/proc/self/fd/{handle}"):  # noqa: PTH112
        os.makedirs(target, exist_ok=True)  # noqa: PTH103
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o644))
    _mount(f"/proc/self/fd/{handle}", target, None, _BIND | _REC)


def _make_read_only(target: str) -> None:
    present = os.statvfs(target).f_flag
    kept = sum(flag for bit, flag in _KEPT.items() if present & bit)
    _mount(None, target, None, _REMOUNT | _BIND | _RDONLY | _NOSUID | kept)


def _become_root() -> None:
    os.chdir(_STAGE)
    number = _PIVOT_ROOT.get(os.uname().machine)
    if number is None or _libc().syscall(number, b".", b".") != 0:
        raise OSError(ctypes.get_errno(), "pivot_root")
    if _libc().umount2(b".", _DETACH) != 0:
        raise OSError(ctypes.get_errno(), "umount")
    os.chdir("/")
    _make_read_only("/")


def _unshare(flags: int) -> bool:
    return int(_libc().unshare(flags)) == 0


def _mount(source: str | None, target: str, kind: str | None, flags: int, data: str = "") -> None:
    encode = os.fsencode
    done = _libc().mount(
        source and encode(source), encode(target), kind and encode(kind), ctypes.c_ulong(flags), encode(data)
    )
    if done != 0:
        raise OSError(ctypes.get_errno(), "mount", target)


def _write(path: str, text: str) -> None:
    with open(path, "w") as file:  # noqa: PTH123
        file.write(text)


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
