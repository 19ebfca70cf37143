"""The system calls that computing needs; every other one fails with EPERM.

No clone, fork, exec, socket, pipe, kill, chdir or ioctl beyond "is this a terminal": one process, one thread,
no way to reach another. Landlock does not cover chmod, chown, utime, setxattr, truncate and friends, so their
absence here is what stops them.
"""

from __future__ import annotations

import errno

import seccompy
from seccompy import CmpOp, Filter

_READING = """
    read readv pread64 preadv preadv2 lseek close close_range fstat stat lstat newfstatat fstatat64 statx
    access faccessat faccessat2 getdents64 getcwd readlink readlinkat write writev dup dup2 dup3
    poll ppoll select pselect6
"""
_MEMORY = "mmap munmap mprotect mremap madvise brk mincore get_mempolicy"
_SELF = """
    exit exit_group getpid getppid gettid getuid geteuid getgid getegid getresuid getresgid getgroups getpgrp
    getrusage times sysinfo uname umask getcpu sched_yield getrlimit
    rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigsuspend rt_sigtimedwait sigaltstack
    restart_syscall alarm setitimer getitimer pause
"""
_TIME_AND_CHANCE = """
    clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time getrandom
"""

_O_ACCMODE = 0o3
_O_TRUNC = 0o1000
_O_PATH = 0o10000000
_O_TMPFILE_BIT = 0o20000000
_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_DUPFD_CLOEXEC = 0, 1, 2, 3, 1030
_TCGETS, _TIOCGWINSZ, _FIONCLEX, _FIOCLEX = 0x5401, 0x5413, 0x5450, 0x5451
_PR_GET_DUMPABLE, _PR_SET_NAME, _PR_GET_NAME = 3, 15, 16
_FUTEX_COMMAND = 0x7F
# Wait, wake, requeue, wake-op and the bitset forms; no priority inheritance.
_FUTEX_PLAIN = (0, 1, 3, 4, 5, 9, 10)


def build_filter() -> Filter:
    """EPERM by default; a foreign architecture kills the process (seccompy's first instruction)."""
    allowed = Filter(default=int(seccompy.Action.ERRNO) | errno.EPERM)
    for name in f"{_READING} {_MEMORY} {_SELF} {_TIME_AND_CHANCE}".split():
        if _known(name):
            allowed.allow(name)
    # glibc falls back from clone3 and openat2 to calls whose arguments a filter can read.
    for name in ("clone3", "openat2"):
        allowed.errno(name, errno.ENOSYS)
    _allow_opening(allowed)
    _allow_commands(allowed, "fcntl", 1, (_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_DUPFD_CLOEXEC))
    _allow_commands(allowed, "ioctl", 1, (_TCGETS, _TIOCGWINSZ, _FIONCLEX, _FIOCLEX))
    _allow_commands(allowed, "prctl", 0, (_PR_GET_DUMPABLE, _PR_SET_NAME, _PR_GET_NAME))
    for command in _FUTEX_PLAIN:
        allowed.allow("futex", args=[(1, CmpOp.MASKED_EQ, command, _FUTEX_COMMAND)])
    # Reading one's own limits, not setting them and not another's; the affinity of oneself likewise.
    allowed.allow("prlimit64", args={0: 0, 2: 0})
    allowed.allow("sched_getaffinity", args={0: 0})
    return allowed


def _allow_opening(allowed: Filter) -> None:
    """O_PATH would dodge Landlock, and O_RDONLY|O_TRUNC empties a readable file on kernels before 6.2."""
    refused = _O_PATH | _O_TMPFILE_BIT
    for name, flags in (("open", 1), ("openat", 2)):
        if not _known(name):
            continue
        mask = _O_ACCMODE | _O_TRUNC | refused
        allowed.allow(name, args=[(flags, CmpOp.MASKED_EQ, 0, mask)])
        for writing in (1, 2):
            allowed.allow(name, args=[(flags, CmpOp.MASKED_EQ, writing, _O_ACCMODE | refused)])


def _allow_commands(allowed: Filter, name: str, argument: int, commands: tuple[int, ...]) -> None:
    for command in commands:
        allowed.allow(name, args=[(argument, CmpOp.MASKED_EQ, command, 0xFFFFFFFF)])


def _known(name: str) -> bool:
    """The tables differ by architecture: aarch64 never had `open` or `stat`."""
    try:
        seccompy.syscall_nr(name)
    except (ValueError, KeyError, OSError):
        return False
    return True
