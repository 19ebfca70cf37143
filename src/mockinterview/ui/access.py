"""Logging in: HTTP Basic before everything else, so that no page, file or endpoint is reachable without a name."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Mapping
from pathlib import Path

from fastapi import Request
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from mockinterview.errors import Problem, SettingsError

OPEN_PATHS = frozenset({"/healthz"})
"""A load balancer has no password; it learns nothing but that we are alive."""

_REFUSED = "로그인이 필요합니다. / Please log in."


def read_logins(path: Path) -> dict[str, str]:
    """One `name:password` a line; empty lines and lines beginning with # are left out."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise SettingsError(
            f"{path}: 로그인 파일을 읽을 수 없습니다.", f"{path}: the login file cannot be read."
        ) from exc
    logins: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, colon, password = line.strip().partition(":")
        if not (name and colon and password):
            problem = Problem(path, number, "", "이름:비밀번호 꼴이어야 합니다.", "must be name:password.")
            raise SettingsError(problem.in_language("ko"), problem.in_language("en"))
        logins[name] = password
    if not logins:
        raise SettingsError(f"{path}: 로그인이 하나도 없습니다.", f"{path}: holds no login.")
    return logins


class BasicLogin:
    """ASGI middleware in front of the whole application."""

    def __init__(self, app: ASGIApp, logins: Mapping[str, str]) -> None:
        self._app = app
        self._logins = dict(logins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or scope["path"] in OPEN_PATHS:
            await self._app(scope, receive, send)
            return
        name = self._name(Headers(scope=scope).get("authorization", ""))
        if name is None:
            challenge = {"WWW-Authenticate": 'Basic realm="mockinterview", charset="UTF-8"'}
            await PlainTextResponse(_REFUSED, status_code=401, headers=challenge)(scope, receive, send)
            return
        await self._app({**scope, "mockinterview_user": name}, receive, send)

    def _name(self, header: str) -> str | None:
        kind, _, packed = header.partition(" ")
        if kind.lower() != "basic":
            return None
        try:
            name, _, password = base64.b64decode(packed, validate=True).decode("utf-8").partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        wanted = self._logins.get(name)
        # an unknown name takes as long as a known one
        same = hmac.compare_digest((wanted or "").encode(), password.encode())
        return name if same and wanted is not None else None


def user_of(request: Request) -> str | None:
    """For gradio: who is behind a request that BasicLogin let through."""
    name = request.scope.get("mockinterview_user")
    return name if isinstance(name, str) else None
