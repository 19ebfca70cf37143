"""Bounds on what a server may pour over us: bytes of one reply, and time, however busily it drips."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any, Final

LARGEST_REPLY: Final = 4_000_000
"""Bytes; an honest reply has a few thousand, streamed with all its wrapping some hundred thousand."""

DEADLINE: ContextVar[float | None] = ContextVar("deadline", default=None)
"""Of the call that this thread is making, on the clock of `time.monotonic`."""


class TooLarge(Exception):
    pass


class Squeezed(Exception):
    """Compressed though asked not to: a few bytes could unfold into gigabytes."""


class Overdue(Exception):
    pass


def http_client(largest: int = LARGEST_REPLY, clock: Callable[[], float] = time.monotonic) -> Any:
    """An HTTP client for the openai library whose replies are bounded. Redirects are not followed:
    a key is sent to the address that the user gave and to no other."""
    import httpx2
    import openai

    class Bounded(httpx2.SyncByteStream):
        def __init__(self, inner: Any, deadline: float | None) -> None:
            self._inner = inner
            self._deadline = deadline

        def __iter__(self) -> Iterator[bytes]:
            size = 0
            for piece in self._inner:
                size += len(piece)
                if size > largest:
                    raise TooLarge(f"more than {largest} bytes")
                if self._deadline is not None and clock() > self._deadline:
                    raise Overdue("the reply took too long")
                yield piece

        def close(self) -> None:
            self._inner.close()

    def bound(response: Any) -> None:
        if response.headers.get("content-encoding", "identity").lower() not in {"", "identity"}:
            raise Squeezed(response.headers["content-encoding"])
        response.stream = Bounded(response.stream, DEADLINE.get())

    return openai.DefaultHttpxClient(
        event_hooks={"response": [bound]},
        headers={"Accept-Encoding": "identity"},
        follow_redirects=False,
    )
