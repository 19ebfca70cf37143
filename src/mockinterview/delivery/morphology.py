"""The morphological analyser: kiwipiepy, loaded once and only when somebody wants it (hundreds of megabytes, seconds)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

PIECE = 400
"""Its time grows faster than the length of an unbroken run of characters."""


@dataclass(frozen=True, slots=True)
class Morpheme:
    form: str
    tag: str
    """Sejong tag set: NNG noun, IC interjection, MAG adverb, EF final ending …"""
    start: int
    end: int


class Morphology(Protocol):
    def morphemes(self, text: str) -> list[Morpheme]: ...


class KiwiMorphology:
    """Safe to use from several threads: they take turns of about a millisecond."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._kiwi = make()
        self._lock = threading.Lock()
        self.morphemes("그 함수는 미분이 돼요")  # half of the loading time is spent on the first text

    def morphemes(self, text: str) -> list[Morpheme]:
        found: list[Morpheme] = []
        with self._lock:
            for start, piece in _pieces(text):
                found += [
                    Morpheme(token.form, token.tag, start + token.start, start + token.end)
                    for token in self._kiwi.tokenize(piece)
                ]
        return found


class LazyMorphology:
    """Loads at most once, whoever asks first; a machine that cannot load it is asked only once, too."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._done = False
        self._loaded: Morphology | None = None

    def get(self) -> Morphology | None:
        """Waits for the loading; None where the analyser is not installed or does not start."""
        with self._lock:
            if not self._done:
                try:
                    self._loaded = KiwiMorphology(self._make)
                except (ImportError, OSError, RuntimeError, ValueError, MemoryError):
                    self._loaded = None  # rules do without; the result names what was used
                self._done = True
            return self._loaded

    def get_if_ready(self) -> Morphology | None:
        return self._loaded


def _make_kiwi() -> Any:
    from kiwipiepy import Kiwi

    # Names of several words and misspellings are of no use here and are most of the loading.
    return Kiwi(num_workers=1, load_multi_dict=False, load_typo_dict=False)


_SHARED = LazyMorphology(_make_kiwi)


def kiwi() -> Morphology | None:
    """The analyser of this process; the first call takes seconds. None where it is not installed."""
    return _SHARED.get()


def kiwi_if_ready() -> Morphology | None:
    """Never waits: for a page that must answer now."""
    return _SHARED.get_if_ready()


def warm_up() -> bool:
    """For a background thread. True when the analyser can be used from now on."""
    return _SHARED.get() is not None


def _pieces(text: str) -> list[tuple[int, str]]:
    """Cut behind a line or sentence if possible, else at a blank, else anywhere."""
    pieces = []
    start = 0
    while len(text) - start > PIECE:
        window = text[start : start + PIECE]
        end = max(
            window.rfind(mark) + len(mark) if mark in window else 0 for mark in ("\n", ". ", "? ", "! ")
        )
        if end < PIECE // 4:
            end = window.rfind(" ") + 1 or PIECE
        pieces.append((start, text[start : start + end]))
        start += end
    pieces.append((start, text[start:]))
    return pieces
