"""A backend that opens when it is first needed, once, and can say how it is doing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from mockinterview.errors import MockInterviewError

T = TypeVar("T")


class PartState(StrEnum):
    IDLE = "idle"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Part:
    """One line about one backend."""

    name: str
    state: PartState
    ko: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.ko


_GENERAL: dict[PartState, tuple[str, str]] = {
    PartState.IDLE: ("아직 열지 않았습니다. 처음 쓸 때 엽니다.", "not opened yet; it opens on first use"),
    PartState.LOADING: ("불러오는 중입니다.", "loading"),
    PartState.READY: ("준비되었습니다.", "ready"),
    PartState.OFF: ("설정하지 않았습니다.", "not configured"),
}


class Lazy(Generic[T]):
    """A failure is remembered for the status line only: the next use tries again."""

    def __init__(self, name: str, open_it: Callable[[], T]) -> None:
        self.name = name
        self._open = open_it
        self._lock = threading.Lock()
        self._value: T | None = None
        self._loading = False
        self._error: MockInterviewError | None = None

    def get(self) -> T:
        if self._value is not None:
            return self._value
        with self._lock:
            if self._value is None:
                self._value = self._opened()
            return self._value

    def opened(self) -> T | None:
        return self._value

    def part(self) -> Part:
        state = self._state()
        if state is PartState.FAILED and self._error is not None:
            return Part(self.name, state, self._error.ko, self._error.en)
        return Part(self.name, state, *_GENERAL[state])

    def _opened(self) -> T:
        self._loading, self._error = True, None
        try:
            return self._open()
        except MockInterviewError as error:
            self._error = error
            raise
        finally:
            self._loading = False

    def _state(self) -> PartState:
        if self._value is not None:
            return PartState.READY
        if self._loading:
            return PartState.LOADING
        return PartState.IDLE if self._error is None else PartState.FAILED


def switched_off(name: str) -> Part:
    return Part(name, PartState.OFF, *_GENERAL[PartState.OFF])
