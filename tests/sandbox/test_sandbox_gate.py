"""Queueing with an injected clock and real threads, without any sandbox behind it."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from mockinterview.errors import SandboxUnavailable
from mockinterview.sandbox.gate import Gate, Rate

PLENTY = Rate(1000, 60.0)


def gate(slots: int = 1, rate: Rate = PLENTY, **more: int) -> Gate:
    return Gate(slots, rate, time.monotonic, **more)


class Queue:
    """Holds the only slot, lines runs up in a known order, and then sees in which order they are let in."""

    def __init__(self, door: Gate) -> None:
        self.order: list[str] = []
        self._door = door
        self._threads: list[threading.Thread] = []

    def line_up(self, *sessions: str) -> None:
        for session in sessions:
            waiting = threading.Event()
            thread = threading.Thread(target=self._enter, args=(session, waiting))
            thread.start()
            self._threads.append(thread)
            assert waiting.wait(5)

    def join(self) -> list[str]:
        for thread in self._threads:
            thread.join(5)
        return self.order

    def _enter(self, session: str, waiting: threading.Event) -> None:
        with self._door.enter(session, lambda _: waiting.set()):
            self.order.append(session)


def test_sessions_take_turns() -> None:
    door = gate()
    queue = Queue(door)
    with door.enter("first"):
        queue.line_up("greedy", "greedy", "greedy", "modest", "other")
    assert queue.join() == ["greedy", "modest", "other", "greedy", "greedy"]


def test_one_session_never_holds_two_slots() -> None:
    door = gate(slots=2)
    with door.enter("a"):
        queue = Queue(door)
        queue.line_up("a")
        with door.enter("b"):
            assert queue.order == []
    assert queue.join() == ["a"]


def test_callers_without_a_session_share_all_slots() -> None:
    door = gate(slots=2)
    with door.enter(""), door.enter(""):
        pass


def test_at_most_so_many_at_once() -> None:
    door, running, most = gate(slots=2), [], []

    def work(number: int) -> None:
        with door.enter(f"s{number}"):
            running.append(number)
            most.append(len(running))
            time.sleep(0.005)
            running.remove(number)

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(work, range(40)))
    assert max(most) == 2


def test_waiting_is_announced_with_the_number_ahead() -> None:
    door, heard = gate(), []
    with door.enter("a"):
        thread = threading.Thread(target=lambda: door.enter("b", heard.append).__enter__())
        thread.start()
        while not heard:
            time.sleep(0.001)
    thread.join(5)
    assert heard == [1]


def test_too_many_waiting_are_sent_away() -> None:
    door = gate(waiting=1)
    queue = Queue(door)
    with door.enter("a"):
        queue.line_up("b")
        with pytest.raises(SandboxUnavailable), door.enter("c"):
            pass
    assert queue.join() == ["b"]


def test_a_failing_run_frees_its_slot() -> None:
    door = gate()
    with pytest.raises(ValueError), door.enter("a"):
        raise ValueError
    with door.enter("a"):
        pass


def test_the_rate_is_counted_by_session_and_time() -> None:
    now = [0.0]
    door = Gate(1, Rate(2, 10.0), lambda: now[0])
    for _ in range(2):
        with door.enter("a"):
            pass
    with pytest.raises(SandboxUnavailable, match="10초"), door.enter("a"):
        pass
    with door.enter("b"), pytest.raises(SandboxUnavailable), door.enter("a"):
        pass
    now[0] = 10.0
    with door.enter("a"):
        pass


def test_quiet_sessions_are_forgotten() -> None:
    now = [0.0]
    door = Gate(1, Rate(2, 10.0), lambda: now[0])
    for number in range(50):
        now[0] += 1
        with door.enter(f"s{number}"):
            pass
    assert len(door._past) <= 11
    assert door._turns == {}
