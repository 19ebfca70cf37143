"""Every system call that is not on the list, by number: none gets past the filter."""

from __future__ import annotations

import pytest
import seccompy
from sandbox_corpus import PRELUDE

from mockinterview.sandbox import Call, Job, Sandbox
from mockinterview.sandbox.guest import syscalls

BY_ARGUMENT = "open openat fcntl ioctl prctl futex prlimit64 sched_getaffinity"
TRY_ALL = """
def attack(numbers):
    return [number for number in numbers if entered(number, -1, 0, 0, 0, 0, 0)]
def one(number, *arguments):
    return entered(number, *arguments)
"""
# uretprobe and uprobe: the kernel lets them past every seccomp filter; outside its own trampolines they do nothing.
UNFILTERED = {335, 336}


def listed() -> set[int]:
    groups = (syscalls._READING, syscalls._MEMORY, syscalls._SELF, syscalls._TIME_AND_CHANCE, BY_ARGUMENT)
    names = " ".join(groups).split()
    return {seccompy.syscall_nr(name) for name in names if syscalls._known(name)}


@pytest.mark.parametrize("host", ["full", "standard"])
def test_no_other_call_enters_the_kernel(boxes: dict[str, Sandbox], host: str) -> None:
    others = sorted(set(range(600)) - listed() - UNFILTERED)
    assert len(others) > 450
    result = boxes[host].run(Job(PRELUDE + TRY_ALL, (Call("attack", (others,)),)))
    assert result.answers[0].value == []


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("fcntl", (1, 8, 1)),
        ("fcntl", (1, 4, 0o20000)),
        ("fcntl", (1, 1031, 1 << 20)),
        ("fcntl", (1, (1 << 32) | 8, 1)),
        ("ioctl", (1, 0x5412, 0)),
        ("ioctl", (1, 0x541C, 0)),
        ("prctl", (1, 0, 0, 0, 0)),
        ("prctl", (4, 1, 0, 0, 0)),
        ("prctl", (38, 0, 0, 0, 0)),
        ("futex", (0, 6, 0, 0, 0, 0)),
        ("futex", (0, 13, 0, 0, 0, 0)),
        ("prlimit64", (0, 9, 1, 0)),
        ("prlimit64", (1, 9, 0, 0)),
        ("sched_getaffinity", (1, 0, 0)),
        ("openat", (-100, 0, 0o10000000, 0)),
        ("openat", (-100, 0, 0o20200002, 0)),
        ("openat", (-100, 0, 0o1000, 0)),
    ],
)
def test_listed_calls_are_held_to_their_arguments(
    box: Sandbox, name: str, arguments: tuple[int, ...]
) -> None:
    call = Call("one", (seccompy.syscall_nr(name), *arguments))
    assert box.run(Job(PRELUDE + TRY_ALL, (call,))).answers[0].value is False
