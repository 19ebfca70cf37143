"""What a program can ask of the page's server without the page: any function, with any values."""

from __future__ import annotations

import json
import secrets
from typing import Any

import httpx

API = "gradio_api"


class RawPage:
    """One visitor who speaks HTTP: `with RawPage(url) as raw: …`"""

    def __init__(self, url: str, login: tuple[str, str] | None = None, patience: float = 60.0) -> None:
        self.http = httpx.Client(
            base_url=url, timeout=patience, auth=login and httpx.BasicAuth(*_bytes(*login))
        )
        self.hash = secrets.token_hex(6)
        config = self.http.get("/config").json()
        self.parts = {part["id"]: part for part in config["components"]}
        self.handlers = [handler for handler in config["dependencies"] if handler["backend_fn"]]

    def __enter__(self) -> RawPage:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def upload(self, *files: bytes, name: str = "answer.wav") -> list[str]:
        """The places on the server; the name makes each its own."""
        sent = [("files", (f"{number}-{name}", content)) for number, content in enumerate(files)]
        reply = self.http.post(f"/{API}/upload", files=sent)
        reply.raise_for_status()
        return list(reply.json())

    def call(self, function: str, data: Any, patience: float | None = None) -> httpx.Response:
        """One of the functions that the page's own script calls."""
        (part,) = (p for p in self.parts.values() if function in (p["props"].get("server_fns") or ()))
        body = {"data": data, "component_id": part["id"], "fn_name": function, "session_hash": self.hash}
        return self.http.post(f"/{API}/component_server/", json=body, timeout=patience or self.http.timeout)

    def handler(self, pressed: str, event: str = "click") -> dict[str, Any]:
        """By the element that is pressed."""
        return next(
            h for h in self.handlers if [pressed, event] in [[self.name(p), e] for p, e in h["targets"]]
        )

    def name(self, part: int | None) -> str:
        known = self.parts.get(part or 0)
        return (known["props"].get("elem_id") or known["type"]) if known else ""

    def join(self, handler: dict[str, Any], data: list[Any]) -> httpx.Response:
        """The press is in the queue, or refused."""
        return self.http.post(f"/{API}/queue/join", json=self._body(handler, data))

    def run(self, handler: dict[str, Any], data: list[Any]) -> httpx.Response:
        """Past the queue."""
        return self.http.post(f"/{API}/run/predict", json=self._body(handler, data))

    def outcome(self) -> dict[str, Any]:
        """Of the press that was let into the queue: its last message."""
        last: dict[str, Any] = {}
        with self.http.stream("GET", f"/{API}/queue/data", params={"session_hash": self.hash}) as stream:
            for line in stream.iter_lines():
                message = json.loads(line[5:]) if line.startswith("data:") else {}
                if message.get("msg") == "close_stream":
                    break
                if message.get("msg") in ("process_completed", "unexpected_error"):
                    last = message
        return last

    def press(self, button: str, *data: Any) -> dict[str, Any]:
        """What the page shows anew, by element id."""
        handler = self.handler(button)
        self.join(handler, list(data)).raise_for_status()
        output = self.outcome()["output"]
        return dict(zip(map(self.name, handler["outputs"]), output["data"], strict=True))

    def _body(self, handler: dict[str, Any], data: list[Any]) -> dict[str, Any]:
        return {"data": data, "event_data": None, "fn_index": handler["id"], "session_hash": self.hash}


def _bytes(name: str, password: str) -> tuple[bytes, bytes]:
    return name.encode(), password.encode()
