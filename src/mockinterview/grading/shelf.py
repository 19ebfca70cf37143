"""The rubrics that were read last, kept ready."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from mockinterview.domain.rubric import Question

T = TypeVar("T")


class Shelf(Generic[T]):
    """Thread-safe. A question that many ask for at once is read once; the others wait for that and nothing else."""

    def __init__(self, read: Callable[[Question], T], room: int) -> None:
        self._read = read
        self._room = room
        self._lock = threading.Lock()
        self._ready: OrderedDict[str, T] = OrderedDict()
        self._reading: dict[str, threading.Lock] = {}

    def get(self, question: Question) -> T:
        key = question.content_hash()
        ready = self._known(key)
        if ready is not None:
            return ready
        with self._lock:
            turn = self._reading.setdefault(key, threading.Lock())
        with turn:
            ready = self._known(key)
            if ready is None:
                ready = self._put(key, question)
            return ready

    def _known(self, key: str) -> T | None:
        with self._lock:
            if key in self._ready:
                self._ready.move_to_end(key)
            return self._ready.get(key)

    def _put(self, key: str, question: Question) -> T:
        try:
            ready = self._read(question)
            with self._lock:
                self._ready[key] = ready
                while len(self._ready) > self._room:
                    self._ready.popitem(last=False)
            return ready
        finally:
            with self._lock:
                self._reading.pop(key, None)
