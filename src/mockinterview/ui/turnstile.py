"""One step of an interview at a time, in the order in which they were pressed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakValueDictionary


class Turnstile:
    """A press on "skip" while an answer is being graded must not overtake it."""

    def __init__(self) -> None:
        self._here: WeakValueDictionary[str, _Gate] = WeakValueDictionary()
        self._lock = threading.Lock()

    @contextmanager
    def through(self, name: str) -> Iterator[None]:
        with self._lock:
            gate = self._here.setdefault(name, _Gate())
        with gate.lock:
            yield


class _Gate:
    """Lives as long as somebody stands at it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
