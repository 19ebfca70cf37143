"""More presses than the queue holds: gradio tells the page so in English, and the page has no other words for it."""

from __future__ import annotations

from fastapi.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FULL = 503
"""Gradio's answer to a press for which there is no room; to this number its page has a line of its own."""
_TOO_MANY = 429
"""For any other the page says what the answer holds."""


class Crowded:
    """ASGI layer: a press that is turned away is told so in `line`."""

    def __init__(self, app: ASGIApp, line: str) -> None:
        self._app = app
        self._line = line

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].endswith("/queue/join"):
            await self._app(scope, receive, send)
            return
        refused = False

        async def told(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and message["status"] == _FULL:
                refused = True
            elif not refused:
                await send(message)

        await self._app(scope, receive, told)
        if refused:
            await JSONResponse({"detail": self._line}, _TOO_MANY)(scope, receive, send)
