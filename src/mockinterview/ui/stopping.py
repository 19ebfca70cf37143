"""Stopping: pages that are open when Ctrl+C comes are let go as if they had been closed."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import threading
from types import FrameType

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATIENCE = 2.0
"""Seconds that presses under way have got to end; after as many more nobody is waited for, not even an LLM."""


class Farewell:
    """Outermost ASGI layer. A page listens to the server for as long as it is open; cut off, every such stream would
    be a traceback on the terminal."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._over = asyncio.Event()

    def say(self) -> None:
        self._over.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        complete = False

        async def watched(message: Message) -> None:
            nonlocal complete
            complete = message["type"] == "http.response.body" and not message.get("more_body", False)
            await send(message)

        await self._app(scope, lambda: self._next(receive), watched)
        if self._over.is_set() and not complete:
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _next(self, receive: Receive) -> Message:
        """What the page says, or that it is gone."""
        said, over = asyncio.ensure_future(receive()), asyncio.ensure_future(self._over.wait())
        try:
            await asyncio.wait((said, over), return_when=asyncio.FIRST_COMPLETED)
            return said.result() if said.done() else {"type": "http.disconnect"}
        finally:
            said.cancel()
            over.cancel()


class PoliteServer(uvicorn.Server):
    """Ends on the first Ctrl+C, in time and without a word."""

    def __init__(self, app: ASGIApp) -> None:
        self._farewell = Farewell(app)
        self._told: int = signal.SIGTERM
        patience = int(PATIENCE)
        super().__init__(
            uvicorn.Config(self._farewell, log_level="warning", timeout_graceful_shutdown=patience)
        )

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._told = sig
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._farewell.say()
        await super().shutdown(sockets)
        # A thread that waits for another server cannot be interrupted, and Python would wait for the thread.
        # Nothing is lost: whatever is kept, is kept in whole transactions.
        last_call = threading.Timer(PATIENCE, os._exit, (128 + self._told,))
        last_call.daemon = True
        last_call.start()
