"""A transcription server on loopback that takes recordings and answers when it may."""

from __future__ import annotations

import io
import json
import math
import struct
import threading
import wave
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HEARD = "렐루는 양수를 그대로 통과시킵니다"
MENDED = "ReLU는 양수를 그대로 통과시킵니다"


KEY = "sk-only-for-this-test-4711"


class Recogniser(ThreadingHTTPServer):
    """`with Recogniser() as recogniser:` speaks as much of the API as a client needs, and can be made to think."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Line)
        self.reply: dict[str, Any] = {"text": HEARD}
        self.status = 200
        """Both are settled when a recording arrives, for its own answer."""
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.got: list[bytes] = []
        self.arrived = threading.Event()
        self.came = threading.Semaphore(0)
        """Once for every recording that has arrived."""
        self.under_way = self.most = 0
        self.lock = threading.Lock()

    def __enter__(self) -> Recogniser:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.may_answer.set()
        self.shutdown()
        self.server_close()

    @property
    def settings(self) -> dict[str, str]:
        return {
            "MOCKINTERVIEW_STT": "api:whisper-1",
            "MOCKINTERVIEW_STT_BASE_URL": f"http://127.0.0.1:{self.server_address[1]}/v1",
            "MOCKINTERVIEW_STT_API_KEY": KEY,
        }

    def count(self, more: int) -> None:
        with self.lock:
            self.under_way += more
            self.most = max(self.most, self.under_way)


class _Line(BaseHTTPRequestHandler):
    server: Recogniser

    def do_POST(self) -> None:
        reply, status = self.server.reply, self.server.status
        self.server.got.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.count(1)
        self.server.came.release()
        self.server.arrived.set()
        self.server.may_answer.wait(60)
        self.server.count(-1)
        body = json.dumps(reply).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


def tone(seconds: float = 1.0) -> bytes:
    """Something that is not silence, as a WAV."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, 16_000, 0, "NONE", ""))
        waves = (
            int(9_000 * math.sin(i * 0.17) * (1 + math.sin(i * 0.002)) / 2)
            for i in range(int(16_000 * seconds))
        )
        sound.writeframes(b"".join(struct.pack("<h", value) for value in waves))
    return file.getvalue()
