"""An LLM and embedding server on loopback that does not answer to certain words until it may."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.llm.wire_server import Line, Request, WireServer

HELD = "매달린 답"
"""Whatever carries these words has to wait."""
PATIENCE = 60


class HeldWire(WireServer):
    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._may_answer = threading.Event()
        self._may_answer.set()
        self._held = ""
        self._news = threading.Condition()
        self._seen: list[str] = []

    @contextmanager
    def holding(self, path: str) -> Iterator[None]:
        """What comes to this path with the words is kept waiting until the block ends."""
        self._held = path
        self._may_answer.clear()
        try:
            yield
        finally:
            self._may_answer.set()

    def answer(self, line: Line, request: Request) -> None:
        text = f"{request.path} {json.dumps(request.body, ensure_ascii=False)}"
        with self._news:
            self._seen.append(text)
            self._news.notify_all()
        if self._held in request.path and HELD in text:
            self._may_answer.wait(5 * PATIENCE)
        super().answer(line, request)

    def wait_for(self, path: str, words: str) -> None:
        """Until such a request has arrived."""
        with self._news:
            came = self._news.wait_for(
                lambda: any(path in seen and words in seen for seen in self._seen), PATIENCE
            )
        assert came, f"nothing with {words} came to {path}"

    def stop(self) -> None:
        self._may_answer.set()
        super().stop()
