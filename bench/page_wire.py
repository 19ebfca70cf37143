"""The page without a browser: gradio's wire as Chromium speaks it to our server, for crowds of candidates."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx

PATIENCE = 120.0
"""Seconds: a reply later than this is an error."""
API = "gradio_api"


class WireError(RuntimeError):
    """The server answered what no page should ever get."""


@dataclass(frozen=True, slots=True)
class Reply:
    parts: Mapping[str, Any]
    """What the page shows anew, by element id."""
    seconds: float
    """From the press until it was here."""


class PageWire:
    """One open page of one browser; use it as `async with PageWire(address) as page`."""

    def __init__(self, address: str) -> None:
        self.profile: str | None = None
        self._hash = secrets.token_hex(6)
        connections = httpx.Limits(max_connections=6)  # as many as a browser opens
        self._http = httpx.AsyncClient(base_url=address, timeout=PATIENCE, limits=connections)
        self._handlers: list[dict[str, Any]] = []
        self._parts: dict[int, dict[str, Any]] = {}
        self._alive: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Everything a browser asks for until the page can be used."""
        await self._get("")
        config = json.loads(await self._get("config"))
        self._handlers = [handler for handler in config["dependencies"] if handler["backend_fn"]]
        self._parts = {part["id"]: part for part in config["components"]}
        self._alive = asyncio.create_task(self._heartbeat())
        for handler in self._handlers:
            if any(event == "load" for _, event in handler["targets"]):
                reply = await self._run(handler, ())
                self.profile = self.profile or reply.get("browserstate")
        if self.profile is None:
            raise WireError("the page got no profile")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None
    ) -> None:
        if self._alive is not None:
            self._alive.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._alive
        await self._http.aclose()

    async def press(self, button: str, *inputs: Any) -> Reply:
        """A click, and whatever the page runs after it by itself; `inputs` are what the candidate chose or typed."""
        handler = next(h for h in self._handlers if self._is_press_of(button, h))
        began = time.perf_counter()
        parts = await self._run(handler, inputs)
        reply = Reply(parts, time.perf_counter() - began)
        for following in self._handlers:
            if following["trigger_after"] == handler["id"]:
                await self._run(following, ())
        return reply

    def _is_press_of(self, button: str, handler: Mapping[str, Any]) -> bool:
        return any(event == "click" and self._name(part) == button for part, event in handler["targets"])

    def _name(self, part: int | None) -> str:
        known = self._parts.get(part or 0)
        return (known["props"].get("elem_id") or known["type"]) if known else ""

    def _data(self, handler: Mapping[str, Any], inputs: tuple[Any, ...]) -> list[Any]:
        """The page knows its profile; its session it knows only the place of. A new tab has been nowhere."""
        given = iter(inputs)
        known = {"browserstate": self.profile, "state": None}
        kinds = [self._parts[part]["type"] for part in handler["inputs"]]
        return [known[kind] if kind in known else next(given, "") for kind in kinds]

    async def _run(self, handler: Mapping[str, Any], inputs: tuple[Any, ...]) -> dict[str, Any]:
        """What comes new, by element id; parts without one by their kind."""
        body = {
            "data": self._data(handler, inputs),
            "event_data": None,
            "fn_index": handler["id"],
            "trigger_id": handler["targets"][0][0] if handler["targets"] else None,
            "session_hash": self._hash,
        }
        if handler["queue"]:
            joined = await self._post("queue/join", body)
            output = await self._awaited(joined["event_id"])
        else:
            output = await self._post("run/predict", body)
        shown = zip(handler["outputs"], output["data"], strict=True)
        return {self._name(part): value for part, value in shown if not _unchanged(value)}

    async def _awaited(self, event: str) -> dict[str, Any]:
        """The outcome of one press; the stream is read to its end, as a page does before it opens another."""
        output: dict[str, Any] | None = None
        async for message in self._messages():
            if message["msg"] == "unexpected_error" or message.get("success") is False:
                raise WireError(f"{message}")
            if message["msg"] == "process_completed" and message["event_id"] == event:
                output = message["output"]
            if message["msg"] == "close_stream":
                break
        if output is None:
            raise WireError("the stream ended without an outcome")
        return output

    async def _messages(self) -> AsyncIterator[dict[str, Any]]:
        where = f"{API}/queue/data?session_hash={self._hash}"
        async with self._http.stream("GET", where) as stream:
            _check(stream)
            async for line in stream.aiter_lines():
                if line.startswith("data:"):
                    yield json.loads(line[5:])

    async def _heartbeat(self) -> None:
        """A page that ends this stream is a page that was closed."""
        async with self._http.stream("GET", f"{API}/heartbeat/{self._hash}", timeout=None) as stream:
            _check(stream)
            async for _ in stream.aiter_lines():
                pass

    async def _get(self, path: str) -> str:
        reply = await self._http.get(path)
        _check(reply)
        return reply.text

    async def _post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        reply = await self._http.post(f"{API}/{path}", json=body)
        _check(reply)
        return dict(reply.json())


def _check(reply: httpx.Response) -> None:
    if reply.status_code != 200:
        raise WireError(f"{reply.request.method} {reply.url.path}: {reply.status_code}")


def _unchanged(value: Any) -> bool:
    return (
        isinstance(value, dict) and value.get("__type__") == "update" and set(value) <= {"__type__", "props"}
    )
