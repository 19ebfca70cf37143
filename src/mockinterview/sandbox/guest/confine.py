"""Locking the child down, in the order that makes each step possible: limits, rights, Landlock, seccomp last."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from dataclasses import dataclass
from functools import cache

from landlockpy import AccessFS, Ruleset, Scope, abi_version, fs_for_abi, net_for_abi, scope_for_abi
from seccompy import Filter

from .readable import DEVICES, Readable

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP = 1, 4, 24
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
_CAP_HEADER = ctypes.c_uint32 * 2
_CAP_DATA = ctypes.c_uint32 * 6
_CAP_VERSION_3 = 0x20080522
_LAST_CAP = 63
_STACK = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ceilings:
    """What one run may use."""

    memory: int
    """Bytes of address space above what the warm zygote already has."""
    cpu_seconds: int


@dataclass(frozen=True, slots=True)
class Lock:
    """Everything that can be prepared once, so that a child locks itself in two milliseconds."""

    ruleset: Ruleset | None
    filter: Filter
    uid: int | None
    zygote: int
    address_space: int
    data: int

    def apply(self, ceilings: Ceilings) -> None:
        os.umask(0o077)
        os.nice(5)
        _set_limits(self, ceilings)
        drop_rights(self.uid)
        # After the change of user, which clears it; and if the zygote died meanwhile, nobody would kill us.
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != self.zygote:
            raise OSError("the zygote is gone")
        _prctl(_PR_SET_DUMPABLE, 0)
        if self.ruleset is not None:
            self.ruleset.restrict()
        self.filter.load()


def build_ruleset(readable: Readable, abi_at_most: int) -> Ruleset | None:
    """None where the kernel has no Landlock; `abi_at_most` lets a test play an older kernel."""
    abi = min(abi_version(), abi_at_most)
    if abi < 1:
        return None
    ruleset = Ruleset(
        handled_fs=fs_for_abi(abi),
        handled_net=net_for_abi(abi),
        scoped=scope_for_abi(abi) & (Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET),
    )
    for path in readable.entries():
        folder = os.path.isdir(path)  # noqa: PTH112
        ruleset.allow_path(path, AccessFS.READ_FILE | AccessFS.READ_DIR if folder else AccessFS.READ_FILE)
    for path in DEVICES:
        ruleset.allow_path(path, AccessFS.READ_FILE)
    ruleset.allow_path("/dev/null", AccessFS.WRITE_FILE | AccessFS.TRUNCATE)
    return ruleset


def hide_from_ptrace() -> None:
    _prctl(_PR_SET_DUMPABLE, 0)


def drop_rights(uid: int | None) -> None:
    """No capability survives, not even for uid 0; `uid` replaces root where the files stay readable."""
    for capability in range(_LAST_CAP + 1):
        # Refused beyond the last one that the kernel knows, and to those who have none to lose.
        if _libc().prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break
    _libc().prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    header, data = _CAP_HEADER(_CAP_VERSION_3, 0), _CAP_DATA()
    if _libc().capset(ctypes.byref(header), ctypes.byref(data)) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def usable_uid(readable: Readable) -> int | None:
    """For root: a user who owns nothing, if that user can still read the interpreter; tried in a child."""
    if os.getuid() != 0:
        return None
    for uid in (64123, 65534):
        child = os.fork()
        if child == 0:
            os._exit(_can_read_as(uid, readable))
        if os.waitpid(child, 0)[1] == 0:
            return uid
    return None


def _can_read_as(uid: int, readable: Readable) -> int:
    try:
        drop_rights(uid)
        for path in (*readable.libraries, *readable.packages):
            os.close(os.open(path, os.O_RDONLY))
        os.close(os.open(os.__file__, os.O_RDONLY))
    except OSError:
        return 1
    return 0


def _set_limits(lock: Lock, ceilings: Ceilings) -> None:
    _limit(resource.RLIMIT_AS, lock.address_space + ceilings.memory)
    _limit(resource.RLIMIT_DATA, lock.data + ceilings.memory)
    _limit(resource.RLIMIT_STACK, _STACK)
    _limit(resource.RLIMIT_NOFILE, 64)
    for nothing in (
        resource.RLIMIT_CORE,
        resource.RLIMIT_FSIZE,
        resource.RLIMIT_MEMLOCK,
        resource.RLIMIT_MSGQUEUE,
        resource.RLIMIT_NPROC,
        resource.RLIMIT_RTPRIO,
    ):
        _limit(nothing, 0)
    # SIGXCPU can be ignored by the candidate's code; the hard limit one second later cannot.
    resource.setrlimit(resource.RLIMIT_CPU, (ceilings.cpu_seconds, ceilings.cpu_seconds + 1))


def _limit(which: int, value: int) -> None:
    hard = resource.getrlimit(which)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (value, value))


def _prctl(option: int, value: int) -> None:
    if _libc().prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
