"""A real HTTP server on loopback that speaks OpenAI's wire protocol and behaves as its script says.

    with WireServer([Say('{"ok": true}'), Status(429, headers={"Retry-After": "1"})]) as server:
        server.url        # http://127.0.0.1:PORT/v1
        server.requests   # everything that came in

The script is a list of steps, one a chat request (the last repeats), or a function from request to step.
`GET /models`, audio and embeddings answer by themselves.
"""

from __future__ import annotations

import hashlib
import io
import json
import socket
import threading
import wave
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

USAGE = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}


@dataclass(frozen=True)
class Request:
    path: str
    headers: Mapping[str, str]
    raw: bytes
    body: Any

    @property
    def streams(self) -> bool:
        return bool(self.body.get("stream"))

    @property
    def format(self) -> str:
        if self.body.get("tools"):
            return "tools"
        return str(self.body.get("response_format", {}).get("type", "text"))

    @property
    def prompt(self) -> str:
        return "\n".join(str(message["content"]) for message in self.body["messages"])


@dataclass(frozen=True)
class Say:
    """An ordinary reply: plain, as a tool call or streamed, whichever was asked for."""

    text: str
    finish: str | None = "stop"
    usage: Any = field(default_factory=lambda: dict(USAGE))
    model: str = "wire-model"
    refusal: str | None = None
    pause: float = 0.0
    """Seconds before the reply: the provider's own time."""
    as_tool: bool = True

    def play(self, line: Line, request: Request) -> None:
        line.wait(self.pause)
        if request.streams:
            pieces = [self.text[i : i + 8] for i in range(0, len(self.text), 8)]
            Stream(pieces, self.finish, self.usage, self.model).play(line, request)
            return
        message: dict[str, Any] = {"role": "assistant", "content": self.text, "refusal": self.refusal}
        finish = self.finish
        if request.format == "tools" and self.as_tool:
            function = {"name": request.body["tools"][0]["function"]["name"], "arguments": self.text}
            message |= {
                "content": None,
                "tool_calls": [{"id": "c1", "type": "function", "function": function}],
            }
            finish = "tool_calls" if finish == "stop" else finish
        line.json(200, completion([{"index": 0, "message": message, "finish_reason": finish}], self))


def completion(choices: Any, say: Say) -> dict[str, Any]:
    return {
        "id": "chat-1",
        "object": "chat.completion",
        "created": 0,
        "model": say.model,
        "choices": choices,
        **({"usage": say.usage} if say.usage is not None else {}),
    }


@dataclass(frozen=True)
class Body:
    """Any body under any status, for replies that are not what they should be."""

    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def play(self, line: Line, _: Request) -> None:
        if isinstance(self.body, str):
            line.bytes(self.status, self.body.encode(), "text/html", self.headers)
        elif isinstance(self.body, bytes):
            line.bytes(self.status, self.body, "application/json", self.headers)
        else:
            line.json(self.status, self.body, self.headers)


def Status(  # noqa: N802 - reads as a step beside the classes
    status: int, message: str = "no", headers: Mapping[str, str] | None = None, **error: Any
) -> Body:
    return Body(
        {"error": {"message": message, "type": "error", "code": None, **error}}, status, headers or {}
    )


@dataclass(frozen=True)
class Stream:
    """Server-sent events; without a finish the stream just ends, as a dying server's does."""

    pieces: Sequence[str]
    finish: str | None = "stop"
    usage: Any = field(default_factory=lambda: dict(USAGE))
    model: str = "wire-model"
    hang: bool = False
    reset: bool = False
    pause: float = 0.0

    def play(self, line: Line, request: Request) -> None:
        line.start(200, "text/event-stream")
        for piece in self.pieces:
            line.event(self._chunk({"role": "assistant", "content": piece}, None))
            line.wait(self.pause)
        if self.hang:
            line.wait(30)
        if self.reset:
            line.reset()
            return
        if self.finish is not None:
            line.event(self._chunk({}, self.finish))
            if request.body.get("stream_options", {}).get("include_usage"):
                line.event({**self._chunk({}, None), "choices": [], "usage": self.usage})
            line.write(b"data: [DONE]\n\n")

    def _chunk(self, delta: Any, finish: str | None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return {
            "id": "s1",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": self.model,
            "choices": [choice],
        }


@dataclass(frozen=True)
class Hang:
    """Takes the request and says nothing."""

    seconds: float = 30.0

    def play(self, line: Line, _: Request) -> None:
        line.wait(self.seconds)


@dataclass(frozen=True)
class Close:
    """Closes the socket; after part of a reply when `after` is given."""

    after: bytes = b""

    def play(self, line: Line, _: Request) -> None:
        if self.after:
            line.start(200, "application/json", {"Content-Length": str(len(self.after) + 100)})
            line.write(self.after)
        line.reset()


@dataclass(frozen=True)
class Drip:
    """One byte after the other, each in time, the whole never."""

    gap: float = 0.02
    count: int = 5000

    def play(self, line: Line, _: Request) -> None:
        line.start(200, "application/json")
        for _byte in range(self.count):
            line.write(b" ")
            if line.wait(self.gap):
                return


@dataclass(frozen=True)
class Only:
    """Refuses every format but these, as servers of all kinds do, and then plays the step."""

    formats: Sequence[str]
    then: Any
    status: int = 400
    message: str = "'response_format.type' must be one of the supported values"

    def play(self, line: Line, request: Request) -> None:
        step = self.then if request.format in self.formats else Status(self.status, self.message)
        step.play(line, request)


class Line:
    """One connection's writing side."""

    def __init__(self, handler: BaseHTTPRequestHandler, stopping: threading.Event) -> None:
        self._handler = handler
        self._stopping = stopping

    def wait(self, seconds: float) -> bool:
        """True when the server is being stopped meanwhile."""
        return seconds > 0 and self._stopping.wait(seconds)

    def start(self, status: int, kind: str, headers: Mapping[str, str] | None = None) -> None:
        self._handler.send_response(status)
        self._handler.send_header("Content-Type", kind)
        for name, value in (headers or {}).items():
            self._handler.send_header(name, value)
        if not headers or "Content-Length" not in headers:
            self._handler.send_header("Connection", "close")
            self._handler.close_connection = True
        self._handler.end_headers()

    def json(self, status: int, value: Any, headers: Mapping[str, str] | None = None) -> None:
        self.bytes(status, json.dumps(value, ensure_ascii=False).encode(), "application/json", headers)

    def bytes(self, status: int, body: bytes, kind: str, headers: Mapping[str, str] | None = None) -> None:
        self.start(status, kind, {**(headers or {}), "Content-Length": str(len(body))})
        self.write(body)

    def event(self, value: Any) -> None:
        self.write(b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n")

    def write(self, data: bytes) -> None:
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def reset(self) -> None:
        self._handler.close_connection = True
        linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
        self._handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._handler.connection.close()


Step = Any
Script = Sequence[Step] | Callable[[Request], Step]


class WireServer:
    def __init__(self, script: Script = (), models: Sequence[str] = ("wire-model",), port: int = 0) -> None:
        self.requests: list[Request] = []
        self.models = models
        self.transcript = "배치 정규화는 미니배치의 평균과 분산으로 정규화합니다."
        self._script = script
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self._http.daemon_threads = True
        self._http.block_on_close = False
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    @property
    def chats(self) -> list[Request]:
        return [request for request in self.requests if request.path.endswith("/chat/completions")]

    def __enter__(self) -> WireServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        self._stopping.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(5)

    def answer(self, line: Line, request: Request) -> None:
        with self._lock:
            self.requests.append(request)
            step = self._step(request)
        step.play(line, request)

    def _step(self, request: Request) -> Step:
        tail = request.path.partition("?")[0].rpartition("/v1/")[2]
        match tail:
            case "models":
                return Body({"object": "list", "data": [_model(name) for name in self.models]})
            case "embeddings":
                return Body(_embeddings(request.body))
            case "audio/transcriptions":
                return Body({"text": self.transcript})
            case "audio/speech":
                return Body(_silence())
            case "chat/completions" if callable(self._script):
                return self._script(request)
            case "chat/completions" if self._script:
                return self._script[min(len(self.chats), len(self._script)) - 1]
        return Status(404, f"no such path {request.path}")

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                self._serve(b"")

            def do_POST(self) -> None:
                self._serve(self.rfile.read(int(self.headers.get("Content-Length", 0))))

            def _serve(self, raw: bytes) -> None:
                kind = self.headers.get("Content-Type", "")
                body = json.loads(raw) if raw and "json" in kind else {}
                try:
                    server.answer(
                        Line(self, server._stopping),
                        Request(
                            self.path,
                            {name.lower(): value for name, value in self.headers.items()},
                            raw,
                            body,
                        ),
                    )
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True  # the client has had enough

            def log_message(self, *_: Any) -> None:
                return

            def handle(self) -> None:
                try:
                    super().handle()
                except (OSError, ValueError):
                    return  # a socket that a step has closed

            def finish(self) -> None:
                try:
                    super().finish()
                except (OSError, ValueError):
                    return

        return Handler


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "wire"}


def _embeddings(body: Any) -> dict[str, Any]:
    texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
    rows = [[b / 255 for b in hashlib.sha256(str(text).encode()).digest()] for text in texts]
    return {
        "object": "list",
        "model": body.get("model", "wire-embedding"),
        "data": [{"object": "embedding", "index": i, "embedding": row} for i, row in enumerate(rows)],
        "usage": {"prompt_tokens": 1, "total_tokens": 1},
    }


def _silence() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * 800)
    return out.getvalue()


def refused_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
