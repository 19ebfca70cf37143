"""Behind a reverse proxy: the page lives in a folder of an address that is not ours, and asks for nothing outside it."""

from __future__ import annotations

import re
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mockinterview.ui.present.frame import LOGO

_MANIFEST = re.compile(rb'<link rel="manifest"[^>]*>')


class UnderPath:
    """ASGI layer: tells the application its whole path, whether the proxy has taken the folder off or left it on.

    Without it the pages that are mounted deeper (/en) would not be found: their links start at the folder.
    """

    def __init__(self, app: ASGIApp, folder: str) -> None:
        self._app = app
        self._folder = folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            path = scope["path"]
            whole = path if f"{path}/".startswith(f"{self._folder}/") else self._folder + path
            scope = {**scope, "root_path": self._folder, "path": whole}
        await self._app(scope, receive, send)


class OwnIcon:
    """ASGI layer: gradio's page names no icon, and a manifest that we do not have, at the top of the address; browsers
    then ask there for both. Ours carries its icon with it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started: Message | None = None
        page = b""

        async def changed(message: Message) -> None:
            nonlocal started, page
            if message["type"] == "http.response.start" and _is_page(message):
                started = message
            elif started is None:
                await send(message)
            else:
                page += message.get("body", b"")
                if not message.get("more_body", False):
                    page = _MANIFEST.sub(b"", page.replace(b"<head>", b"<head>" + _ICON, 1))
                    MutableHeaders(raw=started["headers"])["content-length"] = str(len(page))
                    await send(started)
                    await send({"type": "http.response.body", "body": page})

        await self._app(scope, receive, changed)


def _is_page(start: Message) -> bool:
    return MutableHeaders(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _link() -> bytes:
    drawn = LOGO.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    for name, colour in (("currentColor", "#2f4bc7"), ("var(--mi-bg)", "#ffffff")):
        drawn = drawn.replace(name, colour)
    return f'<link rel="icon" href="data:image/svg+xml,{quote(drawn)}">'.encode()


_ICON = _link()
