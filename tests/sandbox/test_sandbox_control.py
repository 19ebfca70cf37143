"""The attacks are real: run without a sandbox, the harmless ones among them do reach what they are after."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from sandbox_corpus import World, attacks

NAIVE = """
import ctypes, json, os, signal, sys
import numpy
for line in sys.stdin:
    name, code, arguments = json.loads(line)
    reading, writing = os.pipe()
    if os.fork() == 0:
        signal.alarm(1)
        try:
            names = {}
            exec(code, names)
            said = repr(names["attack"](arguments))
        except BaseException as error:
            said = repr(error)
        os.write(writing, json.dumps([name, said[:50000]]).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        print(answer.read() or json.dumps([name, ""]), flush=True)
    os.wait()
"""
MUST_SUCCEED = {"fs_read": 35, "env": 8, "network": 12}
# They would leave things behind in the kernel, write on our own pipes, or take long.
SKIPPED = (
    "previous",
    "sysv",
    "posix",
    "keyring",
    "smuggle",
    "splice",
    "terminal",
    "walk-root",
    "urllib",
    "asyncio",
    "dns",
)


@pytest.fixture
def victim(tmp_path) -> Iterator[World]:
    with contextlib.ExitStack() as stack:
        yield World(tmp_path, stack)


@pytest.mark.parametrize("kind", MUST_SUCCEED)
def test_attacks_succeed_without_a_sandbox(victim: World, kind: str) -> None:
    lines = "".join(
        json.dumps([attack.name, attack.code, victim.arguments()]) + "\n"
        for attack in attacks(kind)
        if not attack.name.startswith(SKIPPED)
    )
    done = subprocess.run(
        [sys.executable, "-c", NAIVE], input=lines, capture_output=True, text=True, check=True, timeout=60
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    succeeded = {name for name, said in answers if victim.leaked(said)}
    succeeded |= set(victim.damage())
    assert len(succeeded) >= MUST_SUCCEED[kind], sorted(name for name, _ in answers if name not in succeeded)
