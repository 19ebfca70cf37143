"""Who runs next: a few slots, one run a session at a time, sessions in turn, and so many runs a minute."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from mockinterview.errors import SandboxUnavailable


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `runs` of one session in any `seconds`."""

    runs: int = 40
    seconds: float = 60.0


@dataclass(slots=True, eq=False)
class _Ticket:
    session: object
    granted: threading.Event = field(default_factory=threading.Event)


class Gate:
    """Round-robin over sessions: a session with twenty waiting runs delays another by one run, not by twenty.

    A session has one run at a time, so a candidate whose code hangs holds one slot and never all of them.
    The empty session stands for callers that are their own: each of its runs queues for itself, unmetered.
    """

    def __init__(self, slots: int, rate: Rate, clock: Callable[[], float], waiting: int = 100) -> None:
        self._free = slots
        self._rate = rate
        self._clock = clock
        self._most = waiting
        self._lock = threading.Lock()
        self._running: set[object] = set()
        self._queue: deque[_Ticket] = deque()
        self._turns: dict[object, int] = {}
        self._turn = 0
        self._past: dict[str, deque[float]] = {}

    @contextmanager
    def enter(self, session: str, on_wait: Callable[[int], None] | None = None) -> Iterator[None]:
        """Blocks until it is this run's turn; `on_wait` hears how many stand before it, if any do."""
        with self._lock:
            ticket = self._admit(session)
            ahead = self._queue.index(ticket) + 1 if ticket in self._queue else 0
        if ahead and on_wait is not None:
            on_wait(ahead)
        try:
            ticket.granted.wait()
            yield
        finally:
            with self._lock:
                self._leave(ticket)

    def _admit(self, session: str) -> _Ticket:
        if len(self._queue) >= self._most:
            raise SandboxUnavailable(
                "지금은 실행을 기다리는 코드가 너무 많습니다. 잠시 후 다시 시도해 주세요.",
                "Too many runs are waiting. Please try again in a moment.",
            )
        if session:
            self._count(session)
        ticket = _Ticket(session or object())
        self._queue.append(ticket)
        self._grant()
        return ticket

    def _count(self, session: str) -> None:
        now = self._clock()
        self._forget(now)
        past = self._past.setdefault(session, deque())
        if len(past) >= self._rate.runs:
            wait = max(1, round(past[0] + self._rate.seconds - now))
            raise SandboxUnavailable(
                f"실행 횟수가 많습니다. {wait}초 뒤에 다시 실행할 수 있습니다.",
                f"Too many runs. You can run again in {wait} s.",
            )
        past.append(now)

    def _forget(self, now: float) -> None:
        """Sessions come and go for months: nothing may be kept of one that is quiet."""
        for session, past in list(self._past.items()):
            while past and past[0] <= now - self._rate.seconds:
                past.popleft()
            if not past:
                del self._past[session]

    def _grant(self) -> None:
        while self._free and (ticket := self._next()) is not None:
            self._queue.remove(ticket)
            self._free -= 1
            self._running.add(ticket.session)
            self._turn += 1
            self._turns[ticket.session] = self._turn
            ticket.granted.set()

    def _next(self) -> _Ticket | None:
        """The session that was served longest ago; the queue's order decides between equals."""
        ready = (ticket for ticket in self._queue if ticket.session not in self._running)
        return min(ready, key=lambda ticket: self._turns.get(ticket.session, 0), default=None)

    def _leave(self, ticket: _Ticket) -> None:
        if not ticket.granted.is_set():
            self._queue.remove(ticket)
            return
        self._free += 1
        self._running.discard(ticket.session)
        self._grant()
        waiting = {other.session for other in self._queue} | self._running
        self._turns = {session: turn for session, turn in self._turns.items() if session in waiting}
