"""Warm processes die, hang and come back; many runs at once are served in turn."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from sandbox_corpus import children_of
from sandbox_judge import GOOD, passes

import mockinterview.sandbox
from mockinterview.errors import SandboxUnavailable
from mockinterview.sandbox import Call, Job, Limits, Rate, Read, Sandbox, pool
from mockinterview.sandbox import run as running
from mockinterview.sandbox.process import Zygote, ZygoteLost

MIB = 1024 * 1024
SPIN = "while True: pass"
SERVER = """
import sys, threading, time
from mockinterview.sandbox import Job, Sandbox
box = Sandbox()
box.warm("numpy")
threading.Thread(target=box.run, args=(Job("while True: pass"),), daemon=True).start()
time.sleep(0.3)
print(box._kinds["numpy"].get()[0].pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def own() -> Iterator[Sandbox]:
    with Sandbox() as box:
        yield box


def zygote_of(box: Sandbox) -> Zygote:
    return box._kinds["numpy"].get()[0]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def descriptors(process: int | str) -> int:
    return len(list(Path(f"/proc/{process}/fd").iterdir()))


def wait_until(true: object, seconds: float = 3.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.01)
    return False


def test_a_dead_zygote_is_replaced(own: Sandbox) -> None:
    first = zygote_of(own).pid
    os.kill(first, signal.SIGKILL)
    assert passes(own, GOOD)
    assert zygote_of(own).pid != first


def test_a_zygote_that_dies_during_a_run_is_replaced(own: Sandbox) -> None:
    first = zygote_of(own).pid
    threading.Timer(0.2, os.kill, (first, signal.SIGKILL)).start()
    assert own.run(Job("import time\ntime.sleep(0.6)\nx = 1", (Read("x"),))).answers[0].value == 1
    assert wait_until(lambda: not children_of(first))


def test_a_zygote_that_hangs_is_replaced(own: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    first = zygote_of(own).pid
    os.kill(first, signal.SIGSTOP)
    monkeypatch.setattr(running, "_FORK_SECONDS", 2.0)  # the next one has to answer within it, too
    assert passes(own, GOOD)
    assert not alive(first)


def test_a_zygote_that_is_always_lost_is_an_error(own: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    zygote_of(own)

    def lost(*_: object) -> None:
        raise ZygoteLost("again")

    monkeypatch.setattr(pool, "run_in", lost)
    with pytest.raises(SandboxUnavailable, match="again"):
        own.run(Job("x = 1"))


def test_closing_ends_everything(own: Sandbox) -> None:
    zygote = zygote_of(own)
    with ThreadPoolExecutor(1) as threads:
        running_spin = threads.submit(own.run, Job(SPIN, limits=Limits(wall_seconds=1.0)))
        assert wait_until(lambda: children_of(zygote.pid))
        (child,) = children_of(zygote.pid)
        zygote.close()
        assert wait_until(lambda: not alive(child) and not alive(zygote.pid))
        assert running_spin.result().status == "timeout"


def test_a_killed_server_takes_its_children_along() -> None:
    package = Path(mockinterview.sandbox.__file__).parents[2]
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True, cwd=package)
    try:
        assert server.stdout is not None
        zygote = int(server.stdout.readline())
        (child,) = children_of(zygote)
        server.kill()
        assert wait_until(lambda: not alive(zygote) and not alive(child))
    finally:
        server.kill()
        server.communicate()


def test_a_run_that_we_let_go_of_is_ended(own: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    zygote = zygote_of(own)

    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running._Run, "_watch", interrupted)
    with pytest.raises(KeyboardInterrupt):
        own.run(Job("import time\ntime.sleep(60)"))
    assert wait_until(lambda: not children_of(zygote.pid))
    monkeypatch.undo()
    assert passes(own, GOOD)
    assert zygote_of(own) is zygote


def test_what_is_closed_stays_closed(own: Sandbox) -> None:
    zygote_of(own)
    with ThreadPoolExecutor(1) as threads:
        spinning = threads.submit(own.run, Job(SPIN))
        time.sleep(0.3)
        own.close()
        with pytest.raises(SandboxUnavailable):
            spinning.result()
    with pytest.raises(SandboxUnavailable):
        own.run(Job("x = 1"))
    assert own.resident() == {}


def test_warm_memory_is_told(own: Sandbox) -> None:
    own.warm("numpy")
    assert 10 * MIB < own.resident()["numpy"] < 120 * MIB


def test_no_descriptor_and_no_process_is_left(own: Sandbox) -> None:
    passes(own, GOOD)
    before = descriptors("self")
    for _ in range(10):
        own.run(Job(SPIN, limits=Limits(wall_seconds=0.02)))
        passes(own, GOOD)
    assert descriptors("self") == before
    assert children_of(zygote_of(own).pid) == []
    # An unprivileged zygote hides its own descriptors from us as well.
    with contextlib.suppress(PermissionError):
        assert descriptors(zygote_of(own).pid) < 16


def test_twenty_at_once_with_a_spinner_among_them(own: Sandbox) -> None:
    """The spinner keeps one slot; all others pass through the second and nobody waits for the spinner."""
    job = Job("import numpy as np\ndef f(x): return x + 1", (Call("f", (np.ones(3),)),))
    spin = Job(SPIN, limits=Limits(wall_seconds=2.5))
    own.run(job)
    finished: list[float] = []

    def work(number: int) -> str:
        result = own.run(spin if number == 0 else job, session=f"s{number}")
        finished.append(time.monotonic() - began)
        return result.status

    began = time.monotonic()
    with ThreadPoolExecutor(20) as threads:
        statuses = list(threads.map(work, range(20)))
    assert statuses == ["timeout"] + ["ok"] * 19
    assert sorted(finished)[18] < 2.5


def test_a_session_that_runs_too_often_must_wait() -> None:
    with Sandbox(rate=Rate(2, 60.0), clock=lambda: 0.0) as box:
        for _ in range(2):
            assert box.run(Job("x = 1"), session="a").status == "ok"
        with pytest.raises(SandboxUnavailable, match="60초"):
            box.run(Job("x = 1"), session="a")
        assert box.run(Job("x = 1"), session="b").status == "ok"


def test_the_public_face_is_complete() -> None:
    names = mockinterview.sandbox.__all__
    assert sorted(names) == sorted(set(names))
    assert all(hasattr(mockinterview.sandbox, name) for name in names)
