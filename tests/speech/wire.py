"""A loopback server that answers like a speech endpoint, or as badly as asked."""

from __future__ import annotations

import json
import threading
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Reply:
    status: int = 200
    body: bytes = b""
    media_type: str = "application/json"
    hangs: bool = False


@dataclass(frozen=True)
class Request:
    path: str
    headers: Message
    body: bytes

    def fields(self) -> dict[str, str]:
        """The plain fields of a multipart form; the file is left out."""
        boundary = self.headers.get_boundary() or ""
        found = {}
        for part in self.body.split(b"--" + boundary.encode()):
            head, _, value = part.partition(b"\r\n\r\n")
            if b"filename=" not in head and b'name="' in head:
                found[head.split(b'name="')[1].split(b'"')[0].decode()] = value.removesuffix(b"\r\n").decode()
        return found


@dataclass
class Wire:
    url: str
    replies: list[Reply]
    requests: list[Request] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


@contextmanager
def speech_server(*replies: Reply) -> Iterator[Wire]:
    """Answers with the replies in turn; the last one repeats."""
    wire = Wire("", list(replies))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            wire.requests.append(Request(self.path, self.headers, body))
            reply = wire.replies.pop(0) if len(wire.replies) > 1 else wire.replies[0]
            if reply.hangs:
                wire.over.wait()
                return
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.media_type)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    wire.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield wire
    finally:
        wire.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def as_json(value: object, status: int = 200) -> Reply:
    return Reply(status, json.dumps(value, ensure_ascii=False).encode())


def refusal(status: int, message: str = "no") -> Reply:
    return as_json({"error": {"message": message, "type": "error", "code": None}}, status)


def write_wav(
    path: Path, samples: np.ndarray, *, rate: int = 16_000, width: int = 2, channels: int = 1
) -> Path:
    """`samples` lie between -1 and 1, one row a frame when there are several channels."""
    if width == 1:
        data = ((samples * 127) + 128).astype(np.uint8).tobytes()
    elif width == 3:
        wide = (samples * (2**31 - 256)).astype("<i4").tobytes()
        data = b"".join(wide[i + 1 : i + 4] for i in range(0, len(wide), 4))
    else:
        data = (samples * (2 ** (8 * width - 1) - 1)).astype(f"<i{width}").tobytes()
    with wave.open(str(path), "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(width)
        out.setframerate(rate)
        out.writeframes(data)
    return path


def hum(seconds: float, *, rate: int = 16_000, loud: float = 0.2) -> np.ndarray:
    """A voice as far as a level meter can tell."""
    return loud * np.sin(np.arange(int(seconds * rate)) * (2 * np.pi * 220 / rate))
